import { Download } from "lucide-react";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { ItemText, StandardName } from "@/lib/domain/checklists/item-text";
import type { InstantMs } from "@/lib/domain/kernel/ids";
import { TemplateAttach } from "./template-attach";
import { TemplateTexts } from "./template-texts";

type Version = {
  readonly id: string;
  readonly templateId: string;
  readonly name: string;
  readonly origin: "built-in" | "imported";
  readonly number: number;
  readonly label: string;
  readonly items: number;
  readonly createdAtMs: InstantMs;
};
type Use = {
  readonly systemId: string;
  readonly slug: string;
  readonly name: string;
  readonly versionId: string;
  readonly number: number;
};
type TemplateVersionProps = {
  readonly version: Version;
  readonly versions: readonly Version[];
  readonly texts: readonly ItemText[];
  readonly standards: ReadonlyMap<string, StandardName>;
  readonly uses: readonly Use[];
  readonly canTake: readonly { readonly id: string; readonly name: string }[];
  readonly asOf: InstantMs;
  readonly imported: string | undefined;
};

/** One version of a checklist, to read, to download and to give to a system. */
export function TemplateVersion(props: TemplateVersionProps) {
  const { version, versions, texts, standards, uses, canTake, asOf, imported } = props;
  const must = texts.filter((text) => text.must).length;
  return (
    <div className="p-page-x">
      <PageHeader
        above={
          <TextLink href="/templates" className="no-print inline-flex min-h-6 items-center">
            Checklists
          </TextLink>
        }
        title={`${version.name} ${version.label}`}
        lede={
          <>
            Version no. {version.number} with {version.items} items, {must} of them must-items.{" "}
            {version.origin === "built-in" ? "Comes with Countersign" : "Imported by your team"}, published{" "}
            <RelativeTime instantMs={version.createdAtMs} nowMs={asOf} />.
          </>
        }
        actions={
          <>
            <Save href={`/api/templates/${version.id}?format=json`}>JSON</Save>
            <Save href={`/api/templates/${version.id}?format=csv`}>CSV</Save>
          </>
        }
      />
      {imported && (
        <Notice tone="info" role="status" className="mb-4">
          {imported === "new"
            ? "This version was imported. Systems that work an earlier one can move to it in their settings; give it to others below."
            : "The file says the same as this version, which was here already. Nothing was added."}
        </Notice>
      )}
      <div className="grid gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,1fr)_304px]">
        <TemplateTexts texts={texts} standards={standards} />
        <div className="no-print grid content-start gap-8 max-xl:order-first max-xl:sm:grid-cols-2">
          <section>
            <SectionHeader title="Systems" aside={uses.length} />
            <Uses uses={uses} version={version} />
            <TemplateAttach versionId={version.id} systems={canTake} />
          </section>
          <section>
            <SectionHeader title="Versions" aside={versions.length} />
            <ul className="grid gap-1">
              {versions.map((other) => (
                <li key={other.id} className="flex justify-between gap-3">
                  {other.id === version.id ? (
                    <span aria-current="true" className="font-medium">
                      {other.label} <span className="font-normal text-3">no. {other.number}, this one</span>
                    </span>
                  ) : (
                    <TextLink href={`/templates/${other.id}`}>
                      {other.label} <span className="text-3">no. {other.number}</span>
                    </TextLink>
                  )}
                  <RelativeTime instantMs={other.createdAtMs} nowMs={asOf} className="text-xs text-3" />
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </div>
  );
}

function Save({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <a href={href} download className={buttonClass({})}>
      <Download aria-hidden />
      {children}
    </a>
  );
}

const USES_SHOWN = 20;

function Uses({ uses, version }: { readonly uses: readonly Use[]; readonly version: Version }) {
  if (uses.length === 0) return <p className="text-3">No system that you see works it.</p>;
  return (
    <ul className="grid gap-1">
      {uses.slice(0, USES_SHOWN).map((use) => (
        <li key={use.systemId} className="flex justify-between gap-3">
          <TextLink href={`/systems/${use.slug}`} prefetch={false} className="truncate">
            {use.name}
          </TextLink>
          <span className="text-xs whitespace-nowrap text-3">
            {use.versionId === version.id ? "this version" : `no. ${use.number}`}
          </span>
        </li>
      ))}
      {uses.length > USES_SHOWN && <li className="text-xs text-3">and {uses.length - USES_SHOWN} more</li>}
    </ul>
  );
}
