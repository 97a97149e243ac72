// What pages, content scripts and the worker say to each other; the Rust core (crate/src/diagnosis.rs) is the source.

export type Cause =
  | "network"
  | "url"
  | "clock"
  | "site_data"
  | "extensions"
  | "choice_remembered"
  | "clinic_switch"
  | "certificate_missing"
  | "security_software"
  | "certificate_revoked"
  | "account_deleted"
  | "certificate_limit"
  | "browser";
export type Verdict = "found" | "suspected" | "clear" | "unknown";
export type State =
  | "running"
  | "certificate_required"
  | "signed_in"
  | "sign_in_page"
  | "blocked"
  | "unreachable"
  | "wrong_address"
  | "elsewhere"
  | "failed";
export type Question =
  | "dialog"
  | "installed_just_now"
  | "another_clinic_before"
  | "colleague_sees"
  | "apply_stuck"
  | "private_window"
  | "other_network"
  | "other_pc"
  | "restart";
export type Value =
  | "yes"
  | "no"
  | "no_dialog"
  | "cancelled"
  | "chose_ok"
  | "works"
  | "still_fails"
  | "revoked"
  | "account_gone"
  | "valid"
  | "dont_know";
/** A newer core may name a fix that this page has no words for yet: it is then not shown. */
export type Fix = string;

export interface Sign {
  probe: string;
  reading: string;
}

export interface Finding {
  cause: Cause;
  /** Number on the vendor's help page; 0 is its precondition, null is ours. */
  number: number | null;
  verdict: Verdict;
  reason: string;
  params: Record<string, number | string>;
  evidence: Sign[];
  rivals: Cause[];
  fixes: Fix[];
  guide: Cause;
}

export type Next =
  | { question: Question; experiment?: undefined; options: Value[] }
  | { experiment: Question; question?: undefined; options: Value[] };

export interface Diagnosis {
  kind: "diagnosis";
  schema: 1;
  build: string;
  /** Milliseconds since 1970 by this PC's clock. */
  at: number;
  state: State;
  primary: Cause | null;
  /** All thirteen, in order of rank. */
  findings: Finding[];
  next: Next | null;
}

export interface Counts {
  karteCookies: number;
  domainCookies: number;
  storageEntries: number | null;
  /** Cookies by host, the karte's first. */
  cookies: { host: string; count: number }[];
  /** Null where no page of the karte is open to count in. */
  stored: {
    local: number;
    session: number;
    databases: number;
    caches: number;
    workers: number;
  } | null;
}

/** What a fix would touch; nothing was done. */
export interface Planned {
  kind: "planned";
  fix: Fix;
  before: Counts | null;
}

/** A complete restart of the browser: what it would close, and what was seen after it. */
export interface Restart {
  kind: "restart";
  windows: { kind: string; tabs: number; private: boolean }[];
  /** Null where private windows are not visible. */
  privateWindows: number | null;
  /** Names of extensions that keep Chrome running after its last window. */
  background: string[];
  karteTabs: { tabId: number; title: string; url: string }[];
  announcedAt: number | null;
  after: { at: number; will: "ask" | "not_ask" | "unknown" } | null;
}

export interface Fixed {
  kind: "fixed";
  fix: Fix;
  done: boolean;
  reason: "not_permitted" | "not_proven" | "no_tab" | null;
  before: Counts | null;
  after: Counts | null;
  diagnosis: Diagnosis | null;
}

/** By what means an extension has power over the karte, strongest first (crate/src/extensions.rs). */
export type Means =
  | "proxy"
  | "vpn"
  | "debugger"
  | "rules"
  | "requests"
  | "pages"
  | "privacy"
  | "cookies"
  | "unknown"
  | "nothing";
/** What an extension may be needed for (crate/src/needed.rs). */
export type Need =
  "online_eligibility" | "hpki" | "e_prescription" | "e_tax" | "password_manager" | "screen_reader";
