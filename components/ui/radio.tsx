import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";

interface RadioProps extends Omit<ComponentProps<"input">, "type"> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
}

/** One line of a choice; group several in a ChoiceGroup. */
export function Radio({ label, hint, className, ...rest }: RadioProps) {
  return (
    <label
      className={cx(
        "grid min-h-6 w-full cursor-pointer grid-cols-[auto_minmax(0,1fr)] items-center gap-x-2",
        className,
      )}
    >
      <input
        {...rest}
        type="radio"
        className="size-3.5 cursor-pointer appearance-none rounded-full border border-control bg-surface transition-[border] duration-(--motion-fast) checked:border-[4.5px] checked:border-accent max-sm:size-5 max-sm:checked:border-[6px]"
      />
      <span>{label}</span>
      {hint && <span className="col-start-2 text-xs text-3">{hint}</span>}
    </label>
  );
}
