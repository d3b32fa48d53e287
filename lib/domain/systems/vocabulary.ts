/** Words for a system, in the order in which screens list them. */
export const SYSTEM_TYPES = [
  "microservices",
  "cloud-native",
  "distributed-storage",
  "blockchain",
  "edge",
] as const;
export type SystemType = (typeof SYSTEM_TYPES)[number];

export const SYSTEM_TYPE_WORD: Readonly<Record<SystemType, string>> = {
  microservices: "Microservices",
  "cloud-native": "Cloud-native",
  "distributed-storage": "Distributed storage",
  blockchain: "Blockchain",
  edge: "Edge",
};

export const DATA_CLASSES = [
  "public",
  "internal",
  "confidential",
  "personal",
  "health",
  "payment",
  "credentials",
] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

/** The known ones of some classes, each once, in the order of the list. */
export function inClassOrder(classes: Iterable<string>): readonly DataClass[] {
  const named = new Set(classes);
  return DATA_CLASSES.filter((one) => named.has(one));
}

export const REGULATIONS = ["GDPR", "HIPAA", "CCPA"] as const;
export type Regulation = (typeof REGULATIONS)[number];

/** The standard whose view answers a regulation. */
export const STANDARD_OF_REGULATION: Readonly<Record<Regulation, string>> = {
  GDPR: "gdpr",
  HIPAA: "hipaa",
  CCPA: "ccpa",
};

/** Weight of a system in the organisation: 1 low to 4 vital. */
export const CRITICALITIES = [1, 2, 3, 4] as const;
export type Criticality = (typeof CRITICALITIES)[number];

/** How much depends on a system, in a word. */
export const CRITICALITY_WORD: Readonly<Record<Criticality, string>> = {
  1: "Low",
  2: "Medium",
  3: "High",
  4: "Vital",
};
