import type { ApprovalNeed } from "../approvals/need";
import type { FieldChange } from "../kernel/field-change";
import type { UtcDate } from "../kernel/ids";
import {
  EXCEPTION_KIND_WORDS,
  type Exception,
  type ExceptionKind,
  exceptionStanding,
  formatExceptionNumber,
} from "./exception";

/** An exception as somebody asks for it, with the names around it. */
export type WantedException = {
  /** "IM-03 Require mTLS on every flow" */
  readonly target: string;
  /** What holds for the target as long as there is no exception: "To do", "Open threat". */
  readonly without: string;
  readonly kind: ExceptionKind;
  readonly reason: string;
  readonly ownerName: string;
  readonly expiresOn: UtcDate;
};

/**
 * What a second person signs when something is left open: always two persons.
 *
 * @param last the newest exception of the same target, if there is one that nobody ended
 */
export function exceptionNeed(
  wanted: WantedException,
  last: Pick<Exception, "number" | "kind" | "reason" | "owner" | "expiresOn" | "endedAtMs"> | null,
  today: UtcDate,
): ApprovalNeed {
  const standing = last && exceptionStanding(last, today) === "standing" ? last : null;
  const what = wanted.kind === "accept" ? "Leave open" : "Not applicable";
  const changes: FieldChange[] = [
    { field: "What it is about", before: wanted.target, after: wanted.target },
    {
      field: "Standing",
      before: standing
        ? `${wanted.without}; ${formatExceptionNumber(standing.number)}: ${EXCEPTION_KIND_WORDS[standing.kind].toLowerCase()}`
        : wanted.without,
      after: EXCEPTION_KIND_WORDS[wanted.kind],
    },
    { field: "Until", before: standing?.expiresOn ?? null, after: wanted.expiresOn },
    { field: "Who answers for it", before: standing?.owner.name ?? null, after: wanted.ownerName },
    { field: "Reason", before: standing?.reason ?? null, after: wanted.reason },
  ];
  return {
    about: `${what}: ${wanted.target}`,
    reason: "Leaving something open on purpose is an exception, and an exception takes two persons.",
    asked: wanted.reason,
    changes,
  };
}
