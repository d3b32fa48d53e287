import { loadModelFile } from "@/lib/features/architecture/loaders";
import { contentDisposition } from "@/lib/server/download";

type Context = { readonly params: Promise<{ readonly slug: string }> };

/** The whole model of a system as JSON, which can be imported into this system or another. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { fileName, text } = await loadModelFile((await params).slug);
  return new Response(text, {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": contentDisposition("attachment", fileName),
      "cache-control": "private, no-store",
    },
  });
}
