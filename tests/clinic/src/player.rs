//! Counts the steps until the karte opens: for a person who follows the popup, and for one who follows the vendor's help page.
//!
//! A step is an action, an answer or a click on the icon. The popup's actions come from its own table
//! (`extension/popup/primary_action.js`, kept as `actions.json` and compared by `tests/unit/primary_action.test.mjs`).

use crate::chromium::Shows;
use crate::life::Life;
use crate::pc::{Certificate, Issuer};
use crate::service::{Place, Service};
use crate::truth::conditions;
use crate::world::{Whence, World};
use karte_signin_doctor::diagnosis::types::{Cause, Diagnosis, Verdict};
use karte_signin_doctor::evidence::page::tab_state::TabState;
use karte_signin_doctor::evidence::questions::AnswerValue;
use karte_signin_doctor::evidence::readings::PageText;
use serde_json::Value;
use std::collections::BTreeSet;

/// A player that needs more steps has failed.
pub const MOST_STEPS: u32 = 30;

/// The result of a player.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The karte was open after so many steps.
    Open(u32),
    /// The player was referred to whoever can help, after so many steps.
    Handed(u32),
    /// Nothing helped.
    Lost,
}

/// The popup's table of actions.
pub struct Actions(Value);

impl Actions {
    /// Reads the stored copy of the table.
    ///
    /// # Errors
    /// The copy is not valid JSON.
    pub fn kept() -> Result<Self, serde_json::Error> {
        serde_json::from_str(include_str!("../actions.json")).map(Self)
    }

    /// The primary action for a diagnosis with a primary cause: `fix:…`, `guide:…`, `copy:…`, `retry` or `close_tab`.
    fn of(&self, diagnosis: &Diagnosis) -> Option<String> {
        let finding = diagnosis.primary_finding()?;
        let key = |value: Value| value.as_str().unwrap_or_default().to_owned();
        let cause = key(serde_json::to_value(finding.cause).ok()?);
        let reason = key(serde_json::to_value(finding.reason).ok()?);
        let rows = &self.0[&cause];
        let row = rows.get(&reason).unwrap_or(&rows["default"]);
        let action = row.as_str()?.to_owned();
        let fixes: Vec<_> =
            finding.fixes.iter().filter_map(|f| serde_json::to_value(f).ok()).collect();
        match action.strip_prefix("fix:") {
            Some("private_window")
                if !fixes.contains(&"private_window".into())
                    && fixes.contains(&"restart_assistant".into()) =>
            {
                Some("fix:restart_assistant".to_owned())
            }
            Some(fix) if !fixes.contains(&Value::from(fix)) => Some(format!("guide:{cause}")),
            _ => Some(action),
        }
    }
}

/// The world of a life at its first failing page; `None` if the karte opens.
#[must_use]
pub fn trouble(life: &Life) -> Option<World> {
    let mut world = life.begin();
    (!try_again(&mut world)).then_some(world)
}

/// The person answers the dialog with an entry that works, or with the first entry if none does.
fn choose_best(world: &mut World) {
    if let Shows::Dialog(offered) = world.tab().shows.clone() {
        let good = |place: &usize| world.pc.certificates[*place].is_good();
        world.answer_dialog(Some(offered.iter().position(good).unwrap_or(0)));
    }
}

/// Opens the sign-in page again, chooses the best entry if a dialog appears, and signs in; true if the karte is open then.
pub fn try_again(world: &mut World) -> bool {
    world.open();
    choose_best(world);
    world.sign_in();
    world.tab().document().is_some_and(|document| document.text == PageText::SignedIn)
}

/// Follows the popup: answers its question while it only suspects, otherwise does its action; never does the same action twice.
#[must_use]
pub fn follow_popup(mut world: World, actions: &Actions) -> Way {
    let mut steps = 1;
    let mut diagnosis = world.click();
    let mut done = BTreeSet::new();
    while steps < MOST_STEPS {
        let found = diagnosis.primary_finding().is_some_and(|f| f.verdict == Verdict::Found);
        let action = actions.of(&diagnosis);
        let fresh = action.clone().filter(|action| !done.contains(action));
        if let (false, Some(next)) = (found && fresh.is_some(), diagnosis.next) {
            let value = world.truthful(next.0);
            steps += 1;
            if value == AnswerValue::Works && next.0.is_experiment() && opens_the_karte(next.0) {
                return Way::Open(steps);
            }
            // After a restart the person clicks the icon again.
            diagnosis = match world.answer(next.0, value) {
                Some(diagnosis) => diagnosis,
                None => world.click(),
            };
            continue;
        }
        if diagnosis.primary.is_none() && diagnosis.state == TabState::Elsewhere {
            return follow_other_text(&mut world, steps);
        }
        // There is no new action: the last row of the popup leads to the support desk, with the report.
        let Some(action) = fresh else { return Way::Handed(steps) };
        steps += 1;
        done.insert(action.clone());
        if act(&mut world, &action) {
            return Way::Open(steps);
        }
        steps += u32::from(!diagnoses_again(&action));
        diagnosis = world.click();
    }
    Way::Lost
}

/// Whether the popup itself shows a new diagnosis after this action, so that the person need not click on the icon again.
fn diagnoses_again(action: &str) -> bool {
    matches!(action, "fix:open_sign_in" | "fix:clear_cache" | "fix:clear_karte")
}

