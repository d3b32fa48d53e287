import { Skeleton, SkeletonFigures, SkeletonRows } from "@/components/ui/skeleton";

/** The shape of a page of a system while it is read; its bars above are there already. */
export function SystemLoading() {
  return (
    <>
      <SkeletonFigures label="Reading the system" count={4} />
      <SkeletonRows label="Reading its items" rows={10} rowHeightPx={48} className="px-page-x" />
    </>
  );
}

/** The shape of the list of systems, or of one that is being opened. */
export function SystemsLoading() {
  return (
    <div className="p-page-x">
      <div aria-hidden className="mb-6 grid gap-3">
        <Skeleton width="120px" height="20px" />
        <Skeleton width="200px" />
      </div>
      <SkeletonRows label="Reading the systems" rows={12} rowHeightPx={48} />
    </div>
  );
}
