"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "./button";

/** The submit button of the form around it; pending while its action runs. */
export function SubmitButton({
  pending = false,
  variant = "primary",
  ...rest
}: ComponentProps<typeof Button>) {
  const status = useFormStatus();
  return <Button {...rest} variant={variant} type="submit" pending={pending || status.pending} />;
}
