//! Several windows: each diagnosis is about the tab in front of the window in front, and rests on nothing of another tab.

use karte_clinic::chromium::Shows;
use karte_clinic::pc::Pc;
use karte_clinic::service::{Fault, Obstacle, Place, Service};
use karte_clinic::world::World;
use karte_signin_doctor::diagnosis::types::{Cause, Verdict};
use karte_signin_doctor::evidence::page::tab_state::TabState;
use karte_signin_doctor::evidence::readings::PageText;

fn world(pc: Pc) -> World {
    World::new(pc, Service::default(), Vec::new(), true)
}

/// A PC without a certificate that shows the failing page.
fn failing() -> World {
    let mut world = world(Pc { certificates: Vec::new(), ..Pc::default() });
    world.open();
    world
}

/// The number of windows and of the karte's tabs that a click reads.
fn counted(world: &mut World) -> Option<(u32, u32)> {
    world.click();
    let facts = world.evidence.as_ref().and_then(|e| e.windows());
    facts.map(|facts| (facts.windows, facts.karte_tabs))
}

fn shown(world: &World) -> Vec<Option<PageText>> {
    world.tabs().map(|tab| tab.document().map(|document| document.text)).collect()
}

#[test]
fn the_counts_follow_the_windows_and_their_tabs() {
    let mut world = failing();
    assert_eq!(counted(&mut world), Some((1, 1)));
    world.open_window();
    assert_eq!(counted(&mut world), Some((2, 1)));
    world.open();
    world.switch_tab();
    assert_eq!(counted(&mut world), Some((2, 2)));
    world.open();
    assert_eq!(counted(&mut world), Some((2, 3)));
    world.close_window();
    assert_eq!(counted(&mut world), Some((1, 1)));
    world.close_window();
    assert_eq!(counted(&mut world), Some((1, 1)), "the last window stays");
}

#[test]
fn an_error_in_another_window_decides_nothing() {
    let mut world = failing();
    let before = world.click();
    world.open_window();
    let software: &[Cause] = &[Cause::SecuritySoftware];
    let obstacle =
        Obstacle { fault: Fault::Reset, place: Place::Pc, causes: software, clock_ms: 0 };
    world.obstacles.push(obstacle);
    world.open();
    assert_eq!(world.click().state, TabState::Unreachable);
    world.obstacles.clear();
    world.switch_window();
    let after = world.click();
    assert_eq!((after.state, after.primary), (before.state, before.primary));
    let (tab, evidence) = (world.tab().id, world.evidence.as_ref().expect("evidence"));
    let navigations = evidence.navigation().expect("navigations");
    assert!(navigations.iter().all(|n| n.tab_id == tab) && evidence.tab_error().is_none());
    assert!(world.session.navigations.iter().any(|n| n.tab_id != tab));
}

#[test]
fn a_new_window_has_nothing_of_the_failing_page_in_the_other_one() {
    let mut world = failing();
    assert_eq!(world.click().state, TabState::CertificateRequired);
    world.open_window();
    let diagnosis = world.click();
    assert_eq!((diagnosis.state, diagnosis.primary), (TabState::Elsewhere, None));
}

#[test]
fn a_closed_tab_gives_its_number_to_no_other() {
    let mut world = failing();
    world.open_window();
    world.open();
    let closed = world.tab().id;
    world.close_window();
    world.open_window();
    assert_ne!(world.tab().id, closed);
    world.click();
    let of_tab = world.evidence.as_ref().and_then(|e| e.navigation()).map(Vec::len);
    assert_eq!(of_tab, Some(0));
    assert!(world.session.navigations.iter().any(|n| n.tab_id == closed), "nobody tells of it");
}

#[test]
fn one_answer_to_the_dialog_leads_every_waiting_tab_on() {
    let mut world = world(Pc::default());
    world.open();
    world.open_window();
    world.open();
    assert!(world.tabs().all(|tab| matches!(tab.shows, Shows::Dialog(_))));
    world.answer_dialog(None);
    assert_eq!(shown(&world), [Some(PageText::Failing); 2]);
    assert_eq!(world.click().state, TabState::CertificateRequired);
    world.switch_window();
    assert_eq!(world.click().state, TabState::CertificateRequired);
}

#[test]
fn a_copy_that_another_window_has_replaced_is_not_in_the_cache_any_more() {
    let mut world = world(Pc { auto_select: true, ..Pc::default() });
    world.normal.has_old_copy = true;
    world.open();
    let found = |world: &mut World| {
        let diagnosis = world.click();
        diagnosis.primary_finding().map(|finding| (finding.cause, finding.verdict))
    };
    assert_eq!(found(&mut world), Some((Cause::SiteData, Verdict::Found)));
    world.open_window();
    world.open();
    world.reload();
    world.switch_window();
    assert_eq!(found(&mut world), Some((Cause::SiteData, Verdict::Suspected)));
}

#[test]
fn a_restart_loads_the_tab_in_front_of_each_window() {
    let mut world = failing();
    world.switch_tab();
    world.open();
    world.open_window();
    world.open();
    world.restart();
    assert_eq!(shown(&world), [None, Some(PageText::Failing), Some(PageText::Failing)]);
    assert_eq!(world.front, 1);
}
