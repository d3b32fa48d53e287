"use client";

import { Download, Plus } from "lucide-react";
import { usePostureView, useWhatIf } from "@/components/posture/what-if";
import { ButtonLink } from "@/components/ui/button";
import { iconButtonClass } from "@/components/ui/button-class";
import { Segmented, SegmentLink } from "@/components/ui/segmented";
import { summarise, type ThreatsSearch } from "@/lib/features/threats/present";
import { useAddress } from "./use-address";

const GROUP_WORD: Readonly<Record<ThreatsSearch["group"], string>> = {
  layer: "Layer",
  goal: "Goal",
  stride: "STRIDE",
};

/** How the threats are shown; every choice is an address. */
export function ThreatsToolbar({ mayState }: { readonly mayState: boolean }) {
  const view = usePostureView();
  const { slug, hrefTo } = useWhatIf();
  const { search, hrefWith } = useAddress();
  const { gaps } = summarise(view);
  const inUse = view.columns.some((column) => column.inUse);
  const gapsOnly = search.onlyGaps;
  return (
    <div className="no-print flex flex-wrap items-center gap-2 py-3 pr-5 pl-page-x max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:px-page-x max-sm:*:shrink-0">
      <Segmented label="View">
        <SegmentLink
          href={hrefWith({ view: null, only: null })}
          scroll={false}
          prefetch={false}
          current={search.view === "matrix" && !gapsOnly}
        >
          Matrix
        </SegmentLink>
        <SegmentLink
          href={hrefWith({ view: "layers", only: null })}
          scroll={false}
          prefetch={false}
          current={search.view === "layers"}
        >
          Layers
        </SegmentLink>
        <SegmentLink
          href={hrefWith({ view: null, only: "gaps" })}
          scroll={false}
          prefetch={false}
          current={search.view === "matrix" && gapsOnly}
        >
          Gaps <span className="text-3">{gaps}</span>
        </SegmentLink>
      </Segmented>
      <Segmented label="Group by">
        {(["layer", "goal", "stride"] as const).map((group) => (
          <SegmentLink
            key={group}
            href={hrefWith({ group: group === "layer" ? null : group })}
            scroll={false}
            prefetch={false}
            current={search.group === group}
          >
            <span className="sr-only">Group by </span>
            {GROUP_WORD[group]}
          </SegmentLink>
        ))}
      </Segmented>
      {search.view === "matrix" && inUse && (
        <Segmented label="Mechanisms">
          <SegmentLink
            href={hrefWith({ columns: null })}
            scroll={false}
            prefetch={false}
            current={search.columns === "in-use"}
          >
            In use
          </SegmentLink>
          <SegmentLink
            href={hrefWith({ columns: "rated" })}
            scroll={false}
            prefetch={false}
            current={search.columns === "rated"}
          >
            All rated
          </SegmentLink>
        </Segmented>
      )}
      <span className="ml-auto flex items-center gap-2 max-sm:ml-0">
        <ButtonLink href={`/systems/${slug}/threats/compare`} prefetch={false} variant="ghost">
          Then and now
        </ButtonLink>
        {mayState && (
          <ButtonLink href={`/systems/${slug}/threats/new`} prefetch={false}>
            <Plus aria-hidden /> State a threat
          </ButtonLink>
        )}
        <a
          href={hrefTo(`/api/systems/${slug}/threats.csv`)}
          download
          aria-label="Export the matrix as CSV"
          title="Export the matrix as CSV"
          className={iconButtonClass({})}
        >
          <Download aria-hidden />
        </a>
      </span>
    </div>
  );
}
