import { Download, Import, Network, PenTool } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { DefinitionRow, DefinitionRows } from "@/components/ui/definition-rows";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { formatRequestNumber } from "@/lib/domain/approvals/request";
import type { TopologyDrawing } from "@/lib/domain/architecture/topology-drawing";
import type { ArchitectureTables, PropertyField } from "@/lib/features/architecture/present";
import { ComponentsTable, FlowsTable, PathsTable, ZonesTable } from "./architecture-tables";
import { QuickAdd } from "./quick-add";
import { SaidWords } from "./said-words";
import { Topology } from "./topology";

type ArchitecturePageProps = {
  readonly system: { readonly id: string; readonly slug: string; readonly name: string };
  readonly tables: ArchitectureTables;
  readonly drawing: TopologyDrawing | null;
  readonly isDrawn: boolean;
  readonly quick: { readonly component: readonly PropertyField[]; readonly flow: readonly PropertyField[] };
  readonly mayEdit: boolean;
  /** The number of the element that was just saved or taken out. */
  readonly saved?: string | undefined;
  readonly taken?: string | undefined;
  /** What an import made and changed, in words. */
  readonly imported?: string | undefined;
  /** Numbers of the requests that wait because of it. */
  readonly requests: readonly number[];
  /** What is worth protecting, below what is drawn. */
  readonly children?: ReactNode;
};

/** The architecture of a system: drawn on top, then everything as tables with what is stated. */
export function ArchitecturePage(props: ArchitecturePageProps) {
  const { system, tables, drawing, isDrawn, mayEdit } = props;
  const isEmpty = tables.zones.length === 0;
  return (
    <div className="p-page-x">
      <PageHeader
        title="Architecture"
        lede={ledeOf(tables)}
        actions={
          <>
            <ButtonLink href={`/systems/${system.slug}/architecture/draw`} icon={<PenTool aria-hidden />}>
              Draw
            </ButtonLink>
            {mayEdit && (
              <ButtonLink href={`/systems/${system.slug}/architecture/import`} icon={<Import aria-hidden />}>
                Import
              </ButtonLink>
            )}
            <ButtonLink
              href={`/systems/${system.slug}/architecture/export`}
              icon={<Download aria-hidden />}
              variant="ghost"
            >
              Export
            </ButtonLink>
          </>
        }
      />
      <Said {...props} />
      {isEmpty ? (
        <NothingDrawn mayEdit={mayEdit} />
      ) : (
        isDrawn && <Topology title={`Topology of ${system.name}`} drawing={drawing} />
      )}
      <Sections {...props} />
      {props.children}
      <Whole {...props} />
    </div>
  );
}

function ledeOf({ zones, components, flows, paths }: ArchitectureTables): string {
  if (zones.length === 0)
    return "What the system is made of. Threats, milliseconds and money follow from it.";
  const count = (many: number, word: string) => `${many} ${word}${many === 1 ? "" : "s"}`;
  return `${count(zones.length, "zone")}, ${count(components.length, "component")}, ${count(flows.length, "flow")}, ${count(paths.length, "request path")}. Half-filled marks are claims: stated, not proven.`;
}

/** What just happened, after a form led back here. */
function Said({ saved, taken, imported, requests }: ArchitecturePageProps) {
  if (!saved && !taken && !imported) return null;
  return (
    <Notice tone="info" role="status" className="mb-4 max-w-[760px]">
      {imported ?? (saved ? `${saved} is saved.` : `${taken} is taken out. Its history stays.`)}
      {imported && <Waiting requests={requests} />}
    </Notice>
  );
}

/** What the file asked for and only a second person may let happen. */
function Waiting({ requests }: { readonly requests: readonly number[] }) {
  if (requests.length === 0) return null;
  return (
    <>
      {" "}
      {requests.length === 1 ? "One thing waits" : `${requests.length} things wait`} for a second person:{" "}
      {requests.map((number, index) => (
        <span key={number}>
          {index > 0 && ", "}
          <TextLink href={`/approvals/${number}`}>{formatRequestNumber(number)}</TextLink>
        </span>
      ))}
      .
    </>
  );
}

