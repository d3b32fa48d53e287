import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { SectionHeader } from "@/components/ui/page-header";
import type { Pattern } from "@/lib/domain/catalogue/knowledge";
import { LAYER_WORD } from "@/lib/domain/threats/words";
import type { EntryLink, EntryView } from "@/lib/features/knowledge/present";
import { EntryAside } from "./entry-aside";
import { EntryFrame } from "./entry-frame";
import { EntryLinks } from "./entry-links";
import { PatternPath } from "./pattern-path";
import { sentence } from "./words";

/** One pattern: its rule, its parts, how it works step by step, where its mechanisms stand. */
export function PatternPage({ view }: { readonly view: EntryView<Pattern> }) {
  const { entry, mechanisms } = view;
  const linkOf = (id: string) => mechanisms.filter(({ href }) => href.endsWith(`/${id}`));
  return (
    <EntryFrame
      entry={{ name: entry.name, description: entry.text }}
      list={{ href: "/catalogue/patterns", words: "Patterns" }}
      asideLabel="About this pattern"
      aside={<EntryAside view={view} />}
    >
      {entry.rule && (
        <section>
          <SectionHeader title="Rule" />
          <p className="max-w-[88ch]">{entry.rule}</p>
        </section>
      )}
      {entry.path.length > 0 && <PatternPath hops={entry.path} />}
      {entry.principles.length > 0 && <Principles principles={entry.principles} linkOf={linkOf} />}
      {entry.layers.length > 0 && <Layers layers={entry.layers} linkOf={linkOf} />}
      {entry.tiers.length > 0 && <Tiers tiers={entry.tiers} />}
      {entry.steps.length > 0 && (
        <section>
          <SectionHeader title="Step by step" />
          <ol className="grid max-w-[88ch] list-decimal gap-1 pl-5">
            {entry.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </section>
      )}
      {entry.watch.length > 0 && (
        <section>
          <SectionHeader title="Watch" />
          <ul className="grid list-disc gap-1 pl-4">
            {entry.watch.map((figure) => (
              <li key={figure}>{sentence(figure)}</li>
            ))}
          </ul>
        </section>
      )}
    </EntryFrame>
  );
}

type LinkOf = { readonly linkOf: (mechanism: string) => readonly EntryLink[] };

function Principles({ principles, linkOf }: Pick<Pattern, "principles"> & LinkOf) {
  return (
    <section>
      <SectionHeader title="Principles" />
      <DataTable label="Principles" phone="blocks">
        <thead>
          <tr>
            <Th>Principle</Th>
            <Th>Mechanisms</Th>
          </tr>
        </thead>
        <tbody>
          {principles.map(({ text, mechanisms }) => (
            <tr key={text}>
              <TdName>{text}</TdName>
              <Td>
                <EntryLinks links={mechanisms.flatMap(linkOf)} />
              </Td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </section>
  );
}

function Layers({ layers, linkOf }: Pick<Pattern, "layers"> & LinkOf) {
  return (
    <section>
      <SectionHeader title="Layers, from outside to inside" />
      <DataTable label="Layers" phone="blocks">
        <thead>
          <tr>
            <Th>Part</Th>
            <Th>Mechanism</Th>
          </tr>
        </thead>
        {layers.map(({ layer, parts }) => (
          <tbody key={layer}>
            <tr>
              <th scope="rowgroup" colSpan={2} className="h-7 bg-surface-2 text-xs text-3">
                {LAYER_WORD[layer]}
              </th>
            </tr>
            {parts.map(({ name, mechanism }) => (
              <tr key={name}>
                <TdName>{name}</TdName>
                <Td>
                  <EntryLinks links={linkOf(mechanism)} />
                </Td>
              </tr>
            ))}
          </tbody>
        ))}
      </DataTable>
    </section>
  );
}

function Tiers({ tiers }: Pick<Pattern, "tiers">) {
  return (
    <section>
      <SectionHeader title="Tiers" aside="Starting values, until a team measures its own" />
      <DataTable label="Tiers">
        <thead>
          <tr>
            <Th>Caller</Th>
            <Th numeric>Requests per second</Th>
          </tr>
        </thead>
        <tbody>
          {tiers.map(({ name, limitPerS }) => (
            <tr key={name}>
              <TdName>{name}</TdName>
              <Td numeric>{limitPerS}</Td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </section>
  );
}