/** Why an extension is left on (crate/src/sorting.rs). */
export type LeftOn = "ourselves" | "locked" | "never_touch" | "too_many" | { needed: Need };

/** An extension; its name is untrusted text. */
export interface Named {
  id: string;
  name: string;
}

/** An extension that is on. */
export interface Sorted extends Named {
  means: Means[];
  need: Need | null;
  /** Null: it may be switched off. */
  leftOn: LeftOn | null;
}

/** What a step of the search is for. */
export interface BisectQuestion {
  about: "all_off" | "all_on" | "alone" | "without" | "half";
  /** The number of this step, from 1. */
  step: number;
  /** So many are left at most after this one. */
  left: number;
  on: Named[];
  off: Named[];
  /** The same was asked before. */
  again: boolean;
}

/** What a search found (crate/src/bisect/mod.rs). */
export type BisectOutcome =
  | { nobody: { count: number; left_on: Named[] } }
  /** Each of these is enough by itself; where several stand together, only together. */
  | { guilty: Named[][] }
  | { works_now: { without: Named[] } }
  | {
      cannot_tell: {
        why:
          | "contradiction"
          | "unsure"
          | "too_many"
          | "no_certificate"
          | "no_answer"
          | "nobody_to_try";
        among: Named[];
      };
    }
  | { stopped: { among: Named[] } };

/** What a person is told once; it stays until it was read. */
export type BisectNotice =
  | "could_not_save"
  | "set_aside"
  | "restored"
  | { left_behind: { missing: Named[]; refused: Named[] } };

/** Extensions that are switched off for a try or a search, and what is known of it. */
export interface Bisect {
  kind: "bisect";
  /** Milliseconds since 1970 by this PC's clock, like every time here. */
  now: number;
  /** All others that are on, the most powerful first. */
  extensions: Sorted[];
  /** Null: nothing is switched off for a while. */
  run: {
    purpose: "try" | "bisect" | "change";
    /** `trying`: some are off. `ending`: all are being switched on again. */
    phase: "trying" | "ending";
    why: "deadline" | "success" | "stopped" | "not_saved" | "damaged" | "changed" | null;
    deadline: number;
    items: (Named & { on: boolean; trouble: "missing" | "refused" | null })[];
    /** What a try showed so far. */
    seen: "good" | "bad" | "unsure" | null;
    /** Why that says nothing yet. */
    doubt: "said" | "remembered" | "no_certificate" | "no_answer" | null;
  } | null;
  /** Null: no search was begun. */
  search: {
    started: number;
    phase: "trying" | "proving" | "paused" | "over";
    /** How far the present step is; null where there is none. */
    stage: "switching" | "probing" | "restarting" | "looking" | "asking" | "counting" | null;
    question: BisectQuestion | null;
    outcome: BisectOutcome | null;
    /** Those found stay off, and with that it was seen to work. */
    cured: boolean;
    /** What was found rests on a single word of a person. */
    once: boolean;
    answers: number;
  } | null;
  /** The page is being looked at just now. */
  looking: boolean;
  /** Those that a person wants to stay off. */
  kept: (Named & { at: number })[];
  notice: BisectNotice | null;
}

export type BisectRequest =
  | { kind: "bisect"; event: "status" | "go_on" | "stop" | "extend" | "show" | "noticed" }
  /** `step`: the question that it answers, where there is one. */
  | { kind: "bisect"; event: "good" | "bad" | "unsure"; step?: number }
  /** `ids`: needed ones that are to be included all the same. */
  | { kind: "bisect"; event: "try" | "start"; ids?: string[] }
  | { kind: "bisect"; event: "keep" | "give_back"; ids: string[] };

/** One thing that was done (crate/src/history.rs). */
export interface HistoryEntry {
  /** When it was begun. */
  at: number;
  fix: Fix;
  /** Counts, keys of words, and names (untrusted), by their key. */
  before: Record<string, number | string | string[]>;
  /** Empty where it was interrupted. */
  after: Record<string, number | string | string[]>;
  /** Null: it undid itself, or cannot be undone. */
  undo: { ids: string[]; doneAt: number | null } | null;
}

