import type { Note, Path } from "./fields";

/** Says once, at the first place, what is the same at many. */
export interface NoteTally {
  /** @param words the sentence, by how often it is true */
  readonly count: (words: (count: number) => string, path: () => Path) => void;
  readonly tell: (note: Note) => void;
}

export function openNoteTally(): NoteTally {
  const counts = new Map<(count: number) => string, { count: number; readonly path: Path }>();
  return {
    count: (words, path) => {
      const known = counts.get(words);
      if (known) known.count += 1;
      else counts.set(words, { count: 1, path: path() });
    },
    tell: (note) => {
      for (const [words, { count, path }] of counts) note(path, words(count));
    },
  };
}
