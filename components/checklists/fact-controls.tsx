"use client";

import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import { cx } from "@/components/ui/cx";
import { ITEM_STATUS_WORD, ITEM_STATUSES, type ItemStatus } from "@/lib/domain/checklists/vocabulary";
import type { UtcDate } from "@/lib/domain/kernel/ids";
import { parseUtcDate } from "@/lib/domain/kernel/utc-date";
import type { PersonRef } from "@/lib/domain/people/person";

/** Arrow keys run through the choices of a closed list; only the one on which they rest is sent. */
const REST_MS = 300;
/** A day is typed in parts. */
const TYPED_MS = 900;

/** A value that is sent once it has come to rest, or at once when the control is left. */
function useRest<T extends string>(standing: T, send: (value: T) => void, restMs: number) {
  const [draft, setDraft] = useState<{ readonly value: T } | null>(null);
  const control = useRef<HTMLSelectElement & HTMLInputElement>(null);
  const found = useRef(standing);
  // What somebody chose before the page was taken over still stands in the control, until it is drawn for the first time.
  useEffect(() => {
    const { value = found.current, validity } = control.current ?? {};
    if (value !== found.current && !validity?.badInput) setDraft({ value: value as T });
  }, []);
  const latest = useRef(send);
  latest.current = send;
  const sendNow = () => {
    if (draft && draft.value !== standing) latest.current(draft.value);
    setDraft(null);
  };
  useEffect(() => {
    if (!draft) return;
    const timer = setTimeout(() => {
      if (draft.value !== standing) latest.current(draft.value);
      setDraft(null);
    }, restMs);
    return () => clearTimeout(timer);
  }, [draft, standing, restMs]);
  return { control, value: draft ? draft.value : standing, set: (value: T) => setDraft({ value }), sendNow };
}

interface StatusControlProps {
  readonly ref: Ref<HTMLSelectElement>;
  /** Empty: nobody has answered. */
  readonly status: ItemStatus | "";
  readonly onChange: (status: ItemStatus) => void;
}

export function StatusControl({ ref, status, onChange }: StatusControlProps) {
  const rest = useRest<ItemStatus | "">(status, (next) => next !== "" && onChange(next), REST_MS);
  useImperativeHandle(ref, () => rest.control.current as HTMLSelectElement);
  return (
    <select
      ref={rest.control}
      autoComplete="off"
      name="status"
      aria-label="Status"
      className={cx("quiet-control", rest.value === "" && "text-3!")}
      value={rest.value}
      onChange={(event) => {
        const next = ITEM_STATUSES.find((one) => one === event.currentTarget.value);
        if (next) rest.set(next);
      }}
      onBlur={rest.sendNow}
    >
      {status === "" && <option value="">Nobody has answered</option>}
      {ITEM_STATUSES.map((one) => (
        <option key={one} value={one}>
          {ITEM_STATUS_WORD[one]}
        </option>
      ))}
    </select>
  );
}

interface OwnerControlProps {
  readonly owner: Pick<PersonRef, "id" | "name"> | null;
  readonly people: readonly PersonRef[];
  readonly onChange: (owner: PersonRef | null) => void;
}

export function OwnerControl({ owner, people, onChange }: OwnerControlProps) {
  const rest = useRest<string>(
    owner?.id ?? "",
    (next) => onChange(people.find(({ id }) => id === next) ?? null),
    REST_MS,
  );
  const left = owner && !people.some(({ id }) => id === owner.id);
  return (
    <select
      ref={rest.control}
      autoComplete="off"
      name="ownerId"
      aria-label="Owner"
      className={cx("quiet-control", rest.value === "" && "text-3!")}
      value={rest.value}
      onChange={(event) => rest.set(people.find(({ id }) => id === event.currentTarget.value)?.id ?? "")}
      onBlur={rest.sendNow}
    >
      <option value="">Nobody</option>
      {left && <option value={owner.id}>{owner.name}</option>}
      {people.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

interface DueControlProps {
  readonly due: UtcDate | null;
  readonly onChange: (due: UtcDate | null) => void;
}

export function DueControl({ due, onChange }: DueControlProps) {
  const rest = useRest<string>(due ?? "", (next) => onChange(parseUtcDate(next)), TYPED_MS);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    rest.sendNow();
  };
  return (
    <span className="relative">
      <input
        ref={rest.control}
        autoComplete="off"
        type="date"
        name="due"
        aria-label="Due day"
        min="1970-01-01"
        max="2199-12-31"
        data-empty={rest.value === "" || undefined}
        className="quiet-control quiet-date"
        value={rest.value}
        onChange={(event) => {
          const { value, validity } = event.currentTarget;
          if (value !== "" ? parseUtcDate(value) : !validity.badInput) rest.set(value);
        }}
        onKeyDown={onKey}
        onBlur={rest.sendNow}
      />
      <span aria-hidden className="quiet-date-word pointer-events-none absolute inset-y-0 left-0 text-3">
        No due day
      </span>
    </span>
  );
}
