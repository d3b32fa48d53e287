import { openLive } from "@/lib/server/live";

/** Tells an open window that something moved which concerns the person before it. */
export async function GET(request: Request): Promise<Response> {
  return openLive(request);
}
