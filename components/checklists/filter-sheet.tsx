import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { ChoiceChip, ChoiceGroup } from "@/components/ui/choice-group";
import { Field } from "@/components/ui/field";
import { GOAL_WORD } from "@/components/ui/goal-mark";
import { Select } from "@/components/ui/select";
import { STATE_WORD } from "@/components/ui/state-mark";
import { DUE_FILTERS, type ItemFilter } from "@/lib/domain/checklists/item-filter";
import { GOALS, ITEM_STATUS_WORD, ITEM_STATUSES, STATES } from "@/lib/domain/checklists/vocabulary";
import { AddressForm } from "./address-form";
import type { ChecklistView, FilterChoices } from "./checklist-view";
import { DUE_WORD } from "./filter-words";

/** All parts of the filter in one sheet; a native popover around a GET form, so it needs no script. */
export function FilterSheet({ view }: { readonly view: ChecklistView }) {
  const { base, filter, choices } = view;
  return (
    <>
      <button
        type="button"
        popoverTarget="filter-sheet"
        className="no-print inline-flex h-[26px] shrink-0 items-center gap-1 rounded-md border border-dashed border-strong bg-surface px-2 text-xs text-3 hover:text-text max-sm:h-control"
        style={{ anchorName: "--filter-sheet" }}
      >
        <Plus aria-hidden className="size-3" />
        Filter
      </button>
      <div
        id="filter-sheet"
        popover="auto"
        className="popover w-[26rem] p-4"
        style={{ positionAnchor: "--filter-sheet" }}
      >
        <AddressForm action={base} aria-label="Filter" className="grid gap-4" key={JSON.stringify(filter)}>
          <ManyOf
            name="status"
            legend="Status"
            words={ITEM_STATUS_WORD}
            from={ITEM_STATUSES}
            on={filter.status}
          />
          <ManyOf name="state" legend="State" words={STATE_WORD} from={STATES} on={filter.state} />
          <ManyOf name="goal" legend="Goal" words={GOAL_WORD} from={GOALS} on={filter.goal} />
          <div className="grid gap-3 sm:grid-cols-2">
            <OneOfs filter={filter} choices={choices} />
          </div>
          {filter.query && <input type="hidden" name="q" value={filter.query} />}
          <button type="submit" className={buttonClass({ variant: "primary" })}>
            Show
          </button>
        </AddressForm>
      </div>
    </>
  );
}

interface ManyOfProps<T extends string> {
  readonly name: string;
  readonly legend: string;
  readonly words: Readonly<Record<T, string>>;
  readonly from: readonly T[];
  readonly on: readonly T[];
}

function ManyOf<T extends string>({ name, legend, words, from, on }: ManyOfProps<T>) {
  return (
    <ChoiceGroup legend={legend}>
      {from.map((value) => (
        <ChoiceChip
          key={value}
          name={name}
          value={value}
          label={words[value]}
          defaultChecked={on.includes(value)}
          className="h-7! text-xs max-sm:h-9!"
        />
      ))}
    </ChoiceGroup>
  );
}

function OneOfs({ filter, choices }: { readonly filter: ItemFilter; readonly choices: FilterChoices }) {
  return (
    <>
      <OneOf name="owner" label="Owner" value={filter.owner ?? ""}>
        <option value="me">Me</option>
        <option value="nobody">Nobody</option>
        {choices.owners.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </OneOf>
      <OneOf name="due" label="Due" value={filter.due ?? ""}>
        {DUE_FILTERS.map((due) => (
          <option key={due} value={due}>
            {DUE_WORD[due]}
          </option>
        ))}
      </OneOf>
      <OneOf name="standard" label="Standard" value={filter.standard ?? ""}>
        {choices.standards.map(({ id, name, items }) => (
          <option key={id} value={id}>
            {name} ({items})
          </option>
        ))}
      </OneOf>
      <OneOf name="group" label="Group" value={filter.group ?? ""}>
        {choices.groups.map((group) => (
          <option key={group}>{group}</option>
        ))}
      </OneOf>
      <OneOf name="must" label="Must" value={filter.must === null ? "" : filter.must ? "yes" : "no"}>
        <option value="yes">Yes, blocks its gate</option>
        <option value="no">No</option>
      </OneOf>
    </>
  );
}

interface OneOfProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly children: ReactNode;
}

function OneOf({ name, label, value, children }: OneOfProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Select {...control} name={name} defaultValue={value}>
          <option value="">Any</option>
          {children}
        </Select>
      )}
    </Field>
  );
}
