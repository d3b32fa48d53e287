import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

/** In place of a page of the catalogue while it is read. */
export function CatalogueLoading() {
  return (
    <div className="p-page-x">
      <Skeleton width="180px" height="22px" className="mb-3" />
      <Skeleton width="60%" className="mb-8" />
      <SkeletonRows label="Reading the catalogue" rows={12} rowHeightPx={48} />
    </div>
  );
}
