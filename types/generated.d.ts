// What the core reads and sends, type by type. Generated from crate/src by `cargo run --example generate .`.

/** By what means an extension has power over the karte; each has its text in both languages. */
export type AccessKind = "proxy" | "vpn" | "debugger" | "rules" | "requests" | "pages" | "privacy" | "cookies" | "unknown" | "nothing";

/** What was seen after the restart. */
export type After = {
  at: number,
  /** What Chrome will do. */
  will: Will,
};

/** What can be answered; which values fit is [`Question::options`]. */
export type AnswerValue = "yes" | "no" | "no_dialog" | "this_clinic" | "other_clinic" | "other_kind" | "cancelled" | "chose_ok" | "works" | "still_fails" | "blocked" | "revoked" | "account_gone" | "valid" | "in_date" | "out_of_date" | "not_there" | "dont_know";

/** The file with settings and certificate diary. */
export type Backup = {
  /** The name of the program that wrote it. */
  file: "karte-signin-doctor",
  /** Version of the file format. */
  schema: 1,
  /** When it was written. */
  at: number,
  settings: Wishes,
  diary: CertificateDiary,
};

/** What a page may do with the backup file. */
export type BackupAction = "export" | "preview" | "restore";

/** The present settings and diary, and the content of a backup file. */
export type BackupReply = {
  /** Says what this is. */
  kind: "backup",
  /** The present settings and diary. */
  now: Backup,
  /** The content of the file. */
  file: Backup | null,
};

/** What a person does during a try or a search. */
export type BisectEvent = "status" | "try" | "start" | "go_on" | "good" | "bad" | "unsure" | "stop" | "extend" | "keep" | "give_back" | "show" | "noticed";

/** What a person is told. */
export type BisectNotice = "could_not_save" | "set_aside" | "restored" | {
  "left_behind": {
    missing: Array<ExtensionRef>,
    /** Cannot be enabled. */
    refused: Array<ExtensionRef>,
    /** Disabled by somebody else meanwhile, and left that way. */
    by_hand?: Array<ExtensionRef>,
  }
} | {
  "left_by_hand": Array<ExtensionRef>
};

/** The result of a search, as pages show it. */
export type BisectOutcome = {
  "nobody": {
    /** How many were disabled. */
    count: number,
    /** Those that stayed enabled the whole time. */
    left_on: Array<ExtensionRef>,
  }
} | {
  "guilty": Array<Array<ExtensionRef>>
} | {
  "works_now": {
    /** Those that were removed, or cannot be enabled any more. */
    without: Array<ExtensionRef>,
  }
} | {
  "cannot_tell": {
    why: WhyNot,
    /** The extensions that remain possible; empty if answers contradict each other. */
    among: Array<ExtensionRef>,
  }
} | {
  "stopped": {
    /** The extensions that remain possible. */
    among: Array<ExtensionRef>,
  }
};

/** What a person needs in order to answer. */
export type BisectQuestion = {
  /** The purpose of this step. */
  about: StepKind,
  /** The number of this step. */
  step: number,
  /** Upper bound of the steps after this one, if one extension alone is guilty. */
  left: number,
  on: Array<ExtensionRef>,
  off: Array<ExtensionRef>,
  /** The same question was asked before. */
  again: boolean,
};

/** Bookmarks that lead to a wrong address. */
export type BookmarksReply = {
  /** Says what this is. */
  kind: "bookmarks",
  /** The bookmarks that are still wrong. */
  items: Array<WrongBookmark>,
  /** How many repaired ones can be put back. */
  undoable: number,
};

/** The brand of the browser, from its user agent hints. */
export type Brand = "unknown" | "chrome" | "chromium" | "edge" | "brave" | "opera" | "vivaldi" | "whale" | "yandex" | "other";

/** Days since 1 January 1970; written as `2026-01-31`. */
export type CalendarDate = string;

export type Cause = keyof typeof import("../extension/shared/cause_table.js").CAUSE_TABLE;

/** How one of our own requests ended. */
export type CertProbeStatus = "none" | "answered" | "cert_needed" | "error";

/** Kept in `chrome.storage.local` under `diary`. */
export type CertificateDiary = {
  /** Version of the saved form. */
  v: 1,
  /** In the order in which they were entered. */
  entries: Array<CertificateEntry>,
};

/** A certificate that the person entered. */
export type CertificateEntry = {
  /** What the person calls the clinic; may be empty. */
  clinic: string,
  /** The day of issue. */
  issued: CalendarDate,
  /** When the person confirmed that day; also the key of the entry. */
  confirmed: number,
  /** The threshold whose reminder was dismissed; the reminder of the next threshold still comes. */
  dismissed: number | null,
  /** The day of that dismissal by the PC's clock. If it lies in the future, the clock was ahead, and the dismissal does
   * not count. */
  dismissed_on?: CalendarDate | null,
};

