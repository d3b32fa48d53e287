import { loadEvidenceFile } from "@/lib/features/checklists/loaders";
import { contentDisposition, downloadName, streamOf } from "@/lib/server/download";
import { DATA_POLICY } from "@/lib/server/headers";

type Context = { readonly params: Promise<{ readonly slug: string; readonly id: string }> };

/** A stored proof, as a download; plain images and PDF also inline, in a sandbox. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { slug, id } = await params;
  const file = await loadEvidenceFile(slug, id);
  const inline = file.inline && new URL(request.url).searchParams.get("inline") === "1";
  const name = downloadName(file.title, file.mediaType);
  return new Response(streamOf(file.chunks), {
    headers: {
      "content-type": inline ? file.mediaType : "application/octet-stream",
      "content-length": String(file.size),
      "content-disposition": contentDisposition(inline ? "inline" : "attachment", name),
      "content-security-policy": DATA_POLICY,
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
}
