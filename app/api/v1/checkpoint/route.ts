import { loadCheckpoint } from "@/lib/features/audit/loaders";

/** The newest checkpoint of the audit log and the key that signs it: public, so that anybody can keep them. */
export async function GET(): Promise<Response> {
  const found = await loadCheckpoint();
  return Response.json(found, { headers: { "cache-control": "public, max-age=5" } });
}
