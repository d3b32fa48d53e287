"use client";

import { Search } from "lucide-react";
import { Kbd } from "@/components/ui/kbd";
import { OPEN_PALETTE } from "./keys";

/** Opens the command palette; the same as Ctrl/⌘ K. */
export function PaletteButton() {
  return (
    <button
      type="button"
      onClick={() => window.dispatchEvent(new Event(OPEN_PALETTE))}
      className="needs-script mt-2 mb-3 flex h-[30px] w-full items-center gap-2 rounded-md border bg-surface px-2 text-3 shadow-xs max-xl:justify-center"
    >
      <Search className="size-4 shrink-0" aria-hidden />
      <span className="max-xl:sr-only">Search or jump to</span>
      <span className="ml-auto max-xl:hidden">
        <Kbd>⌘K</Kbd>
      </span>
    </button>
  );
}
