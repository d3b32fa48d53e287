import { parentPort, workerData } from "node:worker_threads";
import type { ModelCatalogue } from "../domain/catalogue/model-catalogue";
import { parseTemplate, type TemplateFile } from "../formats/checklist-template/parse-template";
import type { Standards } from "../formats/checklist-template/standards";
import { recogniserOf } from "../formats/foreign/recognise";
import { readModelFile } from "../formats/model-file/read-model-file";

/** What the thread is given when it starts: what words and references of a file are known. */
export interface KnownToReader {
  readonly catalogue: Pick<ModelCatalogue, "threats" | "mechanisms">;
  readonly standards: Standards;
}

/** What the server sends: one file. */
export type FileQuestion =
  | { readonly kind: "model"; readonly text: string }
  | { readonly kind: "template"; readonly file: TemplateFile };

/** What is in the file, or why it can't be read, by the kind of question. */
export type FileAnswer<Q extends FileQuestion> = Q extends { readonly kind: "model" }
  ? ReturnType<typeof readModelFile>
  : ReturnType<typeof parseTemplate>;

/** Reads files with the very functions that everything else reads them with. */
function fileHandler({
  catalogue,
  standards,
}: KnownToReader): (question: FileQuestion) => FileAnswer<FileQuestion> {
  const recognise = recogniserOf(catalogue);
  return (question) =>
    question.kind === "model"
      ? readModelFile(question.text, recognise)
      : parseTemplate(question.file, { standards });
}

if (parentPort) {
  const port = parentPort;
  const read = fileHandler(workerData as KnownToReader);
  port.on("message", (question: FileQuestion) => port.postMessage(read(question)));
  port.postMessage("ready");
}
