"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect } from "react";

const PATIENCE_MS = 150;

/** True for a click that leads to another page of ours in this window. */
function leadsElsewhere(event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || link.target || link.hasAttribute("download")) return false;
  return (
    link.origin === location.origin && link.pathname + link.search !== location.pathname + location.search
  );
}

/**
 * A thin line at the top while the next page is on its way. Pages have no loading skeletons of their own: a skeleton
 * that is streamed first stays for ever where there is no JavaScript.
 */
export function NavProgress() {
  const path = usePathname();
  const search = useSearchParams();

  // biome-ignore lint/correctness/useExhaustiveDependencies: arriving at another address is what ends the wait
  useEffect(() => {
    document.documentElement.removeAttribute("data-going");
  }, [path, search]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onClick = (event: MouseEvent) => {
      clearTimeout(timer);
      if (!leadsElsewhere(event)) return;
      const from = location.href;
      timer = setTimeout(() => {
        if (location.href === from) document.documentElement.setAttribute("data-going", "");
      }, PATIENCE_MS);
    };
    document.addEventListener("click", onClick);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("click", onClick);
    };
  }, []);

  return null;
}
