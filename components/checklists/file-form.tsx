"use client";

import { type DragEvent, type FormEvent, useRef, useState } from "react";
import { cx } from "@/components/ui/cx";
import { Field } from "@/components/ui/field";
import { FileInput } from "@/components/ui/file-input";
import { makeKey } from "@/components/ui/make-key";
import { Notice } from "@/components/ui/notice";
import { ProgressBar } from "@/components/ui/progress-bar";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ItemView } from "@/lib/domain/checklists/item-view";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { ProofFields } from "./proof-fields";
import type { Surroundings } from "./surroundings";
import { fileIssue, useUpload } from "./use-upload";

interface FileFormProps {
  readonly view: ItemView;
  readonly surroundings: Surroundings;
  readonly onDone: () => void;
}

const MB = 1024 * 1024;

/** What a form sent without script is told: only the field is known then. */
const REFUSED_FIELD: Readonly<Record<string, string>> = {
  file: "This file was not stored: choose one that is not empty and not larger than allowed.",
  title: "Say in at most 140 characters what this proof is.",
  effectiveOn: "Write the day on which it was true; it can't lie in the future.",
  covers: "Name flows and components of this system by number, as F-3, C-2.",
  note: "A note has at most 1,000 characters.",
};

function tellOf(refusal: Refusal | null, refused: string | null) {
  const issues = refusal?.code === "invalid-input" ? refusal.issues : [];
  const error = (field: string): string | undefined =>
    issues.find(({ path }) => path === field)?.message ??
    (refusal === null && refused === field ? REFUSED_FIELD[field] : undefined);
  const elsewhere = issues.filter(({ path }) => !(path in REFUSED_FIELD)).map(({ message }) => message);
  const rest = refusal && refusal.code !== "invalid-input" ? refusal.reason : elsewhere.join(" ") || null;
  const unknown = refusal === null && refused !== null && !(refused in REFUSED_FIELD);
  return {
    error,
    rest: rest ?? (unknown ? "The file was not stored. Try again, or add a link to it." : null),
  };
}

/** A file as proof: chosen or dropped, sent with its progress shown. Works as a plain form too. */
export function FileForm({ view, surroundings, onDone }: FileFormProps) {
  const limitMb = surroundings.evidenceLimitMb;
  const form = useRef<HTMLFormElement>(null);
  const [over, setOver] = useState(false);
  const { state, send, refuse } = useUpload("/api/evidence", limitMb, () => {
    form.current?.reset();
    onDone();
  });
  const tell = tellOf(state.kind === "refused" ? state.refusal : null, surroundings.refused);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (state.kind === "sending") return;
    const data = new FormData(event.currentTarget);
    const problem = problemOf(data.get("file"), limitMb);
    if (problem) return refuse(fileIssue(problem));
    data.set("idempotencyKey", makeKey());
    send(data);
  };
  const drop = (event: DragEvent<HTMLFormElement>) => {
    event.preventDefault();
    setOver(false);
    const input = form.current?.elements.namedItem("file");
    if (input instanceof HTMLInputElement && event.dataTransfer.files.length > 0)
      input.files = event.dataTransfer.files;
  };

  return (
    <form
      ref={form}
      action="/api/evidence"
      method="post"
      encType="multipart/form-data"
      noValidate
      onSubmit={submit}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx("grid gap-3 rounded-md", over && "outline-2 outline-offset-4 outline-focus-ring")}
    >
      <input type="hidden" name="systemId" value={surroundings.system.id} />
      <input type="hidden" name="itemId" value={view.id} />
      <input type="hidden" name="version" value={view.version} />
      {tell.rest && (
        <Notice tone="warning" role="alert">
          {tell.rest}
        </Notice>
      )}
      <Field
        label="File"
        hint={`At most ${limitMb} MB. You can drop it here.`}
        error={tell.error("file")}
        required
      >
        {(control) => <FileInput {...control} name="file" />}
      </Field>
      <ProofFields
        today={view.today}
        error={tell.error}
        value={(_field, standing = "") => standing}
        titleHint="Its file name, if you leave this empty."
        mayCoverParts={view.text.proves.length > 0}
      />
      <div className="flex items-center gap-3">
        <SubmitButton pending={state.kind === "sending"}>Add file</SubmitButton>
        {state.kind === "sending" && (
          <>
            <ProgressBar label="Sent" value={state.percent} max={100} className="flex-1" />
            <span className="text-xs text-3">{state.percent} %</span>
          </>
        )}
      </div>
    </form>
  );
}

function problemOf(file: FormDataEntryValue | null, limitMb: number): string | null {
  if (!(file instanceof File) || file.name === "") return "Choose a file.";
  if (file.size === 0) return "This file is empty. Choose another.";
  if (file.size > limitMb * MB)
    return `A file has at most ${limitMb} MB. Choose a smaller one, or add a link to it.`;
  return null;
}
