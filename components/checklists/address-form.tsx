"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps, FormEvent } from "react";

interface AddressFormProps extends Omit<ComponentProps<"form">, "action" | "method" | "onSubmit"> {
  /** The address without its search part. */
  readonly action: string;
}

/** A GET form. With script the address stays tidy: nothing empty, several values of a field in one list. */
export function AddressForm({ action, ...rest }: AddressFormProps) {
  const router = useRouter();
  const go = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const query = tidyQuery(new FormData(form));
    form.closest<HTMLElement>("[popover]")?.hidePopover();
    router.push(query === "" ? action : `${action}?${query}`);
  };
  return <form {...rest} action={action} method="get" onSubmit={go} />;
}

function tidyQuery(data: FormData): string {
  const pairs = [...new Set(data.keys())].map((name): [string, string] => [
    name,
    data.getAll(name).filter(Boolean).join(","),
  ]);
  return new URLSearchParams(pairs.filter(([, value]) => value !== "")).toString();
}
