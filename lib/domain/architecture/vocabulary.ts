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
} as const;
