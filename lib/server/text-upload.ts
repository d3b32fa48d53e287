import "server-only";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { readUpload } from "./upload";

/** A form with one text file: its name, its text, and the other fields. */
export type TextUpload = {
  readonly fileName: string;
  readonly text: string;
  readonly values: Record<string, string | string[]>;
};

const MB = 1024 * 1024;
/** Room for the other fields of the form and what stands between them. */
const FORM_BYTES = 64 * 1024;

const badFile = (message: string): Result<never, Refusal> =>
  err({ code: "invalid-input", issues: [{ path: "file", message }] });

/** Reads a multipart form with a text file in the field `file`: UTF-8, at most `mostMb` large. */
export async function readTextUpload(request: Request, mostMb: number): Promise<Result<TextUpload, Refusal>> {
  const tooLarge = `The file is larger than ${mostMb} MB. Split it.`;
  if (Number(request.headers.get("content-length") ?? 0) > mostMb * MB + FORM_BYTES) return badFile(tooLarge);
  const upload = await readUpload(request);
  if (!upload.ok) return upload;
  const { fileName, bytes, values } = upload.value;
  if (bytes.length > mostMb * MB) return badFile(tooLarge);
  try {
    return ok({ fileName, values, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) });
  } catch {
    return badFile("This is not UTF-8 text. Save the file as UTF-8 and choose it again.");
  }
}
