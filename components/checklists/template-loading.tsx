import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

/** The shape of a page about checklists while it is read. */
export function TemplateLoading() {
  return (
    <div className="p-page-x">
      <div aria-hidden className="mb-6 grid gap-3">
        <Skeleton width="160px" height="20px" />
        <Skeleton width="320px" />
      </div>
      <SkeletonRows label="Reading the checklists" rows={10} rowHeightPx={40} />
    </div>
  );
}
