"use client";

import { Search } from "lucide-react";
import { Kbd } from "@/components/ui/kbd";
import { OPEN_PALETTE } from "./keys";

const COLUMN = "mt-2 mb-3 h-[30px] w-full gap-2 px-2 max-xl:justify-center";
const COMPACT = "size-9 justify-center";

/** Opens the command palette; the same as Ctrl/⌘ K. `compact` is the symbol alone, for the bar of a phone. */
export function PaletteButton({ compact = false }: { readonly compact?: boolean }) {
  return (
    <button
      type="button"
      onClick={() => window.dispatchEvent(new Event(OPEN_PALETTE))}
      className={`needs-script flex items-center rounded-md border bg-surface text-3 shadow-xs ${compact ? COMPACT : COLUMN}`}
    >
      <Search className="size-4 shrink-0" aria-hidden />
      <span className={compact ? "sr-only" : "max-xl:sr-only"}>Search or jump to</span>
      {!compact && (
        <span className="ml-auto max-xl:hidden">
          <Kbd>⌘K</Kbd>
        </span>
      )}
    </button>
  );
}
