"use client";

import { type ReactNode, Suspense, useState, useSyncExternalStore } from "react";

interface LoadingBoundaryProps {
  /** A skeleton of what is awaited. */
  readonly fallback: ReactNode;
  readonly children: ReactNode;
}

const never = () => () => {};

/**
 * A loading state for moves inside the application. A document is sent whole instead of with gaps that a script fills,
 * so a page is complete without script, has its true status and shifts nothing; `loading.tsx` can't do that.
 */
export function LoadingBoundary({ fallback, children }: LoadingBoundaryProps) {
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [moves] = useState(inBrowser);
  return moves ? <Suspense fallback={fallback}>{children}</Suspense> : children;
}
