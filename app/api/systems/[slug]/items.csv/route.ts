import { loadItemsCsv } from "@/lib/features/checklists/loaders";
import { contentDisposition } from "@/lib/server/download";

type Context = { readonly params: Promise<{ readonly slug: string }> };

/** The items that the same address shows on a checklist, as CSV. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { slug } = await params;
  const { fileName, text } = await loadItemsCsv(slug, new URL(request.url).search);
  return new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": contentDisposition("attachment", fileName),
      "cache-control": "private, no-store",
    },
  });
}
