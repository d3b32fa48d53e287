import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";

interface SegmentedProps {
  readonly label: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Two to four views of the same data: SegmentLink when the address changes, SegmentButton otherwise. */
export function Segmented({ label, className, children }: SegmentedProps) {
  return (
    <fieldset
      aria-label={label}
      className={cx("no-print inline-flex shrink-0 gap-px rounded-md bg-surface-3 p-0.5", className)}
    >
      {children}
    </fieldset>
  );
}

const SEGMENT =
  "inline-flex h-6 min-w-6 items-center justify-center gap-1 whitespace-nowrap rounded-sm px-2 text-xs text-2 transition-colors duration-(--motion-fast) max-sm:h-8 max-sm:px-3 " +
  "hover:text-text aria-pressed:bg-surface aria-pressed:font-medium aria-pressed:text-text aria-pressed:shadow-sm dark:aria-pressed:bg-border-strong " +
  "aria-[current=true]:bg-surface aria-[current=true]:font-medium aria-[current=true]:text-text aria-[current=true]:shadow-sm dark:aria-[current=true]:bg-border-strong " +
  "forced-colors:aria-pressed:outline forced-colors:aria-[current=true]:outline";

interface SegmentLinkProps extends ComponentProps<typeof Link> {
  readonly current: boolean;
}

export function SegmentLink({ current, className, ...rest }: SegmentLinkProps) {
  return <Link {...rest} aria-current={current ? "true" : undefined} className={cx(SEGMENT, className)} />;
}

interface SegmentButtonProps extends ComponentProps<"button"> {
  readonly pressed: boolean;
}

export function SegmentButton({ pressed, className, type = "button", ...rest }: SegmentButtonProps) {
  return <button {...rest} type={type} aria-pressed={pressed} className={cx(SEGMENT, className)} />;
}
