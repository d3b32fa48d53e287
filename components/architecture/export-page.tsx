import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";

type ExportPageProps = {
  readonly slug: string;
  readonly name: string;
  readonly formats: readonly { readonly id: string; readonly name: string; readonly use: string }[];
};

/** All files as which a system leaves. */
export function ExportPage({ slug, name, formats }: ExportPageProps) {
  return (
    <div className="p-page-x">
      <PageHeader
        above={<TextLink href={`/systems/${slug}/architecture`}>Architecture of {name}</TextLink>}
        title="Export"
        lede="Files of other tools carry what those tools know: costs, milliseconds and evidence stay behind. Ours brings everything that is drawn back as it is."
      />
      <ul className="grid max-w-[760px] border-t border-subtle">
        {formats.map((format) => (
          <li key={format.id} className="flex flex-wrap items-baseline gap-x-3 border-b border-subtle py-2">
            <a
              href={`/api/systems/${slug}/export/${format.id}`}
              download
              className="link inline-flex min-h-6 items-center font-medium"
            >
              {format.name}
            </a>
            <span className="text-2">{format.use}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