/** One certificate of the diary, as the options page shows it. */
export type CertificateLine = {
  /** What the person calls the clinic; may be empty. */
  clinic: string,
  /** The day of issue. */
  issued: CalendarDate,
  /** The day on which it expires. */
  expires: CalendarDate,
  /** How many days are left; negative if it has expired. */
  left: number,
  /** When the person confirmed it; the key of the entry. */
  confirmed: number,
};

/** The reply to `diary`. */
export type CertificatesReply = {
  /** Says what this is. */
  kind: "diary",
  /** The day by this PC's clock. */
  today: CalendarDate,
  entries: Array<CertificateLine>,
  /** The reminder that is due today. */
  due: Due | null,
  /** An unreadable diary was set aside. */
  aside: boolean,
  /** The calendar file, if it was asked for. */
  ics: string | null,
};

/** The fields of a code, as docs/report-code.md names them. */
export type CodeContents = {
  state: TabState,
  primary: Cause | null,
  verdict: "found" | "suspected" | null,
  reason: Reason | null,
  others: Array<Cause>,
  clock: "unknown" | "right" | "ahead" | "behind",
  /** By how much the clock is off, if it is. */
  clockOff: "seconds" | "minutes" | "quarters" | "hours" | "half_days" | "days" | "months" | null,
  platform: Platform,
  browser: Brand,
  certMain: CertProbeStatus,
  certDot: CertProbeStatus,
  fromCache: boolean | null,
  dotWorks: boolean,
  severalClinics: boolean,
  powerful: "unknown" | "none" | "one" | "several",
};

/** Why a text is not a valid code. */
export type CodeProblem = {
  why: "letter" | "length" | "check" | "version" | "field",
  /** `letter`: the index of the invalid character in the text, from 0; `length`: the number of characters instead of
   * twelve. */
  count: number | null,
  /** `field`: the field with a value that this version does not know. */
  field: string | null,
};

/** The content of a code, or the problem with it; exactly one of the two fields is present. */
export type CodeReply = {
  /** Says what this is. */
  kind: "code",
  contents: CodeContents | null,
  problem: CodeProblem | null,
};

/** What a page may do with the correction of addresses. */
export type CorrectAction = "status" | "on" | "off" | "resume" | "host_typing" | "undo" | "told" | "except" | "forget" | "bookmarks" | "repair_bookmarks" | "undo_bookmarks";

/** The state of the correction. */
export type CorrectionStatus = {
  /** Says what this is. */
  kind: "correction",
  /** Whether addresses are corrected now, except for suspended pages: by the administrator, the person, or the default. */
  inForce: boolean,
  /** What the administrator has chosen; it wins. */
  forced: boolean | null,
  /** Typing errors in the host are corrected, too. */
  hostTyping: boolean,
  /** Addresses that are not corrected. */
  exceptions: Array<string>,
  /** The karte redirected back to this page, so its correction is suspended; the newest such page, without its query. */
  suspended: SuspendedPage | null,
  /** Absent once the popup has shown it, the tab has navigated further, or it was undone. */
  last: LastRedirect | null,
  /** The classification of the address in the requested tab. */
  tab: TabAddress | null,
};

/** The whole answer. */
export type Diagnosis = {
  /** Always `diagnosis`. */
  kind: "diagnosis",
  /** Version of the format. */
  schema: number,
  /** Build of the core: the worker compares it with its own. */
  build: string,
  /** When it was made. */
  at: number,
  /** Whether the tab is one of an incognito window: what belongs to the normal profile was then left out. */
  incognito?: boolean,
  /** What the tab is. */
  state: TabState,
  /** The cause to begin with; `None` when all is well. */
  primary: Cause | null,
  /** All thirteen causes in order of rank. */
  findings: Array<Finding>,
  /** What would tell the rivals apart. */
  next: NextQuestion | null,
};

/** What a page may do with the diary. */
export type DiaryAction = "list" | "add" | "remove" | "dismiss" | "ics" | "drop_aside";

/** The reply to `report`, and the file that is saved. */
export type Document = {
  /** Always `report`. */
  kind: "report",
  /** The most important facts in twelve characters, for the telephone. */
  code: string,
  report: Report,
};

/** Where a document came from. */
export type DocumentSource = "network" | "revalidated" | "http_cache" | "back_forward_cache" | "service_worker" | "unknown";

/** A reminder that is due: the certificate that expires first. */
export type Due = {
  /** What the person calls the clinic; may be empty. */
  clinic: string,
  /** The day on which it expires. */
  expires: CalendarDate,
  /** How many other certificates have a reminder today. */
  others: number,
  /** The key of the entry. */
  confirmed: number,
};

/** A switch: its state, and who decided it. */
export type EffectiveSwitch = {
  on: boolean,
  /** The administrator has decided; people cannot change it. */
  forced: boolean,
  /** The person has decided. */
  chosen: boolean,
  /** The state without the person's choice. */
  default: boolean,
  /** The default comes from the administrator, not from us. */
  suggested: boolean,
};

