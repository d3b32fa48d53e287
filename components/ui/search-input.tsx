import { Search } from "lucide-react";
import type { ComponentProps } from "react";
import { CONTROL } from "./control-class";
import { cx } from "./cx";

interface SearchInputProps extends Omit<ComponentProps<"input">, "type" | "aria-label"> {
  readonly label: string;
}

/** Belongs in a GET form with role search. */
export function SearchInput({ label, className, ...rest }: SearchInputProps) {
  return (
    <span className={cx("grid min-w-0 items-center *:[grid-area:1/1]", className)}>
      <input {...rest} type="search" aria-label={label} className={cx(CONTROL, "h-control pl-7")} />
      <Search aria-hidden className="pointer-events-none ml-2 size-3.5 text-3" />
    </span>
  );
}
