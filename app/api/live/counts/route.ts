import { loadWaitingCount } from "@/lib/features/approvals/loaders";
import { loadUnreadCount } from "@/lib/features/notices/loaders";

/** What the navigation counts. */
export async function GET(): Promise<Response> {
  const [waiting, unread] = await Promise.all([loadWaitingCount(), loadUnreadCount()]);
  return Response.json({ waiting, unread }, { headers: { "cache-control": "no-store" } });
}
