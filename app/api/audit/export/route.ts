import { loadAuditExport } from "@/lib/features/audit/loaders";
import { registry } from "@/lib/registry";
import { contentDisposition, streamOf } from "@/lib/server/download";
import { answer } from "@/lib/server/http";

const noteExport = registry.get("audit.export");

/** The whole audit log as JSON lines, for `countersign verify`. That it was exported is an entry of its own. */
export async function GET(): Promise<Response> {
  if (!noteExport) throw new Error("the registry has no command for exporting the log");
  const noted = await answer(noteExport, {});
  if (!noted.ok) return noted;
  const { fileName, chunks } = await loadAuditExport();
  return new Response(streamOf(chunks), {
    headers: {
      "content-type": "application/jsonl; charset=utf-8",
      "content-disposition": contentDisposition("attachment", fileName),
      "cache-control": "private, no-store",
    },
  });
}
