"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogCancel, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { parseUtcDate } from "@/lib/domain/kernel/utc-date";
import type { PersonRef } from "@/lib/domain/people/person";
import { ExceptionForm } from "./exception-form";
import type { Edit } from "./list-view";
import type { Target } from "./use-edits";

/** A change that needs more than a press: a reason, a person, a day. */
export type Question = {
  readonly about: "reason" | "owner" | "due";
  readonly targets: readonly Target[];
  /** Asked for a selection, even if it holds one item only. */
  readonly many: boolean;
};

interface EditDialogProps {
  readonly question: Question;
  readonly systemId: SystemId;
  readonly people: readonly PersonRef[];
  readonly onAnswer: (question: Question, edit: Edit) => void;
  readonly onClose: () => void;
}

const REASON_CHARS_MIN = 10;

/** Asks for what the change needs, for one item or for many. */
export function EditDialog(props: EditDialogProps) {
  const { question, systemId, people, onAnswer, onClose } = props;
  const { about, targets } = question;
  const [error, setError] = useState<string | null>(null);
  const [first] = targets;
  const what = targets.length === 1 && first ? first.number : `${targets.length} items`;
  const answer = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const edit = editOf(about, new FormData(event.currentTarget), people);
    if (typeof edit === "string") return setError(edit);
    onAnswer(question, edit);
    onClose();
  };
  if (about === "reason" && !question.many && first?.must)
    return <LeaveOutDialog item={first} systemId={systemId} people={people} onClose={onClose} />;
  return (
    <Dialog open onClose={onClose} heading={HEADING[about](what, targets.length)}>
      <form onSubmit={answer} noValidate className="grid gap-4">
        {about === "reason" && <ReasonField targets={targets} error={error} />}
        {about === "owner" && <OwnerField people={people} />}
        {about === "due" && <DueField error={error} />}
        <DialogFooter>
          <DialogCancel />
          <Button type="submit" variant="primary">
            {BUTTON[about]}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

interface LeaveOutDialogProps extends Pick<EditDialogProps, "systemId" | "people" | "onClose"> {
  readonly item: Target;
}

/** A must-item is left out only by an exception, so that is what is asked for. */
function LeaveOutDialog({ item, systemId, people, onClose }: LeaveOutDialogProps) {
  const today = parseUtcDate(new Date().toISOString().slice(0, 10));
  return (
    <Dialog
      open
      onClose={onClose}
      heading={`Why does ${item.number} not apply here?`}
      description="It blocks the gate of its phase, so leaving it out is an exception that a second person signs. Until somebody has, it stays as it is."
    >
      {today && (
        <ExceptionForm systemId={systemId} item={item} kind="not-applicable" people={people} today={today} />
      )}
    </Dialog>
  );
}

const HEADING: Readonly<Record<Question["about"], (what: string, count: number) => string>> = {
  reason: (what, count) => `Why ${count === 1 ? "does" : "do"} ${what} not apply here?`,
  owner: (what) => `Owner of ${what}`,
  due: (what) => `Due day of ${what}`,
};
const BUTTON: Readonly<Record<Question["about"], string>> = {
  reason: "Set not applicable",
  owner: "Set owner",
  due: "Set due day",
};

/** The edit that was filled in, or what is wrong with it. */
function editOf(about: Question["about"], data: FormData, people: readonly PersonRef[]): Edit | string {
  const text = String(data.get(about) ?? "").trim();
  if (about === "owner") return { owner: people.find(({ id }) => id === text) ?? null };
  if (about === "due") {
    const due = parseUtcDate(text);
    return text !== "" && !due ? "Write the day as YYYY-MM-DD." : { due };
  }
  return text.length < REASON_CHARS_MIN
    ? "Say in a sentence why this does not apply here; reviewers read it."
    : { status: "not-applicable", reason: text };
}

interface ReasonFieldProps {
  readonly targets: readonly Target[];
  readonly error: string | null;
}

function ReasonField({ targets, error }: ReasonFieldProps) {
  const must = targets.filter((target) => target.must).length;
  return (
    <>
      {must > 0 && (
        <Notice tone="warning">
          {must === targets.length ? "This blocks its phase gate" : `${must} of them block their phase gate`}.
          Leaving it out is an exception that a second person signs; until somebody has, it stays open.
        </Notice>
      )}
      <Field
        label="Reason"
        hint="One sentence. It stands beside the item from then on."
        error={error}
        required
      >
        {(control) => <Textarea {...control} name="reason" maxLength={1_000} autoFocus />}
      </Field>
    </>
  );
}

function OwnerField({ people }: { readonly people: readonly PersonRef[] }) {
  return (
    <Field label="Owner">
      {(control) => (
        <Select {...control} name="owner" defaultValue="" autoFocus>
          <option value="">Nobody</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function DueField({ error }: { readonly error: string | null }) {
  return (
    <Field label="Due day" hint="Leave it empty to take the due day away." error={error}>
      {(control) => <Input {...control} name="due" type="date" min="1970-01-01" max="2199-12-31" autoFocus />}
    </Field>
  );
}
