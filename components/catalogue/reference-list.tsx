import type { ReactNode } from "react";
import type { ModelCatalogue } from "@/lib/domain/catalogue/model-catalogue";
import type { Threat } from "@/lib/domain/catalogue/threat";

interface ReferenceListProps {
  readonly references: Threat["references"];
  readonly versions: ModelCatalogue["versions"];
  readonly note: string | null;
}

/** Ids of public catalogues, each with the version that it holds for. */
export function ReferenceList({ references, versions, note }: ReferenceListProps) {
  const { attack, attackMitigations, cwe, capec, d3fend, nist80053 } = references;
  return (
    <dl className="grid gap-3 text-xs">
      <Named title={`ATT&CK ${versions.attack}`} entries={attack} />
      <Ids title={`ATT&CK ${versions.attack} mitigations`} ids={attackMitigations} />
      <Named title={`CWE ${versions.cwe}`} entries={cwe} />
      <Ids title="CAPEC" ids={capec} />
      <Named title={`D3FEND ${versions.d3fend}`} entries={d3fend} />
      <Ids title={`NIST SP 800-53 ${versions.nist80053}`} ids={nist80053} />
      {note && <Entry title="Note">{note}</Entry>}
    </dl>
  );
}

function Entry({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="mb-0.5 text-3">{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type NamedProps = {
  readonly title: string;
  readonly entries: readonly { readonly id: string; readonly name: string }[];
};

function Named({ title, entries }: NamedProps) {
  if (entries.length === 0) return null;
  return (
    <Entry title={title}>
      <ul className="grid gap-0.5">
        {entries.map(({ id, name }) => (
          <li key={id}>
            <span className="mono whitespace-nowrap">{id}</span> <span className="text-2">{name}</span>
          </li>
        ))}
      </ul>
    </Entry>
  );
}

function Ids({ title, ids }: { readonly title: string; readonly ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <Entry title={title}>
      <span className="mono">{ids.join(", ")}</span>
    </Entry>
  );
}
