import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { UtcDate } from "@/lib/domain/kernel/ids";

interface ProofFieldsProps {
  readonly today: UtcDate;
  readonly error: (field: string) => string | undefined;
  readonly value: (field: string, standing?: string) => string;
  /** What stands for the title if it is left empty; null: it must be written. */
  readonly titleHint: string | null;
}

/** What every proof says about itself. */
export function ProofFields({ today, error, value, titleHint }: ProofFieldsProps) {
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
      <Field label="Note" error={error("note")} optional>
        {(control) => <Input {...control} name="note" maxLength={1_000} defaultValue={value("note")} />}
      </Field>
    </>
  );
}
