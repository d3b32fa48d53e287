import { PhaseMark } from "@/components/ui/phase-mark";
import { TextLink } from "@/components/ui/text-link";
import type { CatalogueItem } from "@/lib/domain/catalogue/catalogue-item";
import type { EntryLink } from "@/lib/features/knowledge/present";

/** Links to other entries, one after the other. */
export function EntryLinks({ links }: { readonly links: readonly EntryLink[] }) {
  return (
    <ul className="-my-0.5 flex flex-wrap gap-x-3">
      {links.map(({ href, name }) => (
        <li key={href}>
          <TextLink href={href} prefetch={false} className="inline-flex min-h-6 items-center">
            {name}
          </TextLink>
        </li>
      ))}
    </ul>
  );
}

/** Items of the checklist, each with its phase. */
export function EntryItems({ items }: { readonly items: readonly CatalogueItem[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {items.map(({ key, phase, title }) => (
        <li key={key} className="inline-flex items-center gap-1.5">
          <PhaseMark phase={phase} />
          {title}
        </li>
      ))}
    </ul>
  );
}
