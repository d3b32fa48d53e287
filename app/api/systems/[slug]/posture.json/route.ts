import { loadPostureFacts } from "@/lib/features/posture/loaders";

type Context = { readonly params: Promise<{ readonly slug: string }> };

/** What the numbers of a system are computed from today, for a what-if in the browser. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const facts = await loadPostureFacts((await params).slug);
  return Response.json(facts, { headers: { "cache-control": "private, no-store" } });
}
