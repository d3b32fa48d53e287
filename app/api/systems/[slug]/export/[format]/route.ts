import { loadExport } from "@/lib/features/threats/loaders";
import { contentDisposition } from "@/lib/server/download";

type Context = { readonly params: Promise<{ readonly slug: string; readonly format: string }> };

/** A system as a file of another tool, or as ours. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { slug, format } = await params;
  const { fileName, mediaType, text } = await loadExport(slug, format);
  return new Response(text, {
    headers: {
      "content-type": mediaType,
      "content-disposition": contentDisposition("attachment", fileName),
      "cache-control": "private, no-store",
    },
  });
}
