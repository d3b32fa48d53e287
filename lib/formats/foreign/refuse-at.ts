import { ELEMENTS_MAX } from "@/lib/domain/architecture/check-whole";
import type { Result } from "@/lib/domain/kernel/result";
import { type FileRefusal, pathText, refuseFile } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import type { Path } from "./fields";

const WORDS = {
  zone: "zones",
  component: "components",
  flow: "flows",
  control: "controls",
  "stated-threat": "stated threats",
  asset: "assets",
} as const;

/** Refuses a file for one thing at one place. */
export function refuseAt(
  { lineOf }: LocatedDocument,
  path: Path,
  message: string,
): Result<never, FileRefusal> {
  return refuseFile([{ line: lineOf(path), path: pathText(path), message }]);
}

/** Refuses a file that has more of a kind than a system holds. */
export function refuseTooMany(document: LocatedDocument, path: Path, kind: keyof typeof WORDS) {
  return refuseAt(
    document,
    path,
    `A system holds at most ${ELEMENTS_MAX[kind]} ${WORDS[kind]}: split the file.`,
  );
}
