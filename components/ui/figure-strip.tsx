import Link from "next/link";
import type { ReactNode } from "react";
import { cx } from "./cx";

interface FigureStripProps {
  readonly label: string;
  readonly className?: string | undefined;
  /** Three to six Figure. */
  readonly children: ReactNode;
}

export function FigureStrip({ label, className, children }: FigureStripProps) {
  return (
    <section aria-label={label} className={cx("figure-strip", className)}>
      <div className="figure-row">{children}</div>
    </section>
  );
}

interface FigureProps {
  readonly label: ReactNode;
  readonly value: ReactNode;
  readonly unit?: ReactNode;
  readonly remark?: ReactNode;
  /** Where the figure is made of. */
  readonly href?: string | undefined;
}

export function Figure({ label, value, unit, remark, href }: FigureProps) {
  const body = (
    <>
      <span className="block text-xs text-2">{label}</span>
      <span className="block text-2xl leading-[34px] font-semibold tracking-figure">
        {value}
        {unit && (
          <span className="ml-1.5 inline-block text-sm leading-none font-normal tracking-normal text-3">
            {unit}
          </span>
        )}
      </span>
      {remark && <span className="block text-xs text-3">{remark}</span>}
    </>
  );
  if (href === undefined) return <div className="figure">{body}</div>;
  return (
    <Link
      prefetch={false}
      href={href}
      className="figure transition-colors duration-(--motion-fast) hover:bg-surface-hover"
    >
      {body}
    </Link>
  );
}
