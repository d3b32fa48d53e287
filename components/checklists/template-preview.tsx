import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { DefinitionRow, DefinitionRows } from "@/components/ui/definition-rows";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { SectionHeader } from "@/components/ui/page-header";
import { PHASE_WORD } from "@/components/ui/phase-mark";
import { TextLink } from "@/components/ui/text-link";
import type { TemplatePreview as Preview } from "@/lib/domain/checklists/template-preview";
import { PHASES } from "@/lib/domain/checklists/vocabulary";
import { TemplateProblems } from "./template-problems";

type Ready = Extract<Preview, { readonly status: "ready" }>;
type TemplatePreviewProps = {
  readonly preview: Ready;
  readonly busy: boolean;
  readonly onImport: (named: { readonly name: string; readonly version: string } | null) => void;
};

/** What a file would bring, and the button that brings it. */
export function TemplatePreview({ preview, busy, onImport }: TemplatePreviewProps) {
  const { items, must, byPhase, groups, standards, warnings, asks } = preview;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onImport(asks ? { name: String(form.get("name")), version: String(form.get("version")) } : null);
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <section>
        <SectionHeader title={asks ? "Ready to import" : `${preview.name} ${preview.version}`} />
        {asks && <Title preview={preview} />}
        <DefinitionRows termWidth="112px">
          <DefinitionRow term="Items">
            {items} <span className="text-3">{must} of them must-items</span>
          </DefinitionRow>
          {PHASES.map((phase) => (
            <DefinitionRow key={phase} term={PHASE_WORD[phase]}>
              {byPhase[phase]}
            </DefinitionRow>
          ))}
          <DefinitionRow term="Groups">{groups.join(", ")}</DefinitionRow>
          {standards.length > 0 && <DefinitionRow term="Points to">{standards.join(", ")}</DefinitionRow>}
        </DefinitionRows>
      </section>
      {warnings.length > 0 && (
        <TemplateProblems title="Left aside without harm" tone="warning" problems={warnings} />
      )}
      <Becomes preview={preview} />
      {!preview.reserved && (asks || !preview.same) && (
        <Button type="submit" variant="primary" pending={busy} className="justify-self-start">
          Import {items} items
        </Button>
      )}
    </form>
  );
}

function Title({ preview }: { readonly preview: Ready }) {
  return (
    <div className="mb-4 grid gap-4 sm:grid-cols-2">
      <Field label="Name" hint="The same name as an earlier import makes this its next version.">
        {(control) => <Input {...control} name="name" required maxLength={120} defaultValue={preview.name} />}
      </Field>
      <Field label="Version" hint={versionHint(preview)}>
        {(control) => (
          <Input {...control} name="version" required maxLength={40} defaultValue={preview.version} />
        )}
      </Field>
    </div>
  );
}

function versionHint({ newest }: Ready): string {
  const what = "What your team calls it, such as 2026-11.";
  return newest ? `${what} The newest is called ${newest.label}.` : what;
}

function Becomes({ preview }: { readonly preview: Ready }) {
  const { same, newest, reserved, name } = preview;
  if (reserved)
    return (
      <Notice tone="danger">
        The name “{name}” belongs to the product’s own checklist. Give yours another name.
      </Notice>
    );
  if (same)
    return (
      <Notice tone="warning">
        The same content is here already:{" "}
        <TextLink href={`/templates/${same.id}`} className="underline">
          version no. {same.number}
        </TextLink>
        . Importing it again adds nothing.
      </Notice>
    );
  if (newest)
    return (
      <Notice>
        This becomes version no. {newest.number + 1} of {name}, after{" "}
        <TextLink href={`/templates/${newest.id}`} className="underline">
          no. {newest.number}
        </TextLink>
        . Systems stay on theirs until somebody moves them.
      </Notice>
    );
  return <Notice>This is a new checklist. No system works it until somebody gives it to one.</Notice>;
}
