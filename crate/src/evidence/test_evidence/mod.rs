//! Evidence for the checks' tables, built up in a sentence: `failing().main_answered().dot_cert_needed()`.

mod clock;

use crate::base::site::SIGN_IN_URL;
use crate::evidence::questions::{AnswerValue, Question, UserAnswer};
use crate::evidence::readings::{
    BrowserFacts, DocumentSource, ExtensionFacts, Navigation, PageFacts, PageText, RequestOutcome,
    TabFacts,
};
use crate::evidence::session::cleared_extensions::ClearedExtensions;
use crate::evidence::{Answered, Evidence, ProbeFailure, ProbeResult, Reading};

/// The present time of all tests: later than any build.
pub const NOW: i64 = 4_000_000_000_000;
const TAB: i64 = 7;

/// Evidence under construction.
#[derive(Clone)]
pub struct EvidenceBuilder(pub Evidence);

/// The failing screen, freshly from the server, nothing else known.
pub fn failing() -> EvidenceBuilder {
    page(PageText::Failing).navigation(|n| {
        n.status = Some(200);
        n.from_cache = Some(false);
    })
}

/// The failing screen in a tab that was open before we came.
pub fn failing_unseen() -> EvidenceBuilder {
    page(PageText::Failing)
}

/// The reception list.
pub fn signed_in() -> EvidenceBuilder {
    page(PageText::SignedIn).navigation(|n| n.status = Some(200))
}

/// The sign-in form.
pub fn sign_in_page() -> EvidenceBuilder {
    page(PageText::SignIn).navigation(|n| n.status = Some(200))
}

/// A tab of the karte that shows an error page.
pub fn unreachable(error: &str) -> EvidenceBuilder {
    unread().navigation(|n| n.error = Some(error.to_owned()))
}

/// A tab of the karte that cannot be read and of which nothing was recorded.
pub fn unread() -> EvidenceBuilder {
    tab().take(ProbeResult::Page(Answered::Failed(ProbeFailure::NotVisible)))
}

/// A page with nothing on it.
pub fn blank() -> EvidenceBuilder {
    page(PageText::Blank).navigation(|n| n.status = Some(200))
}

/// A page with a status.
pub fn status(status: u16) -> EvidenceBuilder {
    page(PageText::Other).navigation(|n| n.status = Some(status))
}

fn tab() -> EvidenceBuilder {
    let tab = TabFacts { id: TAB, url: SIGN_IN_URL.to_owned(), ..TabFacts::default() };
    EvidenceBuilder(Evidence::new(NOW)).take(ProbeResult::Tab(Answered::Ok(tab)))
}

fn page(text: PageText) -> EvidenceBuilder {
    let page = PageFacts {
        text,
        source: None,
        from_cache: None,
        stored_copy_fails: None,
        opened_at: None,
        apply_stuck: false,
    };
    tab().take(ProbeResult::Page(Answered::Ok(page)))
}

