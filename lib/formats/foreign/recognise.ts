import type { Mechanism, MechanismId } from "@/lib/domain/catalogue/mechanism";
import type { ModelCatalogue } from "@/lib/domain/catalogue/model-catalogue";
import type { Stride, Threat, ThreatId } from "@/lib/domain/catalogue/threat";
import { MECHANISM_WORDS, THREAT_WORDS } from "./words";

/** What another tool says about a threat. */
export interface ForeignThreat {
  /** Title and description; only their beginning is looked at. */
  readonly text: string;
  readonly stride?: Stride | null;
  /** Identifiers such as `CWE-295`, `CAPEC-94`, `T1557.002`, in any of the three lists. */
  readonly ids?: readonly string[];
}

/** What words and identifiers of other tools are in the catalogue. */
export interface Recogniser {
  /** The mechanism that a mitigation or control names; null where none fits. */
  readonly mechanism: (text: string) => MechanismId | null;
  /** The threat that fits best, by its words, then by its identifiers, and what it attacks; null where none fits. */
  readonly threat: (foreign: ForeignThreat) => {
    readonly threat: ThreatId | null;
    readonly stride: Stride | null;
  };
  /** What a control of the mechanism may stand on; nothing where the catalogue does not have it. */
  readonly goesOn: (mechanism: MechanismId) => Mechanism["appliesTo"];
  /** The threats that use an ATT&CK technique, or else its parent; null where none does. */
  readonly technique: (id: string) => KnownTechnique | null;
}

/** A technique of MITRE ATT&CK as the catalogue has it. */
export interface KnownTechnique {
  /** Of the technique itself, or of the parent that the catalogue has instead. */
  readonly id: string;
  readonly name: string;
  /** In the order of the catalogue; at least one. */
  readonly threats: readonly Pick<Threat, "id" | "name" | "stride">[];
}

/** For files that name everything by the catalogue’s own ids. */
export const RECOGNISES_NOTHING: Recogniser = {
  mechanism: () => null,
  threat: ({ stride = null }) => ({ threat: null, stride }),
  goesOn: () => [],
  technique: () => null,
};

const TEXT_MAX = 600;

/** Recognises words of other tools; what is not certain enough stays unknown. */
export function recogniserOf(catalogue: Pick<ModelCatalogue, "threats" | "mechanisms">): Recogniser {
  const { threats, mechanisms } = catalogue;
  const byName = [...mechanisms]
    .toSorted((a, b) => b.name.length - a.name.length)
    .map(({ id, name }) => [id, name.toLowerCase()] as const);
  const known = new Set(mechanisms.map(({ id }) => id));
  const byId = new Map(threats.map((threat) => [threat.id, threat]));
  const byMechanism = new Map(mechanisms.map(({ id, appliesTo }) => [id, appliesTo]));
  return {
    mechanism: (text) => {
      const folded = text.slice(0, TEXT_MAX).toLowerCase();
      const named = byName.find(([id, name]) => folded.includes(name) || folded.trim() === id);
      const worded = MECHANISM_WORDS.find(([id, words]) => known.has(id) && words.test(folded));
      return named?.[0] ?? worded?.[0] ?? null;
    },
    threat: ({ text, stride = null, ids = [] }) => {
      const folded = text.slice(0, TEXT_MAX).toLowerCase();
      const worded = THREAT_WORDS.find(([id, words]) => byId.has(id) && words.test(folded))?.[0];
      const threat = byId.get(worded ?? "") ?? byIdentifiers(threats, ids);
      return { threat: threat?.id ?? null, stride: stride ?? threat?.stride.primary[0] ?? null };
    },
    goesOn: (mechanism) => byMechanism.get(mechanism) ?? [],
    technique: (id) => techniqueOf(threats, id) ?? techniqueOf(threats, id.split(".")[0] ?? ""),
  };
}

function techniqueOf(threats: readonly Threat[], id: string): KnownTechnique | null {
  const uses = threats.filter(({ references }) => references.attack.some((one) => one.id === id));
  const name = uses[0]?.references.attack.find((one) => one.id === id)?.name;
  return name === undefined ? null : { id, name, threats: uses };
}

/** The threat of which most identifiers are named; the first in the catalogue where several are equal. */
function byIdentifiers(threats: readonly Threat[], ids: readonly string[]): Threat | undefined {
  const named = new Set(ids.map((id) => id.trim().toUpperCase()));
  const scored = threats
    .map((threat) => ({ threat, hits: identifiersOf(threat).filter((id) => named.has(id)).length }))
    .filter(({ hits }) => hits > 0)
    .toSorted((a, b) => b.hits - a.hits);
  return scored[0]?.threat;
}

const identifiersOf = ({ references: { attack, cwe, capec } }: Threat): readonly string[] => [
  ...attack.map(({ id }) => id),
  ...cwe.map(({ id }) => id),
  ...capec,
];
