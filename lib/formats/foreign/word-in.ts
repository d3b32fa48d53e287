import { quoted } from "../problem/problem";
import type { Note, Path } from "./fields";
import { foldedWord } from "./folded-word";

/** Looks a folded word up; a word that is not in the list is noted, and counts as not stated. */
export function wordIn<V>(words: ReadonlyMap<string, V>, value: unknown, path: Path, note: Note): V | null {
  const word = foldedWord(value);
  if (word === "") return null;
  const known = words.get(word);
  if (known === undefined) note(path, `${quoted(value)} is not known here: left open. Set it by hand.`);
  return known ?? null;
}
