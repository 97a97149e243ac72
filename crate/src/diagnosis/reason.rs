//! Why a finding says what it says: one name each, and one sentence for the reader of the code.

use serde::Serialize;

macro_rules! reasons {
    ($($variant:ident = $key:literal: $doc:literal;)*) => {
        /// Why a finding says what it says; each has its sentence in both languages.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        pub enum Reason { $(#[doc = $doc] #[serde(rename = $key)] $variant,)* }

        impl Reason {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in JSON and in message keys.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)* }
            }
        }
    };
}

reasons! {
    NoName = "no_name": "The host's name could not be found.";
    NoLine = "no_line": "This PC has no line to the internet.";
    Proxy = "proxy": "The proxy does not let the request through.";
    Refused = "refused": "The server or something before it refuses the connection.";
    Unreachable = "unreachable": "No answer in time.";
    ServerError = "server_error": "The service answers with an error of its own (5xx).";
    OtherPcsFailToo = "other_pcs_fail_too": "Other PCs of the clinic fail as well.";
    WrongAddress = "wrong_address": "The address is a misspelling of the sign-in page.";
    OtherMedleyHost = "other_medley_host": "A page of another host of the vendor shows the failing text.";
    LookAlike = "look_alike": "The address imitates the karte's; it may be a trap.";
    Ahead = "ahead": "The clock is five minutes or more ahead.";
    Behind = "behind": "The clock is five minutes or more behind.";
    LittleAhead = "little_ahead": "The clock is 30 seconds to 5 minutes ahead.";
    LittleBehind = "little_behind": "The clock is 30 seconds to 5 minutes behind.";
    BehindAtLeast = "behind_at_least": "The clock shows a time at which this build was not yet made.";
    ClockPage = "clock_page": "Chrome shows its own page about wrong clocks.";
    NearAhead = "near_ahead": "The clock is ahead by about as much as begins to matter.";
    NearBehind = "near_behind": "The clock is behind by about as much as begins to matter.";
    Measuring = "measuring": "The clock is being measured.";
    CertificateDates = "certificate_dates": "Chrome says that the site's certificate is not valid at this PC's date.";
    FromCache = "from_cache": "The failing page came from the HTTP cache.";
    RedirectLoop = "redirect_loop": "Too many redirects.";
    HeadersTooBig = "headers_too_big": "The server's answer had too much in its headers.";
    CacheBroken = "cache_broken": "The cache could not be read.";
    MaybeOldCopy = "maybe_old_copy": "Chrome would ask for a certificate now; the page may be an old copy.";
    BlockedByExtension = "blocked_by_extension": "An extension blocked the page.";
    PowerOverKarte = "power_over_karte": "An extension has power over the karte.";
    DialogCancelled = "dialog_cancelled": "The person cancelled the dialog.";
    NoDialogCame = "no_dialog_came": "A certificate is here, but no dialog came.";
    WrongEntry = "wrong_entry": "An entry that is not the karte's was chosen in the dialog.";
    InstalledWhileRunning = "installed_while_running": "A certificate was installed while Chrome was running.";
    ClockSetWhileRunning = "clock_set_while_running": "The clock was wrong when Chrome looked for a certificate, and is right now.";
    ChoiceKept = "choice_kept": "A certificate is here, and Chrome keeps an earlier decision.";
    DialogWaiting = "dialog_waiting": "The page does not come because Chrome's dialog waits for an answer, perhaps behind a window.";
    WillAskAgain = "will_ask_again": "Chrome has forgotten its decision and will ask at the next visit.";
    PrivateWindowWorks = "private_window_works": "In a private window, where nothing is remembered, it works.";
    AnotherClinicBefore = "another_clinic_before": "Another clinic's karte was open before.";
    OtherClinicChosen = "other_clinic_chosen": "Another clinic's entry was chosen in the dialog.";
    SeveralClinics = "several_clinics": "This PC serves several clinics.";
    NoneEligible = "none_eligible": "No usable certificate is on this PC for this person.";
    NoneAtFirstVisit = "none_at_first_visit": "At the first visit since Chrome started no dialog came.";
    NoneInPrivateWindow = "none_in_private_window": "Even in a private window no dialog came.";
    MaybeNone = "maybe_none": "Chrome sent no certificate; why cannot be seen yet.";
    KeyNotUsable = "key_not_usable": "The certificate's private key is missing or cannot be used.";
    ForeignAuthority = "foreign_authority": "The connection is signed by an authority that this PC does not trust.";
    KnownInterception = "known_interception": "Chrome knows this interception.";
    HandshakeBroken = "handshake_broken": "The secure connection was broken off while it began.";
    BlockedByFirewall = "blocked_by_firewall": "A firewall on this PC refuses the connection.";
    BlockedByPolicy = "blocked_by_policy": "A rule of this PC's administration blocks the page.";
    OtherNetworkWorks = "other_network_works": "Over another network it works.";
    ChosenButRefused = "chosen_but_refused": "A certificate was chosen, and the server refused it.";
    SeenRevoked = "seen_revoked": "A colleague saw it as revoked.";
    SeenGone = "seen_gone": "A colleague saw that the account is gone.";
    ApplyStuck = "apply_stuck": "Nothing followed after the request for a certificate.";
    NotDesignated = "not_designated": "This is not the designated browser.";
    SeenOtherwise = "seen_otherwise": "The evidence speaks against it.";
    NotPermitted = "not_permitted": "The browser did not allow the look.";
    TimedOut = "timed_out": "No answer in time.";
    NotVisible = "not_visible": "It cannot be seen from an extension.";
    NoAnswer = "no_answer": "There was no readable answer.";
    NotAsked = "not_asked": "There was no occasion to ask.";
    NotToldApart = "not_told_apart": "It looks the same as another cause.";
    NoneOfThese = "none_of_these": "A search had all others off, and the karte failed all the same.";
    Narrowed = "narrowed": "A narrower finding covers it.";
}
