import type { ReactNode } from "react";
import { Shell } from "@/components/shell/shell";
import { loadMe } from "@/lib/features/people/loaders";
import { loadSystemNames } from "@/lib/features/systems/loaders";

export default async function AppLayout({ children }: { readonly children: ReactNode }) {
  const [me, systems] = await Promise.all([loadMe(), loadSystemNames()]);
  return (
    <Shell me={me} systems={systems}>
      {children}
    </Shell>
  );
}
