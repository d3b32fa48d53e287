import { actionWords } from "../audit/action-words";
import { externalAction } from "../external/action";
import { ANY_SUBJECT } from "./policy";

/** What a policy is about, in words: the name of a command or of an external action. */
export function subjectWords(subject: string): string {
  if (subject === ANY_SUBJECT) return "Everything critical";
  const external = externalAction(subject);
  return external === null ? actionWords(subject) : `“${external}”, asked for from outside`;
}