/** Why a run ended. */
export type EndReason = "deadline" | "success" | "stopped" | "not_saved" | "damaged" | "changed";

/** The reply to `erase`. */
export type ErasedReply = {
  /** Says what this is. */
  kind: "erased",
};

/** The reply to `bisect`: the run, the search, and the extensions that stay disabled. */
export type ExperimentStatus = {
  /** Says what this is. */
  kind: "bisect",
  now: number,
  /** All other enabled extensions, the most powerful first. */
  extensions: Array<ExtensionRow>,
  /** Absent if no run is in progress. */
  run: RunStatus | null,
  /** Absent if no search was begun. */
  search: SearchStatus | null,
  /** Whether a page check is running. */
  looking: boolean,
  /** Extensions that the person wants to stay disabled. */
  kept: Array<KeptOff>,
  /** A notice for the person; it stays until it was read. */
  notice: BisectNotice | null,
};

/** An extension by its id and its untrusted name. */
export type ExtensionRef = {
  id: string,
  /** Its name when it was last seen. */
  name: string,
};

/** An enabled extension, as a page shows it. */
export type ExtensionRow = {
  /** Its id in Chrome. */
  id: string,
  /** Its name: untrusted text. */
  name: string,
  /** How it has power over the karte; pages translate these keys into words. */
  means: Array<AccessKind>,
  /** What it may be needed for. */
  need: RequiredFor | null,
  /** Why it stays enabled; `None`: it may be disabled. */
  leftOn: KeepReason | null,
};

/** A value in the history. */
export type Fact = number | string | Array<string>;

/** A probe without an answer. */
export type FailedProbe = {
  probe: Probe,
  why: ProbeFailure,
};

/** What is known about one cause. */
export type Finding = {
  /** The cause. */
  cause: Cause,
  /** Its number on the vendor's help page. */
  number: number | null,
  /** How sure. */
  verdict: Verdict,
  /** Why. */
  reason: Reason,
  /** What the sentence needs. */
  params: {
    [key in string]: Param
  },
  /** The evidence behind the verdict. */
  evidence: Array<Indicator>,
  /** Causes that cannot be told apart from it yet. */
  rivals: Array<Cause>,
  /** What can be done here and now. */
  fixes: Array<Fix>,
  /** The guide page's anchor. */
  guide: Cause,
};

/** What a button can do. */
export type Fix = "clear_cache" | "clear_karte" | "clear_medley" | "private_window" | "restart_assistant" | "open_sign_in" | "open_clock_settings" | "extensions_off" | "extensions_bisect" | "correct_bookmarks";

/** How a fix ended. */
export type Fixed = {
  /** Says what this is. */
  kind: "fixed",
  fix: Fix,
  /** Whether it was done. */
  done: boolean,
  /** Why it was not done, or what could not be proven. */
  reason: "not_permitted" | "not_proven" | "not_reloaded" | "tab_gone" | "incognito" | null,
  /** The data before the fix, counted. */
  before: SiteDataFacts | null,
  after: SiteDataFacts | null,
  /** The diagnosis after the fix. */
  diagnosis: Diagnosis | null,
};

/** What a page may do with the history. */
export type HistoryAction = "list" | "export" | "erase";

/** One thing that was done. */
export type HistoryEntry = {
  /** When it was begun; `at` and `fix` together are the key of the entry. */
  at: number,
  /** Which fix, by the name that messages use. */
  fix: string,
  /** The state before. */
  before: {
    [key in string]: Fact
  },
  /** The state afterwards. */
  after: {
    [key in string]: Fact
  },
  /** How to undo it; `None`: it undid itself, or it cannot be undone. */
  undo: Undo | null,
};

/** The history, as it is shown and exported. */
export type HistoryReply = {
  /** Says what this is. */
  kind: "history",
  /** Version of the export format. */
  schema: number,
  /** When it was read. */
  at: number,
  /** What was done in the last 90 days, oldest first. */
  entries: Array<HistoryEntry>,
};

/** How many cookies one host has here. */
export type HostCookies = {
  /** The host, without a dot in front. */
  host: string,
  /** Its cookies. */
  count: number,
};

/** Why a single try has no result yet. */
export type Inconclusive = "said" | "remembered" | "no_certificate" | "no_answer";

