import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "./empty-state";

interface ForbiddenStateProps {
  /** Who may: "Only security leads see this log". */
  readonly title: ReactNode;
  /** What the reader is, and who can change that. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly framed?: boolean | undefined;
}

export function ForbiddenState({ title, children, action, framed }: ForbiddenStateProps) {
  return (
    <EmptyState title={title} icon={<Lock aria-hidden />} action={action} framed={framed}>
      {children}
    </EmptyState>
  );
}
