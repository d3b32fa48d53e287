import type { ReactNode } from "react";
import { cx } from "./cx";

interface DefinitionRowsProps {
  /** Any CSS width of the column of terms. */
  readonly termWidth?: string | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Facts about one thing. */
export function DefinitionRows({ termWidth = "84px", className, children }: DefinitionRowsProps) {
  return (
    <dl
      className={cx("grid gap-x-2 gap-y-1.5", className)}
      style={{ gridTemplateColumns: `minmax(${termWidth}, max-content) minmax(0, 1fr)` }}
    >
      {children}
    </dl>
  );
}

interface DefinitionRowProps {
  readonly term: ReactNode;
  readonly children: ReactNode;
}

export function DefinitionRow({ term, children }: DefinitionRowProps) {
  return (
    <div className="col-span-2 grid grid-cols-subgrid">
      <dt className="text-3">{term}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-x-1.5">{children}</dd>
    </div>
  );
}
