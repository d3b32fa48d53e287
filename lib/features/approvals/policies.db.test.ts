import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { findRequest } from "@/lib/db/approvals";
import { inTransaction, reader } from "@/lib/db/client";
import { insertPolicy, updatePolicy } from "@/lib/db/policies";
import {
  ANY_SUBJECT,
  type ApprovalPolicy,
  type ApproverGroup,
  DECIDING_ROLES,
  DEFAULT_POLICY,
  type KeptPolicy,
  parsePolicy,
} from "@/lib/domain/approvals/policy";
import { rulingPolicy } from "@/lib/domain/approvals/policy-book";
import { quorumOf, type Signer } from "@/lib/domain/approvals/quorum";
import type { CastVote } from "@/lib/domain/approvals/request";
import type { UserId } from "@/lib/domain/kernel/ids";
import { ask, query, vote, withTestCommands } from "@/lib/testing/critical";
import { policyOf } from "@/lib/testing/histories/policies";
import { castOf, newWorld, type World } from "@/lib/testing/histories/world";
import { asOwner } from "@/lib/testing/owner";
import "@/lib/server/database";

const PEOPLE = ["a", "b", "c", "d", "e"].map(
  (letter) => `0190a1b2-0000-7000-8000-00000000000${letter}` as UserId,
);
const count = fc.integer({ min: 1, max: 3 });
const group: fc.Arbitrary<ApproverGroup> = fc.record({
  count,
  who: fc.oneof(
    fc.constant({ kind: "anyone" } as const),
    fc.record({
      kind: fc.constant("roles" as const),
      roles: fc.subarray([...DECIDING_ROLES], { minLength: 1 }),
    }),
    fc.record({ kind: fc.constant("people" as const), ids: fc.subarray(PEOPLE, { minLength: 1 }) }),
  ),
});
const policy: fc.Arbitrary<ApprovalPolicy> = fc
  .record({
    groups: fc.array(group, { minLength: 1, maxLength: 4 }),
    delayS: fc.constantFrom(0, 60, 3_600),
    expiresAfterS: fc.constantFrom(7_200, 86_400),
    reasonNeeded: fc.boolean(),
    stepUpNeeded: fc.constant(false),
    breakGlass: fc.boolean(),
  })
  .map((drawn) => drawn);
const signer: fc.Arbitrary<Signer> = fc.record({
  id: fc.constantFrom(...PEOPLE),
  role: fc.constantFrom(...DECIDING_ROLES),
});
const signers = fc.uniqueArray(signer, { selector: ({ id }) => id, maxLength: 5 });

describe("the domain and Postgres say the same of", () => {
  test("how many seats of any policy some people leave empty", async () => {
    const draws = fc.sample(fc.tuple(policy, policy, signers), 400);
    const rows = await query<{ asked: number; now: number }>(
      `select seats_empty(d->0, d->2) as asked, seats_empty(d->1, d->2) as now
       from jsonb_array_elements($1::jsonb) with ordinality as drawn(d, place) order by place`,
      [JSON.stringify(draws)],
    );
    for (const [place, [asked, now, people]] of draws.entries()) {
      const votes = people.map(
        ({ id, role }): CastVote => ({
          voterId: id,
          role,
          kind: "approve",
          mayDecide: true,
          onWordOf: [],
          steppedUp: false,
        }),
      );
      const of = (current: ApprovalPolicy, snapshot: ApprovalPolicy) => {
        const none = "0190a1b2-0000-7000-8000-0000000000ff" as UserId;
        return quorumOf({ requesterId: none, authorIds: [], policy: snapshot, current, votes });
      };
      const { needed, signed } = of(asked, asked);
      const seen = rows[place];
      expect([JSON.stringify([asked, people]), seen?.asked]).toEqual([
        JSON.stringify([asked, people]),
        needed - signed,
      ]);
      // Of two policies both have to be satisfied.
      expect(of(now, asked).met).toBe(Math.max(seen?.asked ?? 1, seen?.now ?? 1) === 0);
    }
  });

  test("what is a policy: whatever the domain takes Postgres takes", async () => {
    const draws = fc.sample(policy, 200);
    const rows = await query<{ is: boolean }>(
      "select is_policy(p) as is from jsonb_array_elements($1::jsonb) as drawn(p)",
      [JSON.stringify(draws)],
    );
    expect(draws.map((drawn) => parsePolicy(drawn).ok)).toEqual(rows.map(({ is }) => is));
    expect(rows.every(({ is }) => is)).toBe(true);
  });

  test.each([
    ["no group", { groups: [] }],
    ["a quorum of 0", { groups: [{ who: { kind: "anyone" }, count: 0 }] }],
    ["a negative quorum", { groups: [{ who: { kind: "anyone" }, count: -1 }] }],
    ["a quorum that is no number", { groups: [{ who: { kind: "anyone" }, count: "1" }] }],
    [
      "a good group beside one of nobody",
      { groups: [...DEFAULT_POLICY.groups, { who: { kind: "anyone" }, count: 0 }] },
    ],
    ["nobody named", { groups: [{ who: { kind: "people", ids: [] }, count: 1 }] }],
    ["no role named", { groups: [{ who: { kind: "roles", roles: [] }, count: 1 }] }],
    ["approvers of a kind that nobody knows", { groups: [{ who: { kind: "everything" }, count: 1 }] }],
    ["nobody said who", { groups: [{ count: 1 }] }],
    ["a negative delay", { delayS: -1 }],
    ["a delay of more than 30 days", { delayS: 2_592_001, expiresAfterS: 7_776_000 }],
    ["an end before the delay is over", { delayS: 7_200, expiresAfterS: 7_200 }],
    ["no word on second factors", { stepUpNeeded: undefined }],
    ["too many groups", { groups: Array.from({ length: 6 }, () => DEFAULT_POLICY.groups[0]) }],
  ])("no policy with %s", async (_what, over) => {
    const bad = { ...DEFAULT_POLICY, ...over };
    expect(parsePolicy(bad).ok).toBe(false);
    const [row] = await query<{ is: boolean }>("select is_policy($1::jsonb) as is", [JSON.stringify(bad)]);
    expect(row?.is).toBe(false);
    const insert =
      "insert into approval_policy (id, subject, policy) values (gen_random_uuid(), 'x.y', $1::jsonb)";
    await expect(query(insert, [JSON.stringify(bad)])).rejects.toThrow("policy_is_one");
  });
});

