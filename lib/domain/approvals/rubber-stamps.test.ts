import { describe, expect, test } from "vitest";
import type { InstantMs, UserId } from "../kernel/ids";
import { habitWords } from "./habit-words";
import { alwaysPairs, figuresByVoter, type MeasuredVote, median } from "./rubber-stamps";

const id = (name: string) => name as UserId;
function vote(
  voter: string,
  requester: string,
  {
    kind = "approve",
    tookS = 60,
    readS = null,
  }: { kind?: "approve" | "reject"; tookS?: number; readS?: number | null } = {},
): MeasuredVote {
  const votedAtMs = 1_000_000_000 as InstantMs;
  return {
    requestId: "r",
    voterId: id(voter),
    requesterId: id(requester),
    kind,
    votedAtMs,
    askedAtMs: (votedAtMs - tookS * 1_000) as InstantMs,
    seenAtMs: readS === null ? null : ((votedAtMs - readS * 1_000) as InstantMs),
  };
}

describe("figures of a voter", () => {
  test("median time, share approved, and how many were voted on within 30 seconds of opening", () => {
    const [mei] = figuresByVoter([
      vote("mei", "jonas", { tookS: 10, readS: 29.999 }),
      vote("mei", "jonas", { tookS: 30, readS: 30 }),
      vote("mei", "olu", { tookS: 50, kind: "reject" }),
    ]);
    expect(mei).toEqual({
      voterId: "mei",
      votes: 3,
      approved: 2,
      decisionMsMedian: 30_000,
      opened: 2,
      readMsMedian: 29_999.5,
      quick: 1,
    });
  });
  test("reading is not known where no opening was noted", () => {
    expect(figuresByVoter([vote("mei", "jonas")])[0]).toMatchObject({
      opened: 0,
      readMsMedian: null,
      quick: 0,
    });
  });
});

describe("pairs", () => {
  test("both approve everything of the other, each pair once, with both counts", () => {
    const votes = [vote("mei", "jonas"), vote("mei", "jonas"), vote("jonas", "mei"), vote("olu", "jonas")];
    expect(alwaysPairs(votes)).toEqual([{ people: ["jonas", "mei"], votes: [1, 2] }]);
  });
  test("one rejection ends it", () => {
    const votes = [vote("mei", "jonas"), vote("jonas", "mei"), vote("jonas", "mei", { kind: "reject" })];
    expect(alwaysPairs(votes)).toEqual([]);
  });
});

test("the median of none is nothing", () => {
  expect([median([]), median([3]), median([4, 1]), median([9, 1, 5])]).toEqual([null, 3, 2.5, 5]);
});

test("habits name who approved everything of this requester, from two votes on", () => {
  const jonas = { id: id("jonas"), name: "Jonas" };
  const names = new Map([[id("mei"), "Mei"]]);
  expect(habitWords([], jonas, names)).toBe(
    "Nobody voted on another request of this kind in the last 90 days.",
  );
  expect(habitWords([vote("mei", "jonas"), vote("mei", "jonas"), vote("olu", "jonas")], jonas, names)).toBe(
    "3 votes, 3 to approve, half of them within 1 minute. Mei approved 2 of 2 from Jonas.",
  );
});
