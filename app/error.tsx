"use client";

import { Failed } from "@/components/people/failed";
import { Entrance } from "@/components/shell/entrance";

type Props = { readonly error: Error & { readonly digest?: string }; readonly retry: () => void };

export default function ErrorPage({ error, retry }: Props) {
  return (
    <Entrance>
      <Failed error={error} retry={retry} />
    </Entrance>
  );
}
