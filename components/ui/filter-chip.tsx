import { Plus, X } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useId } from "react";
import { cx } from "./cx";

const SHELL =
  "inline-flex h-[26px] shrink-0 items-center overflow-hidden whitespace-nowrap rounded-md border bg-surface text-xs text-2 max-sm:h-control";

interface FilterChipProps {
  readonly name: string;
  readonly value: ReactNode;
  /** The same address without this filter. */
  readonly removeHref: string;
}

export function FilterChip({ name, value, removeHref }: FilterChipProps) {
  return (
    <span className={SHELL}>
      <span className="px-2">{name}</span>
      <span className="flex h-full items-center gap-1 border-l px-2 font-medium text-text">{value}</span>
      <Link
        href={removeHref}
        aria-label={`Remove filter ${name}`}
        title={`Remove filter ${name}`}
        className="no-print grid h-full min-w-6 place-items-center border-l px-1.5 hover:bg-surface-2 hover:text-text focus-visible:-outline-offset-2 max-sm:min-w-9"
      >
        <X aria-hidden className="size-3" />
      </Link>
    </span>
  );
}

interface FilterAddProps {
  readonly label?: string | undefined;
  /** The fields that make a new filter. */
  readonly children: ReactNode;
}

/** Opens a small sheet under itself; native, so it works before hydration. */
export function FilterAdd({ label = "Filter", children }: FilterAddProps) {
  const id = useId();
  const anchor = `--filter-${id.replace(/\W/g, "")}`;
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className={cx(SHELL, "no-print gap-1 border-dashed border-strong px-2 text-3 hover:text-text")}
        style={{ anchorName: anchor }}
      >
        <Plus aria-hidden className="size-3" />
        {label}
      </button>
      <div id={id} popover="auto" className="popover w-72 p-3" style={{ positionAnchor: anchor }}>
        {children}
      </div>
    </>
  );
}