export type Indicator = {
  probe: "tab",
  reading: "right" | "wrong" | "other_host" | "look_alike" | "elsewhere" | "withheld" | "clock_page"
} | {
  probe: "page",
  reading: "failing" | "sign_in" | "signed_in" | "blank" | "from_cache" | "from_server" | "apply_stuck"
} | {
  probe: "navigation",
  reading: "error" | "waiting" | "server_error"
} | {
  probe: "cert_main",
  reading: "answered" | "cert_needed" | "error"
} | {
  probe: "cert_dot",
  reading: "answered" | "none" | "unproven" | "cert_needed" | "error" | "reached"
} | {
  probe: "http_date",
  reading: "ok" | "off"
} | {
  probe: "clock",
  reading: "ok" | "ahead" | "behind" | "undecided" | "seconds_ahead" | "seconds_behind" | "cached" | "frozen" | "contradicts" | "set"
} | {
  probe: "browser",
  reading: "chrome" | "other" | "zone"
} | {
  probe: "extensions",
  reading: "power" | "none"
} | {
  probe: "session",
  reading: "clock_off" | "clock_again" | "first_none" | "first_visit" | "built_later" | "several_clinics"
} | {
  probe: "answer",
  reading: "cancelled" | "no_dialog" | "chose_ok" | "other_clinic" | "other_kind" | "installed_just_now" | "another_clinic_before" | "revoked" | "account_gone" | "apply_stuck" | "private_window_works" | "private_window_no_dialog" | "other_network_works" | "other_pcs_fail" | "other_pc_works" | "listed_in_date" | "listed_out_of_date" | "listed_not_there"
};

/** A tab of the karte. */
export type KarteTab = {
  /** Its tab id in Chrome. */
  tabId: number,
  /** Its title: untrusted text. */
  title: string,
  /** Its address without its query. */
  url: string,
};

/** Why an extension stays enabled. */
export type KeepReason = "ourselves" | "locked" | "never_touch" | {
  "needed": RequiredFor
} | "no_power" | "too_many";

/** An extension that stays disabled. */
export type KeptOff = {
  at: number,
  id: string,
  /** Its name when it was last seen. */
  name: string,
};

/** The language of the pages. */
export type Language = "browser" | "ja" | "en";

/** The last correction in the tab, until the person has been told about it. */
export type LastRedirect = {
  /** The address that was opened. */
  from: string,
  /** Where it was redirected before anything was sent. */
  to: string,
  at: number,
  tabId: number,
  /** Absent if the present table has no reason for it any more. */
  reason: UrlReason | null,
};

/** An extension; one that is not installed has no name. */
export type ListedExtension = {
  /** Its id in Chrome. */
  id: string,
  /** Its name: untrusted text. */
  name: string | null,
};

/** A tab of the karte, as the restart page showed it: its id, and its address without the query. */
export type ListedTab = {
  /** Its tab id in Chrome. */
  tabId: number,
  url: string,
};

/** A message, tagged by `kind`. [`Message::read`] passes it to serde as `{"kind": {fields}}`, because serde's own `tag`
 * would compile the deserialisation of every field type a second time. */
export type Message = {
  "kind": "diagnose",
  /** The tab; the active one if absent. */
  tabId?: number,
} | {
  "kind": "answer",
  /** The question that is answered. */
  question: Question,
  value: AnswerValue,
} | {
  "kind": "fix",
  fix: Fix,
  /** The tab that was diagnosed. */
  tabId?: number,
  /** Only return what it would touch. */
  dry?: boolean,
} | {
  "kind": "correct",
  /** What is to be done. */
  action: CorrectAction,
  /** The tab that it concerns. */
  tabId?: number,
  /** The address that it concerns. */
  url?: string,
  on?: boolean,
  /** The bookmarks that it concerns. */
  ids?: Array<string>,
} | {
  "kind": "restart",
  /** What is to be done. */
  action: RestartAction,
  /** The tab that it concerns. */
  tabId?: number,
  /** The tabs that the person was shown. */
  tabs?: Array<ListedTab>,
} | {
  "kind": "bisect",
  /** What the person does. */
  event: BisectEvent,
  /** The extensions that it concerns. */
  ids?: Array<string>,
  /** The number of the answered question, so that a late answer is not taken for the answer to a later question. */
  step?: number,
} | {
  "kind": "history",
  /** What is to be done with it. */
  action: HistoryAction,
} | {
  "kind": "undo",
  /** When it was begun; `at` and `fix` are the key of the entry. */
  at: number,
  fix: string,
} | {
  "kind": "settings",
  /** What is to be changed; nothing if absent. */
  set?: SettingsPatch,
} | {
  "kind": "policy",
} | {
  "kind": "report",
  /** With the names of other extensions. */
  withExtensionNames?: boolean,
} | {
  "kind": "read_code",
  /** As it was typed. */
  text: string,
} | {
  "kind": "diary",
  /** What is to be done. */
  action: DiaryAction,
  /** What the person calls the clinic. */
  clinic?: string,
  /** The day of issue, as `2026-01-31`. */
  issued?: string,
  /** The key of the entry: when it was confirmed. */
  confirmed?: number,
} | {
  "kind": "backup",
  /** What is to be done. */
  action: BackupAction,
  text?: string,
} | {
  "kind": "erase",
} | {
  "kind": "seen",
  what: PageNotice,
};

