import { SectionHeader } from "@/components/ui/page-header";
import { PhaseMark } from "@/components/ui/phase-mark";
import { TextLink } from "@/components/ui/text-link";
import type { EntryLink, EntryView } from "@/lib/features/knowledge/present";
import { EntryUses } from "./entry-uses";

/** Beside an entry that has a page of its own: the systems that it concerns, and what it points to. */
export function EntryAside({ view, uses = true }: { readonly view: EntryView; readonly uses?: boolean }) {
  return (
    <>
      {uses && view.uses && (
        <section>
          <SectionHeader title="In your systems" />
          <EntryUses uses={view.uses} />
        </section>
      )}
      <LinkSection title="Threats" links={view.threats} />
      <LinkSection title="Mechanisms" links={view.mechanisms} />
      {view.items.length > 0 && (
        <section>
          <SectionHeader title="Items of the checklist" aside={view.items.length} />
          <ul className="grid gap-1.5">
            {view.items.map(({ key, phase, title }) => (
              <li key={key} className="flex items-start gap-2">
                <PhaseMark phase={phase} />
                <span>{title}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function LinkSection({ title, links }: { readonly title: string; readonly links: readonly EntryLink[] }) {
  if (links.length === 0) return null;
  return (
    <section>
      <SectionHeader title={title} aside={links.length} />
      <ul>
        {links.map(({ href, name }) => (
          <li key={href}>
            <TextLink href={href} prefetch={false} className="inline-flex min-h-6 items-center">
              {name}
            </TextLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
