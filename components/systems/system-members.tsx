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
import { MEMBERSHIP_WORDS, ROLE_WORDS } from "@/lib/domain/people/words";
import { setMembership } from "@/lib/features/people/actions";
import { presentMembership } from "@/lib/features/people/present";

export type MemberLine = {
  readonly userId: string;
  readonly role: MembershipRole;
  readonly version: number;
};
type Known = {
  readonly id: string;
  readonly name: string;
  readonly handle: string;
  readonly role: Role;
  readonly status: PersonStatus;
};

type Line = { readonly person: Known } & Pick<MemberLine, "role" | "version">;

type SystemMembersProps = {
  readonly system: { readonly id: string; readonly name: string };
  readonly memberships: readonly MemberLine[];
  readonly everyone: readonly Known[];
  readonly me: string;
};

/** Who may do something else here than in the organisation. */
export function SystemMembers({ system, memberships, everyone, me }: SystemMembersProps) {
  const byId = new Map(everyone.map((person) => [person.id, person]));
  const lines = memberships.flatMap(({ userId, role, version }): Line[] => {
    const person = byId.get(userId);
    return person ? [{ person, role, version }] : [];
  });
  const here = new Set(lines.map(({ person }) => person.id));
  const others = everyone.filter(({ id, status }) => id !== me && status !== "deactivated" && !here.has(id));
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
            {lines.map((line) => (
              <tr key={line.person.id}>
                <TdName detail={`@${line.person.handle}`}>
                  <Person name={line.person.name} />
                </TdName>
                <Td label="In the organisation">{ROLE_WORDS[line.person.role]}</Td>
                <Td label="On this system">{MEMBERSHIP_WORDS[line.role]}</Td>
                <Td label="Means" className="text-2">
                  {presentMembership(line.role)}
                </Td>
                <Td className="text-end">
                  {line.person.id !== me && <ChangeMember system={system} line={line} />}
                </Td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
      <AddMember system={system} people={others} />
    </>
  );
}

type ChangeMemberProps = Pick<SystemMembersProps, "system"> & { readonly line: Line };

function ChangeMember({ system, line: { person, role, version } }: ChangeMemberProps) {
  return (
    <ActionForm action={setMembership}>
      {(form) => (
        <div className="flex items-center justify-end gap-2">
          <input type="hidden" name="systemId" value={system.id} />
          <input type="hidden" name="userId" value={person.id} />
          <input type="hidden" name="version" value={version} />
          <Select
            key={form.value("role", role)}
            name="role"
            aria-label={`Role of ${person.name} on ${system.name}`}
            defaultValue={form.value("role", role)}
            className="w-48"
          >
            <option value="">As in the organisation</option>
            {MEMBERSHIP_ROLES.map((one) => (
              <option key={one} value={one}>
                {MEMBERSHIP_WORDS[one]}
              </option>
            ))}
          </Select>
          <SubmitButton variant="ghost" size="sm">
            Change
          </SubmitButton>
        </div>
      )}
    </ActionForm>
  );
}

type AddMemberProps = Pick<SystemMembersProps, "system"> & { readonly people: readonly Known[] };

/** For people who have their role of the organisation here: version 0, nothing stands yet. */
function AddMember({ system, people }: AddMemberProps): ReactNode {
  if (people.length === 0) return null;
  return (
    <ActionForm action={setMembership} className="mt-4 grid gap-3">
      {(form) => (
        <>
          <input type="hidden" name="systemId" value={system.id} />
          <input type="hidden" name="version" value="0" />
          <div className="flex flex-wrap items-end gap-2">
            <Field label="Person" error={form.error("userId")} className="w-64 max-w-full">
              {(control) => (
                <Select
                  {...control}
                  key={form.value("userId")}
                  name="userId"
                  defaultValue={form.value("userId")}
                >
                  <option value="">Choose somebody</option>
                  {people.map(({ id, name, handle, role }) => (
                    <option key={id} value={id}>
                      {name} (@{handle}), {ROLE_WORDS[role].toLowerCase()}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field label="On this system" error={form.error("role")} className="w-80 max-w-full">
              {(control) => (
                <Select {...control} key={form.value("role")} name="role" defaultValue={form.value("role")}>
                  <option value="">Choose what they may do</option>
                  {MEMBERSHIP_ROLES.map((role) => (
                    <option key={role} value={role}>
                      {MEMBERSHIP_WORDS[role]}: {presentMembership(role).toLowerCase()}
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
