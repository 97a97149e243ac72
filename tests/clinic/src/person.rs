//! The person's actions: opening, choosing, going back, installing, setting the clock, and answering the dialog.

use crate::chromium::{Decision, DialogEnd, Document, Host, Shows, Translator};
use crate::pc::{Certificate, Issuer, MINUTE};
use crate::service::{Caching, Fault, Insists};
use crate::world::{Tls, Whence, World, http_date};
use karte_signin_doctor::base::site::SIGN_IN_URL;
use karte_signin_doctor::evidence::readings::{DocumentSource, PageText};
use karte_signin_doctor::evidence::session::observe::{BrowserEvent, RequestPhase};

/// How long it takes to request a certificate, to wait for the mail with the code, and to install it, in milliseconds.
const INSTALL_MS: i64 = 5 * MINUTE;
/// How long a person needs for a dialog, in milliseconds.
const DIALOG_MS: i64 = 4_000;
/// The content script reports that 「申請する」 had no effect if nothing follows within this time, in milliseconds.
const STUCK_MS: i64 = 16_000;

impl World {
    /// Opens the sign-in page in the front tab.
    pub fn open(&mut self) {
        self.open_at(SIGN_IN_URL);
    }

    /// Opens an address in the front tab.
    pub fn open_at(&mut self, url: &str) {
        let tab = self.tab_mut();
        tab.before = tab.document().cloned().or(tab.before.take());
        url.clone_into(&mut tab.url);
        self.load(false);
    }

    /// Reloads the tab's page; Chrome then revalidates it.
    pub fn reload(&mut self) {
        if !self.tab().url.is_empty() {
            self.load(true);
        }
    }

    /// Loads the address of the front tab.
    pub fn load(&mut self, anew: bool) {
        self.tab_mut().dialog = None;
        let is_app = self.tab().url.starts_with("https://karte.medley.life/d");
        if is_app && self.normal.worker_answers {
            return self.show(PageText::Failing, DocumentSource::ServiceWorker, self.now());
        }
        let request = self.next_request();
        let began_at = self.now();
        self.report(&request, RequestPhase::Begun);
        if is_app && self.normal.has_old_copy && !anew {
            let date = Some(http_date(self.true_ms - 60 * MINUTE));
            self.wait(5);
            self.report(&request, answered(200, true, (date, None)));
            return self.show(PageText::Failing, DocumentSource::HttpCache, began_at);
        }
        if let Some(error) = self.stopped_here() {
            return self.fail(&request, error);
        }
        self.report(&request, RequestPhase::Sent);
        self.wait(self.service.latency_ms);
        if self.proxy_is_broken() {
            return self.fail(&request, "net::ERR_PROXY_CONNECTION_FAILED");
        }
        if let Some(obstacle) = self.obstacle(Whence::Here) {
            self.obstacles.retain(|o| o.fault != Fault::Changed);
            let date = (Some(http_date(self.true_ms + obstacle.clock_ms)), None);
            let status = match obstacle.fault {
                Fault::Status(status) => status,
                Fault::OtherPage => 200,
                other => return self.fail(&request, other.error().unwrap_or("net::ERR_FAILED")),
            };
            self.report(&request, answered(status, false, date));
            return self.show(PageText::Other, DocumentSource::Network, began_at);
        }
        if self.rejects_server_date() {
            return self.fail(&request, "net::ERR_CERT_DATE_INVALID");
        }
        match self.tls(Whence::Here, Host::Main) {
            Tls::Asks(offered) => self.tab_mut().shows = Shows::Dialog(offered),
            Tls::Sent(sent) => self.arrive(&request, sent, began_at),
        }
    }

    /// The person answers the dialog of the front tab: with an entry, or by cancelling. Every other tab that waits for a dialog
    /// of the host continues with that answer.
    pub fn answer_dialog(&mut self, choice: Option<usize>) {
        let Shows::Dialog(offered) = self.tab().shows.clone() else { return };
        let chosen = choice.map(|entry| offered[entry % offered.len()]);
        let decision = chosen.map_or(Decision::Nothing, Decision::Certificate);
        self.normal.decisions.insert(Host::Main, decision);
        self.dialog = Some(chosen.map_or(DialogEnd::Cancelled, DialogEnd::Chosen));
        self.wait(DIALOG_MS);
        self.continue_after_dialog(chosen);
        self.in_each_tab(|world| {
            if matches!(world.tab().shows, Shows::Dialog(_)) {
                world.continue_after_dialog(chosen);
            }
        });
    }

    fn continue_after_dialog(&mut self, chosen: Option<usize>) {
        self.tab_mut().dialog = self.dialog;
        let tab = self.tab().id;
        let last = self.session.navigations.iter().rev().find(|n| n.tab_id == tab);
        let (request, began_at) = last.map(|n| (n.request.clone(), n.began_at)).unwrap_or_default();
        self.arrive(&request, chosen, began_at);
    }