/** What would tell the rivals apart. */
export type NextQuestion = {
  question: Question,
  options: Array<AnswerValue>,
} | {
  experiment: Question,
  options: Array<AnswerValue>,
};

/** A window that is open. */
export type OpenWindow = {
  /** The window type in Chrome: `normal`, `popup`, `app`, `panel`, `devtools`. */
  kind: string,
  /** How many tabs it has. */
  tabs: number,
  /** Whether it is an incognito window. */
  private: boolean,
};

/** The result of a trial, from a person or from the page itself. */
export type PageAnswer = "good" | "bad" | "unsure";

/** What the page in the tab shows and where the browser had it from. */
export type PageFacts = {
  /** The recognised text. */
  text: PageText,
  /** Where the document came from; evidence of 0.1.0 does not have it. */
  source?: DocumentSource | null,
  /** Whether the browser took the document from its HTTP cache, as pages of 0.1.0 reported it. */
  fromCache?: boolean | null,
  /** Whether the failing text stands in the copy that the HTTP cache holds; `None` where that was not looked at. */
  storedCopyFails?: boolean | null,
  /** When the document was asked for. */
  openedAt?: number | null,
  /** 「申請する」 was pressed here and nothing followed for 15 s. */
  applyStuck: boolean,
};

/** What the content script reports. */
export type PageNotice = "failing" | "gone" | "apply_stuck";

/** What kind of text a page of the vendor shows. */
export type PageText = "failing" | "sign_in" | "signed_in" | "app" | "blank" | "issuing" | "other";

/** A number or a short text that a sentence needs. */
export type Param = number | string;

/** What a fix would touch. */
export type PlannedFix = {
  /** Says what this is. */
  kind: "planned",
  fix: Fix,
  /** The data that it would clear, counted. */
  before: SiteDataFacts | null,
};

/** The kind of the operating system. */
export type Platform = "unknown" | "windows" | "macos" | "linux" | "chrome_os" | "other";

/** The valid part of the administrator's policy. */
export type Policy = {
  /** Whether wrong addresses are corrected; people cannot change it. */
  correction: boolean | null,
  /** Whether the diary reminds; people cannot change it. */
  reminders: boolean | null,
  /** Whether the start of the browser is checked; people cannot change it. */
  startCheck: boolean | null,
  /** Extensions that are never disabled. */
  neverTouch: Array<string>,
  /** Whom to ask in this clinic. */
  supportText: string | null,
  /** What the report must not contain. */
  leftOut: Array<ReportSection>,
  /** Values that apply until a person chooses. */
  defaults: PolicyDefaults,
  /** The invalid values. */
  errors: Array<PolicyError>,
};

/** Values that apply until a person chooses. */
export type PolicyDefaults = {
  /** Whether wrong addresses are corrected. */
  correction: boolean | null,
  reminders: boolean | null,
  /** Whether the start of the browser is checked. */
  startCheck: boolean | null,
  /** Whether the names of other extensions are ticked on the report page. */
  extensionNames: boolean | null,
};

/** One invalid value of the policy. */
export type PolicyError = {
  /** The key; `None`: the key is unknown. */
  key: string | null,
  why: PolicyProblem,
  /** The invalid elements of a list, or the unknown key; each is shortened. */
  found: Array<string>,
};

/** Why a value is ignored. */
export type PolicyProblem = "not_bool" | "not_text" | "not_list" | "not_fields" | "empty" | "too_long" | "invisible" | "not_ids" | "too_many" | "unknown_key";

/** The reply to `policy`. */
export type PolicyReply = {
  /** Says what this is. */
  kind: "policy",
  /** The valid part of the policy, and its errors. */
  policy: Policy,
};

/** A question that can be asked; each has its own time limit (see `diagnosis::probe_plan`). */
export type Probe = "tab" | "page" | "navigation" | "cert_main" | "cert_dot" | "http_date" | "clock" | "browser" | "extensions" | "windows" | "site_data" | "session" | "answer";

/** Why a probe has no answer. */
export type ProbeFailure = "not_permitted" | "timed_out" | "not_visible" | "no_answer";

/** Why the extensions are disabled. */
export type Purpose = "try" | "bisect" | "change";

/** A question, or an experiment whose outcome is asked for. */
export type Question = "listed" | "dialog" | "which_entry" | "installed_just_now" | "another_clinic_before" | "colleague_sees" | "apply_stuck" | "private_window" | "other_network" | "other_pc" | "restart";

