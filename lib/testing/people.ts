import "@/lib/server/database";
import { inTransaction } from "@/lib/db/client";
import { insertPerson } from "@/lib/db/people";
import { insertSession } from "@/lib/db/sessions";
import type { UserId } from "@/lib/domain/kernel/ids";
import type { Role } from "@/lib/domain/people/capability";
import type { Caller } from "@/lib/server/caller";
import { hashToken, makeToken } from "@/lib/server/token";
import { run } from "./commands";

export const PASSWORD = "correct horse battery";

/** Somebody who is signed in. */
export type Known = { readonly id: UserId; readonly caller: Extract<Caller, { kind: "session" }> };

/** Somebody at an address who is not signed in. */
export const stranger = (address: string): Caller => ({
  kind: "session",
  token: null,
  address,
  agent: "test",
  idempotencyKey: null,
});

/** One more person, signed in. */
export async function somebody(handle: string, role: Role): Promise<Known> {
  const token = makeToken();
  return inTransaction(async (tx) => {
    const person = { email: `${handle}@example.com`, handle, name: handle, role, passwordHash: "none" };
    const { id } = await insertPerson(tx, person);
    await insertSession(tx, { userId: id, tokenHash: hashToken(token), address: "test", agent: "test" });
    return { id, caller: { kind: "session", token, address: handle, agent: "", idempotencyKey: null } };
  });
}

/** An organisation of these people, each with the address key@example.com and the same password. */
export async function organisationOf<Key extends string>(
  people: readonly (readonly [name: string, key: Key, role: Role])[],
): Promise<Readonly<Record<Key, UserId>>> {
  const { ids } = await run<{ ids: Readonly<Record<string, UserId>> }>(
    "people.seed-organisation",
    {
      organisation: "Meridian Pay",
      currency: "EUR",
      people: people.map(([name, key, role]) => ({
        name,
        role,
        email: `${key}@example.com`,
        password: PASSWORD,
      })),
    },
    { kind: "job", name: "test" },
  );
  return Object.fromEntries(people.map(([, key]) => [key, ids[`${key}@example.com`]])) as Record<Key, UserId>;
}
