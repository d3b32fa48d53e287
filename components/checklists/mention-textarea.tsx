"use client";

import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Textarea } from "@/components/ui/textarea";
import { normaliseForSearch } from "@/lib/domain/checklists/item-filter";
import type { PersonRef } from "@/lib/domain/people/person";

const OFFERED_MAX = 6;

interface MentionTextareaProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** Called with all of the text whenever it changes. */
  readonly onWrite: (text: string) => void;
  readonly name: string;
  readonly label: string;
  readonly people: readonly PersonRef[];
  readonly defaultValue: string;
  readonly invalid: boolean;
}

/** What is being written after an @ at the cursor; null where no name is being written. */
function mentionAt(text: string, cursor: number): string | null {
  return /(?:^|[^\w.@])@([\p{L}\d.]{0,40})$/u.exec(text.slice(0, cursor))?.[1] ?? null;
}

function offeredFor(written: string | null, people: readonly PersonRef[]): readonly PersonRef[] {
  if (written === null) return [];
  const wanted = normaliseForSearch(written);
  return people
    .filter(({ name, handle }) =>
      `${normaliseForSearch(name)} ${handle.toUpperCase()}`
        .split(/[ ]/)
        .some((word) => word.startsWith(wanted)),
    )
    .slice(0, OFFERED_MAX);
}

/** A comment field that offers people after an @. Ctrl or ⌘ and Enter sends. */
export function MentionTextarea(props: MentionTextareaProps) {
  const { field, onWrite, name, label, people, defaultValue, invalid } = props;
  const id = useId();
  const [written, setWritten] = useState<string | null>(null);
  const [chosen, setChosen] = useState(0);
  const offered = offeredFor(written, people);
  const active = offered[Math.min(chosen, offered.length - 1)];

  const look = () => {
    const { value = "", selectionStart = 0, selectionEnd = 0 } = field.current ?? {};
    setWritten(selectionStart === selectionEnd ? mentionAt(value, selectionStart) : null);
    setChosen(0);
  };
  const take = (person: PersonRef) => {
    const target = field.current;
    if (!target || written === null) return;
    const end = target.selectionStart;
    target.setRangeText(`@${person.handle} `, end - written.length - 1, end, "end");
    onWrite(target.value);
    target.focus();
    setWritten(null);
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.currentTarget.form?.requestSubmit();
      return;
    }
    if (!active) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setChosen((now) => (now + step + offered.length) % offered.length);
    else if (event.key === "Enter" || event.key === "Tab") take(active);
    else if (event.key === "Escape") setWritten(null);
    else return;
    event.preventDefault();
  };

  return (
    <div className="relative min-w-0 flex-1">
      <Textarea
        ref={field}
        name={name}
        rows={1}
        aria-label={label}
        placeholder="Comment, or @ someone"
        maxLength={4_000}
        defaultValue={defaultValue}
        aria-invalid={invalid || undefined}
        className="min-h-control-field! max-h-40! resize-none"
        aria-autocomplete="list"
        aria-controls={`${id}-people`}
        aria-activedescendant={active ? `${id}-${active.id}` : undefined}
        onInput={(event) => {
          onWrite(event.currentTarget.value);
          look();
        }}
        onClick={look}
        onBlur={() => setWritten(null)}
        onKeyDown={onKey}
      />
      <span role="status" className="sr-only">
        {offered.length > 0 ? `${offered.length} people offered, arrow keys choose` : ""}
      </span>
      <Offers id={id} offered={offered} active={active} onTake={take} />
    </div>
  );
}

interface OffersProps {
  readonly id: string;
  readonly offered: readonly PersonRef[];
  readonly active: PersonRef | undefined;
  readonly onTake: (person: PersonRef) => void;
}

function Offers({ id, offered, active, onTake }: OffersProps) {
  return (
    <div
      id={`${id}-people`}
      role="listbox"
      aria-label="People to mention"
      hidden={offered.length === 0}
      className="absolute bottom-full left-0 z-10 mb-1 w-64 rounded-lg border border-strong bg-surface p-1 shadow-lg"
    >
      {offered.map((person) => (
        <div
          key={person.id}
          id={`${id}-${person.id}`}
          role="option"
          tabIndex={-1}
          aria-selected={person === active}
          className="flex min-h-control cursor-pointer items-center gap-2 rounded-sm px-2 aria-selected:bg-surface-selected"
          onPointerDown={(event) => {
            event.preventDefault();
            onTake(person);
          }}
        >
          <Avatar name={person.name} decorative />
          <span className="truncate">{person.name}</span>
          <span className="ml-auto truncate text-xs text-3">@{person.handle}</span>
        </div>
      ))}
    </div>
  );
}
