import { cx } from "./cx";

interface BrandMarkProps {
  readonly className?: string | undefined;
}

/** Two signatures on one line. Decorative: the name stands beside it or in its link. */
export function BrandMark({ className }: BrandMarkProps) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={cx("size-5 shrink-0", className)}>
      <circle cx="7.4" cy="10" r="5.6" fill="currentColor" />
      <circle cx="12.6" cy="10" r="4.85" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
