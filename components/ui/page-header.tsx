import type { ReactNode } from "react";
import { cx } from "./cx";

interface PageHeaderProps {
  readonly title: ReactNode;
  /** One sentence: what matters here today. */
  readonly lede?: ReactNode;
  readonly actions?: ReactNode;
  readonly above?: ReactNode;
  readonly className?: string | undefined;
}

export function PageHeader({ title, lede, actions, above, className }: PageHeaderProps) {
  return (
    <header className={cx("mb-4 flex flex-wrap items-start gap-x-4 gap-y-3", className)}>
      <div className="min-w-0 flex-1 basis-72">
        {above && <div className="mb-1 text-xs text-3">{above}</div>}
        <h1>{title}</h1>
        {lede && <p className="max-w-[96ch] text-2">{lede}</p>}
      </div>
      {actions && <div className="no-print flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}

interface SectionHeaderProps {
  readonly title: ReactNode;
  readonly aside?: ReactNode;
  readonly level?: 2 | 3 | undefined;
  readonly id?: string | undefined;
  readonly className?: string | undefined;
}

export function SectionHeader({ title, aside, level = 2, id, className }: SectionHeaderProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div
      className={cx("mb-2 flex min-h-7 flex-wrap items-center justify-between gap-x-4 gap-y-1", className)}
    >
      <Heading id={id}>{title}</Heading>
      {aside && <div className="flex items-center gap-3 text-xs text-3">{aside}</div>}
    </div>
  );
}
