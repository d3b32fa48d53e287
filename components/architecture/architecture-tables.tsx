import Link from "next/link";
import { cx } from "@/components/ui/cx";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import type {
  ComponentRow,
  ElementRef,
  FlowRow,
  PathRow,
  Said,
  ZoneRow,
} from "@/lib/features/architecture/present";
import { SaidWords } from "./said-words";

type TableProps<Row> = { readonly rows: readonly Row[]; readonly mayEdit: boolean };

/** A row that an address leads to stands below the bars and is marked. */
const ROW = "scroll-mt-36 target:bg-surface-selected";

export function ZonesTable({ rows, mayEdit }: TableProps<ZoneRow>) {
  return (
    <DataTable label="Zones" phone="blocks">
      <Head columns={["Zone", "Trust", "Members share"]} numeric="Components" />
      <tbody>
        {rows.map((zone) => (
          <tr key={zone.id} id={zone.ref} className={ROW}>
            <Name element={zone} mayEdit={mayEdit} inside={zone.inside} level={zone.level} />
            <Td label="Trust">{zone.trust}</Td>
            <Td label="Members share">{zone.coordination}</Td>
            <Td label="Components" numeric quiet={zone.components === 0}>
              {zone.components}
            </Td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

export function ComponentsTable({ rows, mayEdit }: TableProps<ComponentRow>) {
  return (
    <DataTable label="Components" phone="blocks">
      <Head columns={["Component", "Zone", "Kind", "Exposure", "Data"]} numeric="More known" />
      <tbody>
        {rows.map((component) => (
          <tr key={component.id} id={component.ref} className={ROW}>
            <Name element={component} mayEdit={mayEdit} />
            <Td label="Zone">
              <Reference element={component.zone} />
              {component.inside !== null && (
                <span className="block text-xs text-3">inside {component.inside}</span>
              )}
            </Td>
            <SaidCell label="Kind" said={component.kind} />
            <SaidCell label="Exposure" said={component.exposure} />
            <SaidCell label="Data" said={component.data} />
            <Td label="More known" numeric quiet={component.stated === 0}>
              {component.stated}
            </Td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

export function FlowsTable({ rows, mayEdit }: TableProps<FlowRow>) {
  return (
    <DataTable label="Flows" phone="blocks">
      <thead>
        <tr>
          {["Flow", "From", "To", "Protocol", "Authentication", "Authorization", "Encryption", "Data"].map(
            (column) => (
              <Th key={column}>{column}</Th>
            ),
          )}
          <Th numeric>Calls</Th>
          <Th numeric>Round trip</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((flow) => (
          <tr key={flow.id} id={flow.ref} className={ROW}>
            <Name element={flow} mayEdit={mayEdit} />
            <Td label="From">
              <Reference element={flow.source} />
            </Td>
            <Td label="To">
              <Reference element={flow.target} />
            </Td>
            <SaidCell label="Protocol" said={flow.protocol} />
            <SaidCell label="Authentication" said={flow.authentication} />
            <SaidCell label="Authorization" said={flow.authorization} />
            <SaidCell label="Encryption" said={flow.encryption} />
            <SaidCell label="Data" said={flow.data} />
            <Td label="Calls per request" numeric>
              {flow.callsPerRequest}
            </Td>
            <Td label="Round trip" numeric quiet={flow.msRoundTrip === null}>
              {flow.msRoundTrip === null ? "Not known" : `${flow.msRoundTrip}\u00a0ms`}
            </Td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

export function PathsTable({ rows, mayEdit }: TableProps<PathRow>) {
  return (
    <DataTable label="Request paths" phone="blocks">
      <Head columns={["Request path", "Flows", "Budget"]} numeric="Hops" />
      <tbody>
        {rows.map((path) => (
          <tr key={path.id} id={path.ref} className={ROW}>
            <Name element={path} mayEdit={mayEdit} />
            <Td label="Flows">
              <code className="font-mono text-xs wrap-anywhere">{path.flows}</code>
            </Td>
            <Td label="Budget" quiet={path.budget === null}>
              {path.budget ?? "None"}
            </Td>
            <Td label="Hops" numeric>
              {path.hops}
            </Td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

function Head({ columns, numeric }: { readonly columns: readonly string[]; readonly numeric: string }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <Th key={column}>{column}</Th>
        ))}
        <Th numeric>{numeric}</Th>
      </tr>
    </thead>
  );
}

/** Rows of zones are drawn in below the zone around them; deeper than five they never are. */
const INDENT = ["", "w-4", "w-8", "w-12", "w-16"] as const;

type NameProps = {
  readonly element: ElementRef;
  readonly mayEdit: boolean;
  /** The zone around, by its name. */
  readonly inside?: string | null;
  readonly level?: number;
};

function Name({ element, mayEdit, inside = null, level = 0 }: NameProps) {
  return (
    <TdName
      href={mayEdit ? element.href : undefined}
      detail={inside !== null && `inside ${inside}`}
      mark={
        <>
          {level > 0 && <span aria-hidden className={cx("shrink-0", INDENT[level])} />}
          <span className="w-9 shrink-0 font-mono text-xs text-3">{element.ref}</span>
        </>
      }
    >
      {element.name}
    </TdName>
  );
}

function SaidCell({ label, said }: { readonly label: string; readonly said: Said }) {
  return (
    <Td label={label}>
      <SaidWords said={said} />
    </Td>
  );
}

/** Another element, by its name; its number and row on the same page. */
function Reference({ element }: { readonly element: ElementRef | null }) {
  if (!element) return <span className="text-3">Not known</span>;
  return (
    <Link
      href={`#${element.ref}`}
      title={element.ref}
      className="inline-flex min-h-6 items-center hover:underline"
    >
      {element.name}
    </Link>
  );
}
