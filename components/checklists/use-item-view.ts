"use client";

import { useCallback, useEffect, useState } from "react";
import type { ItemView } from "@/lib/domain/checklists/item-view";

const WARM_AFTER_MS = 120;
const KEPT_MAX = 200;

type Kept = ReadonlyMap<string, ItemView>;

/** Null: there is no such item. Throws when it can't be read. */
async function fetchItem(slug: string, number: string, signal: AbortSignal): Promise<ItemView | null> {
  const response = await fetch(`/api/systems/${slug}/items/${number}`, { signal });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`item ${number}: ${response.status}`);
  return (await response.json()) as ItemView;
}

function newer(a: ItemView | undefined, b: ItemView | undefined): ItemView | undefined {
  if (!a || !b) return a ?? b;
  return a.asOfMs >= b.asOfMs ? a : b;
}

/**
 * The item that is open: what the page brought, what was read before, and the newest state as soon as it is here.
 *
 * @param fromPage the item that the page itself was made with
 * @param neighbours numbers that are probably opened next; read ahead
 */
export function useItemView(
  slug: string,
  number: string | null,
  fromPage: ItemView | null,
  neighbours: readonly (string | null)[],
) {
  const [kept, setKept] = useState<Kept>(new Map());
  const [trouble, setTrouble] = useState<{ number: string; kind: "missing" | "failed" } | null>(null);
  const [attempt, setAttempt] = useState(0);

  const keep = useCallback((view: ItemView) => {
    setKept((before) => new Map([...before].slice(-KEPT_MAX)).set(view.number, view));
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page and a new attempt read again
  useEffect(() => {
    if (!number || fromPage?.number === number) return;
    const abort = new AbortController();
    fetchItem(slug, number, abort.signal)
      .then((view) => {
        if (view) keep(view);
        setTrouble(view ? null : { number, kind: "missing" });
      })
      .catch(() => {
        if (!abort.signal.aborted) setTrouble({ number, kind: "failed" });
      });
    return () => abort.abort();
  }, [slug, number, fromPage, attempt, keep]);

  const ahead = neighbours.filter((one) => one !== null && !kept.has(one)).join(" ");
  useEffect(() => {
    if (!number || ahead === "") return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      for (const one of ahead.split(" "))
        fetchItem(slug, one, abort.signal)
          .then((view) => view && keep(view))
          .catch(() => {}); // Read ahead only; opening it asks again.
    }, WARM_AFTER_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [slug, number, ahead, keep]);

  const view = number
    ? newer(fromPage?.number === number ? fromPage : undefined, kept.get(number))
    : undefined;
  const kind = !view && trouble?.number === number ? trouble.kind : null;
  return {
    view: view ?? null,
    missing: kind === "missing",
    failed: kind === "failed",
    retry: () => {
      setTrouble(null);
      setAttempt((count) => count + 1);
    },
  };
}
