import { randomUUID } from "node:crypto";
import type { UserId } from "@/lib/domain/kernel/ids";
import { addApp } from "./authenticator";
import { run } from "./commands";
import { query } from "./critical";
import { first, REASON } from "./critical-scene";
import { somebody } from "./people";
import type { Situation } from "./situations-of-checklists";

/** What takes two persons about people and their programs. */
export const OF_PEOPLE: Readonly<Record<string, Situation>> = {
  "people.change-role": async () => {
    const { id } = await somebody(`changes-${randomUUID()}`, "engineer");
    return { userId: id, version: 1, role: "approver", reason: REASON };
  },
  "people.confirm-role": async () => {
    const granter = await somebody(`grants-${randomUUID()}`, "admin");
    const { id } = await somebody(`granted-${randomUUID()}`, "approver");
    await query('update "user" set on_word_of = array[$2::uuid] where id = $1', [id, granter.id]);
    return { userId: id, version: await versionOf(id), reason: REASON };
  },
  "people.invite": async () => {
    const email = `${randomUUID()}@example.com`;
    return { name: "Zoe Lind", email, role: "security-lead", reason: REASON };
  },
  "people.make-reset-link": async () => {
    const { id } = await somebody(`forgets-${randomUUID()}`, "approver");
    return { userId: id, reason: REASON };
  },
  "people.require-factors": async ({ by }) => {
    const version = async () => first(await query<{ version: number }>("select version from sign_in_policy"));
    await run("people.require-factors", { ...(await version()), roles: ["viewer"], reason: "" }, by.caller);
    return { ...(await version()), roles: [], reason: REASON };
  },
  "people.reset-factors": async () => {
    const person = await somebody(`loses-${randomUUID()}`, "engineer");
    await addApp(person);
    return { userId: person.id, reason: REASON };
  },
  "people.unlock": async ({ by }) => {
    const { id } = await somebody(`locked-${randomUUID()}`, "approver");
    await run("people.lock", { userId: id, version: 1 }, by.caller);
    return { userId: id, version: 2, reason: REASON };
  },
  "tokens.ask": async () => ({
    name: `Pipeline ${randomUUID()}`,
    scopes: ["approvals:request"],
    validDays: 30,
    reason: REASON,
  }),
};

async function versionOf(id: UserId): Promise<number> {
  return first(await query<{ version: number }>('select version from "user" where id = $1', [id])).version;
}
