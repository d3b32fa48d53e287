/** A piece of a text that stays, goes or comes. */
export type WordPiece = { readonly kind: "same" | "gone" | "new"; readonly text: string };

/** Longer texts are shown whole on both sides: comparing them word by word costs their product. */
export const WORDS_MAX = 600;

/**
 * Compares two texts word by word (longest common subsequence; Hunt and McIlroy 1976), with spaces as words of their own.
 *
 * @returns pieces in reading order, neighbours of one kind joined: those that stay or go make the first text, those
 * that stay or come the second; null where the texts are too long to compare
 */
export function wordDiff(before: string, after: string): readonly WordPiece[] | null {
  const one = wordsOf(before);
  const other = wordsOf(after);
  if (one.length > WORDS_MAX || other.length > WORDS_MAX) return null;
  const pieces: { kind: WordPiece["kind"]; text: string }[] = [];
  const add = (kind: WordPiece["kind"], text = "") => {
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else pieces.push({ kind, text });
  };
  const common = commonLengths(one, other);
  const width = other.length + 1;
  let i = 0;
  let j = 0;
  while (i < one.length || j < other.length) {
    const both = i < one.length && j < other.length;
    if (both && one[i] === other[j]) {
      add("same", one[i]);
      i++;
      j++;
    } else if (
      j >= other.length ||
      (i < one.length && (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0))
    )
      add("gone", one[i++]);
    else add("new", other[j++]);
  }
  return pieces;
}

const wordsOf = (text: string): readonly string[] =>
  text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];

/** Of each pair of ends, how many words they share in order; row by row. */
function commonLengths(one: readonly string[], other: readonly string[]): Uint16Array {
  const width = other.length + 1;
  const lengths = new Uint16Array((one.length + 1) * width);
  for (let i = one.length - 1; i >= 0; i--)
    for (let j = other.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        one[i] === other[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
  return lengths;
}
