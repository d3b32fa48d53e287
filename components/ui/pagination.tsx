import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "./button";

interface PaginationProps {
  readonly label: string;
  readonly newerHref: string | null;
  readonly olderHref: string | null;
  readonly newer?: string | undefined;
  readonly older?: string | undefined;
  /** "1 to 50 of 1 204" */
  readonly summary?: ReactNode;
}

export function Pagination(props: PaginationProps) {
  const { label, newerHref, olderHref, newer = "Newer", older = "Older", summary } = props;
  if (newerHref === null && olderHref === null && !summary) return null;
  return (
    <nav aria-label={label} className="flex items-center justify-end gap-2 py-3">
      {summary && <span className="mr-auto text-xs text-3">{summary}</span>}
      {newerHref !== null && (
        <ButtonLink href={newerHref} rel="prev" icon={<ChevronLeft aria-hidden />}>
          {newer}
        </ButtonLink>
      )}
      {olderHref !== null && (
        <ButtonLink href={olderHref} rel="next">
          {older}
          <ChevronRight aria-hidden className="-mr-1" />
        </ButtonLink>
      )}
    </nav>
  );
}
