import { X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { iconButtonClass } from "./button-class";
import { cx } from "./cx";

interface SplitViewProps {
  /** The Panel, or null while nothing is chosen. */
  readonly panel: ReactNode;
  readonly children: ReactNode;
}

/** A list and one thing out of it. The list stays usable, the address changes. */
export function SplitView({ panel, children }: SplitViewProps) {
  return (
    <div className={cx("grid min-w-0", panel !== null && "lg:grid-cols-[minmax(0,1fr)_var(--panel)]")}>
      <div className="min-w-0">{children}</div>
      {panel}
    </div>
  );
}

interface PanelProps {
  readonly label: string;
  /** Number and place in the list, left of the buttons. */
  readonly heading: ReactNode;
  /** Previous, next, copy link. */
  readonly tools?: ReactNode;
  /** The address of the list without this panel. */
  readonly closeHref: string;
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/** Beside the list on a desk, over it on a tablet, the whole screen on a phone. */
export function Panel({ label, heading, tools, closeHref, footer, children }: PanelProps) {
  return (
    <aside aria-label={label} data-panel className="panel">
      <div className="flex h-11 shrink-0 items-center gap-1 border-b border-subtle pr-3 pl-5 text-3 max-sm:h-13 max-sm:px-4">
        <div className="flex min-w-0 flex-1 items-center gap-2 text-xs">{heading}</div>
        {tools}
        <Link
          href={closeHref}
          scroll={false}
          aria-label="Close"
          title="Close"
          className={iconButtonClass({})}
        >
          <X aria-hidden />
        </Link>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset can't scroll in every browser */}
      <div
        role="group"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="flex-1 overflow-y-auto px-5 py-4 focus-visible:-outline-offset-2 max-sm:px-4 max-sm:outline-none"
      >
        {children}
      </div>
      {footer && (
        <div className="no-print flex shrink-0 items-center gap-2 border-t px-5 py-3 max-sm:px-4">
          {footer}
        </div>
      )}
    </aside>
  );
}

interface PanelSectionProps {
  readonly title: ReactNode;
  readonly count?: number | undefined;
  /** A quiet link at the right end. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

export function PanelSection({ title, count, action, children }: PanelSectionProps) {
  return (
    <section className="mt-4 border-t border-subtle pt-3">
      <div className="mb-1.5 flex min-h-6 items-center gap-2">
        <h3>{title}</h3>
        {count !== undefined && <span className="text-xs text-3">{count}</span>}
        {action && <span className="ml-auto text-xs">{action}</span>}
      </div>
      {children}
    </section>
  );
}
