import type { ReactNode } from "react";
import { cx } from "./cx";

export type ChipTone = "outline" | "solid" | "accent" | "good" | "warn" | "bad";

interface ChipProps {
  readonly tone?: ChipTone | undefined;
  readonly icon?: ReactNode;
  readonly title?: string | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

const TONE: Readonly<Record<ChipTone, string>> = {
  outline: "border-border bg-surface text-2",
  solid: "border-transparent bg-surface-3 text-2",
  accent: "border-accent-border bg-accent-tint text-accent",
  good: "border-proven-line bg-surface text-good",
  warn: "border-claimed-line bg-claimed-tint text-warn",
  bad: "border-gap-line bg-gap-tint text-bad",
};

export function Chip({ tone = "outline", icon, title, className, children }: ChipProps) {
  return (
    <span
      title={title}
      className={cx(
        "inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 text-xs [&>svg]:size-3 [&>svg]:shrink-0",
        TONE[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
