import type { Hop } from "@/components/charts/hop-places";
import type { Interval } from "@/components/charts/interval-bar";
import type { LossCurve } from "@/components/charts/loss-curves";
import type { GridScenario } from "@/components/charts/risk-grid";
import { formatMoney, formatPercent } from "@/components/ui/format-number";
import { BAND_STEPS, type BandStep } from "@/lib/domain/threats/vocabulary";

type Step = Hop["segments"][number];
const step = (kind: Step["kind"], label: string, ms: number | null, controlNumber?: string): Step => ({
  kind,
  label,
  ms,
  controlNumber,
});

export const HOPS: readonly Hop[] = [
  {
    key: "F-1",
    label: "Edge Gateway",
    from: "Browser",
    to: "Edge Gateway",
    msRunning: 28.6,
    segments: [
      step("handshake", "Handshake", 23.4, "CT-1"),
      step("rate-limit", "Rate limit", 0.4, "CT-2"),
      step("inspection", "Inspection", 1.5, "CT-3"),
    ],
  },
  {
    key: "F-2",
    label: "Checkout API",
    from: "Edge Gateway",
    to: "Checkout API",
    msRunning: 32.9,
    segments: [
      step("handshake", "Handshake", 0.3, "CT-4"),
      step("token", "Token validation", 6.8, "CT-5"),
      step("encryption", "Encryption", 0.4, "CT-1"),
    ],
  },
  {
    key: "F-3",
    label: "Card Vault",
    from: "Checkout API",
    to: "Card Vault",
    msRunning: 38.2,
    segments: [
      step("handshake", "Handshake", 0.4, "CT-4"),
      step("authorization", "Authorization check", 2, "CT-6"),
      step("encryption", "Encryption", 1.4, "CT-1"),
      step("store", "Encryption at rest", 1.6, "CT-8"),
    ],
  },
  {
    key: "F-4",
    label: "Ledger",
    from: "Checkout API",
    to: "Ledger",
    msRunning: 41,
    isParallelWith: "Card Vault",
    segments: [
      step("token", "Token validation", 0.1, "CT-5"),
      step("authorization", "Authorization check", 1.5, "CT-6"),
      step("execution", "Isolated rules", 1.2, "CT-9"),
    ],
  },
];

/** The same path with slower tokens: past its budget on the third hop. */
export const SLOW_HOPS: readonly Hop[] = HOPS.map((hop, place) => ({
  ...hop,
  msRunning: (hop.msRunning ?? 0) + (place > 0 ? 22 : 0),
  segments: hop.segments.map((one) => (one.ms === 6.8 ? { ...one, ms: 28.8 } : one)),
}));

export const UNKNOWN_HOPS: readonly Hop[] = [
  {
    key: "F-9",
    label: "Relay",
    from: "Partner",
    to: "Relay",
    msRunning: null,
    segments: [step("token", "Token validation", null)],
  },
  {
    key: "F-10",
    label: "Queue",
    from: "Relay",
    to: "Queue",
    msRunning: null,
    segments: [step("encryption", "Encryption", 1.2)],
  },
  { key: "F-11", label: "Worker", from: "Queue", to: "Worker", msRunning: null, segments: [] },
];

/** Chance of a year that loses that much or more, as a lognormal year would have it. */
function lossCurve(
  kind: LossCurve["kind"],
  label: string,
  chance: number,
  median: number,
  spread: number,
): LossCurve {
  const points = Array.from({ length: 60 }, (_, place) => {
    const lossAmount = 1e5 * 10 ** (place / 21.3);
    const above = 1 / (1 + (lossAmount / median) ** spread);
    const probability = chance * above;
    const half = 0.08 * Math.sqrt(probability * (1 - probability)) + 0.002;
    return {
      lossAmount,
      probability,
      low: Math.max(0, probability - half),
      high: Math.min(1, probability + half),
    };
  });
  return { kind, label, points };
}