/** Why a finding says what it says; each has its sentence in both languages. */
export type Reason = "no_name" | "no_line" | "proxy" | "refused" | "unreachable" | "server_error" | "network_sign_in" | "misdirected" | "network_changed" | "reached_now" | "unroutable" | "broken_answer" | "blank_page" | "unknown_error" | "other_pcs_fail_too" | "wrong_address" | "other_medley_host" | "gateway" | "look_alike" | "ahead" | "behind" | "little_ahead" | "little_behind" | "behind_at_least" | "clock_page" | "near_ahead" | "near_behind" | "measuring" | "certificate_dates" | "from_cache" | "redirect_loop" | "headers_too_big" | "cache_broken" | "request_too_big" | "maybe_stored_copy" | "blank_from_cache" | "maybe_old_copy" | "blocked_by_extension" | "holds_proxy" | "power_over_karte" | "dialog_cancelled" | "no_dialog_came" | "wrong_entry" | "installed_while_running" | "clock_set_while_running" | "choice_kept" | "dialog_waiting" | "will_ask_again" | "private_window_works" | "another_clinic_before" | "other_clinic_chosen" | "several_clinics" | "none_eligible" | "none_at_first_visit" | "not_in_list" | "out_of_date" | "none_in_private_window" | "maybe_none" | "key_refused" | "key_not_usable" | "key_picked" | "foreign_authority" | "certificate_rejected" | "filtered" | "other_pc_works" | "request_taken_out" | "known_interception" | "handshake_broken" | "blocked_by_firewall" | "blocked_by_policy" | "other_network_works" | "chosen_but_refused" | "seen_revoked" | "seen_gone" | "apply_stuck" | "not_designated" | "seen_otherwise" | "not_permitted" | "timed_out" | "not_visible" | "no_answer" | "not_asked" | "not_told_apart" | "none_of_these" | "narrowed";

/** A refusal as a reply. */
export type Refusal = {
  /** Says what this is. */
  kind: "error",
  /** The error code, which is part of the message key. */
  code: string,
  /** One sentence for a developer. */
  message: string,
};

/** A repair that was begun. */
export type Repair = {
  fix: string,
  /** Whether it worked; `None` if that is unknown. */
  worked: boolean | null,
};

/** The report: it leaves the PC only if a person hands it on. */
export type Report = {
  /** Version of this format. */
  schema: number,
  /** Build of the extension. */
  build: string,
  /** When the diagnosis was made, by this PC's clock. */
  at: number,
  /** The offset of that clock from UTC, in minutes. */
  utcOffsetMinutes: number,
  browser: Brand,
  browserVersion: number | null,
  /** The operating system's kind. */
  platform: Platform,
  /** Its version and the processor. */
  system: System | null,
  /** The state of the diagnosed tab. */
  state: TabState,
  /** The cause to start with. */
  primary: Cause | null,
  /** When the karte was first seen to fail since the browser started. */
  failingSince: number | null,
  /** All thirteen causes in order of rank. */
  findings: Array<ReportFinding>,
  /** What the person answered. */
  answers: Array<ReportAnswer>,
  /** Probes without an answer, and why. */
  failed: Array<FailedProbe>,
  /** Browser errors whose names are known. */
  errors: Array<SeenError>,
  /** Whether the page came from the HTTP cache. */
  fromCache: boolean | null,
  /** How the request to the sign-in page ended. */
  certMain: CertProbeStatus,
  /** How the request to the dot host ended. */
  certDot: CertProbeStatus,
  /** This PC has seen the dot host ask for a certificate before. */
  dotWorks: boolean,
  /** The person said that this PC serves several clinics. */
  severalClinics: boolean,
  /** How often the clock was wrong by minutes in the last months. */
  clockOffTimes: number,
  /** What the site has stored, as counts. */
  siteData: ReportCounts | null,
  /** Open windows and tabs, as counts. */
  windows: ReportWindows | null,
  extensions: ReportExtensions | null,
  /** What was tried recently, oldest first. */
  repairs: Array<Repair> | null,
  /** The person's note. The report page adds it; the core never has it. */
  memo: string | null,
  /** The sections that the administrator excludes. */
  leftOut: Array<ReportSection>,
  /** The invalid values of the administrator's policy. */
  policyErrors: Array<WrongPolicy>,
};

/** One answer of the person: which button was pressed. */
export type ReportAnswer = {
  question: Question,
  value: AnswerValue,
};

/** What the site has stored on this PC. */
export type ReportCounts = {
  /** Cookies that only the karte's host receives. */
  karteCookies: number,
  /** Cookies of the whole domain and of its other hosts. */
  domainCookies: number,
  /** Entries in the page's storage; `None` if they could not be counted. */
  storageEntries: number | null,
};

/** The other extensions as counts; their names only if the person allows it. */
export type ReportExtensions = {
  /** How many are enabled. */
  on: number,
  /** How many of them have, or may have, power over the karte. */
  powerful: number,
  /** Their names, if the person includes them: untrusted text, cleaned and shortened. */
  names: Array<string> | null,
};

