"use client";

import { ThemeProvider as NextThemes } from "next-themes";
import { type ReactNode, useState } from "react";

/**
 * Light, dark or as the system says; set before the first paint, so that nothing flashes.
 * The document keeps the policy of its first answer, so the nonce of that answer is kept, too.
 */
export function ThemeProvider(props: { readonly nonce?: string; readonly children: ReactNode }) {
  const [nonce] = useState(props.nonce);
  return (
    <NextThemes
      attribute="data-theme"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      {...(nonce ? { nonce } : {})}
    >
      {props.children}
    </NextThemes>
  );
}
