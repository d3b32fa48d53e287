import { cx } from "./cx";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

export interface ButtonLook {
  readonly variant?: ButtonVariant | undefined;
  readonly size?: ButtonSize | undefined;
}

const BASE =
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium no-print " +
  "transition-colors duration-(--motion-fast) [&>svg]:-ml-0.5 [&>svg]:size-3.5 [&>svg]:shrink-0 " +
  "disabled:border-dashed disabled:border-strong disabled:bg-surface-2 disabled:text-3 disabled:shadow-none";

const VARIANT: Readonly<Record<ButtonVariant, string>> = {
  primary:
    "border-primary bg-primary text-primary-ink shadow-xs enabled:hover:bg-primary-hover [a]:hover:bg-primary-hover",
  secondary:
    "border-strong bg-surface text-text shadow-xs enabled:hover:bg-surface-2 [a]:hover:bg-surface-2 [&>svg]:text-2",
  ghost:
    "border-transparent text-2 enabled:hover:bg-surface-3 enabled:hover:text-text [a]:hover:bg-surface-3 [a]:hover:text-text",
  danger:
    "border-strong bg-surface text-bad shadow-xs enabled:hover:border-gap-line enabled:hover:bg-gap-tint [a]:hover:bg-gap-tint",
};

const SIZE: Readonly<Record<ButtonSize, string>> = {
  sm: "h-control-sm px-2 text-xs",
  md: "h-control px-3 text-sm",
  lg: "h-control-lg px-4 text-md",
};

const SQUARE: Readonly<Record<ButtonSize, string>> = {
  sm: "size-control-sm [&>svg]:mx-0",
  md: "size-control [&>svg]:mx-0",
  lg: "size-control-lg [&>svg]:mx-0 [&>svg]:size-4",
};

export function buttonClass({ variant = "secondary", size = "md" }: ButtonLook, className?: string): string {
  return cx(BASE, VARIANT[variant], SIZE[size], className);
}

export function iconButtonClass({ variant = "ghost", size = "md" }: ButtonLook, className?: string): string {
  return cx(BASE, VARIANT[variant], SQUARE[size], className);
}
