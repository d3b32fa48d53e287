import { type ReactNode, useId } from "react";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";

/** The numbers of a chart as a table: the first column names the row. */
export interface ChartTable {
  readonly columns: readonly { readonly label: string; readonly numeric?: boolean | undefined }[];
  readonly rows: readonly ChartTableRow[];
}

export interface ChartTableRow {
  readonly key: string;
  readonly name: string;
  readonly detail?: string | undefined;
  readonly href?: string | undefined;
  /** One for each column after the first; null is unknown. */
  readonly cells: readonly (string | null)[];
}

/** What stands in place of a chart that has nothing to draw. */
export interface ChartEmpty {
  readonly title: string;
  /** Why it is empty, and what makes it fill. */
  readonly why: string;
  readonly action?: ReactNode;
}

interface ChartFrameProps {
  readonly title: string;
  /** A few words at the right of the title: what is drawn, in which unit. */
  readonly aside?: ReactNode;
  /** Below the chart: how to read it. */
  readonly caption?: ReactNode;
  readonly level?: 2 | 3 | undefined;
  readonly table: ChartTable;
  /** Given when there is nothing to draw; no table is offered then. */
  readonly empty?: ChartEmpty | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Frame of every chart: title, the chart, how to read it, and the same numbers as a table one click away, without script. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, aside, caption, level = 2, table, empty, className = "", children } = props;
  const Heading = level === 2 ? "h2" : "h3";
  const id = useId();
  return (
    <figure aria-labelledby={id} className={`chart-frame ${className}`}>
      <div className="chart-head">
        <Heading id={id}>{title}</Heading>
        {aside && <div className="chart-aside">{aside}</div>}
      </div>
      {empty ? (
        <EmptyState title={empty.title} action={empty.action}>
          {empty.why}
        </EmptyState>
      ) : (
        <>
          <details className="chart-table">
            <summary>
              As a table<span className="sr-only">: {title}</span>
            </summary>
            <NumbersTable label={`${title}, as a table`} table={table} />
          </details>
          {children}
        </>
      )}
      {caption && !empty && <figcaption>{caption}</figcaption>}
    </figure>
  );
}

function NumbersTable({ label, table }: { readonly label: string; readonly table: ChartTable }) {
  const [first, ...rest] = table.columns;
  return (
    <DataTable label={label} rowHeight="dense" className="chart-numbers">
      <thead>
        <tr>
          <Th>{first?.label}</Th>
          {rest.map((column) => (
            <Th key={column.label} numeric={column.numeric}>
              {column.label}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row.key}>
            <TdName href={row.href} detail={row.detail}>
              {row.name}
            </TdName>
            {rest.map((column, place) => {
              const cell = row.cells[place] ?? null;
              return (
                <Td key={column.label} numeric={column.numeric} quiet={cell === null}>
                  {cell ?? "unknown"}
                </Td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
