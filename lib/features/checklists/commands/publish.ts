import "server-only";
import { BUILT_IN, publishVersion } from "@/lib/db/templates";
import { templateKey } from "@/lib/domain/checklists/template-key";
import { counted } from "@/lib/domain/kernel/counted";
import { err, ok } from "@/lib/domain/kernel/result";
import { parseTemplate } from "@/lib/formats/checklist-template/parse-template";
import { knownStandards, readCatalogue } from "@/lib/server/catalogue";
import { defineCommand, nothingBefore } from "@/lib/server/command";
import { readFileOf } from "@/lib/server/read-file";
import { importTemplateInput, publishBuiltInInput } from "../schema";

/** Publishes the product's checklist as it came with this version of the program. Changes nothing when it is known. */
export const publishBuiltIn = defineCommand({
  name: "checklists.publish-built-in",
  input: publishBuiltInInput,
  permission: "job",
  approval: "never",
  before: nothingBefore,
  run: async ({ tx }) => {
    const parsed = parseTemplate(
      { fileName: "checklists.yaml", text: await readCatalogue("checklists.yaml") },
      { standards: await knownStandards() },
    );
    if (!parsed.ok) throw new Error(`lib/catalogue/checklists.yaml: ${parsed.error.problems[0]?.message}`);
    const { draft } = parsed.value;
    return ok({
      ...(await publishVersion(tx, { key: BUILT_IN, origin: "built-in" }, draft, null)),
      items: draft.items.length,
    });
  },
  audit: ({ output }) =>
    output.isNew
      ? {
          subject: "template",
          subjectId: output.versionId,
          detail: { about: `The product's checklist of ${counted(output.items, "item")} was published` },
        }
      : null,
});

/** Imports a team's own checklist: all of the file or nothing. */
export const importTemplate = defineCommand({
  name: "checklists.import-template",
  input: importTemplateInput,
  permission: "templates:manage",
  approval: "never",
  prepare: async ({ actor, input: { fileName, text } }) => {
    const read = await readFileOf(actor.id, { kind: "template", file: { fileName, text } });
    if (!read.ok) return read;
    const file = read.value;
    if (file.ok) return file;
    const issues = file.error.problems.map(({ line, path, message }) => ({
      path: line ? `line ${line}` : path,
      message,
    }));
    return err({ code: "invalid-input", issues });
  },
  before: async ({ input, prepared }) => {
    const { name, version } = input;
    const asWritten = prepared.draft;
    const draft = {
      ...asWritten,
      name: name ?? asWritten.name,
      version: version ?? asWritten.version,
    };
    const key = templateKey(draft.name);
    return key === BUILT_IN
      ? err({
          code: "refused",
          reason: "This name belongs to the product's own checklist. Give yours another name.",
        })
      : ok({ draft, key });
  },
  run: async ({ tx, actor, before }) => {
    const published = await publishVersion(
      tx,
      { key: before.key, origin: "imported" },
      before.draft,
      actor.id,
    );
    return ok({ ...published, name: before.draft.name, items: before.draft.items.length });
  },
  audit: ({ output }) => ({
    subject: "template",
    subjectId: output.versionId,
    detail: {
      about: `Imported ${output.name} with ${counted(output.items, "item")}`,
      after: { isNew: output.isNew },
    },
  }),
});
