import type { ReactNode } from "react";
import { LocalTimeTitles } from "@/components/ui/local-time-titles";
import { ToastProvider } from "@/components/ui/toast";
import { Keys } from "./keys";
import { type Counts, LiveProvider, TitleCount } from "./live";
import { NavProgress } from "./nav-progress";
import { Sidebar, type SidebarProps } from "./sidebar";

type ShellProps = SidebarProps & { readonly counts: Counts; readonly children: ReactNode };

/** The frame of every page for people who are signed in. */
export function Shell({ children, counts, ...sidebar }: ShellProps) {
  return (
    <ToastProvider>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:left-2 focus:top-2 focus:z-50 focus:bg-surface focus:p-2"
      >
        Skip to the page
      </a>
      <div className="min-h-dvh sm:grid sm:grid-cols-[56px_minmax(0,1fr)] xl:grid-cols-[var(--sidebar)_minmax(0,1fr)] print:block">
        <LiveProvider counts={counts}>
          <Sidebar {...sidebar} />
          <TitleCount />
        </LiveProvider>
        <main id="main" tabIndex={-1} className="min-w-0 bg-surface outline-none">
          {children}
        </main>
      </div>
      <Keys singleKeys={sidebar.me.singleKeys} maySeeAudit={sidebar.me.maySeeAudit} />
      <NavProgress />
      <LocalTimeTitles />
    </ToastProvider>
  );
}
