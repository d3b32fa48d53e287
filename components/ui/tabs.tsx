import Link from "next/link";
import type { ComponentProps, ReactNode, Ref } from "react";
import { cx } from "./cx";

interface TabsProps {
  readonly label: string;
  readonly className?: string | undefined;
  readonly ref?: Ref<HTMLElement> | undefined;
  readonly children: ReactNode;
}

/** Pages of one thing; every tab is an address. Scrolls sideways on a phone. */
export function Tabs({ label, className, ref, children }: TabsProps) {
  return (
    <nav
      ref={ref}
      aria-label={label}
      className={cx(
        "no-print relative -ml-2 flex h-11 min-w-0 gap-1 overflow-x-auto overflow-y-hidden [scrollbar-width:none]",
        className,
      )}
    >
      {children}
    </nav>
  );
}

interface TabLinkProps extends ComponentProps<typeof Link> {
  readonly current?: boolean | undefined;
  readonly count?: number | undefined;
}

export function TabLink({ current = false, count, className, children, ...rest }: TabLinkProps) {
  return (
    <Link
      prefetch={false}
      {...rest}
      aria-current={current ? "page" : undefined}
      className={cx(
        "relative flex items-center gap-1.5 rounded-sm px-2 whitespace-nowrap text-2 hover:text-text focus-visible:-outline-offset-2",
        "aria-[current=page]:font-medium aria-[current=page]:text-text",
        "aria-[current=page]:after:absolute aria-[current=page]:after:inset-x-2 aria-[current=page]:after:bottom-0 aria-[current=page]:after:border-b-2 aria-[current=page]:after:border-text",
        className,
      )}
    >
      {children}
      {count !== undefined && <span className="text-xs font-normal text-3">{count}</span>}
    </Link>
  );
}
