import type { ModelCatalogue } from "@/lib/domain/catalogue/model-catalogue";
import { CHECK_IDS } from "@/lib/domain/catalogue/suspicions/suspicions-of";

/** What entries of the knowledge catalogue may point to. */
export interface KnownIds {
  readonly threats: ReadonlySet<string>;
  readonly mechanisms: ReadonlySet<string>;
  readonly items: ReadonlySet<string>;
  readonly standards: ReadonlySet<string>;
  readonly componentKinds: ReadonlySet<string>;
  /** Anti-patterns for which the product has a computed check. */
  readonly checks: ReadonlySet<string>;
}

/** Gathers what there is from the other files of the catalogue. */
export function knownIds(
  { threats, mechanisms, properties }: ModelCatalogue,
  items: ReadonlyMap<string, unknown>,
  standards: ReadonlyMap<string, unknown>,
): KnownIds {
  const kinds = properties.find(({ owner, id }) => owner === "component" && id === "kind")?.shape;
  return {
    threats: new Set(threats.map(({ id }) => id)),
    mechanisms: new Set(mechanisms.map(({ id }) => id)),
    items: new Set(items.keys()),
    standards: new Set(standards.keys()),
    componentKinds: new Set(kinds?.type === "enum" ? kinds.values : []),
    checks: new Set(CHECK_IDS),
  };
}
