import "server-only";
import { fileTypeFromBuffer } from "file-type";

/** Types that may be shown in the browser, in a sandbox; everything else is only ever downloaded. */
const SHOWN_INLINE: ReadonlySet<string> = new Set([
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "application/pdf",
]);

/** What a file is, from its bytes; its name and the browser's word for it play no part. */
export async function sniffMediaType(bytes: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(bytes);
  if (found) return found.mime;
  return isText(bytes) ? "text/plain" : "application/octet-stream";
}

/** True for plain images and PDF. */
export function mayShowInline(mediaType: string): boolean {
  return SHOWN_INLINE.has(mediaType);
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
