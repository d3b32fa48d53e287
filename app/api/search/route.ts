import { loadSearch } from "@/lib/features/posture/loaders";

/** What the command palette finds. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams.get("q") ?? "";
  return Response.json(await loadSearch(query), { headers: { "cache-control": "no-store" } });
}
