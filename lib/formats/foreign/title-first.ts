import type { ForeignThreat, Recogniser } from "./recognise";

/** What another tool calls a thing, and what it says about it. */
export interface Worded {
  readonly title: string;
  readonly description: string;
}

/** The threat that a title names; only where it names none, that of the description, which mentions much else. */
export function threatByTitle(
  { title, description }: Worded,
  rest: Omit<ForeignThreat, "text">,
  recognise: Recogniser,
): ReturnType<Recogniser["threat"]> {
  const byTitle = recognise.threat({ ...rest, text: title });
  return byTitle.threat === null ? recognise.threat({ ...rest, text: description }) : byTitle;
}

/** The mechanism that a title names; only where it names none, that of the description. */
export function mechanismByTitle({ title, description }: Worded, recognise: Recogniser) {
  return recognise.mechanism(title) ?? recognise.mechanism(description);
}
