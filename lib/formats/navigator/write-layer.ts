import type { Threat } from "@/lib/domain/catalogue/threat";
import type { PostureView, ScenarioView } from "@/lib/domain/posture/posture-view";

/** What a layer is made of. */
export interface LayerSource {
  readonly systemName: string;
  /** The day that the numbers are of, as in `2026-12-01`. */
  readonly asOf: string;
  readonly view: Pick<PostureView, "scenarios">;
  /** Of the catalogue, for the techniques that each uses. */
  readonly threats: readonly Pick<Threat, "id" | "name" | "references">[];
  /** Of ATT&CK, as in `18.1`. */
  readonly attackVersion: string;
}

interface ScoredTechnique {
  readonly techniqueID: string;
  readonly score?: number;
  readonly comment: string;
  readonly enabled: true;
  readonly metadata: readonly [];
  readonly links: readonly [];
  readonly showSubtechniques: false;
}

const NAVIGATOR_VERSION = "5.1.0";
const LAYER_VERSION = "4.5";
const RED = "#d7301f";
const AMBER = "#fdd49e";
const GREEN = "#238b45";
const PALE = "#fff7ec";

/**
 * Writes how far the techniques of a system's threats are covered, as a layer of the ATT&CK Navigator. The score of a
 * technique is 100 × (1 − residual) of its threat, rounded; of several threats that use it the lowest counts. A technique
 * whose threat two people called not applicable everywhere has none.
 */
export function writeCoverageLayer(source: LayerSource): string {
  const techniques = techniquesOf(source, (uses) => {
    const scores = uses.flatMap(({ residual }) =>
      residual === null ? [] : [Math.round(100 * (1 - residual))],
    );
    return {
      score: scores.length > 0 ? Math.min(...scores) : null,
      comment: uses.map(coverageWords).join("\n"),
    };
  });
  return layerText(source, {
    name: "coverage",
    description:
      "How much of each threat is kept off by what is proven or claimed, 0 to 100; white: not scored.",
    techniques,
    gradient: { colors: [RED, AMBER, GREEN], minValue: 0, maxValue: 100 },
    legendItems: [
      { label: "Nothing is kept off", color: RED },
      { label: "Half of it", color: AMBER },
      { label: "All that can be", color: GREEN },
    ],
  });
}

/**
 * Writes where findings of a system are open, as a layer of the ATT&CK Navigator. The score of a technique is the number
 * of gaps over all threats that use it; techniques without any are not in it.
 */
export function writeGapLayer(source: LayerSource): string {
  const techniques = techniquesOf(source, (uses) => {
    const open = uses.filter(({ gaps }) => gaps > 0);
    if (open.length === 0) return null;
    return {
      score: open.reduce((sum, { gaps }) => sum + gaps, 0),
      comment: open
        .map(({ threat, gaps, findings }) => `${threat.name}: ${gaps} of ${findings} findings open`)
        .join("\n"),
    };
  });
  const most = Math.max(1, ...techniques.map(({ score }) => score ?? 0));
  return layerText(source, {
    name: "gaps",
    description: "How many findings are open in the threats that use each technique.",
    techniques,
    gradient: { colors: [PALE, AMBER, RED], minValue: 0, maxValue: most },
    legendItems: [
      { label: "Few findings open", color: PALE },
      { label: `Most: ${most}`, color: RED },
    ],
  });
}

function coverageWords({ threat, residual, findings }: ScenarioView): string {
  const left = residual === null ? "not applicable" : `${Math.round(residual * 100)} % of its risk is left`;
  return `${threat.name}: ${left}, over ${findings} findings`;
}

/** One entry for each technique of the threats that the system has, by id. */
function techniquesOf(
  { view, threats }: LayerSource,
  rate: (uses: readonly ScenarioView[]) => { readonly score: number | null; readonly comment: string } | null,
): readonly ScoredTechnique[] {
  const uses = new Map<string, ScenarioView[]>();
  for (const scenario of view.scenarios) {
    const threat = threats.find(({ id }) => id === scenario.threat.id);
    for (const { id } of threat?.references.attack ?? []) uses.set(id, [...(uses.get(id) ?? []), scenario]);
  }
  return [...uses]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([techniqueID, scenarios]) => {
      const rated = rate(scenarios);
      if (!rated) return [];
      const { score, comment } = rated;
      return [
        {
          techniqueID,
          ...(score === null ? {} : { score }),
          comment,
          enabled: true as const,
          metadata: [] as const,
          links: [] as const,
          showSubtechniques: false as const,
        },
      ];
    });
}

interface LayerParts {
  readonly name: string;
  readonly description: string;
  readonly techniques: readonly ScoredTechnique[];
  readonly gradient: {
    readonly colors: readonly string[];
    readonly minValue: number;
    readonly maxValue: number;
  };
  readonly legendItems: readonly { readonly label: string; readonly color: string }[];
}

/** Source: layer file format 4.5 of attack-navigator. */
function layerText(
  { systemName, asOf, attackVersion }: LayerSource,
  { name, description, techniques, gradient, legendItems }: LayerParts,
): string {
  const layer = {
    name: `${systemName}: ${name}`,
    versions: {
      attack: attackVersion.split(".")[0] ?? attackVersion,
      navigator: NAVIGATOR_VERSION,
      layer: LAYER_VERSION,
    },
    domain: "enterprise-attack",
    description: `${description} ${systemName} on ${asOf}, ATT&CK ${attackVersion}.`,
    sorting: 0,
    layout: {
      layout: "side",
      aggregateFunction: "average",
      showID: true,
      showName: true,
      showAggregateScores: false,
      countUnscored: false,
      expandedSubtechniques: "annotated",
    },
    hideDisabled: false,
    techniques,
    gradient,
    legendItems,
    metadata: [],
    links: [],
    showTacticRowBackground: false,
    tacticRowBackground: "#dddddd",
    selectTechniquesAcrossTactics: true,
    selectSubtechniquesWithParent: false,
    selectVisibleTechniques: false,
  };
  return `${JSON.stringify(layer, null, 2)}\n`;
}
