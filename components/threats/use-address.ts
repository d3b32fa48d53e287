"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { PANEL_PARAMS, parseThreatsSearch, type ThreatsSearch } from "@/lib/features/threats/present";

/** The address of the threats page: what it asks for, and addresses that differ from it in some parts. */
export function useAddress() {
  const pathname = usePathname();
  const now = useSearchParams();
  const search: ThreatsSearch = parseThreatsSearch(now);
  /** Another address; null takes a part out. The what-if and all else stay. */
  const hrefWith = (parts: Readonly<Record<string, string | null>>): string => {
    const params = new URLSearchParams(now);
    for (const [name, value] of Object.entries(parts)) {
      if (value === null) params.delete(name);
      else params.set(name, value);
    }
    const text = params.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
    return text === "" ? pathname : `${pathname}?${text}`;
  };
  /** Opens one thing beside the matrix in place of any other; nothing closes the panel. */
  const hrefOpening = (part?: (typeof PANEL_PARAMS)[number], value?: string): string =>
    hrefWith({ ...CLOSED, ...(part && value ? { [part]: value } : {}) });
  return { search, hrefWith, hrefOpening };
}

const CLOSED = Object.fromEntries(PANEL_PARAMS.map((name) => [name, null]));
