import type { ReactNode } from "react";
import { cx } from "./cx";

interface SkeletonProps {
  readonly width?: string | undefined;
  readonly height?: string | undefined;
  readonly round?: boolean | undefined;
  readonly className?: string | undefined;
}

export function Skeleton({ width = "100%", height = "10px", round = false, className }: SkeletonProps) {
  return (
    <span
      aria-hidden
      className={cx("block shrink-0 bg-surface-3", round ? "rounded-full" : "rounded-xs", className)}
      style={{ width, height }}
    />
  );
}

interface LoadingProps {
  /** What is awaited; said at once to screen readers, printed after ten seconds. */
  readonly label: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function Loading({ label, className, children }: LoadingProps) {
  return (
    <div role="status" aria-busy className={cx("relative", className)}>
      <span className="sr-only">{label}</span>
      {children}
      <p aria-hidden className="skeleton-wait absolute right-0 bottom-0 bg-surface px-1 text-xs text-2">
        {label}
      </p>
    </div>
  );
}

const WIDTHS = ["60%", "82%", "45%", "70%", "55%", "76%"] as const;

interface SkeletonRowsProps {
  readonly label: string;
  readonly rows?: number | undefined;
  /** Matches lists (36) or tables (40, 48). */
  readonly rowHeightPx?: number | undefined;
  readonly className?: string | undefined;
}

export function SkeletonRows({ label, rows = 5, rowHeightPx = 36, className }: SkeletonRowsProps) {
  return (
    <Loading label={label} className={className}>
      {Array.from({ length: rows }, (_, place) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity but their place
          key={place}
          className="flex items-center gap-2 border-b border-subtle last:border-b-0"
          style={{ height: `${rowHeightPx}px` }}
        >
          <Skeleton width="14px" height="14px" round />
          <span className="min-w-0 flex-1">
            <Skeleton width={WIDTHS[place % WIDTHS.length]} />
          </span>
          <Skeleton width="32px" />
        </span>
      ))}
    </Loading>
  );
}

interface SkeletonFiguresProps {
  readonly label: string;
  readonly count?: number | undefined;
}

export function SkeletonFigures({ label, count = 5 }: SkeletonFiguresProps) {
  return (
    <Loading label={label}>
      <div className="figure-strip">
        <div className="figure-row">
          {Array.from({ length: count }, (_, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity but their place
            <div key={place} className="figure flex h-[95px] flex-col justify-center gap-3">
              <Skeleton width="60%" />
              <Skeleton width="40%" height="22px" />
            </div>
          ))}
        </div>
      </div>
    </Loading>
  );
}
