import "server-only";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { env } from "./env";
import { readForm } from "./form";

/** A form with one file: its other fields, and the file's name and bytes. */
export type Upload = {
  readonly values: Record<string, string | string[]>;
  readonly fileName: string;
  readonly bytes: Uint8Array;
};

const MB = 1024 * 1024;

const badFile = (message: string): Result<never, Refusal> =>
  err({ code: "invalid-input", issues: [{ path: "file", message }] });

/**
 * Reads a multipart form with a file in the field `file`, at most EVIDENCE_LIMIT_MB large.
 * An empty file is let through: what may be empty is the command's affair.
 */
export async function readUpload(request: Request): Promise<Result<Upload, Refusal>> {
  const limitMb = env().EVIDENCE_LIMIT_MB;
  const tooLarge = `A file has at most ${limitMb} MB. Choose a smaller one, or add a link to it.`;
  if (Number(request.headers.get("content-length") ?? 0) > (limitMb + 1) * MB) return badFile(tooLarge);
  const form = await request.formData().catch(() => null);
  if (!form) return badFile("The file did not arrive whole. Send it again.");
  const file = form.get("file");
  if (!(file instanceof File) || file.name === "") return badFile("Choose a file.");
  if (file.size > limitMb * MB) return badFile(tooLarge);
  form.delete("file");
  return ok({
    values: readForm(form),
    fileName: file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
  });
}