/** What is known about one cause. */
export type ReportFinding = {
  cause: Cause,
  /** Its number on the vendor's help page. */
  number: number | null,
  verdict: Verdict,
  reason: Reason,
  /** Numbers from a fixed list, and `error` if its name is known. */
  params: {
    [key in string]: Param
  },
  /** The evidence behind the verdict, as keys. */
  evidence: Array<Indicator>,
  /** Causes that cannot be distinguished from it yet. */
  rivals: Array<Cause>,
};

/** The sections that an administrator can exclude from reports; a report cannot do without the other keys and times. */
export type ReportSection = "extension_names" | "windows" | "site_data" | "repairs" | "system" | "failing_since" | "memo";

/** How many windows and tabs are open. */
export type ReportWindows = {
  windows: number,
  /** Tabs of the karte. */
  karteTabs: number,
  /** Incognito windows; `None` if they are not visible to us. */
  privateWindows: number | null,
};

/** What an extension may be needed for. */
export type RequiredFor = "online_eligibility" | "hpki" | "e_prescription" | "e_tax" | "card_reader" | "electronic_signature" | "karte_link" | "remote_support" | "device_check" | "single_sign_on" | "password_manager" | "screen_reader" | "low_vision" | "pc_software";

/** What a page can do during the guided restart. */
export type RestartAction = "status" | "show" | "close_tabs" | "announce" | "finish";

/** The reply to `restart`. */
export type RestartStatus = {
  /** Says what this is. */
  kind: "restart",
  /** What a restart would close. */
  windows: Array<OpenWindow>,
  /** `None` if incognito windows are not visible to us. */
  privateWindows: number | null,
  /** Names of extensions that keep Chrome running after its last window. */
  background: Array<string>,
  /** `None` where they are not visible to us. */
  karteTabs: Array<KarteTab> | null,
  /** Nothing was closed, because the open tabs differ from those that the person was shown. */
  tabsChanged: boolean,
  /** When the person said that they would now restart the browser. */
  announcedAt: number | null,
  /** What was seen after the restart. */
  after: After | null,
};

/** The run in progress, and its deadline. */
export type RunStatus = {
  purpose: Purpose,
  /** `trying`: some are disabled. `ending`: all are being enabled again. */
  phase: "trying" | "ending",
  /** Why it is ending. */
  why: EndReason | null,
  /** Until when they may stay disabled. */
  deadline: number,
  /** How many milliseconds are left, independent of later clock changes. */
  left: number,
  /** Each extension with its target state. */
  items: Array<Target>,
  /** The result of the try so far. */
  seen: PageAnswer | null,
  /** Why that is inconclusive. */
  doubt: Inconclusive | null,
};

/** The state of the search. */
export type SearchStatus = {
  started: number,
  /** The phase of the search. */
  phase: "trying" | "proving" | "paused" | "over",
  /** The stage of the present step; absent if there is none. */
  stage: "switching" | "probing" | "restarting" | "looking" | "asking" | "counting" | null,
  /** What the person is asked. */
  question: BisectQuestion | null,
  outcome: BisectOutcome | null,
  /** The found extensions stay disabled, and the page was seen to work that way. */
  cured: boolean,
  /** The result rests on a single answer of a person. */
  once: boolean,
  /** How many answers there were. */
  answers: number,
};

/** A browser error. */
export type SeenError = {
  probe: Probe,
  /** Chrome's name for it, as its error pages show it. */
  name: string,
};

/** A change of the person's settings; absent fields stay unchanged, and no other setting can be changed. */
export type SettingsPatch = {
  /** Whether this PC serves several clinics. */
  severalClinics?: boolean,
  /** The language of the pages. */
  language?: Language,
  /** Whether the diary reminds. */
  reminders?: boolean,
  /** Whether the start of the browser is checked. */
  startCheck?: boolean,
  /** A switch to reset to its default. */
  default?: Switch,
  /** An extension that must never be disabled. */
  spare?: string,
  /** An extension that may be disabled again. */
  unspare?: string,
};

/** What a person has set. */
export type SettingsReply = {
  /** Says what this is. */
  kind: "settings",
  /** This PC serves several clinics. */
  severalClinics: boolean,
  /** The language of the pages. */
  language: Language,
  /** The switch of the correction. */
  correction: EffectiveSwitch,
  /** The switch of the diary's reminders. */
  reminders: EffectiveSwitch,
  /** The switch of the check at the browser's start. */
  startCheck: EffectiveSwitch,
  /** The person's own list of extensions that are never switched off. */
  spared: Array<ListedExtension>,
  neverTouch: Array<ListedExtension>,
  /** All other installed extensions. */
  others: Array<ListedExtension>,
  /** Build of the core. */
  build: string,
};

/** What the site has stored here, as counts: no names and no values. */
export type SiteDataFacts = {
  /** Cookies that only the karte's host receives. */
  karteCookies: number,
  /** Cookies of the whole domain and its other hosts. */
  domainCookies: number,
  /** Entries in the page's local and session storage; `None` where no karte page is open to count in. */
  storageEntries: number | null,
  /** Cookies by the host that they were set for, the karte's first; empty in readings of earlier versions. */
  cookies: Array<HostCookies>,
  /** What else the page keeps, by kind; `None` where no karte page is open to count in. */
  stored: StoredFacts | null,
};

