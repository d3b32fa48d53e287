import { Ban, Check, Lock } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import type { PersonStatus } from "@/lib/domain/people/person";
import { STATUS_WORDS } from "@/lib/domain/people/words";

const ICON: Readonly<Record<PersonStatus, ReactNode>> = {
  active: <Check aria-hidden />,
  locked: <Lock aria-hidden />,
  deactivated: <Ban aria-hidden />,
};

/** The state of an account: symbol and word. */
export function StatusMark({ status }: { readonly status: PersonStatus }) {
  return (
    <span
      className={cx(
        "inline-flex items-center gap-1.5 whitespace-nowrap [&>svg]:size-3.5 [&>svg]:shrink-0",
        status === "active" && "text-3",
        status === "locked" && "font-medium text-warn",
        status === "deactivated" && "text-2",
      )}
    >
      {ICON[status]}
      {STATUS_WORDS[status]}
    </span>
  );
}
