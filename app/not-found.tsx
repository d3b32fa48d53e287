import type { Metadata } from "next";
import { Missing } from "@/components/people/missing";
import { Entrance } from "@/components/shell/entrance";
import { Shell } from "@/components/shell/shell";
import { loadWaitingCount } from "@/lib/features/approvals/loaders";
import { loadUnreadCount } from "@/lib/features/notices/loaders";
import { loadEntrance, loadMe } from "@/lib/features/people/loaders";
import { loadSystemNames } from "@/lib/features/systems/loaders";

export const metadata: Metadata = { title: "Not found" };

export default async function NotFound() {
  const { inside } = await loadEntrance();
  if (!inside)
    return (
      <Entrance>
        <Missing />
      </Entrance>
    );
  const [me, systems, waiting, unread] = await Promise.all([
    loadMe(),
    loadSystemNames(),
    loadWaitingCount(),
    loadUnreadCount(),
  ]);
  return (
    <Shell me={me} systems={systems} counts={{ waiting, unread }}>
      <Missing />
    </Shell>
  );
}
