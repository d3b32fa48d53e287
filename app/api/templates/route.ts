import type { Refusal } from "@/lib/domain/kernel/refusal";
import { registry } from "@/lib/registry";
import { currentActor } from "@/lib/server/current-actor";
import { idempotencyKeyOf } from "@/lib/server/form";
import { answer, refuse } from "@/lib/server/http";
import { readTextUpload } from "@/lib/server/text-upload";

const importTemplate = registry.get("checklists.import-template");

/** Imports a checklist file. A browser's own form is led to the new version or told in plain words; all else gets JSON. */
export async function POST(request: Request): Promise<Response> {
  const response = await importUpload(request);
  return request.headers.get("accept")?.includes("text/html") ? forPerson(response) : response;
}

async function importUpload(request: Request): Promise<Response> {
  if (!(await currentActor()))
    return refuse({
      code: "unauthenticated",
      reason: "You are signed out. Sign in and choose the file again.",
    });
  if (!importTemplate) throw new Error("the registry has no command for importing checklists");
  const upload = await readTextUpload(request, 2);
  if (!upload.ok) return refuse(upload.error);
  const { fileName, text, values } = upload.value;
  const { name, version, idempotencyKey } = values;
  const key = idempotencyKeyOf(idempotencyKey);
  return answer(
    importTemplate,
    { fileName, text, name: name || undefined, version: version || undefined },
    key,
  );
}

async function forPerson(response: Response): Promise<Response> {
  const body = await response.json();
  if (response.ok) {
    const location = `/templates/${body.versionId}?imported=${body.isNew ? "new" : "same"}`;
    return new Response(null, { status: 303, headers: { location } });
  }
  const text = `Nothing was imported.\n\n${linesOf(body.error).join("\n")}\n\nGo back and choose the file again.\n`;
  return new Response(text, {
    status: response.status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}

function linesOf(refusal: Refusal): readonly string[] {
  if (refusal.code !== "invalid-input") return [refusal.reason];
  return refusal.issues.map(({ path, message }) => `${path}: ${message}`);
}
