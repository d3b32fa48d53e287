import { ArrowRight } from "lucide-react";
import { SectionHeader } from "@/components/ui/page-header";
import type { PatternHop } from "@/lib/domain/catalogue/knowledge";

/** A path on which a pattern holds, from the caller down, with what protects each hop. */
export function PatternPath({ hops }: { readonly hops: readonly PatternHop[] }) {
  return (
    <section>
      <SectionHeader title="A path on which it holds" />
      <ol className="grid max-w-[72ch] rounded-lg border">
        {hops.map(({ from, to, protection, remark }) => (
          <li
            key={`${from} ${to}`}
            className="flex items-baseline gap-3 border-t border-subtle px-3 py-2 first:border-t-0 max-sm:flex-col max-sm:gap-0.5"
          >
            <span className="flex min-w-64 items-center gap-1.5 font-medium">
              {from}
              <ArrowRight aria-hidden className="size-3.5 text-3" />
              <span className="sr-only">to</span>
              {to}
            </span>
            <span className="min-w-0">
              {protection}
              {remark && <span className="block text-xs text-2">{remark}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
