import type { Component, Flow, ModelElement } from "../../architecture/element";
import type { ItemStatus } from "../../checklists/vocabulary";
import { allOf, anyOf, type Truth } from "../../kernel/truth";
import { carriesSecrets, isAbove, isFromOutside, lacksCaller, risesBy, type Sight, says } from "./sight";

/** Elements that a check looks at, each with whether it is as the anti-pattern says. */
export type Looked = readonly (readonly [element: ModelElement, suspicious: Truth])[];

/** How a check looks at a system; elements that it is not about are left out. */
export type Check = (sight: Sight) => Looked;

const each =
  <T extends ModelElement>(
    elements: (sight: Sight) => readonly T[],
    judge: (one: T, sight: Sight) => Truth,
  ): Check =>
  (sight) =>
    elements(sight).map((one) => [one, judge(one, sight)] as const);

const all = (...checks: readonly Check[]): Check => {
  return (sight) => checks.flatMap((check) => check(sight));
};

const OUTSIDERS: readonly unknown[] = ["client", "third-party"];
/** What the team runs itself. */
const own = ({ model }: Sight): readonly Component[] =>
  model.components.filter(({ properties }) => !OUTSIDERS.includes(properties["kind"]));
const flows = ({ model }: Sight): readonly Flow[] => model.flows;
const crossing = (sight: Sight) => flows(sight).filter((flow) => risesBy(flow, sight) !== 0);
const whole = ({ model }: Sight) => [model.whole];
const administered = (sight: Sight) =>
  own(sight).filter(({ properties: { humanAdmins } }) => typeof humanAdmins === "number" && humanAdmins > 0);
const stores = (sight: Sight) => own(sight).filter((component) => says(component, "storesData", true));

/** Sessions may be honoured this long while sign-in is down. Source: the failure mode of the same name. */
const FALLBACK_MINUTES_MAX = 5;
const PATCH_DAYS_MAX = 30;
const TRAINING_MONTHS_MAX = 12;

