import { expect, test } from "vitest";
import { saveElementsInput } from "./schema";

test("a zone whose trust was not chosen is refused, not taken for one outside", () => {
  const zone = { op: "save", kind: "zone", name: "Edge", coordination: "weak", properties: {} };
  const parse = (trust: unknown) =>
    saveElementsInput.safeParse({
      systemId: "01a200b2-6cab-7aaa-9bf3-d5139e9bbcfb",
      elements: [{ ...zone, trust }],
    });
  for (const nothing of ["", undefined])
    expect(parse(nothing).error?.issues).toMatchObject([
      { path: ["elements", 0, "trust"], message: "Choose how far it is trusted." },
    ]);
  expect(parse("0").data?.elements[0]).toMatchObject({ trust: 0 });
});
