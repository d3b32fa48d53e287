import { counted } from "../kernel/counted";
import type { UserId } from "../kernel/ids";
import { ROLE_PHRASES } from "../people/words";
import type { ApprovalPolicy, ApproverGroup } from "./policy";

type NameOf = (id: UserId) => string;

/** A group in words: "2 of Mei Lin, Omar Haddad or Sara Nyberg". */
export function groupWords({ who, count }: ApproverGroup, nameOf: NameOf): string {
  if (who.kind === "anyone")
    return count === 1 ? "one other person who may approve" : `${count} other people who may approve`;
  if (who.kind === "roles")
    return `${count} who ${count === 1 ? "is" : "are"} ${listed(who.roles.map((role) => ROLE_PHRASES[role]))}`;
  return `${count} of ${listed(who.ids.map(nameOf))}`;
}

/** A whole policy in sentences. */
export function policyWords(policy: ApprovalPolicy, nameOf: NameOf): string {
  const groups = policy.groups.map((group) => groupWords(group, nameOf)).join(", and ");
  const parts = [
    `${groups.charAt(0).toUpperCase()}${groups.slice(1)}${withWhat(policy)}, within ${durationWords(policy.expiresAfterS)}.`,
    policy.delayS === 0
      ? "It takes effect at once."
      : `It takes effect ${durationWords(policy.delayS)} later, and can be stopped until then.`,
    ...(policy.breakGlass ? ["In an emergency one person may go ahead; somebody else reviews it."] : []),
  ];
  return parts.join(" ");
}

function withWhat({ reasonNeeded, stepUpNeeded }: ApprovalPolicy): string {
  const what = [...(reasonNeeded ? ["a reason"] : []), ...(stepUpNeeded ? ["a second factor"] : [])];
  return what.length === 0 ? "" : ` with ${what.join(" and ")}`;
}

/** Seconds in the largest unit that fits whole: "72 hours", "30 minutes". */
export function durationWords(seconds: number): string {
  if (seconds % 86_400 === 0 && seconds > 3 * 86_400) return counted(seconds / 86_400, "day");
  if (seconds % 3_600 === 0) return counted(seconds / 3_600, "hour");
  return seconds % 60 === 0 ? counted(seconds / 60, "minute") : counted(seconds, "second");
}

function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