export const CURVES: readonly LossCurve[] = [
  lossCurve("inherent", "Without controls", 0.97, 4.2e6, 1.6),
  lossCurve("today", "Today", 0.7, 1.1e6, 1.3),
  lossCurve("plan", "Plan B", 0.48, 6e5, 1.2),
];

export const TOLERANCE = [
  { lossAmount: 5e5, probability: 0.8 },
  { lossAmount: 1e6, probability: 0.5 },
  { lossAmount: 3e6, probability: 0.25 },
  { lossAmount: 1e7, probability: 0.06 },
  { lossAmount: 3e7, probability: 0.01 },
] as const;

const percentRange = (low: number, mid: number, high: number): Interval["range"] => ({
  low,
  mid,
  high,
  lowWords: formatPercent(low),
  midWords: formatPercent(mid),
  highWords: formatPercent(high),
});

export const RETURNS: readonly Interval[] = [
  { key: "today", label: "Today's security", detail: "26 controls", range: percentRange(0.4, 1.9, 4.1) },
  { key: "a", label: "Plan A", detail: "2 controls", range: percentRange(-0.4, 1.5, 4.2), tone: "plan" },
  { key: "b", label: "Plan B", detail: "3 controls", range: percentRange(-0.6, 0.5, 2.1), tone: "plan" },
  { key: "c", label: "Plan C", detail: "Costs are not stated", range: null, tone: "plan" },
];

const moneyRange = (low: number, mid: number, high: number): Interval["range"] => ({
  low,
  mid,
  high,
  lowWords: formatMoney(low, "USD"),
  midWords: formatMoney(mid, "USD"),
  highWords: formatMoney(high, "USD"),
});

export const LOSSES: readonly Interval[] = [
  { key: "before", label: "Without controls", range: moneyRange(2.2e6, 6.4e6, 19e6), tone: "before" },
  { key: "now", label: "Today", range: moneyRange(0.3e6, 1.94e6, 6.2e6), href: "/kit" },
];

/** Level of each place, likelihood in rows, impact in columns. */
export const LEVELS: readonly (readonly BandStep[])[] = [
  [1, 1, 1, 2, 2],
  [1, 1, 2, 3, 3],
  [1, 2, 3, 4, 4],
  [2, 3, 4, 4, 5],
  [2, 3, 4, 5, 5],
];
export const LIKELIHOODS = ["Rare", "Unlikely", "Possible", "Likely", "Almost certain"] as const;
export const IMPACTS = ["Negligible", "Minor", "Moderate", "Major", "Severe"] as const;

const scenario = (
  name: string,
  likelihood: BandStep,
  impact: BandStep,
  before?: GridScenario["before"],
): GridScenario => ({ key: name, name, href: "/kit", place: { likelihood, impact }, before });

export const SCENARIOS: readonly GridScenario[] = [
  scenario("Interception", 3, 4, { likelihood: 5, impact: 4 }),
  scenario("Replay of a stolen token", 2, 4, { likelihood: 4, impact: 4 }),
  scenario("Double capture by a race", 3, 4),
  scenario("Card numbers in traces", 3, 5),
  scenario("Loss of a region", 1, 5),
  scenario("Flood of the payment path", 2, 3, { likelihood: 5, impact: 3 }),
  scenario("Phishing of an operator", 2, 3),
  scenario("Refund misuse", 1, 3),
  { key: "unplaced", name: "Stale key after half a rotation", href: "/kit", place: null },
];

/** Every place taken, most by several. */
export const DENSE_SCENARIOS: readonly GridScenario[] = Array.from({ length: 60 }, (_, place) => ({
  key: `dense ${place}`,
  name: `Scenario ${place + 1}`,
  place: {
    likelihood: BAND_STEPS[place % 5] ?? 1,
    impact: BAND_STEPS[(place * 7 + Math.floor(place / 5)) % 5] ?? 1,
  },
}));
