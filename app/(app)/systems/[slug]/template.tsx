import type { ReactNode } from "react";
import { SystemLoading } from "@/components/systems/system-loading";
import { LoadingBoundary } from "@/components/ui/loading-boundary";

export default function SystemTemplate({ children }: { readonly children: ReactNode }) {
  return <LoadingBoundary fallback={<SystemLoading />}>{children}</LoadingBoundary>;
}
