"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { Avatar, Person } from "@/components/ui/avatar";
import { Chip } from "@/components/ui/chip";
import { DefinitionRow, DefinitionRows } from "@/components/ui/definition-rows";
import { GoalMark } from "@/components/ui/goal-mark";
import { StateLabel } from "@/components/ui/state-mark";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ItemView } from "@/lib/domain/checklists/item-view";
import { ITEM_STATUS_WORD, type ItemStatus, type State } from "@/lib/domain/checklists/vocabulary";
import { daysBetween } from "@/lib/domain/kernel/utc-date";
import { attestAgain, editItemForm } from "@/lib/features/checklists/actions";
import { dayText, standingText } from "@/lib/features/checklists/present";
import { DueControl, OwnerControl, StatusControl } from "./fact-controls";
import type { Edit } from "./list-view";
import type { Surroundings } from "./surroundings";
import type { Target, useEdits } from "./use-edits";

interface ItemFactsProps {
  readonly view: ItemView;
  readonly patch: Edit | undefined;
  readonly surroundings: Surroundings;
  readonly edits: Pick<ReturnType<typeof useEdits>, "edit">;
  readonly editAsked: number;
  readonly onStatus: (target: Target, status: ItemStatus) => void;
}

const EXPECTED_STATE: Readonly<Record<ItemStatus, State>> = {
  "to-do": "gap",
  "in-progress": "planned",
  done: "claimed",
  "not-applicable": "not-applicable",
};

/** State, owner, due day and what the item is about; each edited where it stands. */
export function ItemFacts(props: ItemFactsProps) {
  const { view, surroundings } = props;
  const { text } = view;
  return (
    <EditForm view={view} enabled={surroundings.mayWork} systemId={surroundings.system.id}>
      <DefinitionRows className="item-facts mt-3">
        {surroundings.mayWork ? <Editable {...props} /> : <Readable view={view} />}
        {view.attested && (
          <DefinitionRow term="Done">
            said by {view.attested.name}{" "}
            <span className="text-3">on {dayText(view.attested.on, view.today)}</span>
          </DefinitionRow>
        )}
        {text.must && (
          <DefinitionRow term="Must">
            <Chip>Blocks the gate of its phase</Chip>
          </DefinitionRow>
        )}
        {text.goals.length > 0 && (
          <DefinitionRow term="Goals">
            <span className="flex flex-wrap gap-x-3 gap-y-1">
              {text.goals.map((goal) => (
                <GoalMark key={goal} goal={goal} named />
              ))}
            </span>
          </DefinitionRow>
        )}
      </DefinitionRows>
    </EditForm>
  );
}

function Editable({ view, patch, surroundings, edits, editAsked, onStatus }: ItemFactsProps) {
  const { remark } = view.standing;
  const asked = !(remark.kind === "not-applicable" && remark.by === "computed");
  const target: Target = { ...view, title: view.text.title, must: view.text.must };
  const owner = patch?.owner === undefined ? view.owner : patch.owner;
  const due = patch?.due === undefined ? view.due : patch.due;
  const status = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (editAsked > 0) status.current?.focus();
  }, [editAsked]);
  return (
    <>
      <StateRow view={view} expected={patch?.status} />
      {asked && (
        <DefinitionRow term="Status">
          <StatusControl
            ref={status}
            status={patch?.status ?? (view.answered ? view.status : "")}
            onChange={(next) => onStatus(target, next)}
          />
        </DefinitionRow>
      )}
      <DefinitionRow term="Owner">
        <Avatar name={owner?.name ?? null} decorative />
        <OwnerControl
          owner={owner}
          people={surroundings.people}
          onChange={(next) => edits.edit(target, { owner: next })}
        />
      </DefinitionRow>
      <DefinitionRow term="Due">
        <DueControl due={due} onChange={(next) => edits.edit(target, { due: next })} />
        {due && <DueRemark view={view} due={due} />}
      </DefinitionRow>
    </>
  );
}

function Readable({ view }: { readonly view: ItemView }) {
  return (
    <>
      <StateRow view={view} expected={undefined} />
      {view.answered && <DefinitionRow term="Status">{ITEM_STATUS_WORD[view.status]}</DefinitionRow>}
      <DefinitionRow term="Owner">
        <Person name={view.owner?.name ?? null} />
      </DefinitionRow>
      <DefinitionRow term="Due">
        {view.due ? (
          <>
            {dayText(view.due, view.today)} <DueRemark view={view} due={view.due} />
          </>
        ) : (
          <span className="text-3">No due day</span>
        )}
      </DefinitionRow>
    </>
  );
}

interface StateRowProps {
  readonly view: ItemView;
  /** A status that is on its way: what the state will most likely be. */
  readonly expected: ItemStatus | undefined;
}

function StateRow({ view, expected }: StateRowProps) {
  return (
    <DefinitionRow term="State">
      <StateLabel state={expected ? EXPECTED_STATE[expected] : view.standing.state} />
      {!expected && <span className="text-3">{stateRemark(view)}</span>}
    </DefinitionRow>
  );
}

interface EditFormProps {
  readonly view: ItemView;
  readonly enabled: boolean;
  readonly systemId: string;
  readonly children: ReactNode;
}

/** Without script the facts are one form with a button; with script each takes effect at once. */
function EditForm({ view, enabled, systemId, children }: EditFormProps) {
  if (!enabled) return children;
  const mayConfirm =
    view.status === "done" && view.standing.state !== "proven" && view.standing.credit !== null;
  const ids = (
    <>
      <input type="hidden" name="systemId" value={systemId} />
      <input type="hidden" name="itemId" value={view.id} />
      <input type="hidden" name="version" value={view.version} />
    </>
  );
  return (
    <>
      <ActionForm action={editItemForm}>
        {(form) => (
          <>
            {ids}
            {children}
            <div className="no-script mt-2">
              <label className="block">
                Why it does not apply, if so
                <input
                  name="reason"
                  defaultValue={form.value("reason", view.reason ?? "")}
                  className="block w-full border p-1"
                />
              </label>
              {form.error("reason") && <p className="text-bad">{form.error("reason")}</p>}
              <SubmitButton className="mt-2">Save</SubmitButton>
            </div>
          </>
        )}
      </ActionForm>
      {mayConfirm && (
        <ActionForm action={attestAgain} className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
          {() => (
            <>
              {ids}
              <SubmitButton variant="secondary">Confirm again</SubmitButton>
              <span className="text-xs text-3">says today, in your name, that it is done</span>
            </>
          )}
        </ActionForm>
      )}
    </>
  );
}

function stateRemark({ standing, today }: ItemView): string {
  const { remark } = standing;
  if (remark.kind === "claimed-until")
    return remark.on
      ? `no evidence; counts half until ${dayText(remark.on, today)}`
      : "no evidence; counts half";
  if (remark.kind === "proven-until") return remark.on ? `until ${dayText(remark.on, today)}` : "without end";
  return standingText(standing, today);
}

function DueRemark({ view, due }: { readonly view: ItemView; readonly due: NonNullable<ItemView["due"]> }) {
  const days = daysBetween(view.today, due);
  const overdue = view.standing.badges.find((badge) => badge.kind === "overdue");
  if (overdue && due === view.due)
    return <span className="font-medium text-bad">Overdue {overdue.days} d</span>;
  if (days < 0) return null;
  return <span className="text-3">{days === 0 ? "today" : days === 1 ? "tomorrow" : `in ${days} days`}</span>;
}
