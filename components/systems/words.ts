import type { Criticality, DataClass, Regulation, SystemType } from "@/lib/domain/systems/vocabulary";

export const TYPE_EXPLAINED: Readonly<Record<SystemType, string>> = {
  microservices: "Services that call each other over a network, each with data of its own",
  "cloud-native": "Runs on managed platforms: containers, functions, managed data",
  "distributed-storage": "Keeps data on many nodes that have to agree: databases, object stores, queues",
  blockchain: "Parties that don’t trust each other agree on one ledger",
  edge: "Runs close to its users or devices, outside of a protected data centre",
};

export const CRITICALITY_EXPLAINED: Readonly<Record<Criticality, string>> = {
  4: "The organisation stops without it",
  3: "Customers notice within hours",
  2: "Work slows down, nothing is lost",
  1: "Nobody outside the team notices",
};

export const DATA_CLASS_WORD: Readonly<Record<DataClass, string>> = {
  public: "Public",
  internal: "Internal",
  confidential: "Confidential",
  personal: "Personal",
  health: "Health",
  payment: "Payment",
  credentials: "Credentials",
};

export const REGULATION_EXPLAINED: Readonly<Record<Regulation, string>> = {
  GDPR: "General Data Protection Regulation of the EU",
  HIPAA: "US rules on health information",
  CCPA: "California Consumer Privacy Act",
};
