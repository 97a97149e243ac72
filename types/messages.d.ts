// The messages between pages, content scripts and the worker. The core's types are generated; here they get the names that
// pages use. Written by hand: the requests whose fields depend on their action, and which reply belongs to which request.

import type {
  BackupReply,
  BookmarksReply,
  CertificatesReply,
  CodeReply,
  CorrectionStatus,
  Diagnosis,
  Document,
  ErasedReply,
  ExperimentStatus,
  Fix,
  Fixed,
  HistoryReply,
  ListedTab,
  Message,
  PlannedFix,
  PolicyReply,
  Refusal,
  RestartStatus,
  SettingsReply,
} from "./generated.js";

export type {
  AnswerValue as Value,
  Backup as BackupFile,
  BackupReply as Backup,
  BisectOutcome,
  BisectQuestion,
  BookmarksReply as Bookmarks,
  Cause,
  CodeContents,
  CodeProblem,
  CertificatesReply as Diary,
  CorrectionStatus as Correction,
  Diagnosis,
  Document as ReportDocument,
  EffectiveSwitch as Ruled,
  ExperimentStatus as Bisect,
  ExtensionRef as Named,
  ExtensionRow as Sorted,
  Finding,
  Fix,
  Fixed,
  HistoryEntry,
  HistoryReply as History,
  LastRedirect as Corrected,
  Message,
  PageFacts,
  PlannedFix as Planned,
  Policy,
  Question,
  Reason,
  Refusal as Failed,
  Report,
  ReportFinding as ReportLine,
  RestartStatus as Restart,
  SettingsPatch as SettingsChange,
  SettingsReply as Settings,
  SiteDataFacts as Counts,
  TabAddress,
  TabState as State,
  Verdict,
  WrongBookmark,
} from "./generated.js";

/** A key of the messages in `_locales`. */
export type MessageKey = keyof typeof import("../extension/_locales/ja/messages.json");
/**
 * The type of a key in a call of `message`. A key built from a union, such as `question_${Question}`, must exist for each
 * member; a key known only as `string` may be any. The condition tells the two apart: a record with listed keys is not empty.
 */
export type KnownKey<K extends string> = Record<never, never> extends Record<K, 1> ? K : MessageKey;

/** The message of one kind, with all that the core reads of it. */
type Of<Kind extends Message["kind"]> = Extract<Message, { kind: Kind }>;

/** `tabId`: the tab that was diagnosed; no other one is touched. */
export type PlanRequest = { kind: "fix"; fix: Fix; tabId: number; dry: true };

/** `tabId`: the tab that was diagnosed. The Incognito window is also opened from other pages, and touches no tab. */
export type FixRequest =
  { kind: "fix"; fix: Fix; tabId: number; dry?: false } | { kind: "fix"; fix: "private_window" };

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
  | { kind: "restart"; action: "status" | "announce" | "finish" }
  /** `tabs`: all tabs that the page showed to the person. */
  | { kind: "restart"; action: "close_tabs"; tabs: ListedTab[] }
  | { kind: "restart"; action: "show"; tabId: number };

export type BisectRequest =
  | { kind: "bisect"; event: "status" | "go_on" | "stop" | "extend" | "show" | "noticed" }
  /** `step`: the number of the question that this answers; a try has none. */
  | { kind: "bisect"; event: "good" | "bad" | "unsure"; step?: number }
  /** `ids`: extensions that would stay enabled but that the person included anyway. */
  | { kind: "bisect"; event: "try" | "start"; ids?: string[] }
  | { kind: "bisect"; event: "keep" | "give_back"; ids: string[] };

export type DiaryRequest =
  | { kind: "diary"; action: "list" | "dismiss" | "ics" | "drop_aside" }
  | { kind: "diary"; action: "add"; clinic: string; issued: string }
  | { kind: "diary"; action: "remove"; confirmed: number };

export type BackupRequest =
  | { kind: "backup"; action: "export" }
  | { kind: "backup"; action: "preview" | "restore"; text: string };

export type HistoryRequest = Of<"history"> | Of<"undo">;

/** What the content script tells the worker. */
export type Seen = Of<"seen">;

export type Request =
  | Of<"diagnose" | "answer" | "settings" | "policy" | "report" | "read_code" | "erase">
  | FixRequest
  | PlanRequest
  | RestartRequest
  | CorrectRequest
  | BookmarksRequest
  | BisectRequest
  | HistoryRequest
  | DiaryRequest
  | BackupRequest;
export type Reply =
  | Diagnosis
  | Fixed
  | PlannedFix
  | CorrectionStatus
  | BookmarksReply
  | RestartStatus
  | ExperimentStatus
  | HistoryReply
  | SettingsReply
  | Document
  | CodeReply
  | PolicyReply
  | CertificatesReply
  | BackupReply
  | ErasedReply
  | Refusal;
/** The reply to a request, unless it fails. */
export type ReplyTo<R extends Request> = R extends BookmarksRequest
  ? BookmarksReply
  : R extends CorrectRequest
    ? CorrectionStatus
    : R extends RestartRequest
      ? RestartStatus
      : R extends BisectRequest
        ? ExperimentStatus
        : R extends HistoryRequest
          ? HistoryReply
          : R extends Of<"settings">
            ? SettingsReply
            : R extends Of<"report">
              ? Document
              : R extends Of<"read_code">
                ? CodeReply
                : R extends Of<"policy">
                  ? PolicyReply
                  : R extends DiaryRequest
                    ? CertificatesReply
                    : R extends BackupRequest
                      ? BackupReply
                      : R extends Of<"erase">
                        ? ErasedReply
                        : R extends PlanRequest
                          ? PlannedFix | Fixed
                          : Diagnosis | Fixed;