    /// Continues after the handshake.
    fn arrive(&mut self, request: &str, sent: Option<usize>, began_at: i64) {
        if let Some(error) = self.breaks_off(Whence::Here, Host::Main, sent) {
            return self.fail(request, error);
        }
        if sent.is_some_and(|place| self.pc.certificates[place].issuer == Issuer::OtherClinic) {
            self.other_clinic_opened = true;
        }
        if self.normal.cookies_too_big {
            self.report(request, answered(431, false, self.date()));
            return self.show(PageText::Other, DocumentSource::Network, began_at);
        }
        if self.accepts(sent) {
            self.keep_page(false, false);
            self.report(request, answered(200, false, self.date()));
            return self.show(PageText::SignIn, DocumentSource::Network, began_at);
        }
        if self.service.insists == Insists::AfterPassword {
            self.report(request, answered(200, false, self.date()));
            self.show(PageText::SignIn, DocumentSource::Network, began_at);
            if let Shows::Document(document) = &mut self.tab_mut().shows {
                document.will_fail = true;
            }
            return;
        }
        let status = if self.service.insists == Insists::BadRequest { 400 } else { 200 };
        let revalidated = self.normal.has_validator && status == 200;
        self.report(request, answered(status, revalidated, self.date()));
        self.keep_failing_page(status);
        let source =
            if revalidated { DocumentSource::Revalidated } else { DocumentSource::Network };
        self.show(PageText::Failing, source, began_at);
    }

    fn keep_failing_page(&mut self, status: u16) {
        if status == 200 {
            let caching = self.service.caching;
            self.keep_page(caching == Caching::MaxAge, caching == Caching::Etag);
        }
    }

    /// Sets what the HTTP cache holds of the sign-in page; any other address has its own cache entry and is ignored.
    fn keep_page(&mut self, has_old_copy: bool, has_validator: bool) {
        if self.tab().url == SIGN_IN_URL {
            self.normal.has_old_copy = has_old_copy;
            self.normal.has_validator = has_validator;
        }
    }

    /// The person enters mail address and password on the sign-in form.
    pub fn sign_in(&mut self) {
        let Some(document) = self.tab().document() else { return };
        if document.text != PageText::SignIn {
            return;
        }
        let text = if document.will_fail { PageText::Failing } else { PageText::SignedIn };
        let request = self.next_request();
        let began_at = self.now();
        self.report(&request, RequestPhase::Begun);
        self.report(&request, RequestPhase::Sent);
        self.wait(self.service.latency_ms);
        self.report(&request, answered(200, false, self.date()));
        self.show(text, DocumentSource::Network, began_at);
    }

    /// Back: the previous page is restored, or Chrome requests it again.
    pub fn back(&mut self, restores: bool) {
        let Some(before) = self.tab_mut().before.take() else { return };
        SIGN_IN_URL.clone_into(&mut self.tab_mut().url);
        if restores {
            let document = Document { source: DocumentSource::BackForwardCache, ..before };
            self.tab_mut().shows = Shows::Document(document);
        } else {
            self.load(false);
        }
    }

    /// The person presses 「申請する」 on the failing page.
    pub fn apply(&mut self) {
        let is_failing = self.tab().document().is_some_and(|d| d.text == PageText::Failing);
        if !is_failing {
            return;
        }
        if self.service.limit_reached {
            self.wait(STUCK_MS);
            let (tab_id, url) = (self.tab().id, self.tab().url.clone());
            let Shows::Document(document) = &mut self.tab_mut().shows else { return };
            document.apply_stuck = true;
            if document.translated.is_none() {
                document.stuck_noticed = true;
                self.observe(BrowserEvent::RequestStuck { tab_id, url });
            }
        } else {
            let tab_id = self.tab().id;
            self.observe(BrowserEvent::FailingPageGone { tab_id });
            self.show(PageText::Issuing, DocumentSource::Network, self.now());
        }
    }

    /// Installs a new certificate for this clinic. Does nothing if the account is gone or has too many certificates.
    pub fn install(&mut self, young: bool) {
        let gone = self.pc.certificates.iter().any(|c| c.account_gone);
        if self.service.limit_reached || gone || self.pc.certificates.len() > 5 {
            return;
        }
        let new = Certificate { young, ..Certificate::valid(Issuer::ThisClinic) };
        self.pc.certificates.push(new);
        self.wait(INSTALL_MS);
        self.installed_at = Some(self.true_ms);
        self.installed_in_session = true;
    }

    /// The page that the front tab shows is translated; a translated page is not translated again.
    pub fn translate(&mut self, by: Translator) {
        let tab_id = self.tab().id;
        let Shows::Document(document) = &mut self.tab_mut().shows else { return };
        if document.translated.is_some() {
            return;
        }
        document.translated = Some(by);
        if document.text == PageText::Failing && document.recognised() != PageText::Failing {
            document.stuck_noticed = false;
            self.observe(BrowserEvent::FailingPageGone { tab_id });
        }
    }

    /// Shows a document; the content script has looked at it.
    fn show(&mut self, text: PageText, source: DocumentSource, opened_at: i64) {
        let was_failing = self.tab().document().is_some_and(|d| d.text == PageText::Failing);
        self.tab_mut().shows = Shows::Document(Document {
            text,
            source,
            opened_at,
            apply_stuck: false,
            stuck_noticed: false,
            translated: None,
            will_fail: false,
        });
        let (at, tab_id) = (self.now(), self.tab().id);
        if text == PageText::Failing {
            self.observe(BrowserEvent::FailingPageSeen { at });
        } else if was_failing && matches!(text, PageText::SignedIn | PageText::Issuing) {
            self.observe(BrowserEvent::FailingPageGone { tab_id });
        }
    }

    fn fail(&mut self, request: &str, error: &str) {
        self.report(request, RequestPhase::Failed { error: Some(error.to_owned()) });
        self.tab_mut().shows = Shows::Error(error.to_owned());
    }
}

fn answered(
    status: u16,
    from_cache: bool,
    (date, age): (Option<String>, Option<i64>),
) -> RequestPhase {
    RequestPhase::Answered { status: Some(status), from_cache: Some(from_cache), date, age }
}
