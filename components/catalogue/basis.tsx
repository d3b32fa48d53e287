import { Chip } from "@/components/ui/chip";
import { sentence } from "./words";

/** Where a figure comes from; an assumption is marked as one. */
export function Basis({ children }: { readonly children: string }) {
  const assumed = /\bassum/i.test(children);
  const rest = children.replace(/^assumption[:;,]?\s*/i, "");
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-1.5 gap-y-0.5 text-xs text-2">
      {assumed && <Chip tone="warn">Assumption</Chip>}
      {rest && <span className="min-w-0 max-w-[72ch] flex-1 basis-40">{sentence(rest)}</span>}
    </span>
  );
}
