import { loadThreatsCsv } from "@/lib/features/threats/loaders";
import { contentDisposition } from "@/lib/server/download";

type Context = { readonly params: Promise<{ readonly slug: string }> };

/** The matrix that the same address shows on the threats page, as CSV. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { slug } = await params;
  const { fileName, text } = await loadThreatsCsv(slug, new URL(request.url).search);
  return new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": contentDisposition("attachment", fileName),
      "cache-control": "private, no-store",
    },
  });
}
