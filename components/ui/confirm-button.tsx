"use client";

import type { ComponentProps, ReactNode } from "react";
import type { ButtonLook } from "./button-class";
import { DialogButton, DialogCancel, DialogFooter } from "./dialog";
import { SubmitButton } from "./submit-button";

interface ConfirmButtonProps extends ButtonLook {
  readonly label: ReactNode;
  readonly icon?: ReactNode;
  readonly heading: ReactNode;
  /** What will happen, and whether it can be taken back. */
  readonly description: ReactNode;
  /** The verb: "Withdraw request". */
  readonly confirm: ReactNode;
  readonly action: NonNullable<ComponentProps<"form">["action"]>;
  /** Hidden inputs, or fields such as a reason. */
  readonly children?: ReactNode;
}

export function ConfirmButton({
  confirm,
  action,
  variant = "secondary",
  children,
  ...rest
}: ConfirmButtonProps) {
  return (
    <DialogButton {...rest} variant={variant}>
      <form action={action}>
        {children}
        <DialogFooter>
          <DialogCancel />
          <SubmitButton variant={variant === "danger" ? "danger" : "primary"}>{confirm}</SubmitButton>
        </DialogFooter>
      </form>
    </DialogButton>
  );
}
