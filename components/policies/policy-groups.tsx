"use client";

import { useState } from "react";
import type { FormHandle } from "@/components/ui/action-form";
import { ChoiceChip, ChoiceGroup } from "@/components/ui/choice-group";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type ApproverGroup, DECIDING_ROLES, GROUPS_MAX, SIGNERS_MAX } from "@/lib/domain/approvals/policy";
import { ROLE_WORDS } from "@/lib/domain/people/words";
import type { PolicyFormView } from "@/lib/features/policies/present";

type Form = FormHandle<unknown>;
type GroupsProps = { readonly form: Form; readonly view: PolicyFormView };

/** The groups of a policy, each with people of its own; those that stand are open, the next ones unfold. */
export function PolicyGroups({ form, view }: GroupsProps) {
  const standing = view.policy.groups;
  const written = Array.from(
    { length: GROUPS_MAX },
    (_, at) => form.value(`policy.groups.${at}.count`) !== "",
  );
  const shown = form.refusal ? Math.max(1, written.lastIndexOf(true) + 1) : standing.length;
  return PLACES.map((place, at) => {
    const group = <Group form={form} view={view} at={at} standing={standing[at]} />;
    if (at < shown) return <div key={place}>{group}</div>;
    return (
      <details key={place} className="[details:not([open])~&]:not-open:hidden">
        <summary className="link inline-flex min-h-6 cursor-pointer items-center">
          And people of a further group
        </summary>
        <div className="pt-2">{group}</div>
      </details>
    );
  });
}

/** Each group has its place for good, so that what is written in one stays there. */
const PLACES = ["first", "second", "third", "fourth", "fifth"].slice(0, GROUPS_MAX);

type GroupProps = GroupsProps & { readonly at: number; readonly standing: ApproverGroup | undefined };

function Group({ form, view, at, standing }: GroupProps) {
  const name = `policy.groups.${at}`;
  const [kind, setKind] = useState(form.value(`${name}.who.kind`, standing?.who.kind ?? "anyone"));
  const count = standing ? String(standing.count) : at === 0 ? "1" : "";
  return (
    <div className="grid gap-3 rounded-md border p-3">
      <div className="grid gap-3 sm:grid-cols-[120px_minmax(0,1fr)]">
        <Field label="How many" error={form.error(`${name}.count`)}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={1}
              max={SIGNERS_MAX}
              name={`${name}.count`}
              placeholder={at === 0 ? undefined : "none"}
              defaultValue={form.value(`${name}.count`, count)}
            />
          )}
        </Field>
        <Field label="Of whom" error={form.error(`${name}.who`)}>
          {(control) => (
            <Select
              {...control}
              name={`${name}.who.kind`}
              value={kind}
              onChange={(event) => setKind(event.currentTarget.value)}
            >
              <option value="anyone">Anybody else who may approve</option>
              <option value="roles">People with a role</option>
              <option value="people">Named people</option>
            </Select>
          )}
        </Field>
      </div>
      <Roles form={form} name={name} standing={standing} hidden={kind !== "roles"} />
      <Named form={form} view={view} name={name} standing={standing} hidden={kind !== "people"} />
    </div>
  );
}

type ChoiceProps = Pick<GroupProps, "form" | "standing"> & {
  readonly name: string;
  /** Not what the kind asks for. Without a script both choices show. */
  readonly hidden: boolean;
};

function Roles({ form, name, standing, hidden }: ChoiceProps) {
  const chosen = form.values(`${name}.who.roles`, standing?.who.kind === "roles" ? standing.who.roles : []);
  return (
    <ChoiceGroup
      legend="Which roles"
      error={form.error(`${name}.who.roles`)}
      className={hidden ? "script-hides" : undefined}
    >
      {DECIDING_ROLES.map((role) => (
        <ChoiceChip
          key={role}
          name={`${name}.who.roles[]`}
          value={role}
          label={ROLE_WORDS[role]}
          defaultChecked={chosen.includes(role)}
        />
      ))}
    </ChoiceGroup>
  );
}

function Named({ form, view, name, standing, hidden }: ChoiceProps & Pick<GroupsProps, "view">) {
  const chosen = form.values(`${name}.who.ids`, standing?.who.kind === "people" ? standing.who.ids : []);
  return (
    <ChoiceGroup
      legend="Which people"
      hint="Those whose role may approve. On a system a membership can take that away."
      error={form.error(`${name}.who.ids`)}
      className={hidden ? "script-hides" : undefined}
    >
      {view.people.map((person) => (
        <ChoiceChip
          key={person.id}
          name={`${name}.who.ids[]`}
          value={person.id}
          label={person.name}
          defaultChecked={chosen.includes(person.id)}
        />
      ))}
    </ChoiceGroup>
  );
}
