import { describe, expect, test } from "vitest";
import type { UtcDate } from "@/lib/domain/kernel/ids";
import { type ItemRow, writeItemsCsv } from "./write-items";

const row: ItemRow = {
  number: "IM-12",
  key: "messaging-secured",
  phase: "implementation",
  group: "Network and transport",
  title: "Secure the message paths, not only the calls",
  must: true,
  state: "proven",
  remark: { kind: "proven-until", on: "2026-05-02" as UtcDate },
  status: "done",
  ownerName: null,
  due: null,
  evidenceCount: 2,
  goals: ["integrity", "authentication"],
  refs: { asvs_5_0: ["12.3.1", "12.3.2"] },
};

describe("the CSV of a list of items", () => {
  test("has a header and one line per item, in the order given", () => {
    expect(writeItemsCsv([row, { ...row, number: "IM-01" }]).split("\r\n")).toEqual([
      "number,id,phase,group,title,must,state,remark,status,owner,due,evidence,goals,refs",
      'IM-12,messaging-secured,implementation,Network and transport,"Secure the message paths, not only the calls",yes,proven,Proven until 2026-05-02,done,,,2,"integrity; authentication","asvs_5_0:12.3.1; asvs_5_0:12.3.2"',
      expect.stringMatching(/^IM-01,/),
      "",
    ]);
  });
  test("of nothing is the header alone, with a byte order mark when asked", () => {
    expect(writeItemsCsv([], { bom: true })).toMatch(/^\uFEFFnumber,.*\r\n$/);
  });
  test("runs nothing in a spreadsheet, whoever chose the names", () => {
    const text = writeItemsCsv([
      { ...row, title: '=HYPERLINK("http://x")', ownerName: "@Ana", group: "+1", number: "-1" },
    ]);
    expect(text).toContain("-1,messaging-secured".replace("-1", "'-1"));
    expect(text).toContain(`'+1,"'=HYPERLINK(""http://x"")"`);
    expect(text).toContain(",'@Ana,");
  });
  test("says each remark in words", () => {
    const day = "2026-05-02" as UtcDate;
    const remarks: readonly (readonly [ItemRow["remark"], string])[] = [
      [{ kind: "proven-until", on: null }, "Proven without end"],
      [{ kind: "claimed-until", on: day }, "Claimed until 2026-05-02"],
      [{ kind: "claimed-until", on: null }, "Claimed without end"],
      [{ kind: "expires-soon", on: day, days: 3 }, "Expires on 2026-05-02"],
      [{ kind: "expired", on: day }, "Expired on 2026-05-02"],
      [{ kind: "overdue", days: 1 }, "Overdue by 1 day"],
      [{ kind: "overdue", days: 2 }, "Overdue by 2 days"],
      [{ kind: "not-done" }, "Not done"],
      [{ kind: "unattested" }, '"Said to be done, but nobody signed for it"'],
      [{ kind: "planned" }, "Planned"],
      [{ kind: "nobody-answered" }, "Nobody has answered"],
      [{ kind: "not-applicable", by: "person", reason: "No brokers." }, "No brokers."],
    ];
    for (const [remark, words] of remarks)
      expect(writeItemsCsv([{ ...row, remark }])).toContain(`,${words},`);
  });
});
