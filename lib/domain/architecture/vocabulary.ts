/** Words of the architecture, in the order in which screens list them. */

/** Trust of a zone. */
export const TRUSTS = [0, 1, 2, 3, 4] as const;
export type Trust = (typeof TRUSTS)[number];
export const TRUST_WORD: Readonly<Record<Trust, string>> = {
  0: "Outside",
  1: "Edge",
  2: "Application",
  3: "Data",
  4: "Administration and keys",
};

/** What the members of a zone share. */
export const COORDINATIONS = ["none", "weak", "strong", "full"] as const;
export type Coordination = (typeof COORDINATIONS)[number];
export const COORDINATION_WORD: Readonly<Record<Coordination, string>> = {
  none: "Nothing",
  weak: "Eventual state",
  strong: "A quorum",
  full: "One authority",
};

/** Kinds of elements, with the prefix of their readable numbers. */
export const ELEMENT_PREFIX = {
  system: "S",
  zone: "Z",
  component: "C",
  flow: "F",
  path: "P",
  control: "CT",
  "loss-scenario": "L",
  "stated-threat": "T",
  asset: "A",
} as const;

/** In which ways an asset can matter. */
export const WORTHS = ["confidentiality", "integrity", "availability"] as const;
export type WorthOf = (typeof WORTHS)[number];
export const WORTH_WORD: Readonly<Record<WorthOf, string>> = {
  confidentiality: "Confidentiality",
  integrity: "Integrity",
  availability: "Availability",
};

/** Steps of worth, 1 to 5. */
export const WORTH_STEP_WORD = ["Very little", "Little", "Some", "Much", "Very much"] as const;
