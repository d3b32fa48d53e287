import { formatExact, formatRelative } from "./format-time";

interface RelativeTimeProps {
  readonly instantMs: number;
  /** The instant at which the page was made. */
  readonly nowMs: number;
  readonly className?: string | undefined;
}

/** Exact UTC on hover; LocalTimeTitles, once in the layout, adds the reader's own time. */
export function RelativeTime({ instantMs, nowMs, className }: RelativeTimeProps) {
  return (
    <time dateTime={new Date(instantMs).toISOString()} title={formatExact(instantMs)} className={className}>
      {formatRelative(instantMs, nowMs)}
    </time>
  );
}
