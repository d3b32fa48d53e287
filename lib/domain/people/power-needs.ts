import type { ApprovalNeed } from "@/lib/domain/approvals/need";
import { counted } from "@/lib/domain/kernel/counted";
import type { FieldChange } from "@/lib/domain/kernel/field-change";
import { nameList } from "../kernel/name-list";
import type { Capability, Role } from "./capability";
import type { Person } from "./person";
import { capabilitiesAdded, holdsPower, mayDecide } from "./power";
import { CAPABILITY_WORDS, ROLE_PHRASES, ROLE_WORDS, STATUS_WORDS } from "./words";

/** What these needs say of a person. */
export type Subject = Pick<Person, "id" | "name" | "email" | "role" | "status">;

const GIVES_POWER = "This role decides for others or says who may, so nobody gives it alone.";
const TAKES_POWER = "This role decides for others or says who may, so nobody takes it away alone.";

/**
 * A role that decides or administers is given and taken by two persons.
 *
 * @param openRequests how many open requests the person could decide at this moment, counted up to 99
 * @returns null between roles that only read and work
 */
export function roleNeed(
  person: Subject,
  role: Role,
  asked: string,
  openRequests: number,
): ApprovalNeed | null {
  if (!holdsPower(person.role) && !holdsPower(role)) return null;
  return {
    about: `${person.name} becomes ${ROLE_PHRASES[role]}`,
    reason:
      `${holdsPower(role) ? GIVES_POWER : TAKES_POWER} ${decidingSentence(person, role, openRequests)}`.trim(),
    asked,
    changes: [
      stays("Account", `${person.name}, ${person.email}`),
      { field: "Role", before: ROLE_WORDS[person.role], after: ROLE_WORDS[role] },
      ...listed("Can in addition", null, capabilitiesAdded(person.role, role)),
      ...listed("Can no longer", capabilitiesAdded(role, person.role), null),
    ],
    authors: [person.id],
  };
}

function decidingSentence({ name, role: from }: Subject, to: Role, openRequests: number): string {
  if (!mayDecide(from) && mayDecide(to))
    return `${name} can then decide what is asked for from that moment on.`;
  if (mayDecide(from) && mayDecide(to))
    return openRequests === 0
      ? ""
      : `${name} could decide ${counted(openRequests, "open request")} today and can then only reject those: by a new role nobody signs what was asked for before it.`;
  if (mayDecide(from) && !mayDecide(to))
    return openRequests === 0
      ? `No open request waits for ${name}.`
      : `${name} could decide ${counted(openRequests, "open request")} today, and signatures of theirs that still wait stop counting.`;
  return "";
}

/** An invitation into a role that decides or administers; null for the others. */
export function invitationNeed(invited: {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly reason: string;
}): ApprovalNeed | null {
  const { name, email, role, reason } = invited;
  if (!holdsPower(role)) return null;
  return {
    about: `Invite ${name} as ${ROLE_PHRASES[role]}`,
    reason: GIVES_POWER,
    asked: reason,
    changes: [
      { field: "Invitation", before: null, after: `${name}, ${email}` },
      { field: "Role", before: null, after: ROLE_WORDS[role] },
      ...listed("Can", null, capabilitiesAdded(null, role)),
    ],
  };
}

/** Opening an account gives its role back; null where that role only reads and works. */
export function openingNeed(person: Subject, asked: string): ApprovalNeed | null {
  if (!holdsPower(person.role)) return null;
  return {
    about: `Open the account of ${person.name} again`,
    reason: `Whoever has it is ${ROLE_PHRASES[person.role]} again, so nobody opens it alone.`,
    asked,
    changes: [
      stays("Account", `${person.name}, ${person.email}`),
      { field: "Status", before: STATUS_WORDS[person.status], after: STATUS_WORDS.active },
      stays("Role", ROLE_WORDS[person.role]),
    ],
    authors: [person.id],
  };
}

/** Whoever holds a reset link can act as its person; null where that person only reads and works. */
export function resetLinkNeed(person: Subject, asked: string): ApprovalNeed | null {
  if (!holdsPower(person.role)) return null;
  return {
    about: `Make a reset link for ${person.name}`,
    reason: `Whoever opens it can act as ${ROLE_PHRASES[person.role]}, so nobody makes it alone.`,
    asked,
    changes: [
      stays("Account", `${person.name}, ${person.email}`),
      stays("Role", ROLE_WORDS[person.role]),
      {
        field: "Reset link",
        before: null,
        after: "Works once, for 24 hours; shown once, to the one who asks",
      },
    ],
    authors: [person.id],
  };
}

/** Somebody who decides, and whom others let in alone, becomes one whom nobody in particular let in. */
export function confirmationNeed(
  person: Subject,
  letInBy: readonly { readonly name: string }[],
  asked: string,
): ApprovalNeed {
  const names = nameList(
    letInBy.map(({ name }) => name),
    "or",
  );
  return {
    about: `Confirm ${person.name} as ${ROLE_PHRASES[person.role]}`,
    reason: `${names} alone let ${person.name} in, so neither can sign what the other asks for. Two persons can confirm the role.`,
    asked,
    changes: [
      stays("Account", `${person.name}, ${person.email}`),
      stays("Role", ROLE_WORDS[person.role]),
      { field: "Let in by", before: `${names} alone`, after: "Two persons" },
    ],
    authors: [person.id],
  };
}

const stays = (field: string, value: string): FieldChange => ({ field, before: value, after: value });

function listed(
  field: string,
  before: readonly Capability[] | null,
  after: readonly Capability[] | null,
): readonly FieldChange[] {
  const change = { field, before: words(before), after: words(after) };
  return change.before === null && change.after === null ? [] : [change];
}

function words(capabilities: readonly Capability[] | null): string | null {
  if (capabilities === null || capabilities.length === 0) return null;
  return capabilities.map((capability) => CAPABILITY_WORDS[capability]).join("; ");
}
