import { actionWords } from "../audit/action-words";
import { ANY_SUBJECT } from "./policy";

const EXTERNAL = "external.";

/** What a policy is about, in words: the name of a command or of an external action. */
export function subjectWords(subject: string): string {
  if (subject === ANY_SUBJECT) return "Everything critical";
  if (subject.startsWith(EXTERNAL)) return `“${subject.slice(EXTERNAL.length)}”, asked for from outside`;
  return actionWords(subject);
}
