"use client";

import { useEffect } from "react";

function addLocalTime(event: Event): void {
  const target = event.target instanceof Element ? event.target.closest("time[datetime][title]") : null;
  if (!(target instanceof HTMLTimeElement) || target.title.includes("\n")) return;
  const at = new Date(target.dateTime);
  if (Number.isNaN(at.getTime())) return;
  const local = at.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
  target.title = `${target.title}\n${local} here`;
}

/** Adds the reader's own time to the title of every exact time. Mount once. */
export function LocalTimeTitles() {
  useEffect(() => {
    document.addEventListener("pointerover", addLocalTime, { passive: true });
    return () => document.removeEventListener("pointerover", addLocalTime);
  }, []);
  return null;
}
