import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { PHASES } from "@/lib/domain/checklists/vocabulary";

/** The shape of a checklist while it is read. */
export function ChecklistSkeleton() {
  return (
    <div>
      <div aria-hidden className="phase-strip">
        {[...PHASES, "all"].map((phase) => (
          <div key={phase} className="phase-cell content-center">
            <Skeleton width="60%" height="12px" />
            <Skeleton height="4px" />
            <Skeleton width="45%" />
          </div>
        ))}
      </div>
      <div aria-hidden className="mt-5 mb-2 flex gap-2 px-page-x">
        <Skeleton width="176px" height="28px" />
        <Skeleton width="64px" height="28px" />
      </div>
      <SkeletonRows label="Reading the checklist" rows={16} className="px-page-x" />
    </div>
  );
}
