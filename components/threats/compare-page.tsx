import { History } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { formatMoney, formatPercent } from "@/components/ui/format-number";
import { Input } from "@/components/ui/input";
import { PageHeader } from "@/components/ui/page-header";
import { SeverityMark } from "@/components/ui/severity-mark";
import { StateLabel } from "@/components/ui/state-mark";
import { TextLink } from "@/components/ui/text-link";
import type { ComparedThreat, ThreatThen } from "@/lib/domain/posture/compare-threats";
import type { ComparedTotals, Comparison, ComparisonPage } from "@/lib/features/threats/present";

/** The threats of a system at the end of a day beside those of now: computed again from what was kept, not recorded. */
export function ComparePage({ page }: { readonly page: ComparisonPage }) {
  const { system, day, today, compared } = page;
  return (
    <div className="p-page-x">
      <PageHeader
        above={<TextLink href={`/systems/${system.slug}/threats`}>Threats of {system.name}</TextLink>}
        title="Then and now"
        lede="Architecture, controls, checklists, evidence and exceptions as they stood at the end of that day, with the strengths that held then and the rules of today."
        actions={<DayForm day={day} today={today} />}
      />
      {compared === null ? (
        <EmptyState icon={<History aria-hidden />} title={`${system.name} did not exist on ${day}`}>
          Choose a later day.
        </EmptyState>
      ) : (
        <>
          <Totals page={page} compared={compared} />
          <Changes page={page} compared={compared} />
        </>
      )}
    </div>
  );
}

function DayForm({ day, today }: Pick<ComparisonPage, "day" | "today">) {
  return (
    <form className="no-print flex items-end gap-2">
      <Field label="Since the end of">
        {(control) => (
          <Input {...control} key={day} type="date" name="since" max={today} defaultValue={day} required />
        )}
      </Field>
      <Button type="submit">Compare</Button>
    </form>
  );
}

type PartProps = { readonly page: ComparisonPage; readonly compared: Comparison };

function Totals({ page, compared: { before, after } }: PartProps) {
  const { currency, day } = page;
  const rows: readonly (readonly [string, (totals: ComparedTotals) => string])[] = [
    ["Findings", ({ findings }) => String(findings)],
    ["Of them open", ({ gaps }) => String(gaps)],
    ["Expected loss per year", ({ residualPerYear }) => formatMoney(residualPerYear, currency)],
    ["Score", ({ score }) => (score === null ? "not scored" : String(Math.round(score)))],
  ];
  return (
    <DataTable label="Sums, then and now" className="max-w-[640px]">
      <thead>
        <tr>
          <Th hiddenLabel="What" />
          <Th numeric>{day}</Th>
          <Th numeric>Now</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([words, of]) => (
          <tr key={words}>
            <TdName>{words}</TdName>
            <Td numeric>{of(before)}</Td>
            <Td numeric>
              <Moved same={of(before) === of(after)}>{of(after)}</Moved>
            </Td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

const Moved = ({ same, children }: { same: boolean; children: ReactNode }) =>
  same ? <span className="text-3">{children}</span> : <b className="font-semibold">{children}</b>;

function Changes({ page, compared: { threats } }: PartProps) {
  if (threats.length === 0)
    return <p className="mt-6 text-2">No threat changed: the same findings, states and figures as then.</p>;
  return (
    <section className="mt-8">
      <h2 className="mb-2">Threats that changed</h2>
      <DataTable label="Threats that changed" phone="blocks" rowHeight="tall">
        <thead>
          <tr>
            <Th>Threat</Th>
            <Th>Level</Th>
            <Th numeric>Rate left</Th>
            <Th numeric>Expected per year</Th>
            <Th numeric>Open</Th>
            <Th>What changed</Th>
          </tr>
        </thead>
        <tbody>
          {threats.map((threat) => (
            <Row key={threat.id} page={page} threat={threat} />
          ))}
        </tbody>
      </DataTable>
    </section>
  );
}

function Row({ page, threat }: { readonly page: ComparisonPage; readonly threat: ComparedThreat }) {
  const { system, currency } = page;
  const { before, after } = threat;
  const pair = (of: (one: ThreatThen) => string) => (
    <Pair before={before && of(before)} after={after && of(after)} />
  );
  return (
    <tr>
      <TdName href={`/systems/${system.slug}/threats?threat=${threat.id}`}>{threat.name}</TdName>
      <Td label="Level">
        <span className="inline-flex items-center gap-1.5">
          {before?.level && before.level !== after?.level && (
            <>
              <SeverityMark severity={before.level} /> <span aria-hidden>→</span>
              <span className="sr-only">then, now</span>
            </>
          )}
          {after?.level ? <SeverityMark severity={after.level} /> : "none"}
        </span>
      </Td>
      <Td numeric label="Rate left">
        {pair(({ residual }) => (residual === null ? "not applicable" : formatPercent(residual)))}
      </Td>
      <Td numeric label="Expected per year">
        {pair(({ residualPerYear }) =>
          residualPerYear === null ? "none" : formatMoney(residualPerYear, currency),
        )}
      </Td>
      <Td numeric label="Open">
        {pair(({ gaps, findings }) => `${gaps} of ${findings}`)}
      </Td>
      <Td label="What changed">
        <Why page={page} threat={threat} />
      </Td>
    </tr>
  );
}

function Pair({ before, after }: { readonly before: string | null; readonly after: string | null }) {
  if (before === after) return <span className="text-3">{after}</span>;
  return (
    <span className="whitespace-nowrap">
      <span className="text-3">{before ?? "not there"} →</span>{" "}
      <b className="font-semibold">{after ?? "gone"}</b>
    </span>
  );
}

const CELLS_SHOWN = 6;

function Why({
  page: { mechanismNames },
  threat: { cells, appeared, gone, before, after },
}: {
  readonly page: ComparisonPage;
  readonly threat: ComparedThreat;
}) {
  const counts = [
    ...(before === null ? ["new on this system"] : appeared.length > 0 ? [`${appeared.length} new`] : []),
    ...(after === null ? ["not there any more"] : gone.length > 0 ? [`${gone.length} gone`] : []),
  ];
  return (
    <ul className="grid gap-0.5 text-xs">
      {counts.length > 0 && <li>Findings: {counts.join(", ")}</li>}
      {cells.slice(0, CELLS_SHOWN).map((cell) => (
        <li key={cell.mechanism} className="flex flex-wrap items-center gap-x-1.5">
          {mechanismNames.get(cell.mechanism) ?? cell.mechanism}:
          {cell.before ? <StateLabel state={cell.before} plain /> : "none"}
          <span aria-hidden>→</span>
          <span className="sr-only">now</span>
          {cell.after ? <StateLabel state={cell.after} plain /> : "none"}
        </li>
      ))}
      {cells.length > CELLS_SHOWN && <li className="text-3">and {cells.length - CELLS_SHOWN} more cells</li>}
      {counts.length + cells.length === 0 && <li className="text-3">Figures only</li>}
    </ul>
  );
}
