"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { type MouseEvent, useCallback, useMemo } from "react";
import { formatReadableNumber, parseReadableNumber } from "@/lib/domain/checklists/readable-number";

/** Parts of the address that belong to the panel, not to the list. */
const PANEL_PARAMS = ["item", "refused"];

function withoutPanel(search: string): URLSearchParams {
  const params = new URLSearchParams(search);
  for (const name of PANEL_PARAMS) params.delete(name);
  return params;
}

function itemIn(search: string): string | null {
  const wanted = parseReadableNumber(new URLSearchParams(search).get("item") ?? "");
  return wanted && formatReadableNumber(wanted);
}

/** The same list with another item open, or none. */
function searchFor(search: string, number: string | null): string {
  const params = withoutPanel(search);
  if (number) params.set("item", number);
  return params.size > 0 ? `?${params}` : "";
}

/**
 * Which item is open, kept in the address. Moving from item to item changes the address at once and asks the server
 * for nothing but the item; the way back closes the panel.
 */
export function useOpened() {
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const opened = itemIn(search);

  const hrefOf = useMemo(() => {
    const list = withoutPanel(search).toString();
    const before = `${pathname}?${list === "" ? "" : `${list}&`}`;
    return (number: string) => `${before}item=${number}`;
  }, [pathname, search]);

  const open = useCallback((number: string | null) => {
    const { pathname: path, search: now } = window.location;
    const wasOpen = new URLSearchParams(now).has("item");
    const next = path + searchFor(now, number);
    if (next === path + now) return;
    if (number && !wasOpen) window.history.pushState(null, "", next);
    else window.history.replaceState(null, "", next);
  }, []);

  const openedNow = useCallback(() => itemIn(window.location.search), []);
  const closeHref = pathname + searchFor(search, null);
  return { opened, openedNow, open, hrefOf, closeHref };
}

/** The item that a plain click on a link of this page opens; null closes the panel; undefined is any other click. */
export function clickedItem(event: MouseEvent): string | null | undefined {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || event.defaultPrevented || link.target || link.hasAttribute("download"))
    return undefined;
  const { origin, pathname, search } = window.location;
  if (link.origin !== origin || link.pathname !== pathname || link.hash !== "") return undefined;
  if (withoutPanel(link.search).toString() !== withoutPanel(search).toString()) return undefined;
  return new URLSearchParams(link.search).get("item");
}
