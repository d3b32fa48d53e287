import type { Trust } from "@/lib/domain/architecture/vocabulary";

/** Words in the name of a zone that say how far it is trusted; the first that fits. */
const TRUST_WORDS: readonly (readonly [RegExp, Trust])[] = [
  [/public|internet|extern|outside|untrusted|third/i, 0],
  [/edge|dmz|perimeter/i, 1],
  [/admin|manage|secret|key|vault/i, 4],
  [/data|stor/i, 3],
];

/** How far a zone is trusted by its name; null where the name does not say. */
export function trustOfName(name: string): Trust | null {
  return TRUST_WORDS.find(([words]) => words.test(name))?.[1] ?? null;
}
