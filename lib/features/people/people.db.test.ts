import { expect, test } from "vitest";
import { registry } from "@/lib/registry";
import { signIn } from "./commands/enter";

test("probe", async () => {
  const r = await signIn(
    { email: "a@b.ch", password: "x", to: "/" },
    { kind: "session", token: null, address: "1.1.1.1", agent: "", idempotencyKey: null },
  );
  console.log(JSON.stringify(r), [...registry.keys()].join(" "));
  expect(r.ok).toBe(false);
});
