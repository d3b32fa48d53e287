import type { ReactNode } from "react";
import { CatalogueLoading } from "@/components/catalogue/catalogue-loading";
import { LoadingBoundary } from "@/components/ui/loading-boundary";

export default function CatalogueTemplate({ children }: { readonly children: ReactNode }) {
  return <LoadingBoundary fallback={<CatalogueLoading />}>{children}</LoadingBoundary>;
}