/** What was done in the last 90 days, oldest first. */
export interface History {
  kind: "history";
  /** Milliseconds since 1970. */
  at: number;
  /** Version of the exported form. */
  schema: 1;
  entries: HistoryEntry[];
}
export type HistoryRequest =
  { kind: "history"; action: "list" | "export" | "erase" } | { kind: "undo"; at: number; fix: Fix };

export type Brand =
  | "unknown"
  | "chrome"
  | "chromium"
  | "edge"
  | "brave"
  | "opera"
  | "vivaldi"
  | "whale"
  | "yandex"
  | "other";
export type Platform = "unknown" | "windows" | "macos" | "linux" | "chrome_os" | "other";
/** How one of the worker's own requests ended. */
export type Asked = "none" | "answered" | "cert_needed" | "error";

/** What the report says about one cause. */
export interface ReportLine {
  cause: Cause;
  number: number | null;
  verdict: Verdict;
  reason: string;
  /** Numbers, and `error` with a name that Chrome is known to use. */
  params: Record<string, number | string>;
  evidence: Sign[];
  rivals: Cause[];
}

/** All that a person may hand on (crate/src/report/form.rs). */
export interface Report {
  schema: 1;
  build: string;
  /** Milliseconds since 1970 by this PC's clock. */
  at: number;
  utcOffsetMinutes: number;
  browser: Brand;
  browserVersion: number | null;
  platform: Platform;
  state: State;
  primary: Cause | null;
  /** All thirteen, in order of rank. */
  findings: ReportLine[];
  answers: { question: Question; value: Value }[];
  failed: { probe: string; why: "not_permitted" | "timed_out" | "not_visible" | "no_answer" }[];
  errors: { probe: string; name: string }[];
  fromCache: boolean | null;
  certMain: Asked;
  certDot: Asked;
  dotWorks: boolean;
  severalClinics: boolean;
  clockOffTimes: number;
  siteData: { karteCookies: number; domainCookies: number; storageEntries: number | null } | null;
  windows: { windows: number; karteTabs: number; privateWindows: number | null } | null;
  /** Names are untrusted; null unless they were asked for. */
  extensions: { on: number; powerful: number; names: string[] | null } | null;
  /** What the administrator wants left out. */
  leftOut: PolicyPart[];
  /** Null: a key that is not ours. */
  policyErrors: { key: string | null; why: PolicyWhy }[];
}

/** The report with its short code: the reply, and the file that is saved. */
export interface ReportDocument {
  kind: "report";
  /** `XXXX-XXXX-XXXX`, see docs/report-code.md. */
  code: string;
  report: Report;
}
export interface ReportRequest {
  kind: "report";
  withExtensionNames: boolean;
}

export interface Failed {
  kind: "error";
  code: string;
  message: string;
}

/** Why an address is not simply right (crate/src/correction/mod.rs). */
export type CorrectionReason =
  | "insecure"
  | "www"
  | "port"
  | "sign_in_path"
  | "other_host"
  | "typed_host"
  | "typed_scheme"
  | "patient_site"
  | "vendor_site"
  | "search_box"
  | "foreign_letters"
  | "foreign_domain"
  | "user_name"
  | "hyphens"
  | "near_host";

/** A navigation that was led elsewhere before anything was sent. */
export interface Corrected {
  from: string;
  to: string;
  /** Milliseconds since 1970. */
  at: number;
  tabId: number;
  reason: CorrectionReason;
}

/** What the address of the asked tab is. */
export interface TabAddress {
  verdict: "right" | "corrected" | "offer" | "suspicious" | "other";
  to: string | null;
  reason: CorrectionReason | null;
}

