import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { ChecklistSkeleton } from "@/components/checklists/checklist-skeleton";
import { scopeOf } from "@/components/checklists/list-view";
import { LoadingBoundary } from "@/components/ui/loading-boundary";

type Props = { readonly params: Promise<{ readonly phase: string }>; readonly children: ReactNode };

export default async function PhaseLayout({ params, children }: Props) {
  if (!scopeOf((await params).phase)) notFound();
  return <LoadingBoundary fallback={<ChecklistSkeleton />}>{children}</LoadingBoundary>;
}
