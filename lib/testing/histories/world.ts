import { randomBytes } from "node:crypto";
import { inTransaction } from "@/lib/db/client";
import { insertPerson } from "@/lib/db/people";
import type { SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { Role } from "@/lib/domain/people/capability";
import { freshSystem, type Open, query } from "../critical";
import type { Owner } from "../owner";

/** Who acts in a history; two administrators more change people and policies and never vote. */
const CAST: readonly Role[] = [
  "engineer",
  "engineer",
  "approver",
  "approver",
  "approver",
  "security-lead",
  "admin",
];

export type Cast = { readonly people: readonly UserId[]; readonly staff: readonly [UserId, UserId] };

/** What somebody was told, to be held against what the database says. */
export type Told = { readonly kind: "withdrawn" | "rejected"; readonly requestId: string };

/** What one history happens in: people of its lane and a system of its own, so that histories at once don't meet. */
export type World = Cast & {
  readonly owner: Owner;
  readonly systemId: SystemId;
  readonly requests: Open[];
  readonly told: Told[];
  /** Requests whose delay was cut short by the test: time that did not really pass. */
  readonly aged: Set<string>;
  /** The states after the last step. */
  readonly states: Map<string, string>;
};

async function person(role: Role): Promise<UserId> {
  const name = `${role}-${randomBytes(6).toString("hex")}`;
  const facts = { email: `${name}@example.com`, handle: name, name, role, passwordHash: "none" };
  return (await inTransaction((tx) => insertPerson(tx, facts))).id;
}

export async function castOf(): Promise<Cast> {
  const people: UserId[] = [];
  for (const role of CAST) people.push(await person(role));
  return { people, staff: [await person("admin"), await person("admin")] };
}

/** A new system, and everybody back in the role that they began with. */
export async function newWorld(owner: Owner, cast: Cast): Promise<World> {
  await query(
    `update "user" u set role = c.role, status = 'active', version = version + 1 from unnest($1::uuid[], $2::text[]) c(id, role)
     where u.id = c.id and (u.role, u.status) <> (c.role, 'active')`,
    [cast.people, CAST],
  );
  const systemId = await freshSystem(cast.staff[0]);
  return { ...cast, owner, systemId, requests: [], told: [], aged: new Set(), states: new Map() };
}
