// The diagnosis, the fixes that follow from it, and the report of it; the Rust core (crate/src/diagnosis/types.rs) is the source.

import type { PolicyPart, PolicyWhy } from "./messages.js";

export type Cause = keyof typeof import("../extension/shared/cause_table.js").CAUSE_TABLE;
export type Verdict = "found" | "suspected" | "clear" | "unknown";
export type State =
  | "running"
  | "certificate_required"
  | "signed_in"
  | "app_page"
  | "sign_in_page"
  | "blocked"
  | "unreachable"
  | "wrong_address"
  | "elsewhere"
  | "failed";
export type Question =
  | "listed"
  | "dialog"
  | "which_entry"
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
  | "this_clinic"
  | "other_clinic"
  | "other_kind"
  | "cancelled"
  | "chose_ok"
  | "works"
  | "still_fails"
  | "revoked"
  | "account_gone"
  | "valid"
  | "in_date"
  | "out_of_date"
  | "not_there"
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

/** `tabId`: the tab that was diagnosed; no other one is touched. */
export interface PlanRequest {
  kind: "fix";
  fix: Fix;
  tabId: number;
  dry: true;
}

/** `tabId`: the tab that was diagnosed. The private window is opened from pages, too, and touches no tab. */
export type FixRequest =
  { kind: "fix"; fix: Fix; tabId: number; dry?: false } | { kind: "fix"; fix: "private_window" };
export interface Fixed {
  kind: "fixed";
  fix: Fix;
  done: boolean;
  /** `tab_gone`: the diagnosed tab was closed, or is not that page any more. `not_reloaded`: somebody may be writing there. */
  reason: "not_permitted" | "not_proven" | "not_reloaded" | "tab_gone" | null;
  before: Counts | null;
  after: Counts | null;
  diagnosis: Diagnosis | null;
}

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

/** All that a person may hand on (crate/src/report/fields.rs). */
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

/** What the content script tells the worker. */
export interface Seen {
  kind: "seen";
  what: "failing" | "apply_stuck" | "gone";
}

/** What content/classify_page.js brings home. */
export interface PageFacts {
  text: "failing" | "sign_in" | "signed_in" | "app" | "blank" | "issuing" | "other";
  source:
    "network" | "revalidated" | "http_cache" | "back_forward_cache" | "service_worker" | "unknown";
  /** Whether the failing text stands in the stored copy; null where that was not looked at. */
  storedCopyFails: boolean | null;
  /** Milliseconds since 1970. */
  openedAt: number | null;
  applyStuck: boolean;
}
