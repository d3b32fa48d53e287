import type { Trust } from "@/lib/domain/architecture/vocabulary";

/** Words in the name of a trust zone that say how far it is trusted; the first that fits. */
const TRUST_OF: readonly (readonly [RegExp, Trust])[] = [
  [/public|internet|extern|outside|untrusted|third/i, 0],
  [/edge|dmz|perimeter/i, 1],
  [/admin|manage|secret|key|vault/i, 4],
  [/data|stor/i, 3],
];

/** How far a zone is trusted, guessed from its name; null where no word of it says so. */
export function trustByName(name: string): Trust | null {
  return TRUST_OF.find(([word]) => word.test(name))?.[1] ?? null;
}
