import { beforeAll, test } from "vitest";
import { inTransaction } from "@/lib/db/client";
import { insertPolicy } from "@/lib/db/policies";
import { DEFAULT_POLICY } from "@/lib/domain/approvals/policy";
import type { SystemId, UserId } from "@/lib/domain/kernel/ids";
import { type App, addApp } from "@/lib/testing/authenticator";
import { got, refused } from "@/lib/testing/commands";
import { ask, ballot, call, freshSystem, type Open, withTestCommands } from "@/lib/testing/critical";
import { type Known, organisationOf, somebody } from "@/lib/testing/people";

let ana: UserId;
let strict: SystemId;
let free: SystemId;
let made = 0;

async function withApp(): Promise<{ who: Known; app: App }> {
  const who = await somebody(`guesses-${++made}`, "security-lead");
  return { who, app: await addApp(who) };
}
const wrong = (app: App): string => {
  const right = [-1, 0, 1, 2].map((steps) => app.code(steps));
  return ["000000", "000001", "000002", "000003", "000004"].find((code) => !right.includes(code)) ?? "";
};
const give = (name: string, open: Open, code: string, { caller }: Known) =>
  call(`approvals.${name}`, { ...ballot(open), code }, caller);

beforeAll(async () => {
  withTestCommands();
  ({ ana } = await organisationOf([
    ["Olu", "olu", "admin"],
    ["Ana", "ana", "security-lead"],
    ["Mei", "mei", "approver"],
  ]));
  [strict, free] = [await freshSystem(ana), await freshSystem(ana)];
  const policy = { ...DEFAULT_POLICY, stepUpNeeded: false };
  await inTransaction((tx) => insertPolicy(tx, { subject: "test.set-words", systemId: free, policy }));
});

test("codes for votes are guessed ten times at most, whatever request and purpose they are for", async () => {
  const { who, app } = await withApp();
  const [one, two] = [await ask(ana, strict, "one"), await ask(ana, strict, "two")];
  for (let tried = 0; tried < 10; tried++)
    refused(await give(tried % 2 ? "approve" : "break-glass", tried % 3 ? one : two, wrong(app), who));
  refused(await give("approve", one, wrong(app), who), "too-many");
  refused(await give("break-glass", two, wrong(app), who), "too-many");
  refused(await give("approve", one, app.code(), who), "too-many");
  got(await call("approvals.reject", ballot(one), who.caller));
});

test("a vote that took no code gives no guesses back, and one that did gives all back", async () => {
  const { who, app } = await withApp();
  const other = await withApp();
  const open = await ask(ana, strict, "three");
  for (let tried = 0; tried < 9; tried++)
    refused(await give("approve", open, wrong(app), who), "invalid-input");
  got(await call("approvals.approve", ballot(await ask(ana, free, "for nothing")), who.caller));
  refused(await give("approve", open, wrong(app), who), "invalid-input");
  refused(await give("approve", open, app.code(), who), "too-many");

  for (let tried = 0; tried < 9; tried++) await give("approve", open, wrong(other.app), other.who);
  got(await give("approve", open, other.app.code(), other.who));
  const next = await ask(ana, strict, "four");
  refused(await give("approve", next, wrong(other.app), other.who), "invalid-input");
});
