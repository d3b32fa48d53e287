import { describe, expect, test } from "vitest";
import { openRuleFinder } from "@/lib/domain/latency/measured/recognition-rule";
import type { RecordedSpan, Tag } from "@/lib/domain/latency/measured/recording";
import { defaultRules } from "@/lib/testing/measurements";
import { readRecognitionRules } from "./read-rules";

const finder = openRuleFinder(defaultRules);
const stepOf = (name: string, origin: RecordedSpan["origin"] = "span", tags: readonly Tag[] = []) => {
  const found = finder.ofSpan({
    origin,
    name,
    service: "",
    parent: -1,
    nsStart: 0,
    nsDuration: 0,
    tags,
    links: [],
  });
  if (!found) return null;
  return found.verdict.kind === "security" ? found.verdict.step : `not ${found.verdict.step}`;
};

describe("the product’s rules of recognition", () => {
  test.each([
    ["tls.connect", "handshake"],
    ["http.tls", "handshake"],
    ["TLS client handshake shop.example", "handshake"],
    ["async envoy.service.auth.v3.Authorization.Check egress", "authorization"],
    ["security filterchain before", "token"],
    ["security filterchain after", "token"],
    ["authenticate usernamepassword", "token"],
    ["authorize request", "authorization"],
    ["auth.jwt.verify", "token"],
    ["authz.policy.check", "authorization"],
    ["secured request", "not any"],
    ["tcp.connect", "not handshake"],
    ["authors.list", null],
    ["GET", null],
  ])("take %s for %s", (name, step) => expect(stepOf(name)).toBe(step));
  test("know Keycloak by its tags, and Server-Timing by auth and authz", () => {
    expect(stepOf("anything", "span", [["kc.realmId", "1"]])).toBe("token");
    expect(stepOf("auth", "server-timing")).toBe("token");
    expect(stepOf("authz", "server-timing")).toBe("authorization");
    expect(stepOf("ssl", "har-part")).toBe("handshake");
    expect(stepOf("ssl")).toBeNull();
  });
});

describe("rules of recognition", () => {
  const rule = { id: "a", on: "span", name: "x*", step: "token", reason: "r", source: "s" };
  const read =
    (...rules: readonly object[]) =>
    () =>
      readRecognitionRules({ rules });
  test("are read with what they leave out", () => {
    expect(read(rule)()).toMatchObject([
      { tag: null, isLowerBound: false, verdict: { kind: "security", step: "token" } },
    ]);
  });
  test.each([
    ["no name and no tag", [{ ...rule, name: undefined }]],
    ["neither step nor not", [{ ...rule, step: undefined }]],
    ["both step and not", [{ ...rule, not: "any" }]],
    ["an unknown step", [{ ...rule, step: "magic" }]],
    ["too many stars", [{ ...rule, name: "*a*a*a*a*a*a*a" }]],
    ["a long pattern", [{ ...rule, name: "a".repeat(121) }]],
    ["one id twice", [rule, rule]],
    ["an unknown field", [{ ...rule, regex: ".*" }]],
  ])("are refused with %s", (_, rules) => expect(read(...rules)).toThrow());
});
