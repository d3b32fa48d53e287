import type { Result } from "@/lib/domain/kernel/result";
import { type FileRefusal, refuseFile } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { readJsonDocument } from "./read-document";

/**
 * Reads a JSON file from its bytes; refuses what is larger than allowed, not UTF-8, or holds NUL bytes.
 *
 * @param bytes the whole file; a byte order mark is tolerated
 * @param bytesMax refused above
 */
export function readJsonFile(bytes: Uint8Array, bytesMax: number): Result<LocatedDocument, FileRefusal> {
  const refuse = (message: string) => refuseFile([{ line: null, path: "", message }]);
  if (bytes.length > bytesMax)
    return refuse(`The file is larger than ${Math.floor(bytesMax / 1024 / 1024)} MB: split it.`);
  const text = decoded(bytes);
  if (text === null || text.includes("\0")) return refuse("This is not plain text: save the file as UTF-8.");
  return text.trim() === "" ? refuse("The file is empty.") : readJsonDocument(text);
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
