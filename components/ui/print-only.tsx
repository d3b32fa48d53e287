import type { ReactNode } from "react";

interface PrintProps {
  readonly children: ReactNode;
}

export function PrintOnly({ children }: PrintProps) {
  return <div className="print-only">{children}</div>;
}
