import type { CatalogueItem } from "./catalogue-item";
import {
  type SystemUse,
  usesOfCheck,
  usesOfCoordination,
  usesOfFailureMode,
  usesOfItems,
  usesOfMechanisms,
  usesOfStandard,
  usesOfThreats,
  usesOfType,
} from "./entry-uses";
import type { KnowledgeKind } from "./kinds";
import type { ItemKey, Knowledge, KnowledgeEntry } from "./knowledge";
import type { ModelCatalogue } from "./model-catalogue";
import { CHECK_IDS } from "./suspicions/suspicions-of";
import type { TraitedSystem } from "./system-traits";

/** The systems that an entry concerns, and by what. */
export interface SystemsOf {
  readonly by: "type" | "zones" | "findings" | "mechanisms" | "check" | "possible" | "items" | "standard";
  readonly uses: readonly SystemUse[];
  /** Which one, where it is a standard. */
  readonly standard?: string;
}

interface Sources {
  readonly knowledge: Knowledge;
  readonly catalogue: ModelCatalogue;
  readonly items: ReadonlyMap<ItemKey, CatalogueItem>;
  readonly systems: readonly TraitedSystem[];
}

/**
 * The systems that an entry of the knowledge catalogue concerns, computed from what they are and have.
 *
 * @returns null where the entry is nothing that a system could have
 */
export function systemsOf(kind: KnowledgeKind, entry: KnowledgeEntry, sources: Sources): SystemsOf | null {
  const { knowledge, catalogue, systems } = sources;
  const own = <T extends KnowledgeEntry>(entries: readonly T[]) => entries.find(({ id }) => id === entry.id);
  switch (kind) {
    case "goals": {
      const against = catalogue.threats.filter(({ goals }) => goals.some((goal) => goal === entry.id));
      return { by: "findings", uses: usesOfThreats(systems, idsOf(against)) };
    }
    case "system-types": {
      const type = own(knowledge.systemTypes);
      return type ? { by: "type", uses: usesOfType(systems, type.id) } : null;
    }
    case "trust-levels": {
      const level = own(knowledge.trustLevels);
      return level ? { by: "zones", uses: usesOfCoordination(systems, level.id) } : null;
    }
    case "anti-patterns": {
      const check = CHECK_IDS.find((id) => id === entry.id);
      return check ? { by: "check", uses: usesOfCheck(systems, check) } : byItems(entry, systems);
    }
    case "failure-modes": {
      const mode = own(knowledge.failureModes);
      return mode ? { by: "possible", uses: usesOfFailureMode(systems, mode) } : null;
    }
    case "patterns":
    case "tools":
      return { by: "mechanisms", uses: usesOfMechanisms(systems, entry.mechanisms) };
    case "metrics":
      return entry.threats.length > 0
        ? { by: "findings", uses: usesOfThreats(systems, entry.threats) }
        : byItems(entry, systems);
    case "standards": {
      const standard = own(knowledge.standards)?.standard ?? null;
      return standard === null
        ? null
        : { by: "standard", standard, uses: usesOfStandard(systems, standard, sources.items) };
    }
    case "practices":
    case "basics":
    case "trends":
      return byItems(entry, systems);
  }
}

function byItems({ items }: KnowledgeEntry, systems: readonly TraitedSystem[]): SystemsOf | null {
  return items.length === 0 ? null : { by: "items", uses: usesOfItems(systems, items) };
}

const idsOf = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id);
