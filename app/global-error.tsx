"use client";

import { Failed } from "@/components/people/failed";
import "./globals.css";

type Props = { readonly error: Error & { readonly digest?: string }; readonly retry: () => void };

export default function GlobalError({ error, retry }: Props) {
  return (
    <html lang="en">
      <body>
        <title>Something failed · Countersign</title>
        <main>
          <Failed error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
