import type { ReactNode } from "react";

interface StaleNoticeProps {
  /** Who was faster. */
  readonly who: string;
  /** "changed the owner" */
  readonly what: string;
  /** "20 s ago", best as RelativeTime. */
  readonly when: ReactNode;
  /** The two values, and what happened to the rest. */
  readonly children: ReactNode;
  /** Two buttons: theirs first, yours second. */
  readonly actions: ReactNode;
}

/** Somebody was faster: nothing of either is lost, and one press decides. */
export function StaleNotice({ who, what, when, children, actions }: StaleNoticeProps) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border border-strong bg-surface py-3 pr-3 pl-4"
    >
      <p className="min-w-0 flex-1 basis-72">
        <span className="font-medium">
          {who} {what} {when}.
        </span>{" "}
        <span className="text-2">{children}</span>
      </p>
      <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:flex-1">{actions}</div>
    </div>
  );
}
