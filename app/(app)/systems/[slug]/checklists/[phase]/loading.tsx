import { ChecklistSkeleton } from "@/components/checklists/checklist-skeleton";

export default function Loading() {
  return <ChecklistSkeleton />;
}
