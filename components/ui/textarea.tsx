import type { ComponentProps } from "react";
import { CONTROL } from "./control-class";
import { cx } from "./cx";

/** Grows with its text where the browser can, up to 20 lines. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      {...rest}
      rows={rows}
      className={cx(CONTROL, "field-sizing-content block max-h-[30em] min-h-20 py-1.5", className)}
    />
  );
}
