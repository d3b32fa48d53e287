import { SearchX } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/ui/empty-state";
import { BriefRow } from "@/components/ui/list-row";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { KIND_WORD } from "@/lib/domain/catalogue/kinds";
import { counted } from "@/lib/domain/kernel/counted";
import type { presentFound, Shelf } from "@/lib/features/knowledge/present";
import { CatalogueSearch } from "./catalogue-search";

interface IndexPageProps {
  readonly shelves: readonly Shelf[];
  readonly query: string;
  readonly found: ReturnType<typeof presentFound>;
}

/** The whole catalogue by kind; with a question, what answers it. */
export function IndexPage({ shelves, query, found }: IndexPageProps) {
  const isAsked = query.trim() !== "";
  return (
    <div className="p-page-x">
      <PageHeader
        title="Catalogue"
        lede="What can go wrong with a distributed system, what protects it, and where in your systems it stands. Every figure is a starting value that says where it comes from; teams replace it with their own."
        actions={<CatalogueSearch query={query} />}
      />
      {isAsked ? (
        <Found query={query} found={found} />
      ) : (
        <div className="grid gap-x-10 gap-y-8 md:grid-cols-2">
          {shelves.map((shelf) => (
            <ShelfSection key={shelf.title} shelf={shelf} />
          ))}
        </div>
      )}
    </div>
  );
}

function ShelfSection({ shelf: { title, kinds } }: { readonly shelf: Shelf }) {
  return (
    <section>
      <SectionHeader title={title} className="mb-0 border-b" />
      <ul>
        {kinds.map(({ kind, name, about, count }) => (
          <li key={kind} className="border-b border-subtle">
            <Link
              prefetch={false}
              href={`/catalogue/${kind}`}
              className="flex items-baseline gap-3 py-2.5 hover:bg-surface-hover"
            >
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{name}</span>
                <span className="block max-w-[72ch] text-xs text-2">{about}</span>
              </span>
              <span className="text-3">{count}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** More than this of one kind is counted only. */
const FOUND_SHOWN = 12;

function Found({ query, found }: Pick<IndexPageProps, "query" | "found">) {
  const count = found.reduce((sum, { entries }) => sum + entries.length, 0);
  if (count === 0)
    return (
      <EmptyState
        icon={<SearchX />}
        title="Nothing has these words"
        action={<TextLink href="/catalogue">Show the whole catalogue</TextLink>}
      >
        Every word has to stand in one entry. Try fewer of them, or the start of a word.
      </EmptyState>
    );
  return (
    <>
      <p className="mb-4 text-2">
        {counted(count, "entry has", "entries have")} “{query.trim()}”.{" "}
        <TextLink href="/catalogue">Show the whole catalogue</TextLink>
      </p>
      <div className="grid gap-6">
        {found.map(({ kind, entries }) => (
          <section key={kind}>
            <SectionHeader title={KIND_WORD[kind]} aside={entries.length} className="mb-0 border-b" />
            <ul>
              {entries.slice(0, FOUND_SHOWN).map(({ href, name, text }) => (
                <BriefRow
                  key={href}
                  href={href}
                  title={name}
                  detail={<span className="block max-w-[104ch]">{text}</span>}
                />
              ))}
            </ul>
            {entries.length > FOUND_SHOWN && (
              <p className="text-xs text-3">
                and {entries.length - FOUND_SHOWN} more:{" "}
                <TextLink href={`/catalogue/${kind}`}>all {KIND_WORD[kind].toLowerCase()}</TextLink>
              </p>
            )}
          </section>
        ))}
      </div>
    </>
  );
}
