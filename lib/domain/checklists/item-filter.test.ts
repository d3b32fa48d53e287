import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { UserId, UtcDate } from "../kernel/ids";
import {
  DUE_FILTERS,
  type FilterableItem,
  type ItemFilter,
  itemFilterParams,
  matches,
  NO_FILTER,
  normaliseForSearch,
  parseItemFilter,
  searchText,
} from "./item-filter";
import { GOALS, ITEM_STATUSES, STATES } from "./vocabulary";

const ana = "0197a1c2-0000-7000-8000-00000000000a" as UserId;
const today = "2026-03-10" as UtcDate;
const context = { me: ana, today };
const item = (some: Partial<FilterableItem> = {}): FilterableItem => ({
  status: "to-do",
  state: "gap",
  ownerId: ana,
  due: "2026-03-12" as UtcDate,
  goals: ["integrity"],
  standards: ["asvs_5_0"],
  group: "Data and integrity",
  must: true,
  searchText: searchText({
    number: "IM-12",
    key: "NET-7.3",
    title: "Require mTLS on every flow",
    group: "Data and integrity",
    ownerName: "Ana Kovač",
  }),
  ...some,
});
const passes = (some: Partial<ItemFilter>, what = item()) =>
  matches({ ...NO_FILTER, ...some }, what, context);
const read = (query: string) => parseItemFilter(new URLSearchParams(query));

describe("a filter", () => {
  test("without conditions lets everything through", () => {
    expect(matches(NO_FILTER, item(), context)).toBe(true);
  });
  test("lets through what is in one of its lists, for every list", () => {
    expect(passes({ status: ["to-do", "done"], state: ["gap"], goal: ["integrity", "availability"] })).toBe(
      true,
    );
    expect(passes({ status: ["done"] })).toBe(false);
    expect(passes({ state: ["proven"] })).toBe(false);
    expect(passes({ goal: ["availability"] })).toBe(false);
    expect(passes({ standard: "gdpr" })).toBe(false);
    expect(passes({ group: "Data" })).toBe(false);
    expect(passes({ must: false })).toBe(false);
  });
  test("knows me, a person and nobody", () => {
    expect(passes({ owner: "me" })).toBe(true);
    expect(passes({ owner: ana })).toBe(true);
    expect(passes({ owner: "nobody" })).toBe(false);
    expect(passes({ owner: "nobody" }, item({ ownerId: null }))).toBe(true);
    expect(matches({ ...NO_FILTER, owner: "me" }, item({ ownerId: null }), { me: null, today })).toBe(false);
  });
  test("knows what is due, up to the exact day", () => {
    const due = (text: string | null) => item({ due: text as UtcDate | null });
    expect(passes({ due: "overdue" }, due("2026-03-09"))).toBe(true);
    expect(passes({ due: "overdue" }, due("2026-03-10"))).toBe(false);
    expect(passes({ due: "overdue" }, item({ due: "2026-03-09" as UtcDate, state: "proven" }))).toBe(false);
    expect(passes({ due: "week" }, due("2026-03-17"))).toBe(true);
    expect(passes({ due: "week" }, due("2026-03-18"))).toBe(false);
    expect(passes({ due: "month" }, due("2026-04-09"))).toBe(true);
    expect(passes({ due: "month" }, due("2026-04-10"))).toBe(false);
    expect(passes({ due: "none" }, due(null))).toBe(true);
    expect(passes({ due: "week" }, due(null))).toBe(false);
  });
  test.each(["mtls", "im-12", "net-7.3", "kovac ANA", "  flow   require ", "INTEGRITY Kovač"])(
    "finds %j",
    (query) => {
      expect(passes({ query })).toBe(true);
    },
  );
  test.each(["mtls jonas", "im-13", "kovaš1"])("does not find %j", (query) => {
    expect(passes({ query })).toBe(false);
  });
});

describe("search text", () => {
  test("loses case and accents in all scripts that have them", () => {
    expect(normaliseForSearch("  Straße  ÉTÉ İstanbul ")).toBe(normaliseForSearch("strasse été ISTANBUL"));
    expect(normaliseForSearch("ΟΔΟΣ")).toBe(normaliseForSearch("οδος"));
  });
});

describe("a filter in the address", () => {
  test("ignores values that mean nothing and reports them", () => {
    const { filter, ignored } = read(
      "state=gap,lost&due=never&must=maybe&standard=a%20b&owner=a/b&status=&goal=",
    );
    expect(filter).toEqual({ ...NO_FILTER, state: ["gap"] });
    expect(ignored).toEqual([
      { name: "state", value: "lost" },
      { name: "owner", value: "a/b" },
      { name: "due", value: "never" },
      { name: "standard", value: "a b" },
      { name: "must", value: "maybe" },
    ]);
  });
  test("leaves alone what belongs to others", () => {
    expect(read("sort=due&item=IM-12&__proto__=1")).toEqual({ filter: NO_FILTER, ignored: [] });
  });
  test("reads lists however they are written", () => {
    expect(read("state=gap&state=proven,gap").filter.state).toEqual(["proven", "gap"]);
  });
  test("reads a filter from any address at all", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom("q", "state", "due", "owner", "must", "x"), fc.string())),
        (pairs) => {
          const { filter } = parseItemFilter(new URLSearchParams(pairs));
          expect(typeof matches(filter, item(), context)).toBe("boolean");
        },
      ),
    );
  });
  test("comes back as it was written", () => {
    const line = (charsMax: number) =>
      fc
        .string({ unit: "grapheme", maxLength: charsMax })
        .map((text) => text.replace(/\p{Cc}/gu, "").trim())
        .filter((text) => text.length <= charsMax);
    const someFilter: fc.Arbitrary<ItemFilter> = fc.record({
      status: fc.subarray([...ITEM_STATUSES]),
      state: fc.subarray([...STATES]),
      owner: fc.constantFrom<ItemFilter["owner"]>(
        null,
        "me",
        "nobody",
        "0197a1c2-0000-7000-8000-000000000001" as UserId,
      ),
      due: fc.constantFrom(null, ...DUE_FILTERS),
      goal: fc.subarray([...GOALS]),
      standard: fc.constantFrom(null, "gdpr", "asvs_5_0"),
      group: line(60).map((text) => text || null),
      must: fc.constantFrom(null, true, false),
      query: line(200),
    });
    fc.assert(
      fc.property(someFilter, (filter) => {
        const address = itemFilterParams(filter).toString();
        expect(parseItemFilter(new URLSearchParams(address))).toEqual({ filter, ignored: [] });
      }),
    );
  });
});
