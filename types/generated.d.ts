// What the core reads and sends, type by type. Generated from crate/src by `cargo run --example generate .`.

/** By what means an extension has power over the karte; each has its words. */
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
  /** Whose file it is. */
  file: "karte-signin-doctor",
  /** The version of its form. */
  schema: 1,
  /** When it was written. */
  at: number,
  settings: Wishes,
  diary: CertificateDiary,
};

/** What a page may do with the file of settings and diary. */
export type BackupAction = "export" | "preview" | "restore";

/** How it stands, and what a file says. */
export type BackupReply = {
  /** Says what this is. */
  kind: "backup",
  /** What is set and written in now. */
  now: Backup,
  /** What the file says. */
  file: Backup | null,
};

/** What a person says while extensions are switched off and on. */
export type BisectEvent = "status" | "try" | "start" | "go_on" | "good" | "bad" | "unsure" | "stop" | "extend" | "keep" | "give_back" | "show" | "noticed";

/** What a person is told. */
export type BisectNotice = "could_not_save" | "set_aside" | "restored" | {
  "left_behind": {
    missing: Array<ExtensionRef>,
    /** Cannot be switched on. */
    refused: Array<ExtensionRef>,
    /** Disabled by somebody else meanwhile, and left so. */
    by_hand?: Array<ExtensionRef>,
  }
} | {
  "left_by_hand": Array<ExtensionRef>
};

/** The result of a search, as pages show it. */
export type BisectOutcome = {
  "nobody": {
    /** How many were switched off. */
    count: number,
    /** Those that were on all the time. */
    left_on: Array<ExtensionRef>,
  }
} | {
  "guilty": Array<Array<ExtensionRef>>
} | {
  "works_now": {
    /** Those that have gone since. */
    without: Array<ExtensionRef>,
  }
} | {
  "cannot_tell": {
    why: WhyNot,
    /** It can still be one of these; nobody, where answers contradict each other. */
    among: Array<ExtensionRef>,
  }
} | {
  "stopped": {
    /** It can still be one of these. */
    among: Array<ExtensionRef>,
  }
};

/** What a person needs to see for an answer. */
export type BisectQuestion = {
  /** What this step is for. */
  about: StepKind,
  /** The number of this step. */
  step: number,
  /** So many are left at most after this one, if one extension alone is guilty. */
  left: number,
  on: Array<ExtensionRef>,
  off: Array<ExtensionRef>,
  /** The same was asked before. */
  again: boolean,
};

/** Bookmarks that lead to a wrong address. */
export type BookmarksReply = {
  /** Says what this is. */
  kind: "bookmarks",
  /** What is still wrong. */
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
  /** In the order in which they were written in. */
  entries: Array<CertificateEntry>,
};

/** A certificate that the person entered. */
export type CertificateEntry = {
  /** What the person calls the clinic; may be empty. */
  clinic: string,
  /** The day of issue. */
  issued: CalendarDate,
  /** When the person confirmed that day; it also tells entries apart. */
  confirmed: number,
  /** The reminder that was put off: the next one comes all the same. */
  dismissed: number | null,
  /** On which day that was, by the clock: one that was ahead has put off nothing of the days before. */
  dismissed_on?: CalendarDate | null,
};

/** One certificate of the diary, as the options page shows it. */
export type CertificateLine = {
  /** What the person calls the clinic; may be empty. */
  clinic: string,
  /** The day of issue. */
  issued: CalendarDate,
  /** The day on which it runs out. */
  expires: CalendarDate,
  /** How many days are left; below zero, it has run out. */
  left: number,
  /** When the person confirmed it; it names the entry. */
  confirmed: number,
};

