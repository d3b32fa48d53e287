import Link from "next/link";
import type { ReactNode } from "react";
import { Chip } from "@/components/ui/chip";
import { DefinitionRow, DefinitionRows } from "@/components/ui/definition-rows";
import type { EntryView } from "@/lib/features/knowledge/present";
import { EntryItems, EntryLinks } from "./entry-links";
import { EntryUses } from "./entry-uses";

interface EntrySectionProps {
  readonly view: EntryView;
  readonly level: 2 | 3;
  /** Rows of facts that entries of this kind have. */
  readonly facts: ReactNode;
}

/** One entry on the page of its kind: what it is on the left, the systems that it concerns on the right. */
export function EntrySection({ view, level, facts }: EntrySectionProps) {
  const { entry, href, threats, mechanisms, items, uses } = view;
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <article
      id={entry.id}
      className="grid scroll-mt-16 gap-x-10 gap-y-3 border-t border-subtle py-4 first:border-t-0 target:shadow-[inset_2px_0_0_var(--accent)] target:pl-3 lg:grid-cols-[minmax(0,1fr)_272px]"
    >
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Heading className="text-md font-semibold">
            <Link prefetch={false} href={href} className="hover:underline hover:underline-offset-2">
              {entry.name}
            </Link>
          </Heading>
          {entry.basis === "product" && <Addition />}
        </div>
        <p className="max-w-[88ch] text-2">{entry.text}</p>
        <DefinitionRows termWidth="96px" className="mt-2 max-w-[104ch]">
          {facts}
          {threats.length > 0 && (
            <DefinitionRow term="Threats">
              <EntryLinks links={threats} />
            </DefinitionRow>
          )}
          {mechanisms.length > 0 && (
            <DefinitionRow term="Mechanisms">
              <EntryLinks links={mechanisms} />
            </DefinitionRow>
          )}
          {items.length > 0 && (
            <DefinitionRow term="Checklist">
              <EntryItems items={items} />
            </DefinitionRow>
          )}
        </DefinitionRows>
      </div>
      {uses && <EntryUses uses={uses} />}
    </article>
  );
}

/** Marks what nobody stated before this product did; it is to be confirmed. */
export function Addition() {
  return (
    <Chip
      tone="warn"
      title="Not in the documents that the product grew from: an addition or judgement of ours, to be confirmed by the team"
    >
      Our addition
    </Chip>
  );
}
