import "server-only";
import type { Tx } from "@/lib/db/client";
import { findOpenException, insertException, lockException } from "@/lib/db/exceptions";
import { findPerson } from "@/lib/db/people";
import { holdPerson } from "@/lib/db/sessions";
import type { ApprovalNeed } from "@/lib/domain/approvals/need";
import {
  checkExpiry,
  EXCEPTION_KIND_WORDS,
  type Exception,
  type ExceptionKind,
  type ExceptionTarget,
  exceptionStanding,
  formatExceptionNumber,
} from "@/lib/domain/exceptions/exception";
import { exceptionNeed } from "@/lib/domain/exceptions/exception-need";
import type { ExceptionId, SystemId, UserId, UtcDate } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import type { Person } from "@/lib/domain/people/person";
import { type Caller, requestOf } from "./caller";

/** What every form for an exception asks for. */
export type ExceptionInput = {
  readonly systemId: SystemId;
  readonly kind: ExceptionKind;
  readonly reason: string;
  readonly ownerId: UserId;
  readonly expiresOn: UtcDate;
};

/** What the exception is about, in words for those who sign. */
export type ExceptionSubject = {
  readonly target: ExceptionTarget;
  readonly label: string;
  /** What holds for it without an exception. */
  readonly without: string;
};

export type PreparedException = ExceptionSubject & {
  readonly owner: Person;
  readonly last: Exception | null;
  readonly today: UtcDate;
};

/** Checks who answers for an exception and until when. Called before anything of the system is locked. */
export async function checkExceptionTerms(tx: Tx, input: ExceptionInput): Promise<Result<Person, Refusal>> {
  await holdPerson(tx, input.ownerId);
  const owner = await findPerson(tx, input.ownerId);
  if (owner?.status !== "active")
    return issue("ownerId", "Choose somebody who has an active account; they answer for it.");
  const problem = checkExpiry(input.expiresOn, utcDateOf(tx.asOf));
  return problem ? issue("expiresOn", problem) : ok(owner);
}

/** Puts together what the approval, the effect and the audit entry of an exception need. */
export async function prepareException(
  tx: Tx,
  systemId: SystemId,
  owner: Person,
  subject: ExceptionSubject,
): Promise<PreparedException> {
  const last = await findOpenException(tx, systemId, subject.target);
  return { ...subject, owner, last, today: utcDateOf(tx.asOf) };
}

/** An exception always takes two persons. */
export function exceptionApproval({
  before,
  input,
}: {
  readonly before: PreparedException;
  readonly input: ExceptionInput;
}): ApprovalNeed {
  const { kind, reason, expiresOn } = input;
  const wanted = {
    target: before.label,
    without: before.without,
    kind,
    reason,
    ownerName: before.owner.name,
    expiresOn,
  };
  return exceptionNeed(wanted, before.last, before.today);
}

/** Grants it, bound to the request that it was granted by. */
export async function grantException(
  tx: Tx,
  by: { readonly caller: Caller; readonly actorId: UserId },
  input: ExceptionInput,
  before: PreparedException,
): Promise<Exception> {
  const { systemId, kind, reason, ownerId, expiresOn } = input;
  const requestId = requestOf(by.caller);
  const { target } = before;
  return insertException(tx, {
    systemId,
    target,
    kind,
    reason,
    ownerId,
    expiresOn,
    requestId,
    by: by.actorId,
  });
}

/** What the trail says of a granted exception. */
export function exceptionDetail(before: PreparedException, exception: Exception) {
  const { kind, reason, expiresOn, owner } = exception;
  return {
    about: `${formatExceptionNumber(exception.number)}: ${before.label}`,
    before: { exception: before.last && formatExceptionNumber(before.last.number) },
    after: {
      exception: formatExceptionNumber(exception.number),
      kind: EXCEPTION_KIND_WORDS[kind],
      reason,
      ownerId: owner.id,
      until: expiresOn,
    },
  };
}

const issue = (path: string, message: string) =>
  err({ code: "invalid-input" as const, issues: [{ path, message }] });

/** An exception of this kind of target that can be ended early: held, and standing. */
export async function standingException(
  tx: Tx,
  input: { readonly systemId: SystemId; readonly exceptionId: ExceptionId },
  kind: Exception["target"]["kind"],
): Promise<Result<Exception, Refusal>> {
  const exception = await lockException(tx, input.systemId, input.exceptionId);
  if (exception?.target.kind !== kind)
    return err({ code: "not-found", reason: "There is no such exception." });
  return exceptionStanding(exception, utcDateOf(tx.asOf)) === "standing"
    ? ok(exception)
    : err({ code: "refused", reason: "This exception is over already." });
}

/** What the log keeps of an exception that was ended early. */
export function endedDetail(exception: Exception, reason: string) {
  return {
    about: `${formatExceptionNumber(exception.number)} ended early`,
    before: { until: exception.expiresOn, ownerId: exception.owner.id },
    after: { reason },
  };
}
