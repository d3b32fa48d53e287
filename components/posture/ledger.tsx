import Link from "next/link";
import type { ReactNode } from "react";
import { formatMoney } from "@/components/ui/format-number";
import type { PathSummary } from "@/lib/domain/posture/path-summary";
import type { PostureSummary } from "@/lib/domain/posture/posture-summary";
import {
  budgetWords,
  nextSteps,
  percentileText,
  scoreText,
  wholeMs,
  whyNotScored,
} from "@/lib/features/posture/present";
import { exactMoney } from "./exact-money";

interface LedgerProps {
  readonly slug: string;
  readonly summary: PostureSummary;
  readonly currency: string;
}

/** Where a system stands: score, money at risk, milliseconds of its tightest path. Each figure leads to what it is made of. */
export function Ledger({ slug, summary, currency }: LedgerProps) {
  const base = `/systems/${slug}`;
  const { parts, score, tightest } = summary;
  return (
    <nav
      aria-label="Position of this system"
      className="ledger flex h-9 shrink-0 items-center divide-x divide-border-subtle text-xs text-2 max-md:-mx-page-x max-md:w-[calc(100%+2*var(--page-x))] max-md:overflow-x-auto max-md:border-t max-md:border-subtle max-md:px-1 print:w-auto"
    >
      {parts.components === 0 ? (
        <Missing base={base} summary={summary} />
      ) : (
        <>
          <LedgerFigure
            href={`${base}#score`}
            title={whyNotScored(score) ?? `Score of ${score.scored ? score.score.toFixed(2) : ""}, of 100`}
          >
            {score.scored && "Score "}
            <Value>{scoreText(score)}</Value>
          </LedgerFigure>
          <Residual base={base} summary={summary} currency={currency} />
          <Tightest base={base} path={tightest} />
        </>
      )}
    </nav>
  );
}

/** Without a model there is no number to show: what is missing, and where to start. */
function Missing({ base, summary }: { readonly base: string; readonly summary: PostureSummary }) {
  const [first] = nextSteps(summary);
  if (!first) return null;
  return (
    <span className="inline-flex items-center gap-1 px-3 whitespace-nowrap sm:pr-0">
      {first.what}, so no score yet.
      <Link href={`${base}${first.href}`} prefetch={false} className="link inline-flex min-h-6 items-center">
        {first.do}
      </Link>
    </span>
  );
}

function Residual({
  base,
  summary,
  currency,
}: {
  readonly base: string;
  readonly summary: PostureSummary;
  readonly currency: string;
}) {
  const { scenarios, residualPerYear, questions } = summary;
  if (scenarios === 0)
    return (
      <LedgerFigure
        href={`${base}/threats`}
        title={questions > 0 ? `${questions} threats can’t be decided yet` : "No rule found a threat"}
      >
        Residual <Value>unknown</Value>
      </LedgerFigure>
    );
  return (
    <LedgerFigure
      href={`${base}/roi`}
      title={`Expected loss that is left: ${exactMoney(residualPerYear, currency)} a year`}
    >
      Residual <Value>{formatMoney(residualPerYear, currency)}</Value>
      <span className="text-3 max-sm:hidden">a year</span>
    </LedgerFigure>
  );
}

function Tightest({ base, path }: { readonly base: string; readonly path: PathSummary | null }) {
  if (!path)
    return (
      <LedgerFigure href={`${base}/latency`} title="No request path is drawn yet">
        Latency <Value>unknown</Value>
      </LedgerFigure>
    );
  const { text, over } = budgetWords(path);
  const percentile = percentileText(path.percentile);
  return (
    <LedgerFigure href={`${base}/latency?path=${path.number}`} title={pathTitle(path)}>
      <span className="max-w-[16ch] truncate max-2xl:hidden">{path.name}</span>
      {percentile}
      {path.ms !== null && (
        <>
          <Value>{wholeMs(path.ms)}</Value>
          {path.msLimit === null ? "ms" : `of ${wholeMs(path.msLimit)} ms`}
        </>
      )}
      <span className={over ? "font-semibold text-bad" : "text-3"}>{text}</span>
    </LedgerFigure>
  );
}

/** The path in a sentence, with milliseconds as they were computed. */
export function pathTitle(path: PathSummary): string {
  const of = `The tightest path, ${path.name}`;
  if (path.ms === null) return `${of}: no control on it has a known time`;
  const limit = path.msLimit === null ? "no budget" : `budget ${path.msLimit} ms`;
  return `${of}: security takes ${path.ms.toFixed(2)} ms at ${percentileText(path.percentile)}, ${limit}`;
}

const Value = ({ children }: { readonly children: ReactNode }) => (
  <span className="text-sm font-semibold text-text">{children}</span>
);

interface LedgerFigureProps {
  readonly href: string;
  readonly title: string;
  readonly children: ReactNode;
}

function LedgerFigure({ href, title, children }: LedgerFigureProps) {
  return (
    <Link
      href={href}
      title={title}
      prefetch={false}
      className="inline-flex min-h-6 items-center gap-1 px-3 whitespace-nowrap max-sm:px-2 hover:text-text hover:underline sm:last:pr-0"
    >
      {children}
    </Link>
  );
}
