// What pages, content scripts and the worker say to each other: here every form is found; two rooms of them lie beside.

import type { Diagnosis, Fixed, FixRequest, Planned, PlanRequest, Question } from "./diagnosis.js";
import type { ReportDocument, ReportRequest, Value } from "./diagnosis.js";
import type { BackupEntry, Bisect, BisectRequest, History, HistoryRequest } from "./repair.js";
import type { Restart, RestartRequest } from "./repair.js";

export type * from "./diagnosis.js";
export type * from "./repair.js";

export interface Failed {
  kind: "error";
  code: string;
  message: string;
}

/** Why an address is not simply right (crate/src/url_correction/class.rs). */
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
  | "gateway"
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
  /** Null where today's table has no reason for it any more. */
  reason: CorrectionReason | null;
}

/** What the address of the asked tab is. */
export interface TabAddress {
  verdict: "right" | "corrected" | "offer" | "suspicious" | "other";
  to: string | null;
  reason: CorrectionReason | null;
}

export interface Correction {
  kind: "correction";
  /** Whether addresses are corrected now, but for what is suspended. */
  inForce: boolean;
  /** What the person has chosen. */
  on: boolean;
  /** What the administrator has chosen; it wins. */
  forced: boolean | null;
  hostTyping: boolean;
  exceptions: string[];
  /** The karte led back to this one page, so its correction rests; the newest, without its query. */
  suspended: { at: number; until: number; url: string } | null;
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
  /** Not only offered: it may be put right together with others. */
  sure: boolean;
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
/** A switch: how it stands, and who decided that (crate/src/state/settings). */
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
/** Why a value of the administrator's does not count (crate/src/state/policy). */
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

/** When the certificates of this PC were issued, and when they run out (crate/src/state/certificates). */
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

/** Settings and diary as a file (crate/src/state/backup.rs). */
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
  diary: { v: 1; entries: BackupEntry[] };
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
  | FixRequest
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
                        ? Planned | Fixed
                        : Diagnosis | Fixed;