export interface Correction {
  kind: "correction";
  /** Whether addresses are corrected now: wanted, and not stopped. */
  inForce: boolean;
  /** What the person has chosen. */
  on: boolean;
  /** What the administrator has chosen; it wins. */
  forced: boolean | null;
  hostTyping: boolean;
  exceptions: string[];
  /** It stopped itself, because the site led back to `url`. */
  suspended: { at: number; url: string } | null;
  /** Null once the popup has shown it, the tab has gone on, or it was undone. */
  last: Corrected | null;
  tab: TabAddress | null;
}

export interface WrongBookmark {
  id: string;
  title: string;
  from: string;
  to: string;
  reason: CorrectionReason;
}

export interface Bookmarks {
  kind: "bookmarks";
  /** What is still wrong. */
  items: WrongBookmark[];
  /** How many repaired ones can be put back. */
  undoable: number;
}

export type CorrectRequest =
  | { kind: "correct"; action: "status"; tabId?: number }
  | { kind: "correct"; action: "on" | "off" | "resume" }
  | { kind: "correct"; action: "host_typing"; on: boolean }
  | { kind: "correct"; action: "undo" | "except" | "told"; tabId: number }
  | { kind: "correct"; action: "forget"; url: string };
export type BookmarksRequest =
  | { kind: "correct"; action: "bookmarks" | "undo_bookmarks" }
  | { kind: "correct"; action: "repair_bookmarks"; ids: string[] };

export type RestartRequest =
  | { kind: "restart"; action: "status" | "close_tabs" | "announce" | "finish" }
  | { kind: "restart"; action: "show"; tabId: number };
export interface PlanRequest {
  kind: "fix";
  fix: Fix;
  dry: true;
}
/** What a person has said about this PC. */
export interface Settings {
  kind: "settings";
  severalClinics: boolean;
  language: Language;
  correction: Ruled;
  reminders: Ruled;
  /** Extensions that are never switched off: the person's own list, the administrator's, and all others. */
  spared: Listed[];
  neverTouch: Listed[];
  others: Listed[];
  /** Of the core. */
  build: string;
}
/** A switch: how it stands, and who decided that (crate/src/settings). */
export interface Ruled {
  on: boolean;
  /** The administrator has decided; nobody changes it here. */
  forced: boolean;
  /** The person has decided. */
  chosen: boolean;
  /** How it would stand without the person. */
  default: boolean;
  /** That is the administrator's wish. */
  suggested: boolean;
}
/** What an administrator can keep out of reports. */
export type PolicyPart = "extension_names" | "windows" | "site_data";
/** Why a value of the administrator's does not count (crate/src/policy). */
export type PolicyWhy =
  | "not_bool"
  | "not_text"
  | "not_list"
  | "not_fields"
  | "empty"
  | "too_long"
  | "invisible"
  | "not_ids"
  | "too_many"
  | "unknown_key";
/** What the administrator says; null and empty: nothing. */
export interface Policy {
  correction: boolean | null;
  reminders: boolean | null;
  neverTouch: string[];
  supportText: string | null;
  leftOut: PolicyPart[];
  /** What holds until a person chooses. */
  defaults: {
    correction: boolean | null;
    reminders: boolean | null;
    extensionNames: boolean | null;
  };
  /** The key of one that is not ours is null, and its name stands in `found`. */
  errors: { key: string | null; why: PolicyWhy; found: string[] }[];
}
export interface PolicyReply {
  kind: "policy";
  policy: Policy;
}
export interface PolicyRequest {
  kind: "policy";
}
export type Language = "browser" | "ja" | "en";
/** An extension; one that is not installed has no name. */
export interface Listed {
  id: string;
  name: string | null;
}
/** What is absent stays as it is. */
export interface SettingsChange {
  severalClinics?: boolean;
  language?: Language;
  reminders?: boolean;
  /** A switch that is to stand again as it would without the person. */
  default?: "correction" | "reminders";
  spare?: string;
  unspare?: string;
}
export type SettingsRequest = { kind: "settings"; set?: SettingsChange };

