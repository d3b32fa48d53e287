import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const files = ["app", "components", "lib"].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.includes("generated/"))
    .map((file) => `${root}/${file}`),
);
const withDirective = files.filter((file) => /["']use server["']/.test(readFileSync(file, "utf8")));

test("there are server actions to guard", () => {
  expect(withDirective.length).toBeGreaterThan(2);
});

test("server actions live only in lib/features/*/actions.ts", () => {
  expect(withDirective.filter((file) => !/^lib\/features\/[^/]+\/actions\.ts$/.test(file))).toEqual([]);
});

test.each(withDirective)("%s exports nothing but exposed commands", (file) => {
  const exported = readFileSync(file, "utf8").match(/^export .*$/gm) ?? [];
  expect(exported.length).toBeGreaterThan(0);
  expect(
    exported.filter(
      (line) =>
        !/^export const \w+ = expose(Form|Session|SignOut|TextFile|SecondStep|HalfWay)?\((\w+\.\w+|$)/.test(
          line,
        ),
    ),
  ).toEqual([]);
});
