import type { ElementId } from "../../kernel/ids";
import type { Component, Flow, Zone } from "../element";
import type { SystemModel } from "../system-model";

/** What every flow has to be where no network is trusted. Source: NIST SP 800-207, tenets 2, 3 and 6. */
export const ZERO_TRUST_ASPECTS = ["authenticated", "encrypted", "authorized", "least-privilege"] as const;
export type ZeroTrustAspect = (typeof ZERO_TRUST_ASPECTS)[number];

export const ZERO_TRUST_WORD: Readonly<Record<ZeroTrustAspect, string>> = {
  authenticated: "Authenticated",
  encrypted: "Encrypted",
  authorized: "Authorized",
  "least-privilege": "Least privilege",
};

/** As stated; what nobody stated is unknown, not no. */
export type Answer = "yes" | "no" | "unknown";

export interface ZeroTrustFlow {
  readonly flowId: ElementId;
  readonly answers: Readonly<Record<ZeroTrustAspect, Answer>>;
  /** No where one answer is no, else unknown where one is unknown. */
  readonly verdict: Answer;
}

/** Each flow against the four aspects, in the order of the model. These are statements, not proof. */
export function zeroTrust({
  zones,
  components,
  flows,
}: Pick<SystemModel, "zones" | "components" | "flows">): readonly ZeroTrustFlow[] {
  const parts = new Map(components.map((one) => [one.id, one]));
  const zoneOf = new Map(zones.map((one) => [one.id, one]));
  return flows.map((flow) => {
    const [source, target] = [parts.get(flow.sourceId), parts.get(flow.targetId)];
    const answers = {
      authenticated: unlessNone(flow.properties["authentication"]),
      encrypted: unlessNone(flow.properties["encryption"]),
      authorized: unlessNone(flow.properties["authorization"]),
      "least-privilege": leastPrivilege(source, target, zoneOf),
    };
    return { flowId: flow.id, answers, verdict: worst(Object.values(answers)) };
  });
}

function unlessNone(value: Flow["properties"][string] | undefined): Answer {
  if (value === undefined) return "unknown";
  return value === "none" ? "no" : "yes";
}

/** The caller has only the rights that it needs and, where the flow enters another zone, that zone is closed unless listed. */
function leastPrivilege(
  source: Component | undefined,
  target: Component | undefined,
  zones: ReadonlyMap<ElementId, Zone>,
): Answer {
  const scope = source?.properties["permissionScope"];
  const rights: Answer = scope === undefined ? "unknown" : scope === "least" ? "yes" : "no";
  if (!source || !target || source.zoneId === target.zoneId) return rights;
  const closed = zones.get(target.zoneId)?.properties["defaultDeny"];
  return worst([rights, closed === undefined ? "unknown" : closed === true ? "yes" : "no"]);
}

function worst(answers: readonly Answer[]): Answer {
  if (answers.includes("no")) return "no";
  return answers.includes("unknown") ? "unknown" : "yes";
}
