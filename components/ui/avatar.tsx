import type { ReactNode } from "react";
import { cx } from "./cx";

/** First letters of the first and last word, at most two. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : [words[0]];
  return letters
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toLocaleUpperCase("en");
}

interface AvatarProps {
  /** null: nobody. */
  readonly name: string | null;
  readonly size?: "md" | "lg" | undefined;
  /** Looks at the same page right now. */
  readonly here?: boolean | undefined;
  /** Set when the name stands beside it in words. */
  readonly decorative?: boolean | undefined;
  /** What to say for nobody. */
  readonly nobody?: string | undefined;
}

export function Avatar({
  name,
  size = "md",
  here = false,
  decorative = false,
  nobody = "No owner",
}: AvatarProps) {
  const said = name === null ? nobody : here ? `${name}, here now` : name;
  return (
    <span
      {...(decorative ? { "aria-hidden": true } : { role: "img", "aria-label": said })}
      title={said}
      className={cx(
        "inline-flex shrink-0 items-center justify-center rounded-full font-semibold tracking-[0.01em]",
        size === "lg" ? "size-7 text-2xs" : "size-[22px] text-avatar",
        name === null ? "border border-dashed border-control" : "bg-surface-3 text-2",
        here && "shadow-[0_0_0_1.5px_var(--surface),0_0_0_3px_var(--accent)]",
        name !== null && !here && "shadow-[inset_0_0_0_1px_var(--border)]",
      )}
    >
      {name === null ? null : initialsOf(name)}
    </span>
  );
}

interface AvatarStackProps {
  readonly label: string;
  readonly children: ReactNode;
}

export function AvatarStack({ label, children }: AvatarStackProps) {
  return (
    <span title={label} className="inline-flex gap-1.5">
      {children}
    </span>
  );
}

interface PersonProps {
  readonly name: string | null;
  readonly nobody?: string | undefined;
}

/** Avatar and name, for definition rows and cells. */
export function Person({ name, nobody = "Nobody" }: PersonProps) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <Avatar name={name} decorative />
      <span className={cx("truncate", name === null && "text-3")}>{name ?? nobody}</span>
    </span>
  );
}
