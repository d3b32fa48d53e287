import { SkeletonRows } from "@/components/ui/skeleton";

/** The shape of a list of requests. */
export function ApprovalsLoading() {
  return (
    <div className="p-page-x">
      <SkeletonRows label="Reading approvals" rows={8} />
    </div>
  );
}
