import { formatMoney, formatMs, formatPercent } from "@/components/ui/format-number";
import type { Idea } from "@/lib/domain/posture/facts";
import type { SystemScore } from "@/lib/domain/posture/score";
import type { WhatIfStart } from "@/lib/domain/posture/what-if-start";
import type { PostureTotals } from "@/lib/domain/posture/what-if-totals";
import { returnOfPlan } from "@/lib/domain/roi/returns";

/** "p95", "p99.9". */
export function percentileName(probability: number): string {
  return `p${Number((probability * 100).toFixed(2))}`;
}

export function scoreText(score: SystemScore): string {
  return score.scored ? String(Math.round(score.score)) : "not scored";
}

/** "Mutual TLS on F-3 and 2 more". */
export function ideaText({ mechanism, scope }: Idea, names: WhatIfStart["names"]): string {
  const name = names.mechanisms.find(({ id }) => id === mechanism)?.name ?? mechanism;
  const [first, ...rest] = scope.map((id) => placeRef(id, names));
  return `${name} on ${first ?? "nothing"}${rest.length > 0 ? ` and ${rest.length} more` : ""}`;
}

function placeRef(id: Idea["scope"][number], { whole, flows, components }: WhatIfStart["names"]): string {
  if (id === whole) return "the whole system";
  const flow = flows.find((one) => one.id === id);
  if (flow) return `F-${flow.number}`;
  const component = components.find((one) => one.id === id);
  return component ? component.name : "?";
}

/** One headline number before and after. */
export interface Compared {
  readonly label: string;
  readonly before: string;
  readonly after: string;
  /** Whether the change is good, bad or neither. */
  readonly tone: "good" | "bad" | "same";
  readonly remark?: string | undefined;
}

const toneOf = (before: number, after: number): Compared["tone"] =>
  Math.abs(after - before) < 1e-9 ? "same" : after < before ? "good" : "bad";

/** The headline numbers of a what-if against how it stands. */
export function compareTotals(
  before: PostureTotals,
  after: PostureTotals,
  currency: string,
): readonly Compared[] {
  const rows: readonly Compared[] = [
    {
      label: "Residual per year",
      before: residualText(before, currency),
      after: residualText(after, currency),
      tone: toneOf(before.residualPerYear, after.residualPerYear),
    },
    comparedPath(before, after),
    {
      label: "Score",
      before: scoreText(before.score),
      after: scoreText(after.score),
      tone:
        before.score.scored && after.score.scored ? toneOf(-before.score.score, -after.score.score) : "same",
    },
    {
      label: "Cost per year",
      before: formatMoney(before.costPerYear, currency),
      after: formatMoney(after.costPerYear, currency),
      tone: toneOf(before.costPerYear, after.costPerYear),
    },
  ];
  // A change too small to be read has no colour either.
  return rows.map((row) => (row.before === row.after ? { ...row, tone: "same" } : row));
}

function comparedPath({ tightest: before }: PostureTotals, { tightest: after }: PostureTotals): Compared {
  if (!after || !before)
    return {
      label: "Slowest path",
      before: "unknown",
      after: "unknown",
      tone: "same",
      remark: "No path is drawn",
    };
  const limit = after.msLimit === null ? "" : `, of ${formatMs(after.msLimit)}`;
  return {
    label: `${percentileName(after.percentile)} of the tightest path`,
    before: msText(before.ms),
    after: msText(after.ms),
    tone: before.ms === null || after.ms === null ? "same" : toneOf(before.ms, after.ms),
    remark: `${after.name}${limit}`,
  };
}

/** Where no threat is found there is nothing that could be left: not known is not the same as none. */
const residualText = ({ inherentPerYear, residualPerYear }: PostureTotals, currency: string) =>
  inherentPerYear > 0 ? formatMoney(residualPerYear, currency) : "unknown";

/** Nothing on the path that is known to cost time is not the same as no time. */
const msText = (ms: number | null) => (ms === null ? "unknown" : formatMs(ms));

/** What the plan brings for what it adds to the cost; null where nothing is added. */
export function planReturnText(before: PostureTotals, after: PostureTotals): string | null {
  const ratio = returnOfPlan(
    { lossPerYear: before.residualPerYear, costPerYear: before.costPerYear },
    { lossPerYear: after.residualPerYear, costPerYear: after.costPerYear },
  );
  return ratio === null ? null : formatPercent(ratio);
}
