import type { ReactNode } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";

interface EntryFrameProps {
  readonly entry: { readonly name: string; readonly description: string };
  /** The list that it stands in. */
  readonly list: { readonly href: string; readonly words: string };
  readonly asideLabel: string;
  readonly aside: ReactNode;
  readonly children: ReactNode;
}

/** The page of one entry of the catalogue: its sections, and beside them where it is used. */
export function EntryFrame({ entry, list, asideLabel, aside, children }: EntryFrameProps) {
  return (
    <div className="p-page-x">
      <PageHeader
        above={
          <TextLink href={list.href} className="no-print inline-flex min-h-6 items-center">
            {list.words}
          </TextLink>
        }
        title={entry.name}
        lede={entry.description}
      />
      <div className="grid gap-x-8 gap-y-8 xl:grid-cols-[minmax(0,1fr)_304px]">
        <div className="grid min-w-0 content-start gap-8">{children}</div>
        <aside aria-label={asideLabel} className="grid content-start gap-8 max-xl:sm:grid-cols-2">
          {aside}
        </aside>
      </div>
    </div>
  );
}
