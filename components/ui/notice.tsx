import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

export type NoticeTone = "plain" | "info" | "warning" | "danger";

interface NoticeProps {
  readonly tone?: NoticeTone | undefined;
  /** The sentence that has to be read. */
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  readonly icon?: ReactNode;
  /** "alert" interrupts a screen reader: only for what just went wrong. */
  readonly role?: "status" | "alert" | undefined;
  readonly className?: string | undefined;
  readonly children?: ReactNode;
}

const LOOK: Readonly<Record<NoticeTone, string>> = {
  plain: "bg-surface [&_.notice-icon]:text-3",
  info: "border-accent-border bg-accent-tint [&_.notice-icon]:text-accent",
  warning: "border-claimed-line bg-claimed-tint [&_.notice-icon]:text-warn",
  danger: "border-gap-line bg-gap-tint [&_.notice-icon]:text-bad",
};

const ICON: Readonly<Record<NoticeTone, typeof Info>> = {
  plain: Info,
  info: Info,
  warning: TriangleAlert,
  danger: CircleAlert,
};

/** A bar that says what is different here, and ends with what can be done. */
export function Notice({ tone = "plain", title, actions, icon, role, className, children }: NoticeProps) {
  const Icon = ICON[tone];
  return (
    <div
      role={role}
      className={cx(
        "flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border py-2 pr-2 pl-3",
        LOOK[tone],
        className,
      )}
    >
      <div className="flex min-w-0 flex-1 basis-60 items-start gap-2.5 py-0.5">
        <span className="notice-icon mt-[3px] shrink-0 *:size-3.5">{icon ?? <Icon aria-hidden />}</span>
        <span className="min-w-0 text-pretty">
          {title && <span className="font-medium">{title}</span>}{" "}
          {children && <span className="text-2">{children}</span>}
        </span>
      </div>
      {actions && (
        <div className="flex flex-wrap items-center gap-2 max-sm:w-full max-sm:*:flex-1">{actions}</div>
      )}
    </div>
  );
}
