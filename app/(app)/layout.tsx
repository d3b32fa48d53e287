import type { ReactNode } from "react";
import { Shell } from "@/components/shell/shell";
import { loadWaitingCount } from "@/lib/features/approvals/loaders";
import { loadUnreadCount } from "@/lib/features/notices/loaders";
import { loadMe } from "@/lib/features/people/loaders";
import { loadSystemNames } from "@/lib/features/systems/loaders";

export default async function AppLayout({ children }: { readonly children: ReactNode }) {
  const [me, systems, waiting, unread] = await Promise.all([
    loadMe(),
    loadSystemNames(),
    loadWaitingCount(),
    loadUnreadCount(),
  ]);
  return (
    <Shell me={me} systems={systems} counts={{ waiting, unread }}>
      {children}
    </Shell>
  );
}
