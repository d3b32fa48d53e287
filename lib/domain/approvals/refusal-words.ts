import type { Refusal } from "../kernel/refusal";
import type { BreakRefusal } from "./break-glass";
import type { DecideRefusal } from "./decide";
import { formatRequestNumber } from "./request";
import type { RequestRecord } from "./request-record";
import { STATE_SENTENCE } from "./words";

type Refused = DecideRefusal | BreakRefusal | { readonly code: "not-own-request" | "not-yet" | "not-signed" };
type About = Pick<RequestRecord, "number" | "requester" | "outcome" | "request">;

/** Why somebody can't do something about a request, in a sentence that they can act on. */
export function refusalOf(refused: Refused, about: About): Refusal {
  const name = formatRequestNumber(about.number);
  const who = about.requester.name;
  switch (refused.code) {
    case "closed":
      return { code: "refused", reason: closedWords(refused, about) };
    case "reason-missing":
      return issue("reason", "Say in a sentence why; it stands beside your name for good.");
    case "step-up-missing":
      return issue("code", `${name} needs your second factor: use a passkey, or write a code.`);
    case "own-request":
    case "own-content":
    case "not-own-request":
    case "not-eligible":
    case "not-wanted":
    case "not-allowed":
      return { code: "forbidden", reason: FORBIDDEN[refused.code](name, who) };
    default:
      return { code: "refused", reason: REFUSED[refused.code](name, who) };
  }
}

type Say = (name: string, requester: string) => string;

const FORBIDDEN = {
  "own-request": (name) => `You asked for ${name}, so your vote can't count. You can withdraw it.`,
  "own-content": (name) =>
    `What ${name} asks for is yours or about you, so your signature can’t count. You can reject it.`,
  "not-own-request": (name, requester) => `Only ${requester}, who asked for ${name}, can withdraw it.`,
  "not-eligible": (name, requester) =>
    `You could not decide when ${name} was asked for, or one of you and ${requester} let the other in alone, so your signature can’t count. You can reject it.`,
  "not-wanted": (name) =>
    `The policy of ${name} names other people, so your signature can’t count. You can reject it.`,
  "not-allowed": (name) =>
    `The policy of ${name} lets nobody go ahead alone. Ask the people who may sign it.`,
} as const satisfies Readonly<Record<string, Say>>;

const REFUSED = {
  expired: (name, requester) => `The time to decide ${name} is over. ${requester} can ask again.`,
  "too-late": (name, requester) =>
    `The delay of ${name} would end after its time, so it could not take effect. ${requester} can ask again.`,
  "policy-gone": (name, requester) =>
    `The policy that ${name} was asked under was taken away. ${requester} can ask again.`,
  "other-content": (name) => `${name} holds other content than what you saw. Reload the page and read it.`,
  "voted-already": (name) => `You approved ${name} already.`,
  "signed-already": (name) => `${name} has every signature already.`,
  "not-signed": (name) => `${name} lacks a signature.`,
  "not-yet": (name) => `The time to decide ${name} is not over.`,
} as const satisfies Readonly<Record<string, Say>>;

function closedWords({ state }: Extract<Refused, { code: "closed" }>, { number, outcome }: About): string {
  const end = state === "executed" ? "" : (outcome ?? "");
  return `${formatRequestNumber(number)} is decided already: ${STATE_SENTENCE[state]} ${end}`.trim();
}

const issue = (path: string, message: string): Refusal => ({
  code: "invalid-input",
  issues: [{ path, message }],
});
