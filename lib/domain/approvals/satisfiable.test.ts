import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { UserId } from "../kernel/ids";
import { couldBeOwn } from "../people/vouched";
import { type ApprovalPolicy, DEFAULT_POLICY } from "./policy";
import { type Signer, seatsFilled } from "./quorum";
import { canBeDecided, strandedBy } from "./satisfiable";
import { newlyStranded, type Standing, strandedUnder } from "./stranded";

const user = (id: string) => id as UserId;
const group = (count: number) => ({ who: { kind: "anyone" } as const, count });
const people = (count: number, ...ids: string[]) => ({
  who: { kind: "people" as const, ids: ids.map(user) },
  count,
});
const policy = (over: Partial<ApprovalPolicy>): ApprovalPolicy => ({ ...DEFAULT_POLICY, ...over });
const LAX = policy({ stepUpNeeded: false });

describe("whether it could ever be decided", () => {
  const signers = (...ids: string[]) =>
    ids.map((id) => ({ id: user(id), role: "approver" as const, onWordOf: [] as UserId[] }));
  test("not for a decider who is needed themselves", () => {
    expect(strandedBy(LAX, [])).toBe("everybody");
    expect(strandedBy(LAX, signers("bo"))).toEqual(["bo"]);
    expect(strandedBy(LAX, signers("bo", "cy"))).toEqual([]);
    expect(strandedBy(policy({ groups: [people(1, "bo"), group(1)] }), signers("bo", "cy", "di"))).toEqual([
      "bo",
    ]);
  });
  const standing = (id: string, memberships: readonly (readonly [string, "viewer"])[] = []): Standing => ({
    id: user(id),
    name: id,
    role: "approver",
    onWordOf: [],
    memberships: new Map(memberships as never),
  });
  test("nor by two of whom one alone let the other in", () => {
    const [bo, cy, di] = signers("bo", "cy", "di");
    if (!bo || !cy || !di) throw new Error("three people");
    const byBo = { ...cy, onWordOf: [bo.id] };
    expect(strandedBy(LAX, [bo, byBo, di])).toEqual([]);
    expect(strandedBy(LAX, [bo, byBo])).toEqual(["bo", "cy"]);
    expect(strandedBy(policy({ groups: [group(2)] }), [bo, byBo])).toBe("everybody");
    const guest = { id: user("eve"), onWordOf: [bo.id] };
    expect(strandedBy(policy({ groups: [people(1, "bo")] }), [bo, di], [guest])).toEqual(["bo", "eve"]);
  });
  test("in every scope where a membership takes the right away", () => {
    const team = [standing("bo", [["s1", "viewer"]]), standing("cy")];
    expect(strandedUnder(LAX, null, team)).toEqual([{ subject: null, systemId: "s1", name: "cy" }]);
    expect(newlyStranded([], [standing("bo"), standing("cy")], [standing("cy")])).toEqual([
      { subject: null, systemId: null, name: "cy" },
    ]);
    expect(newlyStranded([], [standing("cy")], [standing("cy")])).toEqual([]);
  });

  test("nobody is passed over who could not get a decision, whoever let whom in", () => {
    const names = ["bo", "cy", "di", "ed", "fo", "gi"];
    const decider = (id: string) =>
      fc.record({
        id: fc.constant(user(id)),
        role: fc.constantFrom("approver" as const, "security-lead" as const),
        onWordOf: fc.subarray(names.filter((name) => name !== id).map(user), { maxLength: 2 }),
      });
    const groups = fc.array(
      fc.oneof(
        fc.record({ who: fc.constant({ kind: "anyone" as const }), count: fc.constantFrom(1, 2) }),
        fc.record({
          who: fc.record({
            kind: fc.constant("people" as const),
            ids: fc.subarray(names.map(user), { minLength: 1 }),
          }),
          count: fc.constantFrom(1, 2),
        }),
        fc.constant({ who: { kind: "roles" as const, roles: ["security-lead" as const] }, count: 1 }),
      ),
      { minLength: 1, maxLength: 2 },
    );
    fc.assert(
      fc.property(groups, fc.tuple(...names.map(decider)), fc.integer({ min: 1, max: 6 }), (some, all, n) => {
        const deciders = all.slice(0, n);
        const letIn = all.slice(n);
        const under = policy({ groups: some });
        const short = [...deciders, ...letIn].filter(
          (one) =>
            !canBeDecided(
              under,
              deciders.filter((signer) => !couldBeOwn(signer, one)),
              [one.id],
            ),
        );
        const expected = canBeDecided(under, deciders, []) ? short.map(({ id }) => id) : "everybody";
        expect(strandedBy(under, deciders, letIn)).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  /** Every way to seat people, tried out. */
  const seatedByTrying = (
    seats: readonly ApprovalPolicy["groups"][number]["who"][],
    left: readonly Signer[],
  ): number =>
    seats.length === 0
      ? 0
      : Math.max(
          seatedByTrying(seats.slice(1), left),
          ...left
            .filter(
              (one) =>
                seats[0]?.kind === "anyone" || (seats[0]?.kind === "people" && seats[0].ids.includes(one.id)),
            )
            .map(
              (one) =>
                1 +
                seatedByTrying(
                  seats.slice(1),
                  left.filter((other) => other !== one),
                ),
            ),
        );
  test("seats are filled as well as they can be, whatever the groups and the order", () => {
    const names = ["a", "b", "c", "d"];
    const some = fc.subarray(names, { minLength: 1 });
    const groups = fc.array(
      fc
        .record({ ids: some, count: fc.integer({ min: 1, max: 2 }) })
        .map(({ ids, count }) => people(count, ...ids)),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(groups, fc.shuffledSubarray(names), (all, present) => {
        const seats = all.flatMap(({ who, count }) => Array.from({ length: count }, () => who));
        const here = signers(...present);
        expect(seatsFilled({ groups: all }, here)).toBe(seatedByTrying(seats, here));
        expect(canBeDecided(policy({ groups: all }), here, [])).toBe(
          seatedByTrying(seats, here) === seats.length,
        );
      }),
    );
  });
});
