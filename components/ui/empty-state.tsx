import type { ReactNode } from "react";
import { cx } from "./cx";

interface EmptyStateProps {
  readonly title: ReactNode;
  /** A lucide icon; sized here. */
  readonly icon?: ReactNode;
  /** Why it is empty, and what makes it fill. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly framed?: boolean | undefined;
  readonly className?: string | undefined;
}

export function EmptyState({ title, icon, children, action, framed = true, className }: EmptyStateProps) {
  return (
    <div
      className={cx(
        "flex min-h-44 flex-col items-center justify-center gap-1 p-6 text-center",
        framed && "rounded-lg border",
        "[&>svg]:mb-1 [&>svg]:size-5 [&>svg]:text-3 [&>svg]:stroke-[1.75]",
        className,
      )}
    >
      {icon}
      <p className="font-medium">{title}</p>
      {children && <p className="max-w-[40ch] text-xs text-2">{children}</p>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
