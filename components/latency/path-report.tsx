"use client";

import { HopBars } from "@/components/charts/hop-bars";
import { useWhatIf } from "@/components/posture/what-if";
import { ButtonLink } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Notice } from "@/components/ui/notice";
import { Segmented, SegmentLink } from "@/components/ui/segmented";
import { withParam } from "@/lib/domain/kernel/query-of";
import type { LatencySummary } from "@/lib/domain/latency/grid-distribution";
import type { PathDetail, PathView } from "@/lib/domain/posture/posture-view";
import { PERCENTILES } from "@/lib/features/latency/present";
import { CostTable } from "./cost-table";
import { msOf, pathSentence, pathsSentence, percentileName } from "./latency-words";
import { PathFigures } from "./path-figures";
import { pathHops } from "./path-hops";
import { PathsTable } from "./paths-table";

interface PathReportProps {
  readonly slug: string;
  readonly chosenId: string;
  readonly chosenToday: LatencySummary | null;
  readonly mayEdit: boolean;
}

/** The paths of a system and one of them in full, under the what-if of the page. */
export function PathReport({ slug, chosenId, chosenToday, mayEdit }: PathReportProps) {
  const { view, hrefTo, pending } = useWhatIf();
  const path = view.paths.find(({ id }) => id === chosenId);
  const hrefOf = (number: number, percentile: number | null) => {
    const href = withParam(hrefTo(`/systems/${slug}/latency`), "path", `P-${number}`);
    return percentile === null ? href : withParam(href, "percentile", percentileName(percentile));
  };
  if (!path) return null;
  const { detail, summary } = path;
  return (
    <div aria-busy={pending} className="aria-busy:opacity-60">
      {view.paths.length > 1 && (
        <PathsTable chosenId={chosenId} hrefOf={({ number }) => hrefOf(number, null)} />
      )}
      <section aria-labelledby="path">
        <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
          <h2 id="path" className="text-lg">
            {path.name}
          </h2>
          <Chip>P-{path.number}</Chip>
          <p className="min-w-0 flex-1 basis-72 text-2">{pathSentence(path)}</p>
          {detail && (
            <PercentileSwitch
              path={path}
              percentile={detail.percentile}
              hrefAt={(at) => hrefOf(path.number, at)}
            />
          )}
          {mayEdit && (
            <ButtonLink href={`/systems/${slug}/architecture/path/${path.number}`} prefetch={false}>
              Edit path
            </ButtonLink>
          )}
        </div>
        {path.refusal && (
          <Notice tone="warning" title="Too large to compute at once.">
            {path.refusal} Take the path apart, or lower the calls per request of its flows.
          </Notice>
        )}
        {summary && (
          <PathFigures
            path={{ ...path, summary }}
            today={chosenToday}
            hrefAt={(at) => hrefOf(path.number, at)}
          />
        )}
        {detail && <Bars path={path} detail={detail} />}
      </section>
      {detail && <CostTable slug={slug} costs={detail.costs} />}
    </div>
  );
}

/** How many paths keep their budget, under the what-if of the page. */
export function PathsLede() {
  const { paths } = useWhatIf().view;
  return paths.length > 0
    ? pathsSentence(paths)
    : "What security may take of a request, and what it does take.";
}

interface PercentileSwitchProps {
  readonly path: PathView;
  readonly percentile: number;
  readonly hrefAt: (percentile: number) => string;
}

function PercentileSwitch({ path, percentile, hrefAt }: PercentileSwitchProps) {
  const own = path.budget?.percentile;
  const offered = [...new Set([...PERCENTILES, ...(own === undefined ? [] : [own]), percentile])].sort(
    (a, b) => a - b,
  );
  return (
    <Segmented label="Percentile of the bars">
      {offered.map((one) => (
        <SegmentLink
          key={one}
          href={hrefAt(one)}
          current={one === percentile}
          scroll={false}
          prefetch={false}
        >
          {percentileName(one)}
        </SegmentLink>
      ))}
    </Segmented>
  );
}

/** One bar per hop, with what they leave out said below them. */
function Bars({ path, detail }: { readonly path: PathView; readonly detail: PathDetail }) {
  const { names } = useWhatIf();
  const components = new Map<string, string>(names.components.map(({ id, name }) => [id, name]));
  const { hops, notWaitedFor, unknown } = pathHops(detail, (id) => components.get(id) ?? "?");
  const label = percentileName(detail.percentile);
  const { budget, summary } = path;
  const isBudgets = budget?.percentile === detail.percentile;
  const marks = PERCENTILES.filter((at) => at !== detail.percentile).flatMap((at) => {
    const ms = summary && msOf(summary, at);
    return ms === null || path.unknown ? [] : [{ label: percentileName(at), ms }];
  });
  return (
    <div className="mb-6 border-b pb-5">
      <HopBars
        title="Hop by hop"
        summary={`modelled, at ${label}`}
        caption={`Bars show what each step takes in requests near ${label}, so they add up. Running ${label} is of the sum up to that hop; percentiles are never added.`}
        hops={hops}
        totalMs={path.unknown ? null : detail.msTotal}
        percentileLabel={label}
        budgetMs={isBudgets ? budget.msLimit : null}
        marks={marks}
        level={3}
        empty={{
          title: "Nobody waits on this path",
          why: "All its flows are asynchronous, so security takes no time of a request.",
        }}
      />
      <ul className="mt-1 text-xs text-3">
        {budget && !isBudgets && (
          <li>
            The budget, {budget.msLimit} ms, holds at {percentileName(budget.percentile)}: choose that
            percentile to see its line.
          </li>
        )}
        {notWaitedFor.length > 0 && (
          <li>
            Not waited for: {notWaitedFor.join(", ")}. The sender goes on at once, so they take no time here.
          </li>
        )}
        {unknown.length > 0 && !path.unknown && (
          <li>
            Not known: {unknown.join(", ")}. No control there has a step, so the whole path takes at least
            what is shown.
          </li>
        )}
      </ul>
    </div>
  );
}
