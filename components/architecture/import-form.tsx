"use client";

import { useState } from "react";
import { ActionForm, type FormHandle } from "@/components/ui/action-form";
import { buttonClass } from "@/components/ui/button-class";
import { Field } from "@/components/ui/field";
import { FileInput } from "@/components/ui/file-input";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { Textarea } from "@/components/ui/textarea";
import type { ShownPreview } from "@/lib/domain/architecture/import-preview";
import { importModel } from "@/lib/features/architecture/actions";
import { FileProblems } from "./file-problems";
import { ImportPreview } from "./import-preview";

const MB = 1024 * 1024;
const BYTES_MAX = 6 * MB;

type ImportFormProps = { readonly systemId: string; readonly slug: string };
type Looked = {
  readonly preview: ShownPreview;
  readonly base: string;
  readonly fileName: string;
  readonly text: string;
};

/** Two steps of one form: look at a file, then import just that. Works without script. */
export function ImportForm({ systemId, slug }: ImportFormProps) {
  return (
    <ActionForm action={importModel} className="grid gap-5">
      {(form) => (
        <>
          <input type="hidden" name="systemId" value={systemId} />
          {form.output?.status === "preview" ? (
            <Import looked={form.output} slug={slug} />
          ) : (
            <Choose form={form} />
          )}
        </>
      )}
    </ActionForm>
  );
}

function Choose({ form }: { readonly form: Pick<FormHandle<unknown>, "refusal" | "value"> }) {
  const [tooLarge, setTooLarge] = useState<string | null>(null);
  const { refusal } = form;
  const problems = refusal?.code === "invalid-input" ? refusal.issues : [];
  return (
    <>
      {problems.length > 0 && <FileProblems problems={problems} />}
      <input type="hidden" name="dryRun" value="yes" />
      <div className="grid max-w-[760px] gap-4">
        <Field
          label="File"
          error={tooLarge}
          hint="Threat Dragon, Open Threat Model, Threagile, threat-composer, TM-BOM, CycloneDX SaaSBOM, an ATT&CK Navigator layer, or a model exported here. JSON at most 6 MB, YAML 2 MB."
        >
          {(control) => (
            <FileInput
              {...control}
              name="file"
              accept=".json,.yaml,.yml,.otm,application/json"
              onChange={({ target }) => setTooLarge(whyTooLarge(target.files?.[0]))}
            />
          )}
        </Field>
        <Field label="Or its text" optional hint="A chosen file counts before this.">
          {(control) => (
            <Textarea
              {...control}
              name="text"
              rows={5}
              spellCheck={false}
              className="mono"
              defaultValue={form.value("text")}
            />
          )}
        </Field>
        <SubmitButton disabled={tooLarge !== null} className="justify-self-start">
          Check the file
        </SubmitButton>
      </div>
      {!refusal && (
        <Notice className="max-w-[760px]">
          An import adds and changes; it takes nothing away. What somebody wrote or took out here stays so. A
          looser budget, less of a proven control or of a stated threat is not imported: a second person is
          asked for each. What the file states counts as your claim, from today.
        </Notice>
      )}
    </>
  );
}

function Import({ looked, slug }: { readonly looked: Looked; readonly slug: string }) {
  const { preview, base, fileName, text } = looked;
  const doing = doingOf(preview);
  return (
    <>
      <input type="hidden" name="base" value={base} />
      <input type="hidden" name="fileName" value={fileName} />
      <textarea hidden readOnly name="text" value={text} aria-label="Text of the file" />
      <ImportPreview preview={preview} fileName={fileName || "The pasted text"} />
      <div className="flex flex-wrap gap-2">
        {doing && <SubmitButton>{doing}</SubmitButton>}
        {/* Not a Link: the page has to forget the file. */}
        <a
          href={`/systems/${slug}/architecture${doing ? "" : "/import"}`}
          className={buttonClass({ variant: "secondary" })}
        >
          {doing ? "Leave it" : "Choose another file"}
        </a>
      </div>
    </>
  );
}

/** What sending the form does; null where there is nothing to do. */
function doingOf({ counts, critical }: ShownPreview): string | null {
  const count = counts.made + counts.changed;
  const asked = critical.filter(({ request }) => request.state === "asked").length;
  const elements = `Import ${count} ${count === 1 ? "element" : "elements"}`;
  const ask = `ask for ${asked} ${asked === 1 ? "approval" : "approvals"}`;
  if (count > 0) return asked > 0 ? `${elements} and ${ask}` : elements;
  if (asked > 0) return `A${ask.slice(1)}`;
  return critical.some(({ request }) => request.state === "rejected") ? "Ask again for what is ticked" : null;
}

function whyTooLarge(file: File | undefined): string | null {
  if (!file || file.size <= BYTES_MAX) return null;
  return `This file has ${Math.ceil((file.size / MB) * 10) / 10} MB; at most 6 MB are read. Split it.`;
}
