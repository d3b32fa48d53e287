"use client";

import { type ReactNode, Suspense, useState } from "react";
import { useInBrowser } from "./use-in-browser";

interface LoadingBoundaryProps {
  /** A skeleton of what is awaited. */
  readonly fallback: ReactNode;
  readonly children: ReactNode;
}

/**
 * A loading state for moves inside the application. A document is sent whole instead of with gaps that a script fills,
 * so a page is complete without script, has its true status and shifts nothing; `loading.tsx` can't do that.
 */
export function LoadingBoundary({ fallback, children }: LoadingBoundaryProps) {
  const inBrowser = useInBrowser();
  const [moves] = useState(inBrowser);
  return moves ? <Suspense fallback={fallback}>{children}</Suspense> : children;
}
