//! Signs: single pieces of evidence that a person can be told.
//!
//! A finding names the signs behind it; each has its sentence under `evidence_<probe>_<reading>` in both languages.

use crate::evidence::Probe;
use serde::Serialize;

/// One piece of evidence: which probe, and what it read, as a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename = "Sign"))]
pub struct Indicator {
    /// Who saw it.
    pub probe: Probe,
    /// What was seen.
    pub reading: &'static str,
}

/// The types for the pages list the readings of each probe, so that a message key without a text does not compile.
#[cfg(not(target_arch = "wasm32"))]
impl ts_rs::TS for Indicator {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;

    fn name(_: &ts_rs::Config) -> String {
        "Indicator".to_owned()
    }

    fn inline(_: &ts_rs::Config) -> String {
        let mut readings = std::collections::BTreeMap::<Probe, Vec<String>>::new();
        for sign in ALL {
            readings.entry(sign.probe).or_default().push(format!("\"{}\"", sign.reading));
        }
        let form = |(probe, readings): (&Probe, &Vec<String>)| {
            let probe = serde_json::to_string(probe).unwrap_or_default();
            format!("{{ probe: {probe}, reading: {} }}", readings.join(" | "))
        };
        readings.iter().map(form).collect::<Vec<_>>().join(" | ")
    }

    fn decl(cfg: &ts_rs::Config) -> String {
        format!("type Indicator = {};", Self::inline(cfg))
    }

    fn output_path() -> Option<std::path::PathBuf> {
        Some("Indicator.ts".into())
    }
}

macro_rules! signs {
    ($($name:ident = $probe:ident $reading:literal;)*) => {
        $(
            #[doc = concat!("`", $reading, "` read by [`Probe::", stringify!($probe), "`].")]
            pub const $name: Indicator = Indicator { probe: Probe::$probe, reading: $reading };
        )*

        /// All signs, for the test that each has its text.
        pub const ALL: &[Indicator] = &[$($name,)*];
    };
}

signs! {
    TAB_RIGHT = Tab "right";
    TAB_WRONG = Tab "wrong";
    TAB_OTHER_HOST = Tab "other_host";
    TAB_LOOK_ALIKE = Tab "look_alike";
    TAB_ELSEWHERE = Tab "elsewhere";
    TAB_WITHHELD = Tab "withheld";
    TAB_CLOCK_PAGE = Tab "clock_page";
    PAGE_FAILING = Page "failing";
    PAGE_SIGN_IN = Page "sign_in";
    PAGE_SIGNED_IN = Page "signed_in";
    PAGE_BLANK = Page "blank";
    PAGE_FROM_CACHE = Page "from_cache";
    PAGE_FROM_SERVER = Page "from_server";
    PAGE_APPLY_STUCK = Page "apply_stuck";
    NAVIGATION_ERROR = Navigation "error";
    NAVIGATION_WAITING = Navigation "waiting";
    NAVIGATION_SERVER_ERROR = Navigation "server_error";
    MAIN_ANSWERED = CertMain "answered";
    MAIN_CERT_NEEDED = CertMain "cert_needed";
    MAIN_ERROR = CertMain "error";
    DOT_ANSWERED = CertDot "answered";
    DOT_NONE = CertDot "none";
    DOT_UNPROVEN = CertDot "unproven";
    DOT_CERT_NEEDED = CertDot "cert_needed";
    DOT_ERROR = CertDot "error";
    DOT_REACHED = CertDot "reached";
    HTTP_DATE_OK = HttpDate "ok";
    HTTP_DATE_OFF = HttpDate "off";
    CLOCK_OK = Clock "ok";
    CLOCK_AHEAD = Clock "ahead";
    CLOCK_BEHIND = Clock "behind";
    CLOCK_UNDECIDED = Clock "undecided";
    CLOCK_SECONDS_AHEAD = Clock "seconds_ahead";
    CLOCK_SECONDS_BEHIND = Clock "seconds_behind";
    CLOCK_CACHED = Clock "cached";
    CLOCK_FROZEN = Clock "frozen";
    CLOCK_CONTRADICTS = Clock "contradicts";
    CLOCK_SET = Clock "set";
    SESSION_CLOCK_OFF = Session "clock_off";
    SESSION_CLOCK_AGAIN = Session "clock_again";
    BROWSER_CHROME = Browser "chrome";
    BROWSER_OTHER = Browser "other";
    BROWSER_ZONE = Browser "zone";
    EXTENSIONS_POWER = Extensions "power";
    EXTENSIONS_NONE = Extensions "none";
    SESSION_FIRST_NONE = Session "first_none";
    SESSION_FIRST_VISIT = Session "first_visit";
    SESSION_BUILT_LATER = Session "built_later";
    SESSION_SEVERAL_CLINICS = Session "several_clinics";
    ANSWER_CANCELLED = Answer "cancelled";
    ANSWER_NO_DIALOG = Answer "no_dialog";
    ANSWER_CHOSE_OK = Answer "chose_ok";
    ANSWER_OTHER_CLINIC = Answer "other_clinic";
    ANSWER_OTHER_KIND = Answer "other_kind";
    ANSWER_INSTALLED = Answer "installed_just_now";
    ANSWER_ANOTHER_CLINIC = Answer "another_clinic_before";
    ANSWER_REVOKED = Answer "revoked";
    ANSWER_ACCOUNT_GONE = Answer "account_gone";
    ANSWER_APPLY_STUCK = Answer "apply_stuck";
    ANSWER_PRIVATE_WORKS = Answer "private_window_works";
    ANSWER_PRIVATE_NO_DIALOG = Answer "private_window_no_dialog";
    ANSWER_NETWORK_WORKS = Answer "other_network_works";
    ANSWER_PCS_FAIL = Answer "other_pcs_fail";
    ANSWER_PC_WORKS = Answer "other_pc_works";
    ANSWER_LISTED_IN_DATE = Answer "listed_in_date";
    ANSWER_LISTED_OUT_OF_DATE = Answer "listed_out_of_date";
    ANSWER_LISTED_NOT_THERE = Answer "listed_not_there";
}
