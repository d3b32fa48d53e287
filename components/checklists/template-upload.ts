import { makeKey } from "@/components/ui/make-key";
import type { TemplatePreview } from "@/lib/domain/checklists/template-preview";
import type { Refusal } from "@/lib/domain/kernel/refusal";

/** A file as it was when it was looked at, so that exactly that is imported. */
export type TemplateUpload = {
  readonly fileName: string;
  readonly bytes: ArrayBuffer;
  readonly name?: string;
  readonly version?: string;
};
type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** Asks what a file would bring. */
export function previewFile(upload: TemplateUpload): Promise<Answer<TemplatePreview>> {
  return send("/api/templates/preview", upload);
}

/** Imports a file that was looked at. */
export function importFile(
  upload: TemplateUpload,
): Promise<Answer<{ readonly versionId: string; readonly isNew: boolean }>> {
  return send("/api/templates", upload);
}

async function send<T>(path: string, { fileName, bytes, name, version }: TemplateUpload): Promise<Answer<T>> {
  const form = new FormData();
  form.append("idempotencyKey", makeKey());
  if (name) form.append("name", name);
  if (version) form.append("version", version);
  form.append("file", new Blob([bytes]), fileName);
  const response = await fetch(path, { method: "POST", body: form, headers: { accept: "application/json" } });
  const body = await response.json().catch(() => null);
  if (response.ok && body) return { ok: true, value: body };
  return { ok: false, reason: reasonOf(body?.error ?? null, response.status) };
}

function reasonOf(refusal: Refusal | null, status: number): string {
  if (refusal?.code === "invalid-input") return refusal.issues.map(({ message }) => message).join(" ");
  if (refusal) return refusal.reason;
  if (status === 401) return "You are signed out. Sign in again in another tab, then check the file again.";
  if (status === 403) return "Your role does not include importing checklists.";
  return "The server could not read this. Nothing was imported; try again.";
}
