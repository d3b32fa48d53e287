"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { type Counts, useLive } from "./live";

type NavLinkProps = {
  readonly href: string;
  readonly icon?: ReactNode;
  /** Current only on this very page, not below it. */
  readonly exact?: boolean;
  /** What is counted beside it; nothing is shown for zero. */
  readonly counted?: keyof Counts;
  readonly children: ReactNode;
};

/** A link of the navigation that knows whether it is where we are. */
export function NavLink({ href, icon, exact = false, counted, children }: NavLinkProps) {
  const path = usePathname();
  const live = useLive();
  const current = path === href || (!exact && path.startsWith(`${href}/`));
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={current ? "page" : undefined}
      className="relative flex h-7 min-w-0 items-center gap-2 rounded-md px-2 text-2 hover:bg-surface-3 hover:text-text aria-[current=page]:bg-surface-3 aria-[current=page]:font-medium aria-[current=page]:text-text max-xl:h-9 max-xl:justify-center [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-3 aria-[current=page]:[&>svg]:text-text"
    >
      {icon}
      <span className={icon ? "truncate max-xl:sr-only" : "truncate"}>{children}</span>
      {counted && live[counted] > 0 && <Count count={live[counted]} of={counted} />}
    </Link>
  );
}

const SAID: Readonly<Record<keyof Counts, (count: number) => string>> = {
  waiting: (count) => `${count > 98 ? "99 or more wait" : count === 1 ? "1 waits" : `${count} wait`} for you`,
  unread: (count) => `${count > 98 ? "99 or more" : count} unread`,
};

/** "Approvals (2)" in the menu of a phone. */
export function CountedWords({ counted, children }: Required<Pick<NavLinkProps, "counted" | "children">>) {
  const count = useLive()[counted];
  return (
    <>
      {children}
      {count > 0 && ` (${count > 98 ? "99+" : count})`}
    </>
  );
}

/** A number beside the words; on the rail of icons at the corner of the icon. */
function Count({ count, of }: { readonly count: number; readonly of: keyof Counts }) {
  const said = SAID[of](count);
  return (
    <span
      title={said}
      className="ml-auto text-xs font-medium text-text max-xl:absolute max-xl:top-0.5 max-xl:right-1.5 max-xl:text-2xs"
    >
      <span aria-hidden>{count > 98 ? "99+" : count}</span>
      <span className="sr-only">, {said}</span>
    </span>
  );
}
