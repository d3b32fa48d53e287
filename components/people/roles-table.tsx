import { Check, Minus } from "lucide-react";
import { DataTable, Td, Th } from "@/components/ui/data-table";
import { nameList } from "@/lib/domain/kernel/name-list";
import { ROLES, type Role } from "@/lib/domain/people/capability";
import { holdsPower } from "@/lib/domain/people/power";
import { ROLE_PURPOSES, ROLE_WORDS } from "@/lib/domain/people/words";
import type { CapabilityGroup } from "@/lib/features/people/present";

const POWERFUL = nameList(
  ROLES.filter(holdsPower).map((role) => ROLE_WORDS[role].toLowerCase()),
  "and",
);

type RolesTableProps = { readonly groups: readonly CapabilityGroup[]; readonly mine: Role };

/** Which role can do what, straight from the table that decides. */
export function RolesTable({ groups, mine }: RolesTableProps) {
  return (
    <>
      <dl className="mb-6 grid gap-x-6 gap-y-3 sm:grid-cols-2 xl:grid-cols-5">
        {ROLES.map((role) => (
          <div key={role}>
            <dt className="font-medium">
              {ROLE_WORDS[role]}
              {role === mine && <span className="ml-1.5 font-normal text-3">your role</span>}
            </dt>
            <dd className="text-2">{ROLE_PURPOSES[role]}</dd>
          </div>
        ))}
      </dl>
      <DataTable label="What each role can do" bleed rowHeight="dense">
        <thead>
          <tr>
            <Th>Can</Th>
            {ROLES.map((role) => (
              <Th key={role} className="text-center!">
                {ROLE_WORDS[role]}
              </Th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.title}>
            <tr>
              <th scope="rowgroup" colSpan={ROLES.length + 1} className="bg-surface-2 text-xs text-3">
                {group.title}
              </th>
            </tr>
            {group.rows.map(({ capability, words, roles }) => (
              <tr key={capability}>
                <th scope="row" className="min-w-44">
                  {words}
                </th>
                {ROLES.map((role) => (
                  <Td key={role} className="relative text-center">
                    <Mark can={roles[role]} />
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </DataTable>
      <p className="mt-4 max-w-[96ch] text-2">
        Two persons give and take the roles {POWERFUL}: changing somebody into or out of one of them, inviting
        somebody as one, opening such an account again and making a reset link for it. Between the other roles
        one administrator is enough, and locking an account never waits. Whoever one person alone invited or
        made a reset link for could be that very person: neither signs what the other asks for until somebody
        else who decides vouches for the account or, where it decides itself, two persons confirm it.
      </p>
      <p className="mt-4 max-w-[96ch] text-2">
        On a single system a person’s rights can differ: a membership can lower anything, even for an
        administrator, and hide the system; it can raise to reading and working, never to what only approvers
        and administrators do. Security leads and administrators set it in the settings of the system.
      </p>
    </>
  );
}

function Mark({ can }: { readonly can: boolean }) {
  return can ? (
    <>
      <Check aria-hidden className="mx-auto size-3.5" />
      <span className="sr-only">yes</span>
    </>
  ) : (
    <>
      <Minus aria-hidden className="mx-auto size-3.5 text-3" />
      <span className="sr-only">no</span>
    </>
  );
}
