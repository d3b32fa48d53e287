"use client";

import { useRouter } from "next/navigation";
import { type MouseEvent, memo, useEffect, useMemo, useRef } from "react";
import { usePostureView, useWhatIf } from "@/components/posture/what-if";
import { cx } from "@/components/ui/cx";
import { formatMoney, formatPercent } from "@/components/ui/format-number";
import { GOAL_WORD } from "@/components/ui/goal-mark";
import { SeverityMark } from "@/components/ui/severity-mark";
import { StateMark } from "@/components/ui/state-mark";
import type { Stride } from "@/lib/domain/catalogue/threat";
import type { Goal } from "@/lib/domain/checklists/vocabulary";
import type { Cell } from "@/lib/domain/posture/assess-threats";
import type { ColumnView, ScenarioView } from "@/lib/domain/posture/posture-view";
import type { Layer } from "@/lib/domain/threats/vocabulary";
import { LAYER_WORD, STRIDE_WORD } from "@/lib/domain/threats/words";
import {
  type ColumnGroup,
  cellLabel,
  cellNumber,
  filterRows,
  groupColumns,
  groupRows,
  type ThreatsSearch,
} from "@/lib/features/threats/present";
import { useAddress } from "./use-address";
import { useGridKeys } from "./use-grid-keys";

