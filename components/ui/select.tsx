import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { CONTROL } from "./control-class";
import { cx } from "./cx";

export function Select({ className, ...rest }: ComponentProps<"select">) {
  return (
    <span className={cx("grid items-center *:[grid-area:1/1]", className)}>
      <select
        {...rest}
        className={cx(CONTROL, "h-control-field cursor-pointer appearance-none truncate pr-7")}
      />
      <ChevronDown aria-hidden className="pointer-events-none mr-2 size-3.5 justify-self-end text-3" />
    </span>
  );
}