/** When the certificates of this PC were issued, and when they run out (crate/src/diary). */
export interface Diary {
  kind: "diary";
  /** Days are written "2026-01-31". */
  today: string;
  entries: {
    /** May be empty. */
    clinic: string;
    issued: string;
    expires: string;
    /** Days; below zero, it has run out. */
    left: number;
    /** When the person confirmed it; it names the entry. */
    confirmed: number;
  }[];
  /** What there is a reminder of today. */
  due: { clinic: string; expires: string; others: number; confirmed: number } | null;
  /** A diary that could not be read was set aside. */
  aside: boolean;
  /** The calendar file, if it was asked for. */
  ics: string | null;
}
export type DiaryRequest =
  | { kind: "diary"; action: "list" | "dismiss" | "ics" | "drop_aside" }
  | { kind: "diary"; action: "add"; clinic: string; issued: string }
  | { kind: "diary"; action: "remove"; confirmed: number };

/** Settings and diary as a file (crate/src/backup.rs). */
export interface BackupFile {
  file: "karte-signin-doctor";
  schema: 1;
  at: number;
  settings: {
    /** Null: as is the default. */
    correction: boolean | null;
    hostTyping: boolean;
    exceptions: string[];
    spared: string[];
    language: Language;
    /** Null: as is the default. */
    reminders: boolean | null;
    severalClinics: boolean;
  };
  diary: { v: 1; entries: { clinic: string; issued: string; confirmed: number }[] };
}
export interface Backup {
  kind: "backup";
  now: BackupFile;
  /** What the file says. */
  file: BackupFile | null;
}
export type BackupRequest =
  | { kind: "backup"; action: "export" }
  | { kind: "backup"; action: "preview" | "restore"; text: string };

/** Everything was forgotten. */
export interface Erased {
  kind: "erased";
}
export interface EraseRequest {
  kind: "erase";
}

export type Request =
  | { kind: "diagnose"; tabId?: number }
  | { kind: "answer"; question: Question; value: Value }
  | { kind: "fix"; fix: Fix; dry?: false }
  | PlanRequest
  | RestartRequest
  | CorrectRequest
  | BookmarksRequest
  | BisectRequest
  | HistoryRequest
  | SettingsRequest
  | ReportRequest
  | PolicyRequest
  | DiaryRequest
  | BackupRequest
  | EraseRequest;
export type Reply =
  | Diagnosis
  | Fixed
  | Planned
  | Correction
  | Bookmarks
  | Restart
  | Bisect
  | History
  | Settings
  | ReportDocument
  | PolicyReply
  | Diary
  | Backup
  | Erased
  | Failed;
/** What a request is answered with, unless it fails. */
export type ReplyTo<R extends Request> = R extends BookmarksRequest
  ? Bookmarks
  : R extends CorrectRequest
    ? Correction
    : R extends RestartRequest
      ? Restart
      : R extends BisectRequest
        ? Bisect
        : R extends HistoryRequest
          ? History
          : R extends SettingsRequest
            ? Settings
            : R extends ReportRequest
              ? ReportDocument
              : R extends PolicyRequest
                ? PolicyReply
                : R extends DiaryRequest
                  ? Diary
                  : R extends BackupRequest
                    ? Backup
                    : R extends EraseRequest
                      ? Erased
                      : R extends PlanRequest
                        ? Planned
                        : Diagnosis | Fixed;

/** What the content script tells the worker. */
export interface Seen {
  kind: "seen";
  what: "failing" | "apply_stuck" | "gone";
}

/** What content/look.js brings home. */
export interface PageFacts {
  text: "failing" | "sign_in" | "signed_in" | "issuing" | "other";
  /** Null where the browser does not say. */
  fromCache: boolean | null;
  /** Milliseconds between asking and connecting. */
  connectGapMs: number | null;
  /** Milliseconds since 1970. */
  openedAt: number | null;
  applyStuck: boolean;
}