describe("requests as they are kept", () => {
  let world: World;
  beforeAll(async () => {
    withTestCommands();
    await asOwner(async (owner) => {
      world = await newWorld(owner, await castOf());
    });
  });

  test("lack signatures in Postgres exactly where they do in the domain, whatever policy rules and who votes", async () => {
    const [asker] = world.people;
    const kept = await inTransaction((tx) =>
      insertPolicy(tx, {
        subject: "test.set-words",
        systemId: world.systemId,
        policy: policyOf(2, world.people),
      }),
    );
    const rule = (n: number) => inTransaction((tx) => updatePolicy(tx, kept.id, policyOf(n, world.people)));
    let signed = 0;
    for (let n = 0; n < 18; n++) {
      await rule(n % 6);
      const open = await ask(asker as UserId, world.systemId, `drawn ${n}`);
      for (const place of [2 + (n % 3), 5 + (n % 2), 3, 4]) {
        await vote("approve", open, world.people[place] as UserId);
        await rule((n + place) % 6);
        const record = await findRequest(reader(), open.requestId);
        const [row] = await query<{ n: number; state: string }>(
          "select signatures_lacking(id) as n, state from approval_request where id = $1",
          [open.requestId],
        );
        expect(record && quorumOf(record.request).met).toBe((row?.n ?? 1) <= 0);
        signed += row?.n === 0 ? 1 : 0;
      }
    }
    expect(signed).toBeGreaterThan(5);
  }, 60_000);

  test("are ruled by the same policy in both, whichever there are", async () => {
    const elsewhere = (await asOwner((owner) => newWorld(owner, world))).systemId;
    const places = [null, world.systemId, elsewhere];
    const across = (subjects: readonly string[]) =>
      subjects.flatMap((subject) => places.map((systemId) => ({ subject, systemId })));
    const some = fc.sample(
      fc.shuffledSubarray(across(["order.a", "order.b", ANY_SUBJECT]), { minLength: 6 }),
      1,
    );
    const kept: KeptPolicy[] = [];
    for (const [n, where] of (some[0] ?? []).entries()) {
      const content = { ...DEFAULT_POLICY, delayS: 60 + n };
      kept.push(await inTransaction((tx) => insertPolicy(tx, { ...where, policy: content })));
      for (const about of across(["order.a", "order.b", "order.c"])) {
        const [row] = await query<{ policy: ApprovalPolicy | null }>("select policy_now($1, $2) as policy", [
          about.subject,
          about.systemId,
        ]);
        const ruling = rulingPolicy(kept, { ...about, destructive: false });
        const expected = ruling.id === null ? null : ruling.policy.delayS;
        expect([about, row?.policy?.delayS ?? null]).toEqual([about, expected]);
      }
    }
  });
});
