export type CommentPart = {
  readonly kind: "text" | "mention" | "address";
  readonly text: string;
  /** Where it starts. */
  readonly at: number;
};

const SPECIAL = /(?<![\w.@])@[a-z0-9]+(?:\.[a-z0-9]+)*|https?:\/\/[^\s<>"'()]*[^\s<>"'().,;:!?]/gi;

/** Cuts a comment into plain text, mentions of people who exist, and web addresses (http and https, nothing else). */
export function commentParts(text: string, handles: ReadonlySet<string>): readonly CommentPart[] {
  const parts: CommentPart[] = [];
  let at = 0;
  for (const match of text.matchAll(SPECIAL)) {
    const [found] = match;
    const isMention = found.startsWith("@");
    if (isMention && !handles.has(found.slice(1).toLowerCase())) continue;
    if (match.index > at) parts.push({ kind: "text", text: text.slice(at, match.index), at });
    parts.push({ kind: isMention ? "mention" : "address", text: found, at: match.index });
    at = match.index + found.length;
  }
  if (at < text.length) parts.push({ kind: "text", text: text.slice(at), at });
  return parts;
}
