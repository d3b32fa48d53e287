"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FileInput } from "@/components/ui/file-input";
import { Notice } from "@/components/ui/notice";
import type { TemplatePreview as Preview } from "@/lib/domain/checklists/template-preview";
import { TemplatePreview } from "./template-preview";
import { TemplateProblems } from "./template-problems";
import { importFile, previewFile, type TemplateUpload } from "./template-upload";

const BYTES_MAX = 2 * 1024 * 1024;

type Stage =
  | { readonly step: "choose" }
  | { readonly step: "checked"; readonly upload: TemplateUpload; readonly preview: Preview };

/** Reads a file, shows what it would bring, and imports it only then. Without script the file is imported at once. */
export function TemplateImport({ children }: { readonly children: ReactNode }) {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [stage, setStage] = useState<Stage>({ step: "choose" });
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const work = async (doing: () => Promise<string | null>) => {
    setBusy(true);
    setRefused(null);
    setRefused(
      await doing().catch(() => "The server could not be reached. Nothing was imported; try again."),
    );
    setBusy(false);
  };
  const check = (event: FormEvent) => {
    event.preventDefault();
    const file = input.current?.files?.[0];
    return work(async () => {
      const wrong = wrongFile(file);
      if (wrong || !file) return wrong;
      const upload = { fileName: file.name, bytes: await file.arrayBuffer() };
      const answer = await previewFile(upload);
      if (!answer.ok) return answer.reason;
      setStage({ step: "checked", upload, preview: answer.value });
      return null;
    });
  };
  const importIt = (named: { readonly name: string; readonly version: string } | null) => {
    if (stage.step !== "checked") return;
    const upload = { ...stage.upload, ...named };
    return work(async () => {
      const answer = await importFile(upload);
      if (!answer.ok) return answer.reason;
      const { versionId, isNew } = answer.value;
      router.push(`/templates/${versionId}?imported=${isNew ? "new" : "same"}`);
      return null;
    });
  };

  return (
    <div className="grid max-w-[960px] gap-5">
      <form
        action="/api/templates"
        method="post"
        encType="multipart/form-data"
        onSubmit={check}
        className="grid gap-3"
      >
        <Field
          label="File"
          error={refused}
          hint="YAML, JSON or CSV, at most 2 MB. OWASP ASVS 5.0 as flat JSON is read, too."
        >
          {(control) => (
            <FileInput
              {...control}
              ref={input}
              name="file"
              accept=".yaml,.yml,.json,.csv,.tsv"
              onChange={() => {
                setStage({ step: "choose" });
                setRefused(wrongFile(input.current?.files?.[0]));
              }}
            />
          )}
        </Field>
        <Button
          type="submit"
          variant={stage.step === "choose" ? "primary" : "secondary"}
          pending={busy}
          className="needs-script justify-self-start"
        >
          Check the file
        </Button>
        <noscript>
          <Button type="submit" variant="primary">
            Import
          </Button>
        </noscript>
      </form>
      <div aria-live="polite" className="grid gap-5">
        {stage.step === "checked" && stage.preview.status === "refused" && (
          <TemplateProblems
            title="Nothing was imported. Mend these and choose the file again."
            tone="danger"
            problems={stage.preview.problems}
            more={stage.preview.more}
          />
        )}
        {stage.step === "checked" && stage.preview.status === "ready" && (
          <TemplatePreview preview={stage.preview} busy={busy} onImport={importIt} />
        )}
      </div>
      {stage.step === "choose" && !refused && <Notice>{children}</Notice>}
    </div>
  );
}

function wrongFile(file: File | undefined): string | null {
  if (!file) return "Choose a file first.";
  if (file.size <= BYTES_MAX) return null;
  const sizeMb = Math.ceil((file.size / BYTES_MAX) * 20) / 10;
  return `This file has ${sizeMb} MB; at most 2 MB are read. Split the checklist.`;
}
