import type { ReactNode } from "react";
import { BrandMark } from "@/components/ui/brand-mark";

/** The frame of the pages before sign-in: one narrow column. */
export function Entrance({ children }: { readonly children: ReactNode }) {
  return (
    <main className="grid min-h-dvh content-center justify-items-center bg-bg px-4 py-10">
      <div className="w-full max-w-[400px]">
        <p className="mb-6 flex items-center gap-2 text-md font-medium">
          <BrandMark className="size-5" />
          Countersign
        </p>
        {children}
      </div>
    </main>
  );
}
