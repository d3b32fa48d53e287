import type { ComponentProps } from "react";
import { CONTROL } from "./control-class";
import { cx } from "./cx";

export function FileInput({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  return (
    <input
      {...rest}
      type="file"
      className={cx(
        CONTROL,
        "h-auto cursor-pointer border-dashed p-1 text-2 file:mr-3 file:h-6 file:cursor-pointer file:rounded-sm file:bg-surface-3 file:px-2 file:text-xs file:font-medium file:text-text hover:file:bg-border max-sm:file:h-8",
        className,
      )}
    />
  );
}
