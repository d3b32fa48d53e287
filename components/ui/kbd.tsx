import type { ReactNode } from "react";
import { cx } from "./cx";

interface KbdProps {
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function Kbd({ className, children }: KbdProps) {
  return (
    <kbd
      className={cx(
        "inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-xs border bg-surface-2 px-1 font-sans text-2xs leading-none font-medium text-3",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
