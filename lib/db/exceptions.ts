import "server-only";
import {
  type Exception,
  type ExceptionKind,
  type ExceptionTarget,
  exceptionStanding,
  formatExceptionNumber,
  targetKeyOf,
} from "@/lib/domain/exceptions/exception";
import type {
  ApprovalRequestId,
  ElementId,
  ExceptionId,
  InstantMs,
  ItemId,
  SystemId,
  UserId,
  UtcDate,
} from "@/lib/domain/kernel/ids";
import { type Read, revise, type Tx } from "./client";
import type { Prisma } from "./generated/client";
import { makeId } from "./ids";

const LIST_MAX = 20_000;
const WITH_NAMES = {
  owner: { select: { id: true, name: true, handle: true } },
  request: { select: { number: true } },
} as const satisfies Prisma.ExceptionInclude;
type Row = Prisma.ExceptionGetPayload<{ include: typeof WITH_NAMES }>;

function toException(row: Row): Exception {
  return {
    id: row.id as ExceptionId,
    systemId: row.systemId as SystemId,
    number: row.number,
    target: toTarget(row.targetKind, row.targetKey),
    kind: row.kind as ExceptionKind,
    reason: row.reason,
    owner: { ...row.owner, id: row.owner.id as UserId },
    expiresOn: row.expiresOn.toISOString().slice(0, 10) as UtcDate,
    requestNumber: row.request?.number ?? null,
    grantedAtMs: row.grantedAt.getTime() as InstantMs,
    endedAtMs: row.endedAt && (row.endedAt.getTime() as InstantMs),
    version: row.version,
  };
}

function toTarget(kind: string, key: string): ExceptionTarget {
  if (kind === "item") return { kind, itemId: key as ItemId };
  const at = key.lastIndexOf("@");
  return { kind: "finding", ruleId: key.slice(0, at), elementId: key.slice(at + 1) as ElementId };
}

/** Every exception of a system that there ever was, the newest first; `exceptionStanding` says what each is worth on a day. */
export async function listExceptions(read: Read, systemId: SystemId): Promise<readonly Exception[]> {
  const rows = await read.sql.exception.findMany({
    where: { systemId },
    include: WITH_NAMES,
    orderBy: { number: "desc" },
    take: LIST_MAX,
  });
  return rows.map(toException);
}

/**
 * The exceptions that lapse by themselves within some days, so that their owners hear of it before; those of archived
 * systems left out.
 *
 * @param from the first day on which one may lapse; @param to the first day that is too late
 */
export async function listExceptionsEnding(
  read: Read,
  from: UtcDate,
  to: UtcDate,
): Promise<readonly Exception[]> {
  const rows = await read.sql.exception.findMany({
    where: {
      endedAt: null,
      expiresOn: { gte: new Date(from), lt: new Date(to) },
      system: { archivedAt: null },
    },
    include: WITH_NAMES,
    orderBy: [{ expiresOn: "asc" }, { id: "asc" }],
    take: LIST_MAX,
  });
  return rows.map(toException);
}

/** The exceptions of findings that hold on a day, by the id of the finding (`rule@elementId`). */
export async function listStandingExceptions(
  read: Read,
  systemId: SystemId,
  today: UtcDate,
): Promise<ReadonlyMap<string, Exception>> {
  const rows = await read.sql.exception.findMany({
    where: { systemId, targetKind: "finding", endedAt: null, expiresOn: { gt: new Date(today) } },
    include: WITH_NAMES,
    take: LIST_MAX,
  });
  const standing = rows.map(toException).filter((one) => exceptionStanding(one, today) === "standing");
  return new Map(standing.map((one) => [targetKeyOf(one.target), one]));
}

/** The exceptions of findings that stood at an instant, by the id of the finding. */
export async function listExceptionsAt(
  read: Read,
  systemId: SystemId,
  at: InstantMs,
): Promise<ReadonlyMap<string, Exception>> {
  const then = new Date(at);
  const rows = await read.sql.exception.findMany({
    where: {
      systemId,
      targetKind: "finding",
      grantedAt: { lte: then },
      expiresOn: { gt: then },
      OR: [{ endedAt: null }, { endedAt: { gt: then } }],
    },
    include: WITH_NAMES,
    orderBy: { number: "asc" },
    take: LIST_MAX,
  });
  return new Map(rows.map(toException).map((one) => [targetKeyOf(one.target), one]));
}

/** The exception of a target that nobody ended, whether it still holds or has lapsed. */
export async function findOpenException(
  read: Read,
  systemId: SystemId,
  target: ExceptionTarget,
): Promise<Exception | null> {
  const row = await read.sql.exception.findFirst({
    where: { systemId, targetKind: target.kind, targetKey: targetKeyOf(target), endedAt: null },
    include: WITH_NAMES,
  });
  return row && toException(row);
}

/** An exception of one system, its row locked. */
export async function lockException(tx: Tx, systemId: SystemId, id: ExceptionId): Promise<Exception | null> {
  await tx.sql.$queryRaw`
    select 1 from exception where id = ${id}::uuid and system_id = ${systemId}::uuid for update`;
  const row = await tx.sql.exception.findFirst({ where: { id, systemId }, include: WITH_NAMES });
  return row && toException(row);
}

export type ExceptionDraft = Pick<Exception, "systemId" | "target" | "kind" | "reason" | "expiresOn"> & {
  readonly ownerId: UserId;
  readonly requestId: ApprovalRequestId | null;
  readonly by: UserId;
};

/** Grants an exception under the next number of its system; one of the same target that was not ended ends with it. */
export async function insertException(tx: Tx, draft: ExceptionDraft): Promise<Exception> {
  await tx.sql
    .$executeRaw`select pg_advisory_xact_lock(hashtextextended('countersign.exceptions ' || ${draft.systemId}, 0))`;
  const { _max } = await tx.sql.exception.aggregate({
    where: { systemId: draft.systemId },
    _max: { number: true },
  });
  const number = (_max.number ?? 0) + 1;
  const earlier = await findOpenException(tx, draft.systemId, draft.target);
  if (earlier) await endException(tx, earlier, draft.by, `${formatExceptionNumber(number)} took its place.`);
  const row = await tx.sql.exception.create({
    data: {
      id: makeId(),
      systemId: draft.systemId,
      number,
      targetKind: draft.target.kind,
      targetKey: targetKeyOf(draft.target),
      kind: draft.kind,
      reason: draft.reason,
      ownerId: draft.ownerId,
      expiresOn: new Date(draft.expiresOn),
      requestId: draft.requestId,
      grantedAt: new Date(tx.asOf),
    },
    include: WITH_NAMES,
  });
  return revised(tx, toException(row));
}

/** Ends an exception whose row is locked, for good. */
export async function endException(
  tx: Tx,
  exception: Exception,
  by: UserId,
  reason: string,
): Promise<Exception> {
  const row = await tx.sql.exception.update({
    where: { id: exception.id },
    data: {
      endedAt: new Date(tx.asOf),
      endedBy: by,
      endReason: reason,
      version: exception.version + 1,
    },
    include: WITH_NAMES,
  });
  return revised(tx, toException(row));
}

function revised(tx: Tx, exception: Exception): Exception {
  const { id, systemId, version, target, owner, requestNumber: _number, ...facts } = exception;
  revise(tx, {
    aggregate: "exception",
    id,
    version,
    systemId,
    subjectId: targetKeyOf(target),
    snapshot: { ...facts, ownerId: owner.id, target },
  });
  return exception;
}
