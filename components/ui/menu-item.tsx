import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { Kbd } from "./kbd";

interface ItemLook {
  readonly icon?: ReactNode;
  readonly danger?: boolean | undefined;
  /** The key that does the same. */
  readonly shortcut?: string | undefined;
}

function ItemContent({ icon, shortcut, children }: ItemLook & { readonly children: ReactNode }) {
  return (
    <>
      {icon}
      <span className="flex-1">{children}</span>
      {shortcut && <Kbd className="ml-4">{shortcut}</Kbd>}
    </>
  );
}

/** In a form with an action, give the form `role="none"` and this `type="submit"`. */
export function MenuItem({
  icon,
  danger,
  shortcut,
  type = "button",
  children,
  ...rest
}: ComponentProps<"button"> & ItemLook) {
  return (
    <button {...rest} type={type} role="menuitem" data-danger={danger || undefined} className="menu-item">
      <ItemContent icon={icon} shortcut={shortcut}>
        {children}
      </ItemContent>
    </button>
  );
}

export function MenuLink({
  icon,
  danger,
  shortcut,
  children,
  ...rest
}: ComponentProps<typeof Link> & ItemLook) {
  return (
    <Link {...rest} role="menuitem" data-danger={danger || undefined} className="menu-item">
      <ItemContent icon={icon} shortcut={shortcut}>
        {children}
      </ItemContent>
    </Link>
  );
}

export function MenuSeparator() {
  return <hr className="-mx-1 my-1 border-t border-border" />;
}

export function MenuHeading({ children }: { readonly children: ReactNode }) {
  return (
    <div role="presentation" className="px-2 pt-1.5 pb-1 text-2xs text-3">
      {children}
    </div>
  );
}
