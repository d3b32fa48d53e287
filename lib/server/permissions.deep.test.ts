import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { inTransaction } from "@/lib/db/client";
import { insertHalfSession } from "@/lib/db/half-sessions";
import { insertSession } from "@/lib/db/sessions";
import type { SystemId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import type { Result } from "@/lib/domain/kernel/result";
import {
  CAPABILITY_KINDS,
  type Capability,
  type MembershipRole,
  ROLE_CAPABILITIES,
  ROLES,
  type Role,
} from "@/lib/domain/people/capability";
import { registry } from "@/lib/registry";
import { freshSystem, query, withoutStepUp } from "@/lib/testing/critical";
import { type Known, PASSWORD, somebody } from "@/lib/testing/people";
import { sampleInput } from "@/lib/testing/sample-input";
import type { Caller, TokenCaller } from "./caller";
import { hashPassword } from "./password";
import { hashToken, makeToken, makeTokenSecret } from "./token";

/** What somebody is on the system that a command is about: nothing, and at work elsewhere; kept out; at work there. */
const STANDINGS = ["elsewhere", "none", "engineer"] as const;
type Standing = (typeof STANDINGS)[number];

let here: SystemId;
let people: ReadonlyMap<string, Known>;
const who = (role: Role, standing: Standing): Known => {
  const known = people.get(`${role}-${standing}`);
  if (!known) throw new Error("nobody is that");
  return known;
};

beforeAll(async () => {
  await withoutStepUp();
  const owner = await somebody("owner", "viewer");
  here = await freshSystem(owner.id);
  const elsewhere = await freshSystem(owner.id);
  const known = new Map<string, Known>();
  for (const role of ROLES)
    for (const standing of STANDINGS) {
      const person = await somebody(`${role}-${standing}`, role);
      known.set(`${role}-${standing}`, person);
      await query("insert into membership (user_id, system_id, role) values ($1, $2, $3)", [
        person.id,
        standing === "elsewhere" ? elsewhere : here,
        standing === "elsewhere" ? "engineer" : standing,
      ]);
    }
  people = known;
  await query('update "user" set password_hash = $1', [await hashPassword(PASSWORD)]);
}, 60_000);

/** A session of its own for each sending: some commands end it. */
async function signedIn({ id }: Known): Promise<Caller> {
  const token = makeToken();
  const session = { userId: id, tokenHash: hashToken(token), address: "test", agent: "test" };
  await inTransaction((tx) => insertSession(tx, session));
  return { kind: "session", token, address: `${id}`, agent: "", idempotencyKey: null };
}

/** The password was right; the second factor is still to come. */
async function halfSignedIn({ id }: Known): Promise<Caller> {
  const token = makeToken();
  await inTransaction((tx) => insertHalfSession(tx, { userId: id, tokenHash: hashToken(token), to: "/" }));
  return { kind: "session", token, address: "test", agent: "", idempotencyKey: null };
}

async function programOf({ id }: Known, scopes: readonly string[]): Promise<TokenCaller> {
  const secret = makeTokenSecret();
  await query(
    `insert into api_token (id, owner_id, name, scopes, system_ids, actions, secret_hash, created_at, revealed_at, expires_at)
     values (gen_random_uuid(), $1, 'Pipeline', $2, '{}', '{}', $3, now(), now(), now() + interval '1 day')`,
    [id, scopes, hashToken(secret)],
  );
  return { kind: "token", secret, address: `${id}`, idempotencyKey: null };
}

/** How the gate answered; what a command says of its own accord is not its business. */
function atTheGate(result: Result<unknown, Refusal>): string {
  if (result.ok) return "let in";
  const { error } = result;
  if (error.code === "unauthenticated") return "unknown";
  if (error.code !== "forbidden") return "let in";
  if (error.reason.startsWith("Your role (")) return "role";
  if (error.reason.startsWith("This token isn’t for this")) return "token";
  if (error.reason.startsWith("Only the installation itself")) return "job";
  return "let in";
}

/** The rule of model.md, once more: a membership lowers anything and raises to work at most. */
function mayHere(role: Role, standing: Standing, capability: Capability): boolean {
  const own = ROLE_CAPABILITIES[role].has(capability);
  if (standing === "elsewhere") return own;
  if (standing === "none") return false;
  const given = ROLE_CAPABILITIES[standing satisfies MembershipRole].has(capability);
  return given && (own || ["read", "work"].includes(CAPABILITY_KINDS[capability]));
}

/** Rights that concern one system; all others are had in the organisation, whatever the membership. */
const ON_SYSTEMS = new Set<string>([
  "system:edit",
  "checklist:work",
  "checklist:comment",
  "external:ask",
  "approvals:decide",
  "approvals:break-glass",
]);

function expected(permission: string, role: Role, standing: Standing): string {
  if (permission === "self") return "let in";
  if (permission === "job") return "job";
  const capability = permission as Capability;
  const may = ON_SYSTEMS.has(permission)
    ? mayHere(role, standing, capability)
    : ROLE_CAPABILITIES[role].has(capability);
  return may ? "let in" : "role";
}

const COMMANDS = [...registry].filter(([, { meta }]) => meta.permission !== "public");

describe.each(COMMANDS)("%s", (_name, command) => {
  const { permission } = command.meta;

  test("lets in whom the table of rights names, where it names them, and nobody else", async () => {
    const input = sampleInput(command, here);
    const standings = ON_SYSTEMS.has(permission) ? STANDINGS : (["elsewhere"] as const);
    for (const role of ROLES)
      for (const standing of standings) {
        const answer = await command(input, await signedIn(who(role, standing)));
        expect([role, standing, atTheGate(answer)]).toEqual([
          role,
          standing,
          expected(permission, role, standing),
        ]);
      }
  }, 30_000);

  test("knows nobody by half a session, and no clock as a person", async () => {
    const input = sampleInput(command, here);
    const half = await command(input, await halfSignedIn(who("admin", "elsewhere")));
    expect(atTheGate(half)).toBe(permission === "job" ? "job" : "unknown");
    const clock = await command(input, { kind: "job", name: "test" });
    expect(atTheGate(clock)).toBe(permission === "job" ? "let in" : "unknown");
  });
});

/** What a token that can write may name. */
const FOR_PROGRAMS = ["external.run", "external.withdraw"];

test.each([...registry])(
  "%s is open to a program only where a scope names it, and its owner may",
  async (name, command) => {
    const input = sampleInput(command, here);
    const gate = async (owner: Known, scopes: readonly string[]) =>
      atTheGate(await command(input, await programOf(owner, scopes)));
    const job = command.meta.permission === "job";
    const named = FOR_PROGRAMS.includes(name);
    const shut = job ? "job" : "token";
    // Somebody of their own, so that what others tried does not count against them.
    const owner = await somebody(`owner-${randomUUID()}`, "admin");
    expect(await gate(owner, ["approvals:read"])).toBe(shut);
    expect(await gate(owner, ["approvals:request"])).toBe(named ? "let in" : shut);
    const asks = name === "external.run";
    expect(await gate(who("engineer", "none"), ["approvals:request"])).toBe(
      asks ? "role" : named ? "let in" : shut,
    );
  },
);
