import type { LatencyModel, StepKind } from "@/lib/domain/catalogue/mechanism";
import type { PostureFacts } from "@/lib/domain/posture/facts";
import {
  control,
  facts,
  flow,
  id,
  loss,
  mechanism,
  path,
  percentiles,
  single,
} from "@/lib/domain/posture/testdata/facts";
import { LAYERS } from "@/lib/domain/threats/vocabulary";

const CONTROLS = 60;
const HOPS = 12;
const FINDINGS_PER_THREAT = 15;

const STEPS: readonly (readonly [StepKind, LatencyModel])[] = [
  [
    "handshake",
    {
      kind: "mixture",
      step: "handshake",
      hitProbability: 0.7,
      hit: percentiles(0.3, 0.6, 1),
      miss: percentiles(22.2, 30, 38),
      roundTrips: 0,
      msRoundTrip: 0,
    },
  ],
  ["token", single("token", percentiles(0.05, 0.1, 0.2))],
  ["authorization", single("authorization", percentiles(3, 7, 12))],
  ["encryption", single("encryption", percentiles(0.1, 0.3, 0.8))],
];

/**
 * A system as large as a team's largest, unless more is asked for: 20 threats with 15 findings each, 60 controls of 30
 * mechanisms, and a path of 12 hops with four security steps each. The same every time.
 */
export function largeFacts({ threats = 20, mechanisms: kinds = 30 } = {}): PostureFacts {
  const number = (count: number) => Array.from({ length: count }, (_, index) => index);
  const mechanisms = number(kinds).map((at) =>
    mechanism(`m${at}`, {
      layer: LAYERS[at % LAYERS.length] ?? "network",
      latency: STEPS[at]?.[1] ?? { kind: "none" },
    }),
  );
  const components = number(HOPS + 1).map((at) => ({
    id: id(`c${at}`),
    number: at + 1,
    name: `Component ${at}`,
    zoneId: id(`z${at % 3}`),
  }));
  const flows = number(HOPS).map((at) =>
    flow(`f${at + 1}`, { sourceId: id(`c${at}`), targetId: id(`c${at + 1}`) }),
  );
  const elements = [...flows, ...components];
  const answering = (threat: number) => number(10).map((at) => `m${(threat + at * 3) % kinds}`);
  return facts({
    zones: number(3).map((at) => ({ id: id(`z${at}`), number: at + 1, name: `Zone ${at}` })),
    components,
    flows,
    paths: [
      path(
        "checkout",
        flows.map(({ name }) => name),
        { percentile: 0.95, msLimit: 400 },
      ),
    ],
    mechanisms,
    threats: number(threats).map((at) => ({
      id: `t${at}`,
      name: `Threat ${at}`,
      stride: ["T"],
      goals: ["integrity"],
      layer: LAYERS[at % LAYERS.length] ?? "network",
      strengths: answering(at).map((name, place) => ({
        mechanism: name,
        function: place % 4 === 3 ? ("detect" as const) : ("prevent" as const),
        strength: (place % 3 === 0 ? 3 : place % 3 === 1 ? 2 : 1) as 1 | 2 | 3,
        basis: "made up",
        condition: null,
        stronger: null,
      })),
    })),
    findings: number(threats).flatMap((threat) =>
      number(FINDINGS_PER_THREAT).map((at) => {
        const element = elements[(threat * 7 + at) % elements.length];
        const kind = element && "sourceId" in element ? ("flow" as const) : ("component" as const);
        return {
          id: `r${threat}-${at}@${element?.id}`,
          ruleId: `r${threat}-${at}`,
          threat: `t${threat}`,
          element: { kind, id: element?.id ?? id("c0") },
          stride: "T" as const,
          likelihood: 1 + (at % 5),
          answeredBy: answering(threat),
          exception: null,
        };
      }),
    ),
    controls: number(CONTROLS).map((at) => {
      const of = mechanisms[at % kinds] ?? mechanism("m0");
      const scope = at < STEPS.length ? flows : elements.filter((_, place) => place % 4 === at % 4);
      return control(
        `k${at + 1}`,
        of,
        scope.map((one) => one.id),
        {
          standing: at % 10 === 9 ? "proposed" : "in-place",
          proof: at % 3 === 0 ? "claimed" : "proven",
          costPerYear: 10_000 + at * 500,
        },
      );
    }),
    losses: number(threats).map((at) =>
      loss(
        `t${at}`,
        { kind: "lognormal", p5: 0.02, p95: 0.1 * (at + 2) },
        { kind: "lognormal", p5: 50_000, p95: 5_000_000 },
      ),
    ),
  });
}
