import { expect, test } from "vitest";
import { echo, idempotencyKeyOf, readForm } from "./form";

test("a form that carries no key has none: two such forms are two forms", () => {
  for (const value of [undefined, null, "", "short", "x".repeat(65), ["undefined"], 12_345_678])
    expect(idempotencyKeyOf(value)).toBeNull();
  expect(idempotencyKeyOf("0f3a9c1d-1")).toBe("0f3a9c1d-1");
});

test("reads fields, lists and nothing of the framework; a field named __proto__ is only a field", () => {
  const form = new FormData();
  form.append("name", "Ledger");
  form.append("tags[]", "a");
  form.append("tags[]", "");
  form.append("tags[]", "b");
  form.append("$ACTION_KEY", "k");
  form.append("__proto__", "x");
  form.append("file", new File(["x"], "x.txt"));
  const values = readForm(form);
  expect({ ...values }).toMatchObject({ name: "Ledger", tags: ["a", "b"] });
  expect(Object.keys(values)).not.toContain("$ACTION_KEY");
  expect(Object.getPrototypeOf(values)).toBeNull();
});

test("secrets are never sent back to the browser", () => {
  const values = { email: "a@b.example", password: "p", newPassword: "n", currentPassword: "c", token: "t" };
  expect(echo(values)).toEqual({ email: "a@b.example" });
});
