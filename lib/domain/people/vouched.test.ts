import { expect, test } from "vitest";
import type { UserId } from "../kernel/ids";
import { couldBeOwn, mayVouchFor, type Vouched, withWordOf } from "./vouched";

const who = (id: string, ...onWordOf: string[]): Vouched => ({
  id: id as UserId,
  onWordOf: onWordOf as UserId[],
});

test.each([
  ["nobody let anybody in", who("ann"), who("ben"), "systems.archive", false],
  ["the requester let the signer in", who("ann", "ben"), who("ben"), "systems.archive", true],
  ["the signer let the requester in", who("ann"), who("ben", "ann"), "systems.archive", true],
  ["somebody else let both in", who("ann", "cem"), who("ben", "cem"), "systems.archive", false],
  [
    "the requester let the signer in, of a confirmation",
    who("ann", "ben"),
    who("ben"),
    "people.confirm-role",
    true,
  ],
  [
    "the signer let the requester in, of a confirmation",
    who("ann"),
    who("ben", "ann"),
    "people.confirm-role",
    false,
  ],
])("a signature could be the requester's own: %s", (_case, signer, requester, command, own) => {
  expect(couldBeOwn(signer, requester, command)).toBe(own);
});

test("who vouches is neither the person nor anybody who let them in, nor tied to one of those", () => {
  const account = who("eva", "ann");
  const letInBy = [who("ann", "zoe")];
  expect(mayVouchFor(who("ben"), account, letInBy)).toBe(true);
  expect(mayVouchFor(who("ben", "cem"), account, letInBy)).toBe(true);
  for (const voucher of [who("eva"), who("ann"), who("zoe"), who("ben", "ann"), who("ben", "eva")])
    expect(mayVouchFor(voucher, account, letInBy)).toBe(false);
});

test("a word is kept once", () => {
  expect(withWordOf(["ann" as UserId], "ann" as UserId, "ben" as UserId)).toEqual(["ann", "ben"]);
});
