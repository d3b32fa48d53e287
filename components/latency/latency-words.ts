import { formatMs } from "@/components/ui/format-number";
import type { LatencySummary } from "@/lib/domain/latency/grid-distribution";
import type { PathView } from "@/lib/domain/posture/posture-view";

/** "p95", "p99.9". */
export function percentileName(probability: number): string {
  return `p${Number((probability * 100).toFixed(2))}`;
}

/** A percentile of a summary that has it; null for any other. */
export function msOf(summary: LatencySummary, percentile: number): number | null {
  if (percentile === 0.5) return summary.msP50;
  if (percentile === 0.95) return summary.msP95;
  return percentile === 0.99 ? summary.msP99 : null;
}

/** The sentence below a path's name: what security takes, against what is allowed. */
export function pathSentence({ refusal, unknown, standing, budget, summary }: PathView): string {
  if (refusal) return refusal;
  if (unknown) return "No control on this path takes time, so what security costs here is not known.";
  if (budget && standing) {
    const spent = `Security takes ${formatMs(standing.msSpent)} at ${percentileName(budget.percentile)}`;
    return standing.kept
      ? `${spent}, ${formatMs(standing.msLeft)} less than allowed.`
      : `${spent}, ${formatMs(standing.msOver)} more than allowed.`;
  }
  return summary ? `Security takes ${formatMs(summary.msP95)} at p95. Nobody has set a budget.` : "";
}

/** The sentence below the page's title: how many paths keep their budget. */
export function pathsSentence(paths: readonly PathView[]): string {
  const known = paths.filter(({ unknown }) => !unknown);
  if (known.length === 0) return "What security takes is not known yet: no control on a path takes time.";
  const budgeted = known.filter(({ budget, standing }) => budget && standing);
  const over = budgeted.filter(({ standing }) => standing && !standing.kept);
  if (budgeted.length === 0) return "No request path with known steps has a budget yet.";
  const [worst] = over.toSorted((a, b) => (b.standing?.msOver ?? 0) - (a.standing?.msOver ?? 0));
  const kept = `${budgeted.length - over.length} of ${budgeted.length} ${budgeted.length === 1 ? "path keeps its" : "paths keep their"} budget`;
  if (!worst?.standing) return `${kept}.`;
  const name = over.length === 1 ? worst.name : `${worst.name}, the worst of ${over.length},`;
  return `${kept}. ${name} is ${formatMs(worst.standing.msOver)} over.`;
}

/** Paths over their budget first, then by how much of the limit is used; then those without one, the slowest first. */
export function byBudget(paths: readonly PathView[]): readonly PathView[] {
  const used = ({ budget, standing }: PathView) =>
    budget && standing ? standing.msSpent / budget.msLimit : null;
  return paths.toSorted((a, b) => {
    const [x, y] = [used(a), used(b)];
    if (x !== null && y !== null) return y - x;
    if (x !== null || y !== null) return x === null ? 1 : -1;
    return (b.summary?.msP95 ?? 0) - (a.summary?.msP95 ?? 0);
  });
}
