// Repairs that take a while, and what was done: restarts, extensions that are off for a try or a search, the history.

import type { Fix } from "./diagnosis.js";

/** A complete restart of the browser: what it would close, and what was seen after it. */
export interface Restart {
  kind: "restart";
  windows: { kind: string; tabs: number; private: boolean }[];
  /** Null where private windows are not visible. */
  privateWindows: number | null;
  /** Names of extensions that keep Chrome running after its last window. */
  background: string[];
  /** Null: not visible to us. */
  karteTabs: (ListedTab & { title: string })[] | null;
  /** Nothing was closed, because other tabs are open by now than those that were listed. */
  tabsChanged: boolean;
  announcedAt: number | null;
  after: { at: number; will: "ask" | "not_ask" | "unknown" } | null;
}

/** A tab of the karte, with its address without its query. */
export interface ListedTab {
  tabId: number;
  url: string;
}

export type RestartRequest =
  | { kind: "restart"; action: "status" | "announce" | "finish" }
  /** `tabs`: all that the person was shown. */
  | { kind: "restart"; action: "close_tabs"; tabs: ListedTab[] }
  | { kind: "restart"; action: "show"; tabId: number };

/** By what means an extension has power over the karte, strongest first (crate/src/evidence/extension_access.rs). */
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
/** What an extension may be needed for (crate/src/extensions/required/mod.rs). */
export type Need =
  | "online_eligibility"
  | "hpki"
  | "e_prescription"
  | "e_tax"
  | "card_reader"
  | "electronic_signature"
  | "karte_link"
  | "remote_support"
  | "device_check"
  | "single_sign_on"
  | "password_manager"
  | "screen_reader"
  | "low_vision"
  | "pc_software";
/** Why an extension is left on (crate/src/extensions/candidates.rs). */
export type LeftOn =
  "ourselves" | "locked" | "never_touch" | "too_many" | "no_power" | { needed: Need };

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

/** What a search found (crate/src/extensions/bisect/mod.rs). */
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
  | { left_behind: { missing: Named[]; refused: Named[]; by_hand?: Named[] } }
  /** All are on again but these, which somebody else has switched off meanwhile. */
  | { left_by_hand: Named[] };

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
    /** So many milliseconds are left, whatever a clock shows later. */
    left: number;
    /** `by_hand`: somebody else has switched it meanwhile, and it is left so. */
    items: (Named & { on: boolean; trouble: "missing" | "refused" | null; by_hand?: true })[];
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

/** One thing that was done (crate/src/state/history/mod.rs). */
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

/** One certificate in the file of settings and diary. */
export interface BackupEntry {
  clinic: string;
  /** The day of issue, as YYYY-MM-DD. */
  issued: string;
  confirmed: number;
  /** The reminder that was put off, by its days before the end, and on which day that was. */
  dismissed: number | null;
  dismissed_on?: string;
}