/** The reply to `diary`. */
export type CertificatesReply = {
  /** Says what this is. */
  kind: "diary",
  /** The day by this PC's clock. */
  today: CalendarDate,
  entries: Array<CertificateLine>,
  /** What there is a reminder of today. */
  due: Due | null,
  /** A diary that could not be read was set aside. */
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

/** Why a text is no code. */
export type CodeProblem = {
  why: "letter" | "length" | "check" | "version" | "field",
  /** `letter`: which character of the text, from 0; `length`: how many characters there are instead of twelve. */
  count: number | null,
  /** `field`: the field with a value that this version does not know. */
  field: string | null,
};

/** What a code says; one of the two fields is there. */
export type CodeReply = {
  /** Says what this is. */
  kind: "code",
  contents: CodeContents | null,
  problem: CodeProblem | null,
};

/** What a page may do with the correction of addresses. */
export type CorrectAction = "status" | "on" | "off" | "resume" | "host_typing" | "undo" | "told" | "except" | "forget" | "bookmarks" | "repair_bookmarks" | "undo_bookmarks";

/** How the correction stands. */
export type CorrectionStatus = {
  /** Says what this is. */
  kind: "correction",
  /** Whether addresses are corrected now, but for what is suspended. */
  inForce: boolean,
  /** What the person has chosen. */
  on: boolean,
  /** What the administrator has chosen; it wins. */
  forced: boolean | null,
  /** Typing errors in the host are corrected, too. */
  hostTyping: boolean,
  /** Addresses that are left alone. */
  exceptions: Array<string>,
  /** The karte led back to this one page, so its correction rests; the newest, without its query. */
  suspended: SuspendedPage | null,
  /** Absent once the popup has shown it, the tab has gone on, or it was undone. */
  last: LastRedirect | null,
  /** What the address of the asked tab is. */
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
  /** What would split the rivals. */
  next: NextQuestion | null,
};

/** What a page may do with the diary. */
export type DiaryAction = "list" | "add" | "remove" | "dismiss" | "ics" | "drop_aside";

/** The reply to `report`, and the file that is saved. */
export type Document = {
  /** Always `report`. */
  kind: "report",
  /** The most important of it in twelve characters, for the telephone. */
  code: string,
  report: Report,
};

/** Where a document came from. */
export type DocumentSource = "network" | "revalidated" | "http_cache" | "back_forward_cache" | "service_worker" | "unknown";

/** What a person is reminded of: the certificate that runs out first. */
export type Due = {
  /** What the person calls the clinic; may be empty. */
  clinic: string,
  /** The day on which it runs out. */
  expires: CalendarDate,
  /** How many others there is a reminder of. */
  others: number,
  /** Which entry it is. */
  confirmed: number,
};

/** A switch: how it stands, and who decided that. */
export type EffectiveSwitch = {
  on: boolean,
  /** The administrator has decided; nobody changes it here. */
  forced: boolean,
  /** The person has decided. */
  chosen: boolean,
  /** How it would stand without the person. */
  default: boolean,
  /** That is the administrator's wish, and not ours. */
  suggested: boolean,
};

/** Why a try ended. */
export type EndReason = "deadline" | "success" | "stopped" | "not_saved" | "damaged" | "changed";

/** The reply to `erase`. */
export type ErasedReply = {
  /** Says what this is. */
  kind: "erased",
};

/** The reply to `bisect`: the run, the search, and what stays off. */
export type ExperimentStatus = {
  /** Says what this is. */
  kind: "bisect",
  now: number,
  /** All others that are on, the most powerful first. */
  extensions: Array<ExtensionRow>,
  /** Absent: nothing is switched off for a while. */
  run: RunStatus | null,
  /** Absent: no search was begun. */
  search: SearchStatus | null,
  /** The page is being looked at just now. */
  looking: boolean,
  /** Those that a person wants to stay off. */
  kept: Array<KeptOff>,
  /** What the person is told once; it stays until it was read. */
  notice: BisectNotice | null,
};

/** An extension by its id and its untrusted name. */
export type ExtensionRef = {
  id: string,
  /** Its name when it was last seen. */
  name: string,
};

/** An extension that is on, as a page shows it. */
export type ExtensionRow = {
  /** Chrome's id of it. */
  id: string,
  /** Its name: untrusted text. */
  name: string,
  /** By what means it has power over the karte; words come from these keys. */
  means: Array<AccessKind>,
  /** What it may be needed for. */
  need: RequiredFor | null,
  /** Why it is left on; `None`: it may be switched off. */
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

/** What can be done at a button. */
export type Fix = "clear_cache" | "clear_karte" | "clear_medley" | "private_window" | "restart_assistant" | "open_sign_in" | "open_clock_settings" | "extensions_off" | "extensions_bisect" | "correct_bookmarks";

/** How a fix ended. */
export type Fixed = {
  /** Says what this is. */
  kind: "fixed",
  fix: Fix,
  /** Whether it was done. */
  done: boolean,
  /** Why not, or what of it is not proven. */
  reason: "not_permitted" | "not_proven" | "not_reloaded" | "tab_gone" | "incognito" | null,
  /** What was there before. */
  before: SiteDataFacts | null,
  after: SiteDataFacts | null,
  /** What the checks say now. */
  diagnosis: Diagnosis | null,
};

/** What a page may do with the history. */
export type HistoryAction = "list" | "export" | "erase";

/** One thing that was done. */
export type HistoryEntry = {
  /** When it was begun; with `fix` it tells entries apart. */
  at: number,
  /** Which fix, by the name that messages use. */
  fix: string,
  /** How it was before. */
  before: {
    [key in string]: Fact
  },
  /** How it was afterwards. */
  after: {
    [key in string]: Fact
  },
  /** How to undo it; `None`: it was undone by itself, or cannot be. */
  undo: Undo | null,
};

/** What a page is shown, and takes away. */
export type HistoryReply = {
  /** Says what this is. */
  kind: "history",
  /** Version of the exported form. */
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

/** Why a try says nothing yet. */
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
  /** Its number in this browser. */
  tabId: number,
  /** Its title: untrusted text. */
  title: string,
  /** Its address without its query. */
  url: string,
};

/** Why an extension is left on. */
export type KeepReason = "ourselves" | "locked" | "never_touch" | {
  "needed": RequiredFor
} | "no_power" | "too_many";

/** One that stays off. */
export type KeptOff = {
  at: number,
  id: string,
  /** Its name when it was last seen. */
  name: string,
};

/** The language of the pages. */
export type Language = "browser" | "ja" | "en";

/** The last correction in the tab, as long as it is to be told of. */
export type LastRedirect = {
  /** The address that was opened. */
  from: string,
  /** Where it was redirected before anything was sent. */
  to: string,
  at: number,
  tabId: number,
  /** Absent where today's table has no reason for it any more. */
  reason: UrlReason | null,
};

/** An extension; one that is not installed has no name. */
export type ListedExtension = {
  /** Chrome's id of it. */
  id: string,
  /** Its name: untrusted text. */
  name: string | null,
};

/** A tab of the karte, as the page of the restart has shown it: which one, and its address without its query. */
export type ListedTab = {
  /** Its number in this browser. */
  tabId: number,
  url: string,
};

/** A message, tagged by `kind`; [`Message::read`] hands it to serde as `{"kind": {fields}}`, because serde's own `tag` would
 * compile the reading of every field's type once more. */
export type Message = {
  "kind": "diagnose",
  /** The tab; the active one if absent. */
  tabId?: number,
} | {
  "kind": "answer",
  /** To what. */
  question: Question,
  value: AnswerValue,
} | {
  "kind": "fix",
  fix: Fix,
  /** The tab that was diagnosed. */
  tabId?: number,
  /** Only say what it would touch. */
  dry?: boolean,
} | {
  "kind": "correct",
  /** What is to be done. */
  action: CorrectAction,
  /** The tab that it is about. */
  tabId?: number,
  /** The address that it is about. */
  url?: string,
  on?: boolean,
  /** Bookmarks that it is about. */
  ids?: Array<string>,
} | {
  "kind": "restart",
  /** What is to be done. */
  action: RestartAction,
  /** The tab that it is about. */
  tabId?: number,
  /** The tabs that the person was shown. */
  tabs?: Array<ListedTab>,
} | {
  "kind": "bisect",
  /** What happened, or is wanted. */
  event: BisectEvent,
  /** The extensions that it is about. */
  ids?: Array<string>,
  /** The number of the question that it answers: an answer that comes too late answers no later one. */
  step?: number,
} | {
  "kind": "history",
  /** What is to be done with it. */
  action: HistoryAction,
} | {
  "kind": "undo",
  /** When that was begun: this and `fix` name the line. */
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
  /** When the entry that it is about was confirmed. */
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

/** What would split the rivals. */
export type NextQuestion = {
  question: Question,
  options: Array<AnswerValue>,
} | {
  experiment: Question,
  options: Array<AnswerValue>,
};

/** A window that is open. */
export type OpenWindow = {
  /** Chrome's word: `normal`, `popup`, `app`, `panel`, `devtools`. */
  kind: string,
  /** How many tabs it has. */
  tabs: number,
  /** Whether it is an incognito window. */
  private: boolean,
};

/** What a person or the page itself said. */
export type PageAnswer = "good" | "bad" | "unsure";

/** What the page in the tab shows and where the browser had it from. */
export type PageFacts = {
  /** The recognised text. */
  text: PageText,
  /** Where the document came from; evidence of 0.1.0 does not have it. */
  source?: DocumentSource | null,
  /** Whether the browser took the document from its HTTP cache, by a page of 0.1.0. */
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
  /** What it would clear, counted. */
  before: SiteDataFacts | null,
};

/** An operating system's kind. */
export type Platform = "unknown" | "windows" | "macos" | "linux" | "chrome_os" | "other";

/** What of the administrator's word counts. */
export type Policy = {
  /** Wrong addresses are corrected; nobody changes it here. */
  correction: boolean | null,
  /** The diary reminds; nobody changes it here. */
  reminders: boolean | null,
  /** The browser's start is checked; nobody changes it here. */
  startCheck: boolean | null,
  /** Extensions that are never switched off. */
  neverTouch: Array<string>,
  /** Whom to ask in this clinic. */
  supportText: string | null,
  /** What may not be in a report. */
  leftOut: Array<ReportSection>,
  /** What holds until a person chooses. */
  defaults: PolicyDefaults,
  /** What is wrong with it. */
  errors: Array<PolicyError>,
};

/** What holds until a person chooses. */
export type PolicyDefaults = {
  /** Wrong addresses are corrected. */
  correction: boolean | null,
  reminders: boolean | null,
  /** The browser's start is checked. */
  startCheck: boolean | null,
  /** The names of other extensions are ticked on the report's page. */
  extensionNames: boolean | null,
};

/** What is wrong with one value. */
export type PolicyError = {
  /** Which; `None`: one that is not ours. */
  key: string | null,
  why: PolicyProblem,
  /** The elements of a list that do not count, or the name that is not ours: of each its beginning. */
  found: Array<string>,
};

/** Why a value does not count. */
export type PolicyProblem = "not_bool" | "not_text" | "not_list" | "not_fields" | "empty" | "too_long" | "invisible" | "not_ids" | "too_many" | "unknown_key";

/** The reply to `policy`. */
export type PolicyReply = {
  /** Says what this is. */
  kind: "policy",
  /** What of it counts. */
  policy: Policy,
};

/** A question that can be asked; each has its own time limit (see `diagnosis::probe_plan`). */
export type Probe = "tab" | "page" | "navigation" | "cert_main" | "cert_dot" | "http_date" | "clock" | "browser" | "extensions" | "windows" | "site_data" | "session" | "answer";

/** Why a probe has no answer. */
export type ProbeFailure = "not_permitted" | "timed_out" | "not_visible" | "no_answer";

/** What the extensions are switched off for. */
export type Purpose = "try" | "bisect" | "change";

/** A question, or an experiment whose outcome is asked for. */
export type Question = "listed" | "dialog" | "which_entry" | "installed_just_now" | "another_clinic_before" | "colleague_sees" | "apply_stuck" | "private_window" | "other_network" | "other_pc" | "restart";

/** Why a finding says what it says; each has its sentence in both languages. */
export type Reason = "no_name" | "no_line" | "proxy" | "refused" | "unreachable" | "server_error" | "network_sign_in" | "misdirected" | "network_changed" | "reached_now" | "unroutable" | "broken_answer" | "blank_page" | "unknown_error" | "other_pcs_fail_too" | "wrong_address" | "other_medley_host" | "gateway" | "look_alike" | "ahead" | "behind" | "little_ahead" | "little_behind" | "behind_at_least" | "clock_page" | "near_ahead" | "near_behind" | "measuring" | "certificate_dates" | "from_cache" | "redirect_loop" | "headers_too_big" | "cache_broken" | "request_too_big" | "maybe_stored_copy" | "blank_from_cache" | "maybe_old_copy" | "blocked_by_extension" | "holds_proxy" | "power_over_karte" | "dialog_cancelled" | "no_dialog_came" | "wrong_entry" | "installed_while_running" | "clock_set_while_running" | "choice_kept" | "dialog_waiting" | "will_ask_again" | "private_window_works" | "another_clinic_before" | "other_clinic_chosen" | "several_clinics" | "none_eligible" | "none_at_first_visit" | "not_in_list" | "out_of_date" | "none_in_private_window" | "maybe_none" | "key_refused" | "key_not_usable" | "foreign_authority" | "certificate_rejected" | "filtered" | "other_pc_works" | "request_taken_out" | "known_interception" | "handshake_broken" | "blocked_by_firewall" | "blocked_by_policy" | "other_network_works" | "chosen_but_refused" | "seen_revoked" | "seen_gone" | "apply_stuck" | "not_designated" | "seen_otherwise" | "not_permitted" | "timed_out" | "not_visible" | "no_answer" | "not_asked" | "not_told_apart" | "none_of_these" | "narrowed";

/** A refusal as a reply. */
export type Refusal = {
  /** Says what this is. */
  kind: "error",
  /** The code, which is part of the key of its words. */
  code: string,
  /** One sentence for a developer. */
  message: string,
};

/** A repair that was begun. */
export type Repair = {
  fix: string,
  /** Whether it proved itself; `None` where that cannot be told. */
  worked: boolean | null,
};

/** Everything that leaves, where a person hands it on. */
export type Report = {
  /** Version of this format. */
  schema: number,
  /** Build of the extension. */
  build: string,
  /** When the diagnosis was made, by this PC's clock. */
  at: number,
  /** What that clock shows more than UTC, in minutes. */
  utcOffsetMinutes: number,
  browser: Brand,
  browserVersion: number | null,
  /** The operating system's kind. */
  platform: Platform,
  /** Its version and the processor. */
  system: System | null,
  /** What the tab was. */
  state: TabState,
  /** The cause to begin with. */
  primary: Cause | null,
  /** When the karte was first seen to fail since the browser started. */
  failingSince: number | null,
  /** All thirteen causes in order of rank. */
  findings: Array<ReportFinding>,
  /** What the person answered. */
  answers: Array<ReportAnswer>,
  /** Probes that have no answer, and why. */
  failed: Array<FailedProbe>,
  /** Errors of the browser that are known by name. */
  errors: Array<SeenError>,
  /** Whether the page came from the HTTP cache. */
  fromCache: boolean | null,
  /** How the request to the sign-in page ended. */
  certMain: CertProbeStatus,
  /** How the request to the dotted host ended. */
  certDot: CertProbeStatus,
  /** This PC has seen the dotted host ask for a certificate before. */
  dotWorks: boolean,
  /** The person said that this PC serves several clinics. */
  severalClinics: boolean,
  /** On how many occasions the clock was off by minutes, in the last months. */
  clockOffTimes: number,
  /** What the site has stored, counted. */
  siteData: ReportCounts | null,
  /** Open windows and tabs, counted. */
  windows: ReportWindows | null,
  extensions: ReportExtensions | null,
  /** What was tried lately, oldest first. */
  repairs: Array<Repair> | null,
  /** What the person wrote beside it. The report's page adds it: the core never holds it. */
  memo: string | null,
  /** What the administrator wants left out. */
  leftOut: Array<ReportSection>,
  /** What is wrong with what the administrator has set. */
  policyErrors: Array<WrongPolicy>,
};

/** One answer of the person: which button was pressed. */
export type ReportAnswer = {
  question: Question,
  value: AnswerValue,
};

/** What the site has stored here. */
export type ReportCounts = {
  /** Cookies that only the karte's host receives. */
  karteCookies: number,
  /** Cookies of the whole domain and its other hosts. */
  domainCookies: number,
  /** Entries in the page's storage; `None` where nothing could be counted. */
  storageEntries: number | null,
};

/** The other extensions, counted; named only where the person allows it. */
export type ReportExtensions = {
  /** How many are on. */
  on: number,
  /** How many of them have, or may have, power over the karte. */
  powerful: number,
  /** The names of those, if the person wants them in: a stranger's text, cleaned and cut. */
  names: Array<string> | null,
};

/** What is known about one cause. */
export type ReportFinding = {
  cause: Cause,
  /** Its number on the vendor's help page. */
  number: number | null,
  verdict: Verdict,
  reason: Reason,
  /** Listed numbers, and `error` where its name is known. */
  params: {
    [key in string]: Param
  },
  /** The evidence behind the verdict, as keys. */
  evidence: Array<Indicator>,
  /** Causes that cannot be told apart from it yet. */
  rivals: Array<Cause>,
};

/** What an administrator can keep out of reports; everything else is keys and times without which there is no report. */
export type ReportSection = "extension_names" | "windows" | "site_data" | "repairs" | "system" | "failing_since" | "memo";

/** How many windows and tabs are open. */
export type ReportWindows = {
  windows: number,
  /** Tabs of the karte. */
  karteTabs: number,
  /** Private windows; `None` where they are not visible. */
  privateWindows: number | null,
};

/** What it may be needed for. */
export type RequiredFor = "online_eligibility" | "hpki" | "e_prescription" | "e_tax" | "card_reader" | "electronic_signature" | "karte_link" | "remote_support" | "device_check" | "single_sign_on" | "password_manager" | "screen_reader" | "low_vision" | "pc_software";

/** What a page may do on the way through a restart. */
export type RestartAction = "status" | "show" | "close_tabs" | "announce" | "finish";

/** The reply to `restart`. */
export type RestartStatus = {
  /** Says what this is. */
  kind: "restart",
  /** What a restart would close. */
  windows: Array<OpenWindow>,
  /** `None` where private windows are not visible to us. */
  privateWindows: number | null,
  /** Names of extensions that keep Chrome running after its last window. */
  background: Array<string>,
  /** `None` where they are not visible to us. */
  karteTabs: Array<KarteTab> | null,
  /** Nothing was closed, because other tabs are open by now than those that the person was shown. */
  tabsChanged: boolean,
  /** When the person said that the browser will now be restarted. */
  announcedAt: number | null,
  /** What was seen after it. */
  after: After | null,
};

/** What is switched off, and until when. */
export type RunStatus = {
  purpose: Purpose,
  /** `trying`: some are off. `ending`: all are being switched on again. */
  phase: "trying" | "ending",
  /** Why it is over. */
  why: EndReason | null,
  /** Until when they may stay off. */
  deadline: number,
  /** How many milliseconds are left, whatever a clock shows later. */
  left: number,
  /** Each extension with its target state. */
  items: Array<Target>,
  /** What a try showed so far. */
  seen: PageAnswer | null,
  /** Why that says nothing yet. */
  doubt: Inconclusive | null,
};

/** How far the search is. */
export type SearchStatus = {
  started: number,
  /** How far the search is. */
  phase: "trying" | "proving" | "paused" | "over",
  /** How far the present step is; absent where there is none. */
  stage: "switching" | "probing" | "restarting" | "looking" | "asking" | "counting" | null,
  /** What the person is asked. */
  question: BisectQuestion | null,
  outcome: BisectOutcome | null,
  /** Those found stay off, and with that it was seen to work. */
  cured: boolean,
  /** What was found rests on a single word of a person. */
  once: boolean,
  /** How many answers there were. */
  answers: number,
};

/** An error of the browser. */
export type SeenError = {
  probe: Probe,
  /** Chrome's name of it, as its error pages show it. */
  name: string,
};

/** A change of what a person has set; what is absent stays as it is, and nothing else may be changed. */
export type SettingsPatch = {
  /** Whether this PC serves several clinics. */
  severalClinics?: boolean,
  /** In which language the pages speak. */
  language?: Language,
  /** Whether the diary reminds. */
  reminders?: boolean,
  /** Whether the browser's start is checked. */
  startCheck?: boolean,
  /** A switch that is to stand again as it would without the person. */
  default?: Switch,
  /** An extension that is never to be switched off. */
  spare?: string,
  /** An extension that may be switched off again. */
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
  /** All others that are installed. */
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

/** What a step is for. */
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

/** A page whose correction rests. */
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

/** What Chrome says of the system. */
export type System = {
  /** Windows by the name that people know; `None` for other systems and where Chrome does not say. */
  release: "windows_11" | "windows_10" | "windows_older" | null,
  /** Chrome's number of the version (`platformVersion`), such as `15.0.0`. */
  version: string | null,
  processor: string | null,
};

/** How the tab's address is sorted. */
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
  /** How often it was switched for this target state. */
  tries: number,
  /** It is about to be switched. */
  pending: boolean,
  /** Why the target state cannot be reached. */
  trouble: SwitchFailure | null,
  /** Its state in Chrome's list: known from the moment when that was the target state until we switch it again. */
  shown?: boolean | null,
  /** Chrome has written the shown state to disk: a start of the browser does not change it. */
  lasting?: boolean,
  /** Somebody else switched it since then: it is left as it is. */
  by_hand?: boolean,
  id: string,
  /** Its name when it was last seen. */
  name: string,
};

/** How to undo it. */
export type Undo = {
  /** What for: ids of extensions, addresses of bookmarks. */
  ids: Array<string>,
  /** When that was done. */
  doneAt: number | null,
};

/** Why an address is not simply right; each has its sentence in both languages. */
export type UrlReason = "insecure" | "www" | "port" | "sign_in_path" | "other_host" | "typed_host" | "typed_scheme" | "patient_site" | "vendor_site" | "search_box" | "gateway" | "foreign_letters" | "foreign_domain" | "user_name" | "hyphens" | "near_host";

/** How sure a finding is. */
export type Verdict = "found" | "suspected" | "clear" | "unknown";

/** Why it cannot be said. */
export type WhyNot = "contradiction" | "unsure" | "too_many" | "no_certificate" | "no_answer" | "nobody_to_try";

/** What Chrome will do at the next visit to the karte. */
export type Will = "ask" | "not_ask" | "unknown";

/** What a person has set; what an administrator says, and what the worker notes for itself, stays here. */
export type Wishes = {
  /** Wrong addresses are corrected; `None`: as is the default. */
  correction: boolean | null,
  /** Typing errors in the host, too. */
  hostTyping: boolean,
  /** Addresses that are left alone, without user name and query. */
  exceptions: Array<string>,
  /** Extensions that are never switched off. */
  spared: Array<string>,
  /** The language of the pages. */
  language: Language,
  /** The diary reminds; `None`: as is the default. */
  reminders: boolean | null,
  /** The browser's start is checked; `None`: as is the default. A file of 0.1.0 does not have it. */
  startCheck: boolean | null,
  /** This PC serves several clinics. */
  severalClinics: boolean,
};

/** A bookmark that does not lead where it should. */
export type WrongBookmark = {
  /** Chrome's id of it. */
  id: string,
  /** Its title: untrusted text. */
  title: string,
  from: string,
  /** Where it should lead. */
  to: string,
  /** Why that is wrong. */
  reason: UrlReason,
  /** Not only offered: it may be put right together with others. */
  sure: boolean,
};

/** A value of the administrator's that does not count. */
export type WrongPolicy = {
  /** Its key; `None`: one that is not ours. */
  key: string | null,
  why: PolicyProblem,
};
