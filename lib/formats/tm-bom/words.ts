import type { Standing } from "@/lib/domain/controls/vocabulary";
import type { DataClass } from "@/lib/domain/systems/vocabulary";

/** Folded words of the OWASP threat model library and what they are here. Source: its schema, v1.0.2. */

export const CLASS_OF_SENSITIVITY: ReadonlyMap<string, DataClass> = new Map([
  ["pii", "personal"],
  ["phi", "health"],
  ["pci", "payment"],
  ["cred", "credentials"],
  ["fin", "confidential"],
  ["ip", "confidential"],
  ["biz", "confidential"],
  ["gov", "confidential"],
  ["op", "internal"],
]);

export const KIND_OF_STORE: ReadonlyMap<string, string> = new Map([
  ["sql", "database"],
  ["key-value", "database"],
  ["document", "database"],
  ["graph", "database"],
  ["time-series", "database"],
  ["object", "object-store"],
]);

export const KIND_OF_ACTOR: ReadonlyMap<string, string> = new Map([
  ["system", "third-party"],
  ["third-party", "third-party"],
  ["user", "client"],
  ["power-user", "client"],
  ["administrator", "client"],
  ["engineer", "client"],
]);

/** Ways of proving who calls that come down to a token; a public key may be one of several things. */
export const TOKEN_METHODS: ReadonlySet<string> = new Set([
  "password",
  "otp",
  "challenge-response",
  "token",
  "biometrics",
  "sso",
  "social",
]);

/** Where a control stands by its status; null: it is none any more. Only an active one works. */
export const STANDING_OF_STATUS: ReadonlyMap<string, Standing | null> = new Map<string, Standing | null>([
  ["active", "in-place"],
  ["approved", "planned"],
  ["scheduled", "planned"],
  ["assumed", "proposed"],
  ["suggested", "proposed"],
  ["under-review", "proposed"],
  ["retired", null],
  ["wont-do", null],
]);

/** Likelihood of 1 to 5. */
export const LIKELIHOODS: ReadonlyMap<string, number> = new Map([
  ["rare", 1],
  ["unlikely", 2],
  ["possible", 3],
  ["likely", 4],
  ["certain", 5],
]);
