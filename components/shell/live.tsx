"use client";

import { usePathname, useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";

/** What the navigation counts for this person. */
export type Counts = { readonly waiting: number; readonly unread: number };
/** Whether the server tells this window of changes, the window asks from time to time, or nothing answers. */
type Line = "starting" | "live" | "asking" | "off";

const ASK_MS = 30_000;
const REOPEN_MS = 60_000;
/** A line that is back by then was never missed. */
const DOUBT_MS = 4_000;
/** Windows that hear of the same change ask one after the other. */
const SPREAD_MS = 600;

const LiveContext = createContext<Counts & { readonly line: Line }>({
  waiting: 0,
  unread: 0,
  line: "starting",
});

/** The counters of the navigation and the state of the line, as they are now. */
export function useLive(): Counts & { readonly line: Line } {
  return useContext(LiveContext);
}

/** Pages that show what the line tells of. */
const LIVE_PAGES = /^\/(approvals|notices)(\/|$)/;

type LiveProviderProps = { readonly counts: Counts; readonly children: ReactNode };

/**
 * Keeps one line to the server open while the window is on screen. Without one it asks from time to time; in a hidden
 * window it does neither.
 */
export function LiveProvider({ counts, children }: LiveProviderProps) {
  const router = useRouter();
  const path = usePathname();
  const [now, setNow] = useState(counts);
  const [line, setLine] = useState<Line>("starting");
  const onLivePage = useRef(false);
  onLivePage.current = LIVE_PAGES.test(path);
  const { waiting, unread } = counts;
  useEffect(() => setNow({ waiting, unread }), [waiting, unread]);
  useEffect(
    () =>
      keepLine({ onCounts: setNow, onLine: setLine, onChange: () => onLivePage.current && router.refresh() }),
    [router],
  );
  return <LiveContext value={{ ...now, line }}>{children}</LiveContext>;
}

type Told = {
  readonly onCounts: (counts: Counts) => void;
  readonly onLine: (line: Line) => void;
  readonly onChange: () => void;
};

function keepLine({ onCounts, onLine, onChange }: Told): () => void {
  let source: EventSource | null = null;
  let asking: number | undefined;
  let reading: number | undefined;
  let reopening: number | undefined;
  let doubting: number | undefined;

  const read = async () => {
    reading = undefined;
    try {
      const answer = await fetch("/api/live/counts");
      if (!answer.ok) throw new Error(String(answer.status));
      onCounts((await answer.json()) as Counts);
      if (asking !== undefined) onLine("asking");
    } catch {
      onLine("off");
    }
  };
  const changed = () => {
    reading ??= window.setTimeout(() => {
      void read();
      onChange();
    }, Math.random() * SPREAD_MS);
  };
  const ask = () => {
    asking ??= window.setInterval(changed, ASK_MS * (0.8 + Math.random() * 0.4));
  };
  const hear = () => {
    clearInterval(asking);
    clearTimeout(doubting);
    asking = doubting = undefined;
    onLine("live");
  };
  const lose = () => {
    doubting ??= window.setTimeout(() => onLine("asking"), DOUBT_MS);
    ask();
    if (source?.readyState !== EventSource.CLOSED) return; // It tries again by itself.
    source = null;
    reopening ??= window.setTimeout(open, REOPEN_MS * (0.8 + Math.random() * 0.4));
  };
  const open = () => {
    reopening = undefined;
    if (source || document.hidden) return;
    source = new EventSource("/api/live");
    source.addEventListener("live", hear);
    source.addEventListener("deaf", lose);
    source.addEventListener("changed", changed);
    source.addEventListener("error", lose);
  };
  const rest = () => {
    source?.close();
    source = null;
    for (const timer of [asking, reading, reopening, doubting]) clearTimeout(timer);
    asking = reading = reopening = doubting = undefined;
  };
  const onVisibility = () => {
    rest();
    if (document.hidden) return;
    open();
    changed();
  };
  open();
  document.addEventListener("visibilitychange", onVisibility);
  window.addEventListener("pagehide", rest);
  window.addEventListener("pageshow", open);
  return () => {
    rest();
    document.removeEventListener("visibilitychange", onVisibility);
    window.removeEventListener("pagehide", rest);
    window.removeEventListener("pageshow", open);
  };
}

/** Says at the foot of the navigation when the screen is not kept up to date by itself. */
export function LiveMark() {
  const { line } = useLive();
  const words =
    line === "asking" ? "Not live, asks every 30 s" : line === "off" ? "Not live, no connection" : "";
  return (
    <p role="status" className="px-2 pb-1 text-2xs text-warn empty:hidden max-xl:text-center">
      {words}
    </p>
  );
}

/** Puts what waits for this person before the title of the window, where a tab shows it. */
export function TitleCount() {
  const { waiting } = useLive();
  useEffect(() => {
    const mark = () => {
      const plain = document.title.replace(/^\(\d+\+?\) /, "");
      const title = waiting > 0 ? `(${waiting > 98 ? "99+" : waiting}) ${plain}` : plain;
      if (title !== document.title) document.title = title;
    };
    mark();
    const watch = new MutationObserver(mark);
    watch.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => watch.disconnect();
  }, [waiting]);
  return null;
}
