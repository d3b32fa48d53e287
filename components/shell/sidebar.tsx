import {
  Bell,
  BookOpen,
  Boxes,
  Layers,
  ListChecks,
  Menu as MenuIcon,
  ScrollText,
  Settings,
  Signature,
  Users,
} from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { BrandMark } from "@/components/ui/brand-mark";
import { Menu } from "@/components/ui/menu";
import { MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu-item";
import { signOut } from "@/lib/features/people/actions";
import { LiveMark } from "./live";
import { CountedWords, NavLink } from "./nav-link";
import { PaletteButton } from "./palette-button";
import { ThemeItems } from "./theme-items";

export type SidebarProps = {
  readonly me: {
    readonly name: string;
    readonly organisation: string;
    readonly maySeeAudit: boolean;
    readonly singleKeys: boolean;
  };
  readonly systems: {
    readonly first: readonly { readonly slug: string; readonly name: string }[];
    readonly count: number;
  };
};

/** Navigation: a column, a rail of icons below 1360 px, a bar with a menu on a phone. */
export function Sidebar({ me, systems }: SidebarProps) {
  return (
    <>
      <header data-chrome className="flex h-topbar items-center gap-2 border-b px-3 sm:hidden">
        <Menu label="Navigation" icon={<MenuIcon />} iconOnly>
          <MenuLink href="/">Posture</MenuLink>
          <MenuLink href="/systems">Systems</MenuLink>
          <MenuLink href="/approvals">
            <CountedWords counted="waiting">Approvals</CountedWords>
          </MenuLink>
          <MenuLink href="/notices">
            <CountedWords counted="unread">Notices</CountedWords>
          </MenuLink>
          <MenuLink href="/catalogue">Catalogue</MenuLink>
          <MenuLink href="/templates">Templates</MenuLink>
          <MenuLink href="/people">People</MenuLink>
          {me.maySeeAudit && <MenuLink href="/audit">Audit</MenuLink>}
          <MenuLink href="/settings">Settings</MenuLink>
          <MenuSeparator />
          <Account />
        </Menu>
        <BrandMark className="size-5" />
        <span className="min-w-0 flex-1 truncate font-medium">{me.organisation}</span>
        <PaletteButton compact />
      </header>
      <header
        data-chrome
        className="sticky top-0 hidden h-dvh flex-col border-r bg-bg px-2 pt-2 pb-3 sm:flex max-xl:items-stretch"
      >
        <Link
          href="/"
          className="flex h-8 items-center gap-2 rounded-md px-2 font-medium max-xl:justify-center"
        >
          <BrandMark className="size-5 shrink-0" />
          <span className="truncate max-xl:sr-only">{me.organisation}</span>
        </Link>
        <PaletteButton />
        <nav aria-label="Main" className="grid gap-px">
          <NavLink href="/" exact icon={<Layers />}>
            Posture
          </NavLink>
          <NavLink href="/systems" exact icon={<Boxes />}>
            Systems
          </NavLink>
          <NavLink href="/approvals" icon={<Signature />} counted="waiting">
            Approvals
          </NavLink>
          <NavLink href="/notices" icon={<Bell />} counted="unread">
            Notices
          </NavLink>
          <NavLink href="/catalogue" icon={<BookOpen />}>
            Catalogue
          </NavLink>
          <NavLink href="/templates" icon={<ListChecks />}>
            Templates
          </NavLink>
          <NavLink href="/people" icon={<Users />}>
            People
          </NavLink>
          {me.maySeeAudit && (
            <NavLink href="/audit" icon={<ScrollText />}>
              Audit
            </NavLink>
          )}
          <NavLink href="/settings" icon={<Settings />}>
            Settings
          </NavLink>
        </nav>
        <SystemLinks systems={systems} />
        <div className="mt-auto pt-2">
          <LiveMark />
          <Menu label={`Account of ${me.name}`} trigger={<Me name={me.name} />} variant="ghost" align="start">
            <Account />
          </Menu>
        </div>
      </header>
    </>
  );
}

function SystemLinks({ systems }: Pick<SidebarProps, "systems">) {
  if (systems.count === 0) return null;
  return (
    <nav aria-label="Systems" className="mt-4 min-h-0 overflow-y-auto max-xl:hidden">
      <p className="px-2 pb-1 text-2xs font-medium text-3">Systems</p>
      <div className="grid gap-px">
        {systems.first.map(({ slug, name }) => (
          <NavLink key={slug} href={`/systems/${slug}`}>
            {name}
          </NavLink>
        ))}
        {systems.count > systems.first.length && (
          <NavLink href="/systems">All {systems.count} systems</NavLink>
        )}
      </div>
    </nav>
  );
}

function Me({ name }: { readonly name: string }): ReactNode {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Avatar name={name} decorative />
      <span className="truncate font-normal max-xl:sr-only">{name}</span>
    </span>
  );
}

function Account() {
  return (
    <>
      <MenuLink href="/account">Your account</MenuLink>
      <ThemeItems />
      <MenuSeparator />
      <form role="none" action={signOut}>
        <MenuItem type="submit">Sign out</MenuItem>
      </form>
    </>
  );
}
