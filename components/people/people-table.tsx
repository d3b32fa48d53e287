import { UserSearch } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { ButtonLink } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import type { InstantMs, UserId } from "@/lib/domain/kernel/ids";
import type { Person } from "@/lib/domain/people/person";
import { ROLE_WORDS } from "@/lib/domain/people/words";
import type { PeopleView } from "@/lib/features/people/present";
import { StatusMark } from "./status-mark";

type PeopleTableProps = {
  readonly view: PeopleView;
  readonly me: UserId;
  readonly mayOpen: boolean;
  readonly asOf: InstantMs;
};

/** Everybody who has or had an account. */
export function PeopleTable({ view, me, mayOpen, asOf }: PeopleTableProps) {
  if (view.found === 0)
    return (
      <EmptyState
        title="Nobody fits"
        icon={<UserSearch aria-hidden />}
        action={<ButtonLink href="/people">Show everybody</ButtonLink>}
      >
        {view.all} {view.all === 1 ? "person has" : "people have"} an account. Take a filter away.
      </EmptyState>
    );
  return (
    <>
      <DataTable label="People" phone="blocks" rowHeight="tall" bleed>
        <thead>
          <tr>
            <Th>Name</Th>
            <Th>Address</Th>
            <Th>Role</Th>
            <Th>Status</Th>
            <Th numeric>Since</Th>
          </tr>
        </thead>
        <tbody>
          {view.people.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              isMe={person.id === me}
              mayOpen={mayOpen}
              asOf={asOf}
            />
          ))}
        </tbody>
      </DataTable>
      {view.people.length < view.found && (
        <p className="py-3 text-xs text-3">
          The first {view.people.length} of {view.found} are shown. Write a name to find somebody else.
        </p>
      )}
    </>
  );
}

type PersonRowProps = Pick<PeopleTableProps, "mayOpen" | "asOf"> & {
  readonly person: Person;
  readonly isMe: boolean;
};

function PersonRow({ person, isMe, mayOpen, asOf }: PersonRowProps) {
  const { id, name, handle, email, role, status, sinceMs } = person;
  return (
    <tr>
      <TdName
        href={isMe ? "/account" : mayOpen ? `/people/${id}` : undefined}
        detail={`@${handle}`}
        mark={<Avatar name={name} decorative />}
      >
        {name}
        {isMe && (
          <Chip className="ml-2 font-normal" tone="solid">
            You
          </Chip>
        )}
      </TdName>
      <Td label="Address" className="break-all">
        {email}
      </Td>
      <Td label="Role">{ROLE_WORDS[role]}</Td>
      <Td label="Status">
        <StatusMark status={status} />
      </Td>
      <Td label="Since" numeric quiet>
        <RelativeTime instantMs={sinceMs} nowMs={asOf} />
      </Td>
    </tr>
  );
}
