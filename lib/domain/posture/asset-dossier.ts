import type { Asset } from "../architecture/element";
import type { ThreatId } from "../catalogue/threat";
import type { State } from "../checklists/vocabulary";
import type { ElementId } from "../kernel/ids";
import { weakestOf } from "../threats/cell-state";
import { type BandStep, LAYERS, type Layer } from "../threats/vocabulary";
import { assessMoney } from "./assess-money";
import { type AssessedFinding, assessThreats } from "./assess-threats";
import { coverageOf } from "./coverage";
import { betterOf } from "./direct-states";
import { NO_SWITCHES, type PostureFacts } from "./facts";

/** What stands between a threat and a place of an asset. */
export interface ThreatBefore {
  readonly threat: { readonly id: ThreatId; readonly name: string };
  /** Of what is left of the whole threat, as everywhere; null where it has no money. */
  readonly level: BandStep | null;
  readonly findings: number;
  /** Findings against which nothing earns credit and for which nobody signed. */
  readonly open: number;
  /** Findings that two persons left open. */
  readonly accepted: number;
  /** Share of the rate that is left here: that of the worst finding, within [0.02, 1]. */
  readonly residual: number;
  readonly layers: Readonly<Record<Layer, LayerBefore>>;
}

/** What earns credit in a layer. */
export interface LayerBefore {
  /** The weakest over the findings before which it stands; null: the layer is empty. */
  readonly state: State | null;
  /** Findings before which it stands. */
  readonly findings: number;
}

/** A place of an asset with the threats whose findings stand there. */
export interface AssetPlace {
  readonly id: ElementId;
  /** By level, then by what is left, the most first. */
  readonly threats: readonly ThreatBefore[];
}

/**
 * What stands between the threats and the places of an asset: the findings of the matrix, with the credits that its layers
 * view shows. What two persons called not applicable is left out.
 *
 * @returns one for each place, in their order
 */
export function assetDossier(facts: PostureFacts, { places }: Pick<Asset, "places">): readonly AssetPlace[] {
  const coverage = coverageOf(facts, NO_SWITCHES);
  const { scenarios } = assessThreats(facts, coverage);
  const money = assessMoney(facts, scenarios, coverage);
  const layerOf = new Map(facts.mechanisms.map(({ id, layer }) => [id, layer]));
  const levels = new Map(money.scenarios.map(({ threat, residual }) => [threat, residual.level]));
  return places.map((id) => ({
    id,
    threats: scenarios
      .flatMap(({ threat, findings }): readonly ThreatBefore[] => {
        const here = findings.filter(
          ({ finding }) => finding.element.id === id && finding.exception?.kind !== "not-applicable",
        );
        if (here.length === 0) return [];
        const { id: threatId, name } = threat;
        return [
          { threat: { id: threatId, name }, level: levels.get(threatId) ?? null, ...met(here, layerOf) },
        ];
      })
      .toSorted((a, b) => (b.level ?? 0) - (a.level ?? 0) || b.residual - a.residual),
  }));
}

type Met = Omit<ThreatBefore, "threat" | "level">;
type LayerOf = ReadonlyMap<string, Layer>;

function met(here: readonly AssessedFinding[], layerOf: LayerOf): Met {
  const byFinding = here.map((one) => creditedLayers(one, layerOf));
  const standing = (layer: Layer): LayerBefore => {
    const states = byFinding.flatMap((one) => one.get(layer) ?? []);
    return { state: weakestOf(states), findings: states.length };
  };
  return {
    findings: here.length,
    open: here.filter(({ open }) => open).length,
    accepted: here.filter(({ finding }) => finding.exception !== null).length,
    residual: Math.max(...here.map(({ residual }) => residual)),
    layers: Object.fromEntries(LAYERS.map((layer) => [layer, standing(layer)])) as Met["layers"],
  };
}

/** The best state among what prevents the finding and earns credit, by layer. */
function creditedLayers({ answers }: AssessedFinding, layerOf: LayerOf): ReadonlyMap<Layer, State> {
  const best = new Map<Layer, State>();
  for (const { mechanism, function: does, credit, state } of answers) {
    const layer = layerOf.get(mechanism);
    if (layer && does === "prevent" && credit > 0) best.set(layer, betterOf(best.get(layer), state));
  }
  return best;
}