function NothingDrawn({ mayEdit }: { readonly mayEdit: boolean }) {
  return (
    <EmptyState icon={<Network aria-hidden />} title="Nothing is drawn yet" className="mb-8">
      {mayEdit
        ? "Draw the system: add a zone below, then the components in it and the flows between them. Or import a file."
        : "Engineers and security leads of this system can draw it or import a file."}
    </EmptyState>
  );
}

function Sections({ system, tables, quick, mayEdit }: ArchitecturePageProps) {
  const { zones, components, flows, paths } = tables;
  const add = (kind: "zone" | "component" | "flow" | "path", properties: readonly PropertyField[] = []) =>
    mayEdit && (
      <QuickAdd
        kind={kind}
        systemId={system.id}
        zones={kind === "component" ? zones.map(bare) : []}
        components={kind === "flow" ? components.map(bare) : []}
        properties={properties}
      />
    );
  const fullForm = (kind: string) =>
    mayEdit ? `/systems/${system.slug}/architecture/${kind}/new` : undefined;
  return (
    <>
      <Section id="zones" title="Zones" count={zones.length} fullForm={fullForm("zone")}>
        {zones.length > 0 && <ZonesTable rows={zones} mayEdit={mayEdit} />}
        {add("zone")}
      </Section>
      {zones.length > 0 && (
        <Section
          id="components"
          title="Components"
          count={components.length}
          fullForm={fullForm("component")}
        >
          {components.length > 0 && <ComponentsTable rows={components} mayEdit={mayEdit} />}
          {add("component", quick.component)}
        </Section>
      )}
      {components.length > 1 && (
        <Section id="flows" title="Flows" count={flows.length} fullForm={fullForm("flow")}>
          {flows.length > 0 && <FlowsTable rows={flows} mayEdit={mayEdit} />}
          {add("flow", quick.flow)}
        </Section>
      )}
      {flows.length > 0 && (
        <Section id="paths" title="Request paths" count={paths.length} fullForm={fullForm("path")}>
          {paths.length > 0 && <PathsTable rows={paths} mayEdit={mayEdit} />}
          {add("path")}
        </Section>
      )}
    </>
  );
}

/** Only what a choice needs travels to the browser. */
const bare = ({
  id,
  ref,
  name,
}: ArchitectureTables["zones"][number] | ArchitectureTables["components"][number]) => ({
  id,
  ref,
  name,
  href: "",
});

type SectionProps = {
  readonly id: string;
  readonly title: string;
  readonly count: number;
  readonly fullForm: string | undefined;
  readonly children: ReactNode;
};

function Section({ id, title, count, fullForm, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className="mt-8">
      <SectionHeader
        id={id}
        title={
          <>
            {title} <span className="font-normal text-3">{count}</span>
          </>
        }
        aside={
          fullForm && (
            <TextLink href={fullForm} className="no-print inline-flex min-h-6 items-center">
              Add with all properties
            </TextLink>
          )
        }
      />
      {children}
    </section>
  );
}

function Whole({ system, tables, mayEdit }: ArchitecturePageProps) {
  return (
    <section aria-labelledby="whole" className="mt-8 max-w-[760px]">
      <SectionHeader
        id="whole"
        title="The whole system"
        aside={
          mayEdit && (
            <TextLink
              href={`/systems/${system.slug}/architecture/system/1`}
              className="no-print inline-flex min-h-6 items-center"
            >
              Change
            </TextLink>
          )
        }
      />
      <DefinitionRows termWidth="220px">
        {tables.whole.map(({ label, ...said }) => (
          <DefinitionRow key={label} term={label}>
            <SaidWords said={said} />
          </DefinitionRow>
        ))}
      </DefinitionRows>
    </section>
  );
}
