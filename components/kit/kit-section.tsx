import type { ReactNode } from "react";
import { SectionHeader } from "@/components/ui/page-header";

interface KitSectionProps {
  readonly title: string;
  readonly aside?: ReactNode;
  /** Columns of twelve on a desk. */
  readonly span?: "4" | "5" | "6" | "7" | "8" | "12";
  readonly children: ReactNode;
}

const SPAN = {
  "4": "lg:col-span-4",
  "5": "lg:col-span-5",
  "6": "lg:col-span-6",
  "7": "lg:col-span-7",
  "8": "lg:col-span-8",
  "12": "lg:col-span-12",
} as const;

export function KitSection({ title, aside, span = "12", children }: KitSectionProps) {
  return (
    <section className={`min-w-0 ${SPAN[span]}`}>
      <SectionHeader title={title} aside={aside} />
      {children}
    </section>
  );
}

interface KitLabelProps {
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}

export function KitPart({ label, className, children }: KitLabelProps) {
  return (
    <div className={`min-w-0 ${className ?? ""}`}>
      <p className="mb-1 text-xs text-3">{label}</p>
      {children}
    </div>
  );
}
