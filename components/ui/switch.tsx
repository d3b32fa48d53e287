import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";

interface SwitchProps extends Omit<ComponentProps<"input">, "type" | "role"> {
  readonly label: ReactNode;
  /** What it does right now, shown beside it. */
  readonly effect?: ReactNode;
  readonly labelHidden?: boolean | undefined;
}

/** Takes effect at once. For a value that waits for Save, use Checkbox. */
export function Switch({ label, effect, labelHidden, className, ...rest }: SwitchProps) {
  return (
    <label
      className={cx(
        "inline-flex min-h-6 cursor-pointer items-center gap-2 has-disabled:cursor-not-allowed",
        className,
      )}
    >
      <span className="grid items-center *:[grid-area:1/1]">
        <input
          {...rest}
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox says checked by itself
          role="switch"
          className="peer h-4 w-7 cursor-[inherit] appearance-none rounded-full border border-control bg-surface-3 transition-colors duration-(--motion-base) checked:border-accent checked:bg-accent disabled:border-dashed max-sm:h-6 max-sm:w-10"
        />
        <span className="pointer-events-none ml-[3px] size-2.5 rounded-full bg-text-3 transition-transform duration-(--motion-base) ease-out peer-checked:translate-x-3 peer-checked:bg-accent-ink max-sm:ml-1 max-sm:size-4 max-sm:peer-checked:translate-x-4 forced-colors:bg-[ButtonText]!" />
      </span>
      <span className={labelHidden ? "sr-only" : undefined}>{label}</span>
      {effect && <span className="text-xs text-3">{effect}</span>}
    </label>
  );
}
