import { Check } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type"> {
  /** Leave out only with `aria-label`. */
  readonly label?: ReactNode;
  readonly hint?: ReactNode;
}

export function Checkbox({ label, hint, className, ...rest }: CheckboxProps) {
  return (
    <label
      className={cx(
        "inline-grid min-h-6 cursor-pointer grid-cols-[auto_minmax(0,1fr)] items-center gap-x-2 has-disabled:cursor-not-allowed has-disabled:text-3",
        !label && "min-w-6 justify-center",
        className,
      )}
    >
      <span className="grid place-items-center *:[grid-area:1/1]">
        <input
          {...rest}
          type="checkbox"
          className="peer size-3.5 cursor-[inherit] appearance-none rounded-xs border border-control bg-surface transition-colors duration-(--motion-fast) enabled:checked:border-accent enabled:checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:border-dashed disabled:bg-surface-2 aria-invalid:border-gap-line max-sm:size-5"
        />
        <Check
          aria-hidden
          strokeWidth={3}
          className="pointer-events-none hidden size-2.5 text-accent-ink peer-checked:block peer-disabled:text-3 max-sm:size-3.5 forced-colors:text-[CanvasText]"
        />
      </span>
      {label && <span>{label}</span>}
      {hint && <span className="col-start-2 text-xs text-3">{hint}</span>}
    </label>
  );
}
