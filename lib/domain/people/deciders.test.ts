import { expect, test } from "vitest";
import type { SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { MembershipRole, Role } from "./capability";
import { type Decider, leftAlone, systemsOfMemberships } from "./deciders";

const LEDGER = "ledger" as SystemId;

function decider(
  id: string,
  {
    role = "approver",
    onWordOf = [],
    onLedger,
  }: { role?: Role; onWordOf?: readonly string[]; onLedger?: MembershipRole } = {},
): Decider {
  const memberships = new Map<SystemId, MembershipRole>(onLedger ? [[LEDGER, onLedger]] : []);
  return { id: id as UserId, name: id, role, onWordOf: onWordOf as UserId[], memberships };
}
const without = (people: readonly Decider[], id: string) => people.filter((one) => one.id !== id);

test("of three one can go, of two none: the other could ask for nothing any more", () => {
  const three = [decider("ann"), decider("ben"), decider("cem")];
  expect(leftAlone(three, without(three, "cem"), [])).toBeNull();
  const two = without(three, "cem");
  expect(leftAlone(two, without(two, "ben"), [])).toEqual({ who: two[0], systemId: null });
});

test("somebody whose role the requester gave alone is nobody for that requester", () => {
  const people = [decider("ann"), decider("ben", { onWordOf: ["ann"] }), decider("cem")];
  expect(leftAlone(people, without(people, "cem"), [])).toMatchObject({ who: { id: "ann" } });
  expect(leftAlone(people, without(people, "ben"), [])).toBeNull();
});

test("who had nobody before is not stranded by the change", () => {
  const people = [decider("ann"), decider("ben", { onWordOf: ["ann"] })];
  expect(leftAlone(people, without(people, "ben"), [])).toBeNull();
  expect(leftAlone(people, [], [])).toEqual({ who: null, systemId: null });
  const four = [...people, decider("cem", { onWordOf: ["ann"] }), decider("dora", { onWordOf: ["ann"] })];
  expect(leftAlone(four, without(four, "dora"), [])).toBeNull();
});

test("a membership that lowers strands on its system only", () => {
  const before = [decider("ann"), decider("ben")];
  const after = [decider("ann"), decider("ben", { onLedger: "viewer" })];
  expect(leftAlone(before, after, [LEDGER])).toMatchObject({ who: { id: "ann" }, systemId: LEDGER });
  expect(leftAlone(before, after, [])).toBeNull();
  expect(systemsOfMemberships(after)).toEqual([LEDGER]);
});

test("who is left alone on a system can ask for nothing there", () => {
  const before = [decider("ann", { onLedger: "none" }), decider("ben"), decider("cem")];
  const after = [
    decider("ann", { onLedger: "none" }),
    decider("ben"),
    decider("cem", { onLedger: "viewer" }),
  ];
  expect(leftAlone(before, after, [LEDGER])).toMatchObject({ who: { id: "ben" } });
});
