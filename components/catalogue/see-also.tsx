import { SectionHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { entryHref, KIND_WORD, type ListedEntry } from "@/lib/domain/catalogue/kinds";

/** What else of the catalogue points to an entry, by kind. */
export function SeeAlso({ entries }: { readonly entries: readonly ListedEntry[] }) {
  if (entries.length === 0) return null;
  const kinds = [...new Set(entries.map(({ kind }) => kind))];
  return (
    <section>
      <SectionHeader title="See also" aside={entries.length} />
      <dl className="grid gap-2 text-xs">
        {kinds.map((kind) => (
          <div key={kind}>
            <dt className="text-3">{KIND_WORD[kind]}</dt>
            {entries
              .filter((entry) => entry.kind === kind)
              .map(({ id, name }) => (
                <dd key={id}>
                  <TextLink
                    href={entryHref(kind, id)}
                    prefetch={false}
                    className="inline-flex min-h-6 items-center"
                  >
                    {name}
                  </TextLink>
                </dd>
              ))}
          </div>
        ))}
      </dl>
    </section>
  );
}
