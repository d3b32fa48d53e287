import { type Sketch, sketchElements } from "@/lib/domain/architecture/diagram/sketch";
import { coordinatedZones } from "@/lib/domain/architecture/lenses/coordination";
import { type DepthOf, LAYERS_MAX } from "@/lib/domain/architecture/lenses/defence-in-depth";
import {
  ZERO_TRUST_ASPECTS,
  ZERO_TRUST_WORD,
  type ZeroTrustFlow,
  zeroTrust,
} from "@/lib/domain/architecture/lenses/zero-trust";
import { COORDINATION_WORD } from "@/lib/domain/architecture/vocabulary";
import type { ElementId } from "@/lib/domain/kernel/ids";

/** Ways to look at a drawing. */
export const BOARD_LENSES = ["zero-trust", "depth", "coordination"] as const;
export type BoardLens = (typeof BOARD_LENSES)[number];
export const BOARD_LENS_WORD: Readonly<Record<BoardLens, string>> = {
  "zero-trust": "Zero trust",
  depth: "Defence in depth",
  coordination: "Coordination",
};

export type Tone = "good" | "unknown" | "bad" | "level-0" | "level-1" | "level-2" | "level-3";

/** What a lens says of an element: a tone, and the same in words. */
export interface Mark {
  readonly tone: Tone;
  readonly words: string;
  /** The same in few words, for a chip or a box. */
  readonly chip: readonly string[];
  /** For the list: what is worst comes first. */
  readonly rank: number;
}

/** What a lens says of each element; elements that it says nothing of are left out. */
export function lensMarks(
  lens: BoardLens | null,
  sketch: Sketch,
  depth: readonly DepthOf[],
): ReadonlyMap<ElementId, Mark> {
  switch (lens) {
    case "zero-trust":
      return new Map(zeroTrust(sketch).map((flow) => [flow.flowId, trustMark(flow)]));
    case "depth":
      return depthMarks(sketch, depth);
    case "coordination":
      return coordinationMarks(sketch);
    case null:
      return new Map();
  }
}

const VERDICT = { no: ["bad", 0], unknown: ["unknown", 1], yes: ["good", 2] } as const;

function trustMark({ answers, verdict }: ZeroTrustFlow): Mark {
  const [tone, rank] = VERDICT[verdict];
  if (verdict === "yes") return { tone, rank, words: "✓ all four", chip: ["✓ all four"] };
  const those = ZERO_TRUST_ASPECTS.filter((aspect) => answers[aspect] === verdict).map((aspect) =>
    ZERO_TRUST_WORD[aspect].toLowerCase(),
  );
  if (verdict === "no") {
    const chip = those.map((word, index) => `${index === 0 ? "✕ " : ""}not ${word}`);
    return { tone, rank, words: chip.join(", "), chip };
  }
  const words = those.length === ZERO_TRUST_ASPECTS.length ? "? nothing stated" : `? ${those.join(", ")}`;
  return { tone, rank, words, chip: [`? ${those.length} of ${ZERO_TRUST_ASPECTS.length} not stated`] };
}

function depthMarks(sketch: Sketch, depth: readonly DepthOf[]): ReadonlyMap<ElementId, Mark> {
  const living = new Set(sketchElements(sketch).map(({ id }) => id));
  return new Map(
    depth
      .filter(({ id }) => living.has(id))
      .map(({ id, standing, layers }) => {
        const named = Object.entries(layers).map(([layer, state]) => `${layer} ${state}`);
        const tone: Tone =
          standing === 0 ? "bad" : standing === 1 ? "level-1" : standing === 2 ? "level-2" : "level-3";
        const bars = "▮".repeat(standing) + "▯".repeat(LAYERS_MAX - standing);
        const what = named.length > 0 ? `: ${named.join(", ")}` : "";
        const chip = `${bars} ${standing} of ${LAYERS_MAX}`;
        return [id, { tone, rank: standing, words: `${chip}${what}`, chip: [chip] }];
      }),
  );
}

function coordinationMarks(sketch: Sketch): ReadonlyMap<ElementId, Mark> {
  const marks = new Map<ElementId, Mark>();
  for (const { zoneId, coordination, level, fromLooser } of coordinatedZones(sketch)) {
    const tone = `level-${level}` as Tone;
    const words = COORDINATION_WORD[coordination];
    marks.set(zoneId, { tone, rank: 3 - level, words, chip: [words] });
    for (const id of fromLooser) marks.set(id, FROM_LOOSER);
  }
  return marks;
}

const FROM_LOOSER: Mark = {
  tone: "unknown",
  rank: 10,
  words: "from a looser zone",
  chip: ["from a looser zone"],
};
