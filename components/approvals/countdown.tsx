"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { formatSpan } from "@/components/ui/format-time";

type CountdownProps = {
  readonly untilMs: number;
  /** The server's clock when the page was made: whatever the window's own clock says, this one counts on. */
  readonly nowMs: number;
  readonly className?: string | undefined;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** "59 min 12 s", "49 h 6 min": two units, so that one sees it move. */
function formatLeft(leftMs: number): string {
  if (leftMs >= 72 * HOUR_MS || leftMs < MINUTE_MS) return formatSpan(leftMs);
  const small = leftMs < HOUR_MS ? leftMs % MINUTE_MS : leftMs % HOUR_MS;
  return `${formatSpan(leftMs)} ${formatSpan(small)}`;
}

/** Time that is left, ticking; at its end the page is read again. */
export function Countdown({ untilMs, nowMs, className }: CountdownProps) {
  const router = useRouter();
  const [leftMs, setLeftMs] = useState(Math.max(0, untilMs - nowMs));
  const over = useRef(leftMs === 0);

  useEffect(() => {
    const startedMs = performance.now();
    const timer = setInterval(() => {
      const left = Math.max(0, untilMs - nowMs - (performance.now() - startedMs));
      setLeftMs(left);
      if (left > 0 || over.current) return;
      over.current = true;
      clearInterval(timer);
      setTimeout(() => router.refresh(), 1_000 + Math.random() * 2_000);
    }, 1_000);
    return () => clearInterval(timer);
  }, [untilMs, nowMs, router]);

  return (
    <time dateTime={new Date(untilMs).toISOString()} className={className} role="timer">
      {formatLeft(leftMs)}
    </time>
  );
}
