"use client";

import type { ReactNode } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { Person } from "@/components/ui/avatar";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { MEMBERSHIP_ROLES, type MembershipRole, type Role } from "@/lib/domain/people/capability";
import type { PersonStatus } from "@/lib/domain/people/person";
import { setMembership } from "@/lib/features/people/actions";

export type MemberLine = { readonly userId: string; readonly role: MembershipRole };
type Known = {
  readonly id: string;
  readonly name: string;
  readonly handle: string;
  readonly role: Role;
  readonly status: PersonStatus;
};

const ROLE_WORD: Readonly<Record<Role | "none", string>> = {
  none: "No access",
  viewer: "Viewer",
  engineer: "Engineer",
  approver: "Approver",
  "security-lead": "Security lead",
  admin: "Administrator",
};
const EFFECT: Readonly<Record<MembershipRole, string>> = {
  none: "The system is hidden from them",
  viewer: "Reads everything of this system",
  engineer: "Works its checklists and changes its facts",
  approver: "Reads and comments",
  "security-lead": "Works its checklists and changes its facts",
};

type SystemMembersProps = {
  readonly system: { readonly id: string; readonly name: string };
  readonly memberships: readonly MemberLine[];
  readonly everyone: readonly Known[];
  readonly me: string;
};

/** Who may do something else here than in the organisation. */
export function SystemMembers({ system, memberships, everyone, me }: SystemMembersProps) {
  const byId = new Map(everyone.map((person) => [person.id, person]));
  const lines = memberships.flatMap((line) => {
    const person = byId.get(line.userId);
    return person ? [{ person, role: line.role }] : [];
  });
  const others = everyone.filter(({ id, status }) => id !== me && status !== "deactivated");
  return (
    <>
      <p className="mb-3 max-w-[80ch] text-2">
        Everybody has their role of the organisation here, unless it says otherwise below. A role on one
        system can hide it, limit somebody to reading, or let them work on it. It never makes anybody an
        administrator or gives them approvals that they don’t have in the organisation.
      </p>
      {lines.length === 0 ? (
        <p className="text-3">Nobody has another role on {system.name}.</p>
      ) : (
        <DataTable label="People with another role here" phone="blocks" rowHeight="tall">
          <thead>
            <tr>
              <Th>Person</Th>
              <Th>In the organisation</Th>
              <Th>On this system</Th>
              <Th>What that means</Th>
              <Th hiddenLabel="Change" />
            </tr>
          </thead>
          <tbody>
            {lines.map(({ person, role }) => (
              <tr key={person.id}>
                <TdName detail={`@${person.handle}`}>
                  <Person name={person.name} />
                </TdName>
                <Td label="In the organisation">{ROLE_WORD[person.role]}</Td>
                <Td label="On this system">{ROLE_WORD[role]}</Td>
                <Td label="Means" className="text-2">
                  {EFFECT[role]}
                </Td>
                <Td className="text-end">
                  {person.id !== me && <Restore system={system} person={person} />}
                </Td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
      <SetMember system={system} people={others} />
    </>
  );
}

type RestoreProps = Pick<SystemMembersProps, "system"> & { readonly person: Known };

function Restore({ system, person }: RestoreProps) {
  return (
    <ActionForm action={setMembership}>
      {() => (
        <>
          <input type="hidden" name="systemId" value={system.id} />
          <input type="hidden" name="userId" value={person.id} />
          <input type="hidden" name="role" value="" />
          <SubmitButton variant="ghost" size="sm">
            As in the organisation
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

type SetMemberProps = Pick<SystemMembersProps, "system"> & { readonly people: readonly Known[] };

function SetMember({ system, people }: SetMemberProps): ReactNode {
  if (people.length === 0) return <p className="mt-3 text-xs text-3">Nobody else has an account yet.</p>;
  return (
    <ActionForm action={setMembership} className="mt-4 grid gap-3">
      {(form) => (
        <>
          <input type="hidden" name="systemId" value={system.id} />
          <div className="flex flex-wrap items-end gap-2">
            <Field label="Person" error={form.error("userId")} className="w-64 max-w-full">
              {(control) => (
                <Select
                  {...control}
                  key={form.value("userId")}
                  name="userId"
                  defaultValue={form.value("userId")}
                >
                  {people.map(({ id, name, handle, role }) => (
                    <option key={id} value={id}>
                      {name} (@{handle}), {ROLE_WORD[role].toLowerCase()}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field label="On this system" error={form.error("role")} className="w-80 max-w-full">
              {(control) => (
                <Select {...control} key={form.value("role")} name="role" defaultValue={form.value("role")}>
                  <option value="">As in the organisation</option>
                  {MEMBERSHIP_ROLES.map((role) => (
                    <option key={role} value={role}>
                      {ROLE_WORD[role]}: {EFFECT[role].charAt(0).toLowerCase() + EFFECT[role].slice(1)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <SubmitButton variant="secondary" className="h-control-field!">
              Set
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
