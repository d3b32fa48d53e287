import { loadItem } from "@/lib/features/checklists/loaders";

type Context = { readonly params: Promise<{ readonly slug: string; readonly number: string }> };

/** One item, for the panel beside the list. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { slug, number } = await params;
  return Response.json(await loadItem(slug, number), { headers: { "cache-control": "private, no-store" } });
}
