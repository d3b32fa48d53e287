import type { ReactNode } from "react";
import { ApprovalsLoading } from "@/components/approvals/approvals-loading";
import { LoadingBoundary } from "@/components/ui/loading-boundary";

export default function ApprovalsTemplate({ children }: { readonly children: ReactNode }) {
  return <LoadingBoundary fallback={<ApprovalsLoading />}>{children}</LoadingBoundary>;
}
