import type { ReactNode } from "react";
import { TemplateLoading } from "@/components/checklists/template-loading";
import { LoadingBoundary } from "@/components/ui/loading-boundary";

export default function TemplatesTemplate({ children }: { readonly children: ReactNode }) {
  return <LoadingBoundary fallback={<TemplateLoading />}>{children}</LoadingBoundary>;
}
