import type { ComponentProps, ReactNode } from "react";
import { CONTROL } from "./control-class";
import { cx } from "./cx";

interface InputProps extends ComponentProps<"input"> {
  /** Quiet words at the right end, such as a unit. */
  readonly trailing?: ReactNode;
}

export function Input({ trailing, className, ...rest }: InputProps) {
  const numeric = rest.type === "number" || rest.inputMode === "numeric" || rest.inputMode === "decimal";
  const look = cx(CONTROL, "h-control-field", numeric && "[appearance:textfield]", className);
  if (trailing === undefined) return <input {...rest} className={look} />;
  return (
    <span className="grid items-center *:[grid-area:1/1]">
      <input {...rest} className={cx(look, "pr-20")} />
      <span className="pointer-events-none justify-self-end pr-2 text-xs text-3">{trailing}</span>
    </span>
  );
}
