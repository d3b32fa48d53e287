import type { ApprovalPolicy, ApproverGroup } from "@/lib/domain/approvals/policy";
import type { UserId } from "@/lib/domain/kernel/ids";

const anyone = (count: number): ApproverGroup => ({ who: { kind: "anyone" }, count });

/** One of the policies that histories are drawn under. */
export function policyOf(n: number, people: readonly UserId[]): ApprovalPolicy {
  const named = (count: number, ...places: number[]): ApproverGroup => ({
    who: { kind: "people", ids: places.map((place) => people[place] as UserId) },
    count,
  });
  const leads: ApproverGroup = { who: { kind: "roles", roles: ["security-lead", "admin"] }, count: 1 };
  const all: readonly (readonly ApproverGroup[])[] = [
    [anyone(1)],
    [anyone(2)],
    [leads],
    [named(1, 2, 3, 4), leads],
    [named(1, 2, 3), named(1, 3, 4)],
    [leads, anyone(1)],
  ];
  return {
    groups: all[n % all.length] ?? [anyone(1)],
    delayS: n % 4 === 3 ? 3_600 : 0,
    expiresAfterS: 86_400,
    reasonNeeded: n % 7 !== 0,
    stepUpNeeded: false,
    breakGlass: n % 3 !== 2,
  };
}
