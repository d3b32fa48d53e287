import { formatRequestNumber } from "@/lib/domain/approvals/request";
import type { RequestRecord } from "@/lib/domain/approvals/request-record";
import { EXTERNAL_RUN, type ExternalAction, payloadDifference } from "@/lib/domain/external/action";
import type { FieldChange } from "@/lib/domain/kernel/field-change";
import type { InstantMs } from "@/lib/domain/kernel/ids";

/** An external action that ran: what a new one of the same name is compared with. */
export type Earlier = {
  readonly number: number;
  /** Canonical JSON. */
  readonly input: string;
  readonly atMs: InstantMs;
};

/** What is said of an external action alone. */
export type ExternalView = {
  readonly action: string;
  /** What differs from the last time it ran; null where it never did. */
  readonly since: {
    readonly label: string;
    readonly href: string;
    readonly atMs: InstantMs;
    readonly changes: readonly FieldChange[];
  } | null;
};

const actionOf = (input: string): ExternalAction => JSON.parse(input) as ExternalAction;

/** An external action beside the last one of its name; null where the request is about something in here. */
export function presentExternal(
  { command, input }: Pick<RequestRecord, "command" | "input">,
  earlier: Earlier | null,
): ExternalView | null {
  if (command !== EXTERNAL_RUN) return null;
  const { action, payload } = actionOf(input);
  return {
    action,
    since: earlier && {
      label: formatRequestNumber(earlier.number),
      href: `/approvals/${earlier.number}`,
      atMs: earlier.atMs,
      changes: payloadDifference(actionOf(earlier.input).payload, payload),
    },
  };
}
