//! What a translation changes: what the extension recognises, never what keeps the karte shut.

use karte_clinic::chromium::Translator;
use karte_clinic::pc::Pc;
use karte_clinic::service::{Insists, Service};
use karte_clinic::truth::conditions;
use karte_clinic::world::World;
use karte_signin_doctor::diagnosis::types::Cause;
use karte_signin_doctor::evidence::page::tab_state::TabState;
use karte_signin_doctor::evidence::questions::{AnswerValue, Question};
use karte_signin_doctor::evidence::readings::PageText;

/// A PC without a certificate that shows the failing page.
fn failing() -> World {
    let pc = Pc { certificates: Vec::new(), ..Pc::default() };
    let service = Service { limit_reached: true, ..Service::default() };
    let mut world = World::new(pc, service, Vec::new(), true);
    world.open();
    world
}

fn text(world: &World) -> Option<PageText> {
    world.evidence.as_ref()?.text()
}

#[test]
fn the_failing_page_that_chrome_has_translated_is_judged_as_before() {
    let mut world = failing();
    let before = world.click();
    world.translate(Translator::Chrome);
    let after = world.click();
    assert_eq!(text(&world), Some(PageText::Failing));
    assert_eq!((after.state, after.primary), (before.state, before.primary));
    assert_eq!(
        (after.state, after.primary),
        (TabState::CertificateRequired, Some(Cause::CertificateMissing))
    );
}

#[test]
fn after_any_other_translator_the_page_is_unknown_until_it_is_loaded_again() {
    let mut world = failing();
    let truth = conditions(&world);
    world.translate(Translator::Other);
    assert_eq!((world.click().state, text(&world)), (TabState::Elsewhere, Some(PageText::Other)));
    assert_eq!(conditions(&world), truth);
    // A page that is translated already stays as it is.
    world.translate(Translator::Chrome);
    assert_eq!(world.click().state, TabState::Elsewhere);
    world.reload();
    assert_eq!(world.click().state, TabState::CertificateRequired);
}

#[test]
fn a_translated_page_stays_translated_after_back() {
    for (by, want) in
        [(Translator::Chrome, PageText::Failing), (Translator::Other, PageText::Other)]
    {
        let mut world = failing();
        world.translate(by);
        world.open_at("https://karte.medley.life/signin");
        world.back(true);
        world.click();
        assert_eq!(text(&world), Some(want), "{by:?}");
    }
}

#[test]
fn a_stuck_request_is_known_only_where_the_page_was_recognised() {
    // What is done in which order, and whether the extension knows of the request afterwards.
    for (first, by, knows) in [
        ("apply", Translator::Chrome, true),
        ("apply", Translator::Other, false),
        ("translate", Translator::Chrome, false),
        ("translate", Translator::Other, false),
    ] {
        let mut world = failing();
        if first == "apply" {
            world.apply();
            world.translate(by);
        } else {
            world.translate(by);
            world.apply();
        }
        world.click();
        let page = world.evidence.as_ref().and_then(|e| e.page()).expect("a page");
        assert_eq!(page.apply_stuck, knows, "{first} {by:?}");
        assert_eq!(!world.session.stuck.is_empty(), knows, "{first} {by:?}");
        // The person knows it in any case.
        assert_eq!(world.truthful(Question::ApplyStuck), AnswerValue::Yes);
    }
}

#[test]
fn of_the_other_pages_only_the_form_is_recognised_after_a_translation() {
    for by in [Translator::Chrome, Translator::Other] {
        let service = Service { insists: Insists::AfterPassword, ..Service::default() };
        let mut world = World::new(Pc::default(), service, Vec::new(), true);
        world.open();
        world.answer_dialog(Some(0));
        world.translate(by);
        assert_eq!(
            (world.click().state, text(&world)),
            (TabState::SignInPage, Some(PageText::SignIn))
        );
        world.sign_in();
        assert_eq!(world.click().state, TabState::SignedIn);
        world.translate(by);
        let diagnosis = world.click();
        assert_eq!((diagnosis.state, diagnosis.primary), (TabState::Elsewhere, None));
    }
}
