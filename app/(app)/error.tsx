"use client";

import { Failed } from "@/components/people/failed";

type Props = { readonly error: Error & { readonly digest?: string }; readonly retry: () => void };

export default function ErrorPage({ error, retry }: Props) {
  return <Failed error={error} retry={retry} />;
}
