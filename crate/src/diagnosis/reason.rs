//! Why a finding says what it says: one name each, and one sentence for the reader of the code.

use serde::Serialize;

macro_rules! reasons {
    ($($variant:ident = $key:literal, $code:expr; $doc:literal;)*) => {
        /// Why a finding says what it says; each has its sentence in both languages.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
        pub enum Reason { $(#[doc = $doc] #[serde(rename = $key)] $variant,)* }

        impl Reason {
            /// Whether any other suspicion comes before it: a clock that is off by less than five minutes does little harm.
            #[must_use]
            pub const fn is_slight(self) -> bool {
                matches!(self, Self::LittleAhead | Self::LittleBehind)
            }

            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in JSON and in message keys.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)* }
            }

            /// Its number in the report code (docs/report-code.md); `None` for a reason that accuses no cause.
            /// A number is never given to another reason.
            #[must_use]
            pub const fn code(self) -> Option<u8> {
                match self { $(Self::$variant => $code,)* }
            }
        }
    };
}

reasons! {
    NoName = "no_name", Some(1); "The host's name could not be found.";
    NoLine = "no_line", Some(2); "This PC has no line to the internet.";
    Proxy = "proxy", Some(3); "The proxy does not let the request through.";
    Refused = "refused", Some(4); "The server or something before it refuses the connection.";
    Unreachable = "unreachable", Some(5); "No answer in time.";
    ServerError = "server_error", Some(6); "The service answers with an error of its own (5xx).";
    NetworkSignIn = "network_sign_in", Some(53); "A proxy or a portal wants a sign-in first (407, 511).";
    Misdirected = "misdirected", Some(54); "The connection belongs to another host (421).";
    NetworkChanged = "network_changed", Some(55); "The network changed while the page was loading.";
    ReachedNow = "reached_now", Some(72); "The tab shows an error page, and a request that was sent just now was answered.";
    Unroutable = "unroutable", Some(56); "There is no way to the server's address.";
    BrokenAnswer = "broken_answer", Some(57); "The answer broke off, is empty, or cannot be read.";
    BlankPage = "blank_page", Some(69); "The page is empty.";
    UnknownError = "unknown_error", Some(58); "Chrome stopped with an error that has no class of its own.";
    OtherPcsFailToo = "other_pcs_fail_too", Some(7); "Other PCs of the clinic fail as well.";
    WrongAddress = "wrong_address", Some(8); "The address is a misspelling of the sign-in page.";
    OtherMedleyHost = "other_medley_host", Some(9); "A page of another host of the vendor shows the failing text.";
    Gateway = "gateway", Some(71); "The karte through a translator or an access gateway: a certificate cannot pass there.";
    LookAlike = "look_alike", Some(10); "The address imitates the karte's; it may be a trap.";
    Ahead = "ahead", Some(11); "The clock is five minutes or more ahead.";
    Behind = "behind", Some(12); "The clock is five minutes or more behind.";
    LittleAhead = "little_ahead", Some(13); "The clock is 30 seconds to 5 minutes ahead.";
    LittleBehind = "little_behind", Some(14); "The clock is 30 seconds to 5 minutes behind.";
    BehindAtLeast = "behind_at_least", Some(51); "The clock shows a time at which this build was not yet made.";
    ClockPage = "clock_page", Some(52); "Chrome shows its own page about wrong clocks.";
    NearAhead = "near_ahead", None; "The clock is ahead by about as much as begins to matter.";
    NearBehind = "near_behind", None; "The clock is behind by about as much as begins to matter.";
    Measuring = "measuring", None; "The clock is being measured.";
    CertificateDates = "certificate_dates", Some(15); "Chrome says that the site's certificate is not valid at this PC's date.";
    FromCache = "from_cache", Some(16); "The failing page came from the HTTP cache.";
    RedirectLoop = "redirect_loop", Some(17); "Too many redirects.";
    HeadersTooBig = "headers_too_big", Some(18); "The server's answer had too much in its headers.";
    CacheBroken = "cache_broken", Some(19); "The cache could not be read.";
    RequestTooBig = "request_too_big", Some(59); "What the browser sent, mostly cookies, is too large (400, 431, 494).";
    MaybeStoredCopy = "maybe_stored_copy", Some(70); "The failing page came back by Back, from the site's service worker or from the cache; a fresh answer decides.";
    BlankFromCache = "blank_from_cache", Some(68); "The page from the HTTP cache is empty.";
    MaybeOldCopy = "maybe_old_copy", Some(20); "Chrome would ask for a certificate now; the page may be an old copy.";
    BlockedByExtension = "blocked_by_extension", Some(21); "An extension blocked the page.";
    HoldsProxy = "holds_proxy", Some(60); "An extension sets the proxy that fails.";
    PowerOverKarte = "power_over_karte", Some(22); "An extension has power over the karte.";
    DialogCancelled = "dialog_cancelled", Some(23); "The person cancelled the dialog.";
    NoDialogCame = "no_dialog_came", Some(24); "A certificate is here, but no dialog came.";
    WrongEntry = "wrong_entry", Some(25); "An entry that is not the karte's was chosen in the dialog.";
    InstalledWhileRunning = "installed_while_running", Some(26); "A certificate was installed while Chrome was running.";
    ClockSetWhileRunning = "clock_set_while_running", Some(27); "The clock was wrong when Chrome looked for a certificate, and is right now.";
    ChoiceKept = "choice_kept", Some(28); "A certificate is here, and Chrome keeps an earlier decision.";
    DialogWaiting = "dialog_waiting", Some(29); "The page does not come because Chrome's dialog waits for an answer, perhaps behind a window.";
    WillAskAgain = "will_ask_again", Some(30); "Chrome has forgotten its decision and will ask at the next visit.";
    PrivateWindowWorks = "private_window_works", Some(31); "In a private window, where nothing is remembered, it works.";
    AnotherClinicBefore = "another_clinic_before", Some(32); "Another clinic's karte was open before.";
    OtherClinicChosen = "other_clinic_chosen", Some(33); "Another clinic's entry was chosen in the dialog.";
    SeveralClinics = "several_clinics", Some(34); "This PC serves several clinics.";
    NoneEligible = "none_eligible", Some(35); "No usable certificate is on this PC for this person.";
    NoneAtFirstVisit = "none_at_first_visit", Some(36); "At the first visit since Chrome started no dialog came.";
    NotInList = "not_in_list", Some(65); "Chrome's own list of certificates does not have it.";
    OutOfDate = "out_of_date", Some(66); "Chrome's own list says that its date has passed.";
    NoneInPrivateWindow = "none_in_private_window", Some(37); "Even in a private window no dialog came.";
    MaybeNone = "maybe_none", Some(38); "Chrome sent no certificate; why cannot be seen yet.";
    KeyRefused = "key_refused", Some(64); "A certificate was chosen, and its private key was refused or does not fit.";
    KeyNotUsable = "key_not_usable", Some(39); "The certificate's private key is missing or cannot be used.";
    KeyPicked = "key_picked", Some(73); "The private key is refused, and Chrome chooses its certificate without asking, as a policy makes it.";
    ForeignAuthority = "foreign_authority", Some(40); "The connection is signed by an authority that this PC does not trust.";
    CertificateRejected = "certificate_rejected", Some(61); "Chrome does not accept the server's certificate.";
    Filtered = "filtered", Some(62); "A filter or a rule refuses the page (403, 451).";
    OtherPcWorks = "other_pc_works", Some(63); "On another PC it works.";
    RequestTakenOut = "request_taken_out", Some(67); "The certificate is here and in date, and yet Chrome was not asked for it.";
    KnownInterception = "known_interception", Some(41); "Chrome knows this interception.";
    HandshakeBroken = "handshake_broken", Some(42); "The secure connection was broken off while it began.";
    BlockedByFirewall = "blocked_by_firewall", Some(43); "A firewall on this PC refuses the connection.";
    BlockedByPolicy = "blocked_by_policy", Some(44); "A rule of this PC's administration blocks the page.";
    OtherNetworkWorks = "other_network_works", Some(45); "Over another network it works.";
    ChosenButRefused = "chosen_but_refused", Some(46); "A certificate was chosen, and the server refused it.";
    SeenRevoked = "seen_revoked", Some(47); "A colleague saw it as revoked.";
    SeenGone = "seen_gone", Some(48); "A colleague saw that the account is gone.";
    ApplyStuck = "apply_stuck", Some(49); "Nothing followed after the request for a certificate.";
    NotDesignated = "not_designated", Some(50); "This is not the designated browser.";
    SeenOtherwise = "seen_otherwise", None; "The evidence speaks against it.";
    NotPermitted = "not_permitted", None; "The browser did not allow the probe.";
    TimedOut = "timed_out", None; "No answer in time.";
    NotVisible = "not_visible", None; "It cannot be seen from an extension.";
    NoAnswer = "no_answer", None; "There was no readable answer.";
    NotAsked = "not_asked", None; "There was no occasion to ask.";
    NotToldApart = "not_told_apart", None; "It looks the same as another cause.";
    NoneOfThese = "none_of_these", None; "A search had all others off, and the karte failed all the same.";
    Narrowed = "narrowed", None; "A narrower finding covers it.";
}