/** Threats down, mechanisms across: what each does about each, with what is left at the left. */
export function ThreatMatrix() {
  const view = usePostureView();
  const { standing, pending } = useWhatIf();
  const { search, hrefOpening } = useAddress();
  const { group, columns: choice, onlyGaps } = search;
  const table = useRef<HTMLTableElement>(null);
  const keys = { ...useGridKeys(table), onClick: useOpen() };
  const columnGroups = useMemo(() => groupColumns(view, choice), [view, choice]);
  const rowGroups = useMemo(
    () => groupRows(filterRows(view.scenarios, { onlyGaps }), group),
    [view, onlyGaps, group],
  );
  const before = useMemo(
    () => new Map(standing.scenarios.map((scenario) => [scenario.threat.id, scenario])),
    [standing],
  );
  const cell = search.cell?.join(".");
  // biome-ignore lint/correctness/useExhaustiveDependencies: another cell is open, whatever it looks like
  useEffect(() => {
    const open = table.current?.querySelector(".matrix-cell[aria-current]");
    open?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [cell]);
  // Cells need an address each; the part that is theirs is put in where this mark stands.
  const hrefCell = hrefOpening("cell", MARK);
  const hrefRow = hrefOpening("threat", MARK);
  return (
    <section
      aria-label="Threat matrix"
      aria-busy={pending}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
      tabIndex={0}
      className="matrix-region"
    >
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are moved between by arrow keys
        role="grid"
        aria-label="Threats and mechanisms"
        className="matrix"
        {...keys}
      >
        <MatrixHead groups={columnGroups} chosen={search.cell?.[1]} />
        {rowGroups.map(({ key, rows }) => (
          <tbody key={key}>
            <tr data-group>
              <th scope="rowgroup">{groupWord(group, key)}</th>
              <FigureGaps />
              <td colSpan={columnGroups.reduce((sum, { columns }) => sum + columns.length, 0)} />
            </tr>
            {rows.map((scenario) => (
              <MatrixRow
                key={scenario.threat.id}
                scenario={scenario}
                before={before.get(scenario.threat.id)}
                groups={columnGroups}
                columns={view.columns}
                chosen={search.cell?.[0] === scenario.threat.id ? search.cell[1] : null}
                isOpen={search.threat === scenario.threat.id}
                hrefCell={hrefCell}
                hrefRow={hrefRow}
              />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

const MARK = "0-0";

/** A plain click on a link of the matrix opens its panel and leaves the page where it is. */
function useOpen() {
  const router = useRouter();
  return (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain) return;
    event.preventDefault();
    router.push(link.pathname + link.search, { scroll: false });
  };
}

function groupWord(group: ThreatsSearch["group"], key: string): string {
  if (group === "layer") return LAYER_WORD[key as Layer];
  return group === "goal" ? GOAL_WORD[key as Goal] : `${key} ${STRIDE_WORD[key as Stride]}`;
}

interface MatrixHeadProps {
  readonly groups: readonly ColumnGroup[];
  readonly chosen: string | undefined;
}

const MatrixHead = memo(function MatrixHead({ groups, chosen }: MatrixHeadProps) {
  return (
    <thead>
      <tr className="matrix-layers">
        <td />
        <FigureGaps />
        {groups.map(({ layer, columns }) => (
          <th key={layer} scope="colgroup" colSpan={columns.length} className="matrix-first">
            {LAYER_WORD[layer]}
          </th>
        ))}
      </tr>
      <tr className="matrix-heads">
        <th scope="col">Threat</th>
        <th scope="col">Level</th>
        <th scope="col" className="text-right max-sm:hidden">
          Rate left
        </th>
        <th scope="col" className="text-right">
          Loss/year
        </th>
        <th scope="col" className="text-right max-sm:hidden">
          Gaps
        </th>
        {groups.flatMap(({ columns }) =>
          columns.map((column, place) => (
            <th key={column.id} scope="col" className={place === 0 ? "matrix-first" : undefined}>
              <span
                className="matrix-upright"
                title={column.name}
                data-chosen={column.id === chosen || undefined}
              >
                {column.name}
              </span>
            </th>
          )),
        )}
      </tr>
    </thead>
  );
});

interface MatrixRowProps {
  readonly scenario: ScenarioView;
  /** The same row with nothing switched. */
  readonly before: ScenarioView | undefined;
  readonly groups: readonly ColumnGroup[];
  readonly columns: readonly ColumnView[];
  /** The mechanism whose cell is open. */
  readonly chosen: string | null;
  readonly isOpen: boolean;
  readonly hrefCell: string;
  readonly hrefRow: string;
}

const MatrixRow = memo(function MatrixRow(props: MatrixRowProps) {
  const { scenario, before, groups, chosen, isOpen, hrefCell, hrefRow } = props;
  const { threat, cells } = scenario;
  const cellOf = new Map(cells.map((cell) => [cell.mechanism, cell]));
  const earlier = new Map(before?.cells.map((cell) => [cell.mechanism, cell]));
  return (
    <tr data-current={isOpen || chosen !== null || undefined}>
      <th scope="row">
        <a href={hrefRow.replace(MARK, threat.id)} className="matrix-name" aria-current={isOpen || undefined}>
          {threat.name}
        </a>
      </th>
      <RowFigures scenario={scenario} before={before} />
      {groups.flatMap(({ columns }) =>
        columns.map((column, place) => {
          const cell = cellOf.get(column.id);
          return (
            <td key={column.id} className={place === 0 ? "matrix-first" : undefined}>
              {cell && (
                <MatrixCell
                  cell={cell}
                  name={column.name}
                  href={hrefCell.replace(MARK, `${threat.id}.${column.id}`)}
                  chosen={column.id === chosen}
                  changed={isChanged(cell, earlier.get(column.id))}
                />
              )}
            </td>
          );
        }),
      )}
    </tr>
  );
});

function isChanged(cell: Cell, before: Cell | undefined): boolean {
  if (!before) return cell.state !== "not-applicable" && cell.state !== "unknown";
  return before.state !== cell.state || before.proven !== cell.proven;
}

interface MatrixCellProps {
  readonly cell: Cell;
  readonly name: string;
  readonly href: string;
  readonly chosen: boolean;
  /** A what-if makes it different from how it stands. */
  readonly changed: boolean;
}

function MatrixCell({ cell, name, href, chosen, changed }: MatrixCellProps) {
  const label = cellLabel(cell, name) + (changed ? ", changed by the what-if" : "");
  const number = cellNumber(cell);
  return (
    <a
      href={href}
      title={label}
      aria-label={label}
      aria-current={chosen || undefined}
      data-state={cell.state}
      data-changed={changed || undefined}
      className="state-fill matrix-cell"
    >
      <StateMark state={cell.state} decorative className={number ? "size-2.5" : "size-3"} />
      {number}
    </a>
  );
}

function RowFigures({ scenario, before }: Pick<MatrixRowProps, "scenario" | "before">) {
  const { currency } = useWhatIf();
  const { residual, money, gaps, findings } = scenario;
  const percent = (share: number | null | undefined) =>
    share === null || share === undefined ? "–" : formatPercent(share);
  const amount = (of: ScenarioView | undefined) =>
    of?.money ? formatMoney(of.money.residualPerYear, currency) : "–";
  return (
    <>
      <td className="text-center">{money && <SeverityMark severity={money.residual.level} />}</td>
      <td className="matrix-figure max-sm:hidden">
        <Moved before={before ? percent(before.residual) : null} now={percent(residual)} />
      </td>
      <td className="matrix-figure">
        <Moved before={before ? amount(before) : null} now={amount(scenario)} />
      </td>
      <td className={cx("matrix-figure max-sm:hidden", gaps === 0 && "text-3")}>
        {gaps} <span className="text-3">of {findings}</span>
      </td>
    </>
  );
}

/** The four columns of figures where there are none; two of them are not shown on a phone. */
function FigureGaps() {
  return (
    <>
      <td />
      <td className="max-sm:hidden" />
      <td />
      <td className="max-sm:hidden" />
    </>
  );
}

/** A number, with the one that it was struck out before it where a what-if moved it. */
function Moved({ before, now }: { readonly before: string | null; readonly now: string }) {
  if (before === null || before === now) return now;
  return (
    <>
      <s className="text-3">{before}</s> <b className="font-semibold">{now}</b>
    </>
  );
}
