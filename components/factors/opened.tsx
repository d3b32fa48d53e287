import type { ReactNode } from "react";

type OpenedProps = { readonly label: string; readonly when: boolean; readonly children: ReactNode };

/** What is seldom wanted, behind a line; open where it has something to say. */
export function Opened({ label, when, children }: OpenedProps) {
  return (
    <details open={when}>
      <summary className="link inline-flex min-h-6 cursor-pointer items-center text-sm">{label}</summary>
      <div className="mt-3 grid gap-3">{children}</div>
    </details>
  );
}
