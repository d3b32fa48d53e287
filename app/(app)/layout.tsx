import type { ReactNode } from "react";
import { Shell } from "@/components/shell/shell";
import { loadMe } from "@/lib/features/people/loaders";
import { loadSystems } from "@/lib/features/systems/loaders";

export default async function AppLayout({ children }: { readonly children: ReactNode }) {
  const [me, { systems }] = await Promise.all([loadMe(), loadSystems()]);
  return (
    <Shell me={me} systems={systems.map(({ slug, name }) => ({ slug, name }))}>
      {children}
    </Shell>
  );
}
