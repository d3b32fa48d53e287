import {
  type ListedPosture,
  POSTURE_FILTERS,
  POSTURE_SORTS,
  type PostureFilter,
} from "@/lib/domain/posture/listed-posture";
import type { PathSummary } from "@/lib/domain/posture/path-summary";
import type { PostureSummary } from "@/lib/domain/posture/posture-summary";
import { type SystemScore, scoreOfOrganisation } from "@/lib/domain/posture/score";
import type { SystemSummary } from "@/lib/domain/systems/system";

/** "p95", "p99.9". */
export function percentileText(percentile: number): string {
  return `p${Number((percentile * 100).toFixed(2))}`;
}

/** A score as it is printed. */
export function scoreText(score: SystemScore): string {
  return score.scored ? String(Math.round(score.score)) : "Not scored";
}

/** Why there is no score, in a sentence; null where there is one. */
export function whyNotScored(score: SystemScore): string | null {
  if (score.scored) return null;
  switch (score.reason) {
    case "mostly-unknown":
      return `${score.unknown} of ${score.counted} items unknown`;
    case "no-items":
      return "No item counts";
    case "no-scenarios":
      return "No threat is derived yet";
  }
}

/** The same where there is little room. */
export function whyNotScoredShort(score: SystemScore): string | null {
  if (score.scored) return null;
  return score.reason === "mostly-unknown"
    ? `${score.unknown} of ${score.counted} unknown`
    : score.reason === "no-items"
      ? "no item counts"
      : "no threat yet";
}

/** A step that a system lacks before all its numbers are there, and where it is done. */
export interface NextStep {
  readonly what: string;
  readonly do: string;
  /** Below the address of the system. */
  readonly href: string;
}

/** What is missing before the numbers of a system are whole, the first to do first. */
export function nextSteps({ parts, questions, findings, score }: PostureSummary): readonly NextStep[] {
  const { components, paths } = parts;
  const steps: NextStep[] = [];
  if (components === 0)
    steps.push({ what: "No architecture", do: "Describe components and flows", href: "/architecture" });
  else if (findings === 0 && questions > 0)
    steps.push({
      what: `${questions} ${questions === 1 ? "threat" : "threats"} can’t be decided`,
      do: "Answer what is unknown",
      href: "/threats",
    });
  if (components > 0 && paths === 0)
    steps.push({ what: "No request path", do: "Draw one to see milliseconds", href: "/architecture" });
  if (!score.scored && score.reason !== "no-scenarios")
    steps.push({
      what: whyNotScored(score) ?? "",
      do: "Answer the checklists",
      href: "/checklists/all?state=unknown",
    });
  return steps;
}

/** Where a path stands against its budget, in words: "19 left", "3 over". */
export function budgetWords(path: PathSummary): { readonly text: string; readonly over: boolean } {
  const { state, ms, msLimit } = path;
  if (state === "unknown" || ms === null) return { text: "unknown", over: false };
  if (msLimit === null) return { text: "no budget", over: false };
  const apart = wholeMs(Math.abs(ms - msLimit));
  if (state === "over") return { text: apart === "0" ? "just over" : `${apart} over`, over: true };
  return { text: `${apart} left`, over: false };
}

/** Milliseconds as a headline has them: whole from 10 on. */
export function wholeMs(ms: number): string {
  return String(Number(ms.toFixed(ms < 9.95 ? 1 : 0)));
}

/** Systems with their numbers, as the start page begins. */
export interface Listed {
  readonly system: SystemSummary;
  readonly posture: ListedPosture;
}

/** Sums over all systems; systems without numbers are counted apart. */
export interface OrganisationPosture {
  readonly score: number | null;
  readonly scoredCount: number;
  /** Names of the systems that are not scored. */
  readonly notScored: readonly string[];
  readonly inherentPerYear: number;
  readonly residualPerYear: number;
  readonly costPerYear: number;
  /** Systems whose money is known. */
  readonly inMoney: number;
  readonly pathsKept: number;
  readonly pathsOver: number;
  readonly pathsUnknown: number;
  readonly pathsWithBudget: number;
  readonly gaps: number;
  readonly waiting: number;
  /** Systems whose numbers are of an earlier day or state, or not there yet. */
  readonly stale: number;
  readonly overBudget: readonly string[];
}

/** What the start page says of all systems together. */
export function presentOrganisation(lines: readonly Listed[]): OrganisationPosture {
  const summaries = lines.flatMap(({ posture }) => posture.shown?.summary ?? []);
  const sum = (value: (summary: PostureSummary) => number) =>
    summaries.reduce((total, summary) => total + value(summary), 0);
  const score = scoreOfOrganisation(
    lines.flatMap(({ system, posture }) =>
      posture.shown
        ? [{ name: system.name, criticality: system.criticality, score: posture.shown.summary.score }]
        : [],
    ),
  );
  return {
    ...score,
    inherentPerYear: sum(({ inherentPerYear }) => inherentPerYear),
    residualPerYear: sum(({ residualPerYear }) => residualPerYear),
    costPerYear: sum(({ costPerYear }) => costPerYear),
    inMoney: summaries.filter(({ scenarios }) => scenarios > 0).length,
    pathsKept: sum(({ pathsBy }) => pathsBy.kept),
    pathsOver: sum(({ pathsBy }) => pathsBy.over),
    pathsUnknown: sum(({ pathsBy }) => pathsBy.unknown),
    pathsWithBudget: sum(({ pathsBy }) => pathsBy.kept + pathsBy.over),
    gaps: sum(({ gaps }) => gaps),
    waiting: lines.reduce((total, { posture }) => total + posture.waiting, 0),
    stale: lines.filter(({ posture }) => !posture.shown?.current).length,
    overBudget: lines
      .filter(({ posture }) => (posture.shown?.summary.pathsBy.over ?? 0) > 0)
      .map(({ system }) => system.name),
  };
}

export const POSTURE_FILTER_WORD: Readonly<Record<PostureFilter, string>> = {
  gaps: "With gaps",
  "over-budget": "Over budget",
  "not-scored": "Not scored",
  waiting: "Waiting",
};

const OVERVIEW_SORTS = ["name", "proven", "expiring", "criticality", ...POSTURE_SORTS] as const;
export type OverviewSort = (typeof OVERVIEW_SORTS)[number];

/** The start page as its address says. */
export interface OverviewAddress {
  readonly sort: { readonly by: OverviewSort; readonly descending: boolean };
  readonly show: PostureFilter | null;
  /** The list that is shown whole. */
  readonly list: string | null;
}

/** Reads the address of the start page; what can't be read is as if it were not there. */
export function readOverviewAddress(search: Readonly<Record<string, unknown>>): OverviewAddress {
  const text = (name: string) => (typeof search[name] === "string" ? search[name] : "");
  const sort = text("sort");
  return {
    sort: {
      by: OVERVIEW_SORTS.find((one) => one === sort.replace(/^-/, "")) ?? "name",
      descending: sort.startsWith("-"),
    },
    show: POSTURE_FILTERS.find((one) => one === text("show")) ?? null,
    list: text("list") || null,
  };
}

/** The address of the start page. */
export function overviewHref({ sort, show, list }: OverviewAddress): string {
  const pairs = [
    ["show", show],
    ["sort", sort.by === "name" && !sort.descending ? null : `${sort.descending ? "-" : ""}${sort.by}`],
    ["list", list],
  ].flatMap(([name, value]) => (name && value ? [[name, value]] : []));
  return pairs.length === 0 ? "/" : `/?${new URLSearchParams(pairs)}`;
}