/// Follows what the popup says where the karte's address shows a text that is none of the karte's (`popup_other_text_note`):
/// open the sign-in page once more, use another network, tell the IT person.
fn follow_other_text(world: &mut World, steps: u32) -> Way {
    if try_again(world) {
        return Way::Open(steps + 1);
    }
    if world.opens_after_choosing(Whence::OtherNetwork) {
        return Way::Open(steps + 2);
    }
    ask_it(world, Cause::SecuritySoftware);
    if try_again(world) { Way::Open(steps + 3) } else { Way::Handed(steps + 3) }
}

/// Experiments after which work can go on: an incognito window, another network and a restart.
fn opens_the_karte(question: karte_signin_doctor::evidence::questions::Question) -> bool {
    use karte_signin_doctor::evidence::questions::Question;
    matches!(question, Question::PrivateWindow | Question::OtherNetwork | Question::Restart)
}

/// Does what an action of the popup stands for; true if the karte is open then.
fn act(world: &mut World, action: &str) -> bool {
    match action {
        "fix:private_window" => return world.try_incognito() == AnswerValue::Works,
        "fix:restart_assistant" => world.restart(),
        "fix:open_clock_settings" => world.pc.clock_ms = 0,
        "fix:clear_cache" => clear_copies(world),
        "fix:clear_karte" => {
            clear_copies(world);
            world.normal.cookies_too_big = false;
        }
        "fix:extensions_off" => world.pc.extension = None,
        "guide:certificate_missing" => issue(world),
        "guide:certificate_limit" => {
            world.service.limit_reached = false;
            issue(world);
        }
        "guide:certificate_revoked" | "guide:account_deleted" => reissue(world),
        "guide:wrong_certificate" => choose_best(world),
        "guide:security_software" => ask_it(world, Cause::SecuritySoftware),
        "copy:it_policy" => {
            ask_it(world, Cause::SecuritySoftware);
            mend_picked(world);
        }
        "guide:network" | "copy:it_network" => {
            if world.opens_after_choosing(Whence::OtherNetwork) {
                return true;
            }
            ask_it(world, Cause::Network);
        }
        "guide:browser" => world.pc.is_edge = false,
        // Signing in, loading again and leaving an imitation all end on the sign-in page.
        _ => {}
    }
    try_again(world)
}

fn clear_copies(world: &mut World) {
    world.normal.has_old_copy = false;
    world.normal.has_validator = false;
    world.normal.worker_answers = false;
}

/// The guide about a missing certificate: request it, install it, restart Chrome.
fn issue(world: &mut World) {
    world.apply();
    world.install(false);
    world.restart();
    choose_best(world);
}

/// An administrator of the clinic checks the account and issues a new certificate if one is needed.
fn reissue(world: &mut World) {
    let in_order = |c: &Certificate| c.issuer == Issuer::ThisClinic && c.is_good();
    if !world.pc.certificates.iter().any(in_order) {
        world.pc.certificates.retain(|c| !c.account_gone);
        world.pc.certificates.push(Certificate::valid(Issuer::ThisClinic));
    }
    world.restart();
    choose_best(world);
}

/// The clinic's IT person removes the obstacles inside the clinic.
fn ask_it(world: &mut World, cause: Cause) {
    world.obstacles.retain(|o| o.place == Place::Service || !o.causes.contains(&cause));
    if cause == Cause::SecuritySoftware {
        world.pc.url_blocked = false;
    }
}

/// The IT person removes what the policy must not choose, and installs a certificate if none is left.
fn mend_picked(world: &mut World) {
    if world.pc.auto_select && !world.pc.certificates.first().is_some_and(Certificate::is_good) {
        world.pc.certificates.clear();
        reissue(world);
    }
}

/// Follows the vendor's help page: its precondition and items 1 to 10. Each costs one step, and one more to test the result.
#[must_use]
pub fn follow_help_page(mut world: World) -> Way {
    let items: [fn(&mut World); 11] = [
        |w| {
            if !w.pc.certificates.iter().any(|c| c.issuer == Issuer::ThisClinic && !c.expired) {
                issue(w);
            }
        },
        |w| w.pc.is_edge = false,
        |_| {},
        |w| {
            clear_copies(w);
            w.normal.cookies_too_big = false;
        },
        |w| w.pc.extension = None,
        |w| ask_it(w, Cause::SecuritySoftware),
        reissue,
        reissue,
        World::restart,
        |w| {
            w.service.limit_reached = false;
            issue(w);
        },
        |w| {
            w.pc.clock_ms = 0;
            w.restart();
        },
    ];
    for (steps, item) in (1..).zip(items) {
        item(&mut world);
        if try_again(&mut world) {
            return Way::Open(steps * 2);
        }
    }
    Way::Lost
}

/// Whether anybody at the clinic can open the karte again.
#[must_use]
pub fn is_curable(world: &World) -> bool {
    !world.obstacles.iter().any(|o| o.place == Place::Service)
}

/// The cause under which a life is counted: the first cause of the first condition.
#[must_use]
pub fn cause_of(world: &World) -> Option<Cause> {
    conditions(world).first().and_then(|condition| condition.first()).copied()
}

/// The life as the comparison plays it: without steps, and with the default dates and latency of the service.
#[must_use]
pub fn ordinary(life: &Life) -> Life {
    let service = Service {
        insists: life.service.insists,
        dot: life.service.dot,
        caching: life.service.caching,
        limit_reached: life.service.limit_reached,
        ..Service::default()
    };
    Life { service, acts: Vec::new(), ..life.clone() }
}
