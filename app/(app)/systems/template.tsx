import type { ReactNode } from "react";
import { SystemsLoading } from "@/components/systems/system-loading";
import { LoadingBoundary } from "@/components/ui/loading-boundary";

export default function SystemsTemplate({ children }: { readonly children: ReactNode }) {
  return <LoadingBoundary fallback={<SystemsLoading />}>{children}</LoadingBoundary>;
}