/** The purpose of a step. */
export type StepKind = "all_off" | "all_on" | "alone" | "without" | "half";

/** What a page keeps in the browser besides cookies and the HTTP cache, as counts. */
export type StoredFacts = {
  /** Entries in local storage. */
  local: number,
  /** Entries in session storage, which ends with the tab. */
  session: number,
  /** Databases. */
  databases: number,
  /** Caches that the page fills by itself. */
  caches: number,
  /** Service workers. */
  workers: number,
};

/** A page whose correction is suspended. */
export type SuspendedPage = {
  at: number,
  until: number,
  /** The page, without its query. */
  url: string,
};

/** A switch that has a default. */
export type Switch = "correction" | "reminders" | "start_check";

/** Why a target state cannot be reached. */
export type SwitchFailure = "missing" | "refused";

/** What Chrome reports about the system. */
export type System = {
  /** The common name of the Windows version; `None` for other systems, or if Chrome does not report it. */
  release: "windows_11" | "windows_10" | "windows_older" | null,
  /** The version number that Chrome reports (`platformVersion`), such as `15.0.0`. */
  version: string | null,
  processor: string | null,
};

/** The classification of the tab's address. */
export type TabAddress = {
  verdict: "right" | "corrected" | "offer" | "suspicious" | "other",
  /** Where it should lead. */
  to: string | null,
  /** Why it is not simply right. */
  reason: UrlReason | null,
};

/** What the tab is, in one word. */
export type TabState = "running" | "certificate_required" | "signed_in" | "app_page" | "sign_in_page" | "blocked" | "unreachable" | "wrong_address" | "elsewhere" | "failed";

/** One extension of a run. */
export type Target = {
  on: boolean,
  /** How many attempts were made for this target state. */
  tries: number,
  /** It has to be switched. */
  pending: boolean,
  /** Why the target state cannot be reached. */
  trouble: SwitchFailure | null,
  /** Its state in Chrome's list; `Some` from when that reached the target state until we switch it again. */
  shown?: boolean | null,
  /** Chrome has written the shown state to disk, so a start of the browser does not change it. */
  lasting?: boolean,
  /** Somebody else has switched it since then, so it is left as it is. */
  by_hand?: boolean,
  id: string,
  /** Its name when it was last seen. */
  name: string,
};

/** What can be undone. */
export type Undo = {
  /** Ids of the extensions or bookmarks that it concerns. */
  ids: Array<string>,
  /** When it was undone. */
  doneAt: number | null,
};

/** Why an address is not simply right; each reason has a sentence in both languages. */
export type UrlReason = "insecure" | "www" | "port" | "sign_in_path" | "other_host" | "typed_host" | "typed_scheme" | "patient_site" | "vendor_site" | "search_box" | "gateway" | "foreign_letters" | "foreign_domain" | "user_name" | "hyphens" | "near_host";

/** How sure a finding is. */
export type Verdict = "found" | "suspected" | "clear" | "unknown";

/** Why the search has no result. */
export type WhyNot = "contradiction" | "unsure" | "too_many" | "no_certificate" | "no_answer" | "nobody_to_try";

/** What Chrome will do at the next visit to the karte. */
export type Will = "ask" | "not_ask" | "unknown";

/** What a person has set. The administrator's policy and the worker's own records are not exported. */
export type Wishes = {
  /** Whether wrong addresses are corrected; `None`: the default applies. */
  correction: boolean | null,
  /** Whether typing errors in the host are corrected, too. */
  hostTyping: boolean,
  /** Addresses that are not corrected, without user name and query. */
  exceptions: Array<string>,
  /** Extensions that are never disabled. */
  spared: Array<string>,
  /** The language of the pages. */
  language: Language,
  /** Whether the diary reminds; `None`: the default applies. */
  reminders: boolean | null,
  /** Whether the start of the browser is checked; `None`: the default applies. A file of 0.1.0 lacks this field. */
  startCheck: boolean | null,
  /** This PC serves several clinics. */
  severalClinics: boolean,
};

/** A bookmark that does not lead where it should. */
export type WrongBookmark = {
  /** Its id in Chrome. */
  id: string,
  /** Its title: untrusted text. */
  title: string,
  from: string,
  /** Where it should lead. */
  to: string,
  /** Why the address is wrong. */
  reason: UrlReason,
  /** Whether the correction is certain; only then may it be repaired together with others. */
  sure: boolean,
};

/** An invalid value of the administrator's policy. */
export type WrongPolicy = {
  /** Its key; `None`: the key is unknown. */
  key: string | null,
  why: PolicyProblem,
};
