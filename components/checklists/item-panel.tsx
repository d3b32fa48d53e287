"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { IconLink } from "@/components/ui/icon-button";
import { Panel } from "@/components/ui/panel";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { ItemStatus } from "@/lib/domain/checklists/vocabulary";
import { CommentForm } from "./comment-form";
import { CopyLink } from "./copy-link";
import { ItemBody } from "./item-body";
import type { Edit } from "./list-view";
import type { Surroundings } from "./surroundings";
import type { Target, useEdits } from "./use-edits";
import type { useItemView } from "./use-item-view";

interface ItemPanelProps {
  readonly number: string;
  readonly shown: ReturnType<typeof useItemView>;
  /** "6 of 38" */
  readonly place: string | null;
  readonly hrefs: { readonly close: string; readonly previous: string | null; readonly next: string | null };
  /** Edits that are on their way. */
  readonly patch: Edit | undefined;
  readonly surroundings: Surroundings;
  readonly edits: ReturnType<typeof useEdits>;
  /** Counts up each time the key for editing was pressed. */
  readonly editAsked: number;
  readonly onStatus: (target: Target, status: ItemStatus) => void;
}

/** Where the panel covers the list, the focus goes along. */
const COVERS_ALL = "(max-width: 719.98px)";

/** One item beside the list. */
export function ItemPanel(props: ItemPanelProps) {
  const { number, shown, place, hrefs, surroundings } = props;
  const { view } = shown;
  useEffect(() => {
    if (window.matchMedia(COVERS_ALL).matches)
      document.querySelector<HTMLElement>("[data-panel] [role=group]")?.focus({ preventScroll: true });
  }, []);
  return (
    <Panel
      label={`Item ${number}`}
      heading={
        <>
          <span className="mono">{number}</span> {place}
        </>
      }
      tools={
        <>
          {hrefs.previous && (
            <IconLink href={hrefs.previous} prefetch={false} scroll={false} label="Previous, K">
              <ChevronUp aria-hidden />
            </IconLink>
          )}
          {hrefs.next && (
            <IconLink href={hrefs.next} prefetch={false} scroll={false} label="Next, J">
              <ChevronDown aria-hidden />
            </IconLink>
          )}
          <CopyLink />
        </>
      }
      closeHref={hrefs.close}
      footer={
        view &&
        surroundings.mayComment && <CommentForm key={view.id} view={view} surroundings={surroundings} />
      }
    >
      {view ? <ItemBody key={view.id} {...props} view={view} /> : <Waiting shown={shown} number={number} />}
    </Panel>
  );
}

function Waiting({ shown, number }: Pick<ItemPanelProps, "shown" | "number">) {
  if (shown.missing)
    return (
      <ErrorState title={`There is no item ${number} here.`} framed={false}>
        It may have left the checklist with a newer version of its template.
      </ErrorState>
    );
  if (shown.failed)
    return (
      <ErrorState
        title={`${number} could not be read.`}
        framed={false}
        action={<Button onClick={shown.retry}>Try again</Button>}
      >
        Nothing was changed.
      </ErrorState>
    );
  return <SkeletonRows label={`Reading ${number}`} rows={8} />;
}