/** One check per anti-pattern of the catalogue that can be computed; `check` there says it in words. */
export const CHECKS = {
  "security-through-obscurity": each(
    (sight) => flows(sight).filter((flow) => risesBy(flow, sight) > 0),
    lacksCaller,
  ),
  "hardcoded-secrets": each(own, (one, { stands }) =>
    stands(["secrets-manager"], one.id) ? false : says(one, "secretSource", "code", "config"),
  ),
  "trusting-the-client": all(
    each(
      (sight) =>
        own(sight).filter(({ id }) =>
          flows(sight).some((flow) => flow.targetId === id && isFromOutside(flow, sight)),
        ),
      (one) => says(one, "trustsClientValues", true),
    ),
    each(
      (sight) => flows(sight).filter((flow) => isFromOutside(flow, sight)),
      (flow, { stands }) =>
        stands(["rbac-abac", "zero-trust-policy"], flow.id, flow.targetId)
          ? false
          : says(flow, "authorization", "none"),
    ),
  ),
  "own-cryptography": each(own, (one) => says(one, "ownCryptography", true)),
  "failing-open": all(
    each(flows, (flow) => says(flow, "failsOpen", true)),
    each(
      (sight) =>
        own(sight).filter(
          (one) => says(one, "kind", "identity-provider") || "authFallbackMinutes" in one.properties,
        ),
      (one) => isAbove(one, "authFallbackMinutes", FALLBACK_MINUTES_MAX),
    ),
  ),
  "flat-trust": each((sight) => flows(sight).filter((flow) => staysInLooseZone(flow, sight)), lacksCaller),
  "shared-identity": each(administered, (one) => says(one, "sharedAdminAccounts", true)),
  "check-then-act": all(
    each(
      ({ model }) => model.paths,
      (path, sight) =>
        allOf([
          says(path, "checksThenActs", true),
          not(says(path, "singleTransaction", true)),
          !isAtomic(sight.flowsOf(path), sight),
        ]),
    ),
    each(
      (sight) => flows(sight).filter((flow) => says(flow, "readModifyWrite", true)),
      (flow, sight) => allOf([not(says(flow, "conditionalWrite", true)), !isAtomic([flow], sight)]),
    ),
  ),
  "shared-fate": all(
    each(stores, (one, { stands }) =>
      stands(["backup-dr"], one.id) ? false : says(one, "backup", "none", "same-account"),
    ),
    each(
      (sight) => whole(sight).filter((one) => isAbove(one, "regions", 1)),
      (one) => anyOf([says(one, "controlPlaneShared", true), says(one, "keysSharedAcrossRegions", true)]),
    ),
  ),
  "passwords-only": each(administered, (one, { stands }) =>
    stands(["mfa-otp", "mfa-phishing-resistant"], one.id) ? false : says(one, "adminMfa", "none"),
  ),
  "unpatched-software": each(own, (one) => isAbove(one, "patchAgeDays", PATCH_DAYS_MAX)),
  "assumed-awareness": each(whole, (one) => isAbove(one, "trainingAgeMonths", TRAINING_MONTHS_MAX)),
  "bolt-on-security": each(whole, (_, { items }) => {
    const isLate = items.some(({ phase, status }) => phase === "implementation" && status === "done");
    return (
      isLate && items.some(({ phase, must, status }) => phase === "design" && must && isUnanswered(status))
    );
  }),
  "single-point-of-trust": each(administered, (one, { stands }) =>
    stands(["two-person-approval"], one.id) ? false : says(one, "twoPersonForCritical", false),
  ),
  "inadequate-encryption": all(
    each(flows, (flow, sight) =>
      sight.stands(["tls", "mtls"], flow.id, flow.targetId)
        ? false
        : allOf([
            says(flow, "encryption", "none"),
            anyOf([carriesSecrets(flow), risesBy(flow, sight) !== 0]),
          ]),
    ),
    each(stores, (one, { stands }) =>
      stands(["encryption-at-rest"], one.id)
        ? false
        : allOf([says(one, "encryptedAtRest", "none"), carriesSecrets(one)]),
    ),
  ),
  "overlooked-insiders": each(
    (sight) =>
      own(sight).filter((one) => says(one, "kind", "log-store") || says(one, "logsSecurityEvents", true)),
    (one, { stands }) =>
      stands(["tamper-evident-log"], one.id) ? false : says(one, "logTamperEvident", false),
  ),
  "misconfigured-perimeter": all(
    each(own, (one) => says(one, "adminPortExposed", true)),
    each(
      ({ model }) => model.zones.filter(({ trust }) => trust > 0),
      (zone, { stands, model }) =>
        stands(
          ["segmentation"],
          ...model.components.flatMap(({ id, zoneId }) => (zoneId === zone.id ? [id] : [])),
        )
          ? false
          : says(zone, "defaultDeny", false),
    ),
  ),
  "security-that-does-not-scale": each(
    (sight) => own(sight).filter(({ id }) => crossing(sight).some(({ targetId }) => targetId === id)),
    (one, { stands }) =>
      stands(["rate-limiting"], one.id) ? false : anyOf(CAPS.map((cap) => says(one, cap, false))),
  ),
  "no-central-policy": each(own, (one, { stands }) =>
    stands(["config-policy"], one.id) ? false : says(one, "configAsCode", false),
  ),
  complexity: each(
    ({ model }) => model.components,
    ({ id }, sight) => !flows(sight).some(({ sourceId, targetId }) => sourceId === id || targetId === id),
  ),
} satisfies Readonly<Record<string, Check>>;

const CAPS = ["connectionPoolBounded", "queueBounded", "resourceLimits"] as const;

const isUnanswered = (status: ItemStatus) => status === "to-do" || status === "in-progress";

const not = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);

function staysInLooseZone({ sourceId, targetId }: Flow, { zoneOf }: Sight): boolean {
  const zone = zoneOf(sourceId);
  if (!zone || zone.id !== zoneOf(targetId)?.id || sourceId === targetId) return false;
  return zone.trust > 0 && (zone.coordination === "none" || zone.coordination === "weak");
}

/** Whether a control makes one of these flows one step. */
function isAtomic(some: readonly Flow[], { stands }: Sight): boolean {
  return some.some(({ id, targetId }) => stands(["atomic-transactions"], id, targetId));
}
