import { notFound } from "next/navigation";
import { loadTemplateFile } from "@/lib/features/checklists/loaders";
import { contentDisposition } from "@/lib/server/download";

type Context = { readonly params: Promise<{ readonly versionId: string }> };

/** A version of a checklist as a file: `?format=csv`, else JSON. Both can be imported again. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const format = new URL(request.url).searchParams.get("format") === "csv" ? "csv" : "json";
  const { fileName, text } = (await loadTemplateFile((await params).versionId, format)) ?? notFound();
  return new Response(text, {
    headers: {
      "content-type": format === "csv" ? "text/csv; charset=utf-8" : "application/json; charset=utf-8",
      "content-disposition": contentDisposition("attachment", fileName),
      "cache-control": "private, no-store",
    },
  });
}
