//! The answers of a truthful person, and the experiments that some questions ask for.

use crate::chromium::{DialogEnd, Host, Shows};
use crate::pc::{Issuer, MINUTE};
use crate::service::Place;
use crate::world::{Tls, Whence, World};
use karte_signin_doctor::evidence::questions::{AnswerValue, Question};

/// "Just now", as a person means it.
const JUST_NOW_MS: i64 = 5 * MINUTE;

impl World {
    /// The true answer; if the question asks for an experiment, it is done first.
    pub fn truthful(&mut self, question: Question) -> AnswerValue {
        use AnswerValue::{AccountGone, InDate, No, NotThere, OutOfDate, Revoked, Valid, Yes};
        let yes = |is_so| if is_so { Yes } else { No };
        let certificates = &self.pc.certificates;
        let ours = || certificates.iter().filter(|c| c.issuer == Issuer::ThisClinic);
        match question {
            Question::Listed if ours().any(|c| !c.expired) => InDate,
            Question::Listed if ours().count() > 0 => OutOfDate,
            Question::Listed => NotThere,
            Question::Dialog => self.dialog_that_came(),
            Question::WhichEntry => self.entry_that_was_chosen(),
            Question::InstalledJustNow => {
                yes(self.installed_at.is_some_and(|at| self.true_ms - at < JUST_NOW_MS))
            }
            Question::AnotherClinicBefore => yes(self.other_clinic_opened),
            Question::ColleagueSees if ours().any(|c| c.account_gone) => AccountGone,
            // A colleague sees all certificates of the account, and says "revoked" only if none of them is in order.
            Question::ColleagueSees if ours().count() > 0 && ours().all(|c| c.revoked) => Revoked,
            Question::ColleagueSees => Valid,
            Question::ApplyStuck => {
                yes(self.tab().document().is_some_and(|document| document.apply_stuck))
            }
            Question::PrivateWindow => self.try_incognito(),
            Question::OtherNetwork => self.try_other_network(),
            Question::OtherPc => works(self.opens_on_another_pc()),
            Question::Restart => {
                self.restart();
                works(self.opens_after_choosing(Whence::Here))
            }
        }
    }

    fn dialog_that_came(&self) -> AnswerValue {
        match self.tab().dialog {
            // The dialog is still open, perhaps behind a window.
            _ if matches!(self.tab().shows, Shows::Dialog(_)) => AnswerValue::DontKnow,
            Some(DialogEnd::Chosen(_)) => AnswerValue::ChoseOk,
            Some(DialogEnd::Cancelled) => AnswerValue::Cancelled,
            None => AnswerValue::NoDialog,
        }
    }

    fn entry_that_was_chosen(&self) -> AnswerValue {
        let Some(DialogEnd::Chosen(place)) = self.dialog else { return AnswerValue::DontKnow };
        match self.pc.certificates[place].issuer {
            Issuer::ThisClinic => AnswerValue::ThisClinic,
            Issuer::OtherClinic => AnswerValue::OtherClinic,
            Issuer::OtherService => AnswerValue::OtherKind,
        }
    }

    /// The extension opens an incognito window for the person, who chooses the right entry if a dialog comes.
    pub fn try_incognito(&mut self) -> AnswerValue {
        let now = self.now();
        self.session.private_opened_at = Some(now);
        self.session.private_windows += 1;
        if self.pc.incognito_blocked {
            return AnswerValue::Blocked;
        }
        let asks = self.connects(Whence::Incognito)
            && matches!(self.tls(Whence::Incognito, Host::Main), Tls::Asks(_));
        if self.opens_after_choosing(Whence::Incognito) {
            AnswerValue::Works
        } else if asks || !self.connects(Whence::Incognito) {
            AnswerValue::StillFails
        } else {
            AnswerValue::NoDialog
        }
    }

    fn try_other_network(&mut self) -> AnswerValue {
        works(self.opens_after_choosing(Whence::OtherNetwork))
    }

    /// Whether a page of the service is delivered at all; other extensions do not run in incognito windows.
    fn connects(&self, whence: Whence) -> bool {
        let stopped = match whence {
            Whence::Incognito => self.pc.url_blocked,
            _ => self.stopped_here().is_some() || self.proxy_is_broken(),
        };
        !stopped && self.obstacle(whence).is_none() && !self.rejects_server_date()
    }

    /// Whether the karte opens from `whence`; if a dialog appears, the person chooses the best entry.
    pub fn opens_after_choosing(&mut self, whence: Whence) -> bool {
        if !self.connects(whence) {
            return false;
        }
        let profile = self.profile(whence);
        if profile.cookies_too_big || profile.worker_answers {
            return false;
        }
        let sent = match self.tls(whence, Host::Main) {
            Tls::Sent(sent) => sent,
            Tls::Asks(offered) => {
                let good = |place: &&usize| self.pc.certificates[**place].is_good();
                let best = offered.iter().find(good).or(offered.first()).copied();
                let decision = best.map_or(
                    crate::chromium::Decision::Nothing,
                    crate::chromium::Decision::Certificate,
                );
                self.profile(whence).decisions.insert(Host::Main, decision);
                if whence != Whence::Incognito {
                    self.dialog = best.map(DialogEnd::Chosen);
                }
                best
            }
        };
        self.breaks_off(whence, Host::Main, sent).is_none() && self.accepts(sent)
    }

    /// Another PC of the clinic has its own certificate of the same account: it works unless the account itself is gone.
    fn opens_on_another_pc(&self) -> bool {
        let blocked =
            self.obstacles.iter().any(|o| matches!(o.place, Place::Office | Place::Service));
        !blocked && !self.pc.certificates.iter().any(|c| c.account_gone)
    }
}

const fn works(does: bool) -> AnswerValue {
    if does { AnswerValue::Works } else { AnswerValue::StillFails }
}
