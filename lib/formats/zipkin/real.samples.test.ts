import { expect, test } from "vitest";
import { measured } from "@/lib/testing/measurements";
import { realFile } from "@/lib/testing/real-files";

test("a sign-in with OAuth, the real trace of Zipkin: its 100 seconds are a person’s, not the system’s", () => {
  const told = measured(realFile("latency", "zipkin-v2-smartthings-oauth-authorization.json"));
  expect(told.found).toEqual({ spans: 175, traces: 1, idsSeveralTimes: 41, withoutDuration: 19, shared: 45 });
  expect(told.msFirstToLast).toBe(100_348.445);
  expect(told.msTotal).toBeLessThan(3_000);
  expect(told.requests).toHaveLength(32);
  // Four calls of 206.601 ms together, with the 18.167 ms of their answering halves inside.
  expect(told.rules).toEqual([
    {
      rule: "token-introspection",
      step: "token",
      spans: 8,
      ms: 224.768,
      msSelf: expect.any(Number),
      msOwn: 206.601,
      unknown: 0,
    },
  ]);
  expect(told.msSecurity).toBe(206.601);
  expect(told.notes.map(({ message }) => message)).toContain(
    "19 spans have no time that can be read: unknown, not 0.",
  );
});
