import type { InstantMs, SystemId, UserId } from "@/lib/domain/kernel/ids";

/** `done` for what was carried out, `denied` for what somebody tried and may not. */
export type AuditOutcome = "done" | "denied";

/** The part of an entry that lasts: ids and codes, nothing that names a person. */
export type AuditFact = {
  readonly actorId: UserId | null;
  /** The command's name. */
  readonly action: string;
  readonly outcome: AuditOutcome;
  /** Kind of the thing, such as "system" or "item". */
  readonly subject: string;
  readonly subjectId: string | null;
  readonly systemId: SystemId | null;
};

/** The part that can be erased: words a person reads, and what changed. */
export type AuditDetail = {
  /** What it was about, in words: "IM-12 Require mTLS on every service-to-service flow". */
  readonly about: string;
  readonly before?: unknown;
  readonly after?: unknown;
  /** Why it was refused, for denials. */
  readonly reason?: string;
  readonly address?: string;
  /** It ran with one person, because there were no two yet who could sign for one another. */
  readonly bootstrap?: true;
  /** The request on whose strength it ran: its number, the people who signed, and the hash of what they signed. */
  readonly request?: {
    readonly number: string;
    readonly signedBy: readonly string[];
    readonly payloadHash: string;
    /** Who went ahead without the signatures, in an emergency. */
    readonly brokenBy?: string;
  };
};

/** An entry as the log is read: what lasts, and what was not erased of the rest. */
export type AuditLine = AuditFact & {
  readonly id: string;
  readonly entryId: string;
  readonly atMs: InstantMs;
  /** Null where it was erased. */
  readonly detail: AuditDetail | null;
};
