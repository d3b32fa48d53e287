import { BudgetBar } from "@/components/ui/budget-bar";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { SectionHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import type { PathSummary } from "@/lib/domain/posture/path-summary";
import { budgetWords, percentileText, wholeMs } from "@/lib/features/posture/present";

interface PathLinesProps {
  readonly slug: string;
  readonly paths: readonly PathSummary[];
}

/** What security costs on each request path, against its budget. */
export function PathLines({ slug, paths }: PathLinesProps) {
  return (
    <section className="mt-8 min-w-0">
      <SectionHeader
        title="Request paths"
        aside={<TextLink href={`/systems/${slug}/latency`}>Latency</TextLink>}
      />
      {paths.length === 0 ? (
        <p className="text-3">
          No request path is drawn, so nothing is known of milliseconds.{" "}
          <TextLink href={`/systems/${slug}/architecture`}>Draw the path of a request</TextLink>.
        </p>
      ) : (
        <DataTable label="Request paths" phone="blocks">
          <thead>
            <tr>
              <Th>Path</Th>
              <Th>Security, modelled</Th>
              <Th numeric>Budget</Th>
            </tr>
          </thead>
          <tbody>
            {paths.map((path) => (
              <PathLine key={path.id} slug={slug} path={path} />
            ))}
          </tbody>
        </DataTable>
      )}
    </section>
  );
}

function PathLine({ slug, path }: { readonly slug: string; readonly path: PathSummary }) {
  const { ms, msLimit, percentile, name, number } = path;
  const { text, over } = budgetWords(path);
  return (
    <tr>
      <TdName href={`/systems/${slug}/latency?path=${number}`} detail={`P-${number}`}>
        {name}
      </TdName>
      <Td label="Security">
        <span className="flex flex-1 items-center gap-3 max-sm:justify-end">
          {msLimit !== null && (
            <BudgetBar
              spentMs={ms === null ? null : Number(wholeMs(ms))}
              limitMs={msLimit}
              className="w-28 shrink-0"
            />
          )}
          <span className="whitespace-nowrap" title={ms === null ? undefined : `${ms.toFixed(2)} ms`}>
            {ms === null ? (
              <span className="text-3">No control on it has a known time</span>
            ) : (
              <>
                <span className="font-medium">{wholeMs(ms)}</span>
                {msLimit === null ? " ms" : ` of ${wholeMs(msLimit)} ms`}{" "}
                <span className="text-3">{percentileText(percentile)}</span>
              </>
            )}
          </span>
        </span>
      </Td>
      <Td numeric label="Budget" quiet={!over} className={over ? "font-medium text-bad" : undefined}>
        {text}
      </Td>
    </tr>
  );
}