/// The `Date` that a server with the right time sends while this PC's clock is `offset` seconds ahead.
pub fn date(local_ms: i64, offset_s: i64) -> String {
    let truth = chrono::DateTime::from_timestamp_millis(local_ms - offset_s * 1_000);
    truth.expect("a date").format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

impl EvidenceBuilder {
    pub fn take(mut self, found: ProbeResult) -> Self {
        self.0.take(Reading { at: NOW, found });
        self
    }

    pub fn navigation(self, change: impl Fn(&mut Navigation)) -> Self {
        let mut navigation = self.0.latest().cloned().unwrap_or(Navigation {
            tab_id: TAB,
            url: SIGN_IN_URL.to_owned(),
            began_at: NOW - 5_000,
            ..Navigation::default()
        });
        change(&mut navigation);
        self.take(ProbeResult::Navigation(Answered::Ok(vec![navigation])))
    }

    pub fn navigations(self, all: Vec<Navigation>) -> Self {
        self.take(ProbeResult::Navigation(Answered::Ok(all)))
    }

    pub fn at(mut self, url: &str) -> Self {
        let tab = TabFacts { id: TAB, url: url.to_owned(), ..TabFacts::default() };
        self.0.take(Reading { at: NOW, found: ProbeResult::Tab(Answered::Ok(tab)) });
        self
    }

    /// Sets when the page says that it was requested.
    pub fn opened_at(mut self, at: i64) -> Self {
        for reading in &mut self.0.readings {
            if let ProbeResult::Page(Answered::Ok(page)) = &mut reading.found {
                page.opened_at = Some(at);
            }
        }
        self
    }

    /// Where the page came from, and whether its stored copy has the failing text.
    pub fn came_from(mut self, source: DocumentSource, stored_copy_fails: Option<bool>) -> Self {
        for reading in &mut self.0.readings {
            if let ProbeResult::Page(Answered::Ok(page)) = &mut reading.found {
                page.source = Some(source);
                page.stored_copy_fails = stored_copy_fails;
            }
        }
        self
    }

    /// The sign-in page answers the probe, with or without the failing text.
    pub fn main_text(self, fails: bool) -> Self {
        let RequestOutcome::Answered { status, date, age, sent_at, received_at, .. } =
            answered(None)
        else {
            return self;
        };
        let fails = Some(fails);
        self.main(RequestOutcome::Answered { status, date, age, sent_at, received_at, fails })
    }

    pub fn cached(self, yes: bool) -> Self {
        self.navigation(|n| n.from_cache = Some(yes))
    }

    pub fn stuck(mut self) -> Self {
        for reading in &mut self.0.readings {
            if let ProbeResult::Page(Answered::Ok(page)) = &mut reading.found {
                page.apply_stuck = true;
            }
        }
        self
    }

    fn main(self, ask: RequestOutcome) -> Self {
        self.take(ProbeResult::CertMain(Answered::Ok(ask)))
    }

    fn dot(self, ask: RequestOutcome) -> Self {
        self.take(ProbeResult::CertDot(Answered::Ok(ask)))
    }

    pub fn main_answered(self) -> Self {
        self.main(answered(None))
    }

    pub fn main_cert_needed(self) -> Self {
        self.main(RequestOutcome::CertNeeded)
    }

    pub fn main_error(self, error: &str) -> Self {
        self.main(RequestOutcome::Error { error: error.to_owned() })
    }

    pub fn main_timed_out(self) -> Self {
        self.take(ProbeResult::CertMain(Answered::Failed(ProbeFailure::TimedOut)))
    }

    pub fn main_answered_at_offset(self, offset_s: i64) -> Self {
        self.main(answered(Some(date(NOW, offset_s))))
    }

    pub fn dot_cert_needed(self) -> Self {
        self.dot(RequestOutcome::CertNeeded)
    }

    pub fn dot_answered(self) -> Self {
        self.dot(answered(None))
    }

    pub fn dot_error(self, error: &str) -> Self {
        self.dot(RequestOutcome::Error { error: error.to_owned() })
    }

    pub fn calibrated(mut self) -> Self {
        self.0.session.dot_works = true;
        self
    }

    pub fn several_clinics(mut self) -> Self {
        self.0.session.several_clinics = true;
        self
    }

    fn first_visit(mut self, took_ms: i64) -> Self {
        self.0.session.started_at = Some(NOW - 100_000);
        self.0.session.first_visit = Some(Navigation {
            tab_id: TAB,
            url: SIGN_IN_URL.to_owned(),
            began_at: NOW - 50_000,
            answered_at: Some(NOW - 50_000 + took_ms),
            from_cache: Some(false),
            ..Navigation::default()
        });
        self
    }

    pub fn first_visit_quick(self) -> Self {
        self.first_visit(60)
    }

    pub fn first_visit_slow(self) -> Self {
        self.first_visit(4_000)
    }

    pub fn extension(self, name: &str, host: &str) -> Self {
        self.take(ProbeResult::Extensions(Answered::Ok(vec![with_host(name, host)])))
    }

    /// Each with power over every page, its name as its id.
    pub fn extensions(self, names: &[&str]) -> Self {
        let all = names.iter().map(|name| with_host(name, "<all_urls>")).collect();
        self.take(ProbeResult::Extensions(Answered::Ok(all)))
    }

    /// A search found no extension at fault.
    pub fn searched(mut self, off: &[&str], left_on: &[&str]) -> Self {
        let owned = |ids: &[&str]| ids.iter().map(ToString::to_string).collect();
        let searched = ClearedExtensions { at: NOW, off: owned(off), left_on: owned(left_on) };
        self.0.session.searched = Some(searched);
        self
    }

    pub fn permission(self, name: &str) -> Self {
        self.take(ProbeResult::Extensions(Answered::Ok(vec![ExtensionFacts {
            enabled: true,
            permissions: vec![name.to_owned()],
            ..ExtensionFacts::default()
        }])))
    }

    pub fn no_extensions(self) -> Self {
        self.take(ProbeResult::Extensions(Answered::Ok(Vec::new())))
    }

    pub fn brands(self, brands: &[&str]) -> Self {
        let brands = brands.iter().map(ToString::to_string).collect();
        self.take(ProbeResult::Browser(Answered::Ok(BrowserFacts {
            brands,
            ..BrowserFacts::default()
        })))
    }

    pub fn answered(mut self, question: Question, value: AnswerValue) -> Self {
        let incognito = self.0.is_incognito();
        self.0.answers.push(UserAnswer { question, value, at: NOW, incognito });
        self
    }
}

fn with_host(name: &str, host: &str) -> ExtensionFacts {
    ExtensionFacts {
        id: name.to_owned(),
        name: name.to_owned(),
        enabled: true,
        host_permissions: vec![host.to_owned()],
        warnings: Some(1),
        ..ExtensionFacts::default()
    }
}

fn answered(date: Option<String>) -> RequestOutcome {
    RequestOutcome::Answered {
        status: 200,
        date,
        age: None,
        sent_at: NOW,
        received_at: NOW + 40,
        fails: None,
    }
}
