import { Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "./empty-state";
import { HashText } from "./hash-text";

interface ErrorStateProps {
  readonly title: ReactNode;
  /** What was and was not changed, and what to do. */
  readonly children?: ReactNode;
  /** The id under which the log has it. */
  readonly errorId?: string | undefined;
  readonly action?: ReactNode;
  readonly framed?: boolean | undefined;
}

export function ErrorState({ title, children, errorId, action, framed }: ErrorStateProps) {
  return (
    <EmptyState
      title={title}
      icon={<Unplug aria-hidden />}
      framed={framed}
      action={
        <>
          {action}
          {errorId && (
            <span className="w-full pt-1 text-xs text-3">
              Error id <HashText value={errorId} />
            </span>
          )}
        </>
      }
    >
      {children}
    </EmptyState>
  );
}
