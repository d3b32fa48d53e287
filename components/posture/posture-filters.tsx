import { Segmented, SegmentLink } from "@/components/ui/segmented";
import { letsThrough, POSTURE_FILTERS } from "@/lib/domain/posture/listed-posture";
import {
  type Listed,
  type OverviewAddress,
  overviewHref,
  POSTURE_FILTER_WORD,
} from "@/lib/features/posture/present";

interface PostureFiltersProps {
  readonly lines: readonly Listed[];
  readonly address: OverviewAddress;
}

/** Narrows the list to what needs somebody; views without any system are left out. */
export function PostureFilters({ lines, address }: PostureFiltersProps) {
  const filters = POSTURE_FILTERS.map((filter) => ({
    filter,
    count: lines.filter(({ posture }) => letsThrough(filter, posture)).length,
  })).filter(({ filter, count }) => count > 0 || filter === address.show);
  if (filters.length === 0) return null;
  return (
    <div className="min-w-0 max-w-full overflow-x-auto">
      <Segmented label="Which systems">
        <SegmentLink
          href={overviewHref({ ...address, show: null })}
          current={address.show === null}
          scroll={false}
        >
          All {lines.length}
        </SegmentLink>
        {filters.map(({ filter, count }) => (
          <SegmentLink
            key={filter}
            href={overviewHref({ ...address, show: filter })}
            current={address.show === filter}
            scroll={false}
            prefetch={false}
          >
            {POSTURE_FILTER_WORD[filter]} {count}
          </SegmentLink>
        ))}
      </Segmented>
    </div>
  );
}
