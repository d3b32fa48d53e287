import { TextLink } from "@/components/ui/text-link";
import type { Uses } from "@/lib/features/knowledge/present";

/** The systems that an entry concerns, with how much. */
export function EntryUses({ uses }: { readonly uses: Uses }) {
  const { title, lines, more, none } = uses;
  if (lines.length === 0) return <p className="text-xs text-3">{none}</p>;
  return (
    <div className="text-xs">
      <p className="mb-0.5 text-3">{title}</p>
      <ul>
        {lines.map(({ href, name, remark }) => (
          <li key={href} className="flex min-h-6 items-center justify-between gap-3">
            <TextLink href={href} prefetch={false} className="min-w-0 truncate leading-6">
              {name}
            </TextLink>
            <span className="whitespace-nowrap text-3">{remark}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="text-3">and {more} more</p>}
    </div>
  );
}
