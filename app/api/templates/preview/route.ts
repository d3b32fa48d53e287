import { loadTemplatePreview } from "@/lib/features/checklists/loaders";
import { currentActor } from "@/lib/server/current-actor";
import { refuse } from "@/lib/server/http";
import { readTextUpload } from "@/lib/server/text-upload";

/** What a checklist file would bring. Keeps nothing. */
export async function POST(request: Request): Promise<Response> {
  if (!(await currentActor())) return refuse({ code: "unauthenticated", reason: "You are signed out." });
  const upload = await readTextUpload(request, 2);
  if (!upload.ok) return refuse(upload.error);
  const { fileName, text } = upload.value;
  const preview = await loadTemplatePreview(fileName, text);
  if (!preview.ok) return refuse(preview.error);
  return Response.json(preview.value, { headers: { "cache-control": "no-store" } });
}
