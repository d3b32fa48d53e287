import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { UtcDate } from "@/lib/domain/kernel/ids";

interface ProofFieldsProps {
  readonly today: UtcDate;
  readonly error: (field: string) => string | undefined;
  readonly value: (field: string, standing?: string) => string;
  /** What stands for the title if it is left empty; null: it must be written. */
  readonly titleHint: string | null;
  /** The item proves a mechanism, so the proof can be about some elements alone. */
  readonly mayCoverParts: boolean;
}

/** What every proof says about itself. */
export function ProofFields({ today, error, value, titleHint, mayCoverParts }: ProofFieldsProps) {
  return (
    <>
      <Field
        label="What it is"
        hint={titleHint ?? undefined}
        error={error("title")}
        required={titleHint === null}
        optional={titleHint !== null}
      >
        {(control) => <Input {...control} name="title" maxLength={140} defaultValue={value("title")} />}
      </Field>
      <Field
        label="True on"
        hint="The day on which it was so, UTC. From then on its validity counts."
        error={error("effectiveOn")}
        required
      >
        {(control) => (
          <Input
            {...control}
            name="effectiveOn"
            type="date"
            min="1970-01-01"
            max={today}
            defaultValue={value("effectiveOn", today)}
          />
        )}
      </Field>
      {mayCoverParts && (
        <Field
          label="Covers only"
          hint="Flows and components by number, as F-3, C-2. Left empty it covers the whole system."
          error={error("covers")}
          optional
        >
          {(control) => <Input {...control} name="covers" maxLength={2_000} defaultValue={value("covers")} />}
        </Field>
      )}
      <Field label="Note" error={error("note")} optional>
        {(control) => <Input {...control} name="note" maxLength={1_000} defaultValue={value("note")} />}
      </Field>
    </>
  );
}
