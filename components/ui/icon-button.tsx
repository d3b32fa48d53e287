import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonLook, iconButtonClass } from "./button-class";

interface Labelled extends ButtonLook {
  /** Read aloud and shown on hover. */
  readonly label: string;
  readonly children: ReactNode;
}

type IconButtonProps = Omit<ComponentProps<"button">, "children" | "aria-label"> & Labelled;

export function IconButton({ label, variant, size, className, type = "button", ...rest }: IconButtonProps) {
  return (
    <button
      title={label}
      {...rest}
      type={type}
      aria-label={label}
      className={iconButtonClass({ variant, size }, className)}
    />
  );
}

type IconLinkProps = Omit<ComponentProps<typeof Link>, "children" | "aria-label"> & Labelled;

export function IconLink({ label, variant, size, className, ...rest }: IconLinkProps) {
  return (
    <Link
      title={label}
      {...rest}
      aria-label={label}
      className={iconButtonClass({ variant, size }, className)}
    />
  );
}
