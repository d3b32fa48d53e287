import { loadRoiCsv } from "@/lib/features/roi/loaders";
import { contentDisposition } from "@/lib/server/download";

type Context = { readonly params: Promise<{ readonly slug: string }> };

/** The loss exceedance curves of a system, or its threats in money, as CSV. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { slug } = await params;
  const { fileName, text } = await loadRoiCsv(slug, new URL(request.url).search);
  return new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": contentDisposition("attachment", fileName),
      "cache-control": "private, no-store",
    },
  });
}
