/**
 * The name that a mention uses: "Ana Kovač" becomes "ana.kovac".
 *
 * @returns 1 to 40 characters of a–z, 0–9 and dots; "person" where nothing is left
 */
export function handleOf(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ".")
    .replace(/^\.|\.$/g, "")
    .slice(0, 40)
    .replace(/\.$/, "");
  return plain || "person";
}

/**
 * Handles that a text mentions with a leading @, each once, in order.
 *
 * @param text at most a few thousand characters
 */
export function mentionedHandles(text: string): readonly string[] {
  const found = text.matchAll(/(?:^|[^\w.@])@([a-z0-9]+(?:\.[a-z0-9]+)*)/gi);
  return [...new Set([...found].map((match) => (match[1] ?? "").toLowerCase()))];
}
