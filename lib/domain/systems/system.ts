import type { InstantMs, SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { PersonRef } from "@/lib/domain/people/person";
import type { Criticality, DataClass, Regulation, SystemType } from "./vocabulary";

/** What people enter about a system. */
export type SystemFacts = {
  readonly slug: string;
  readonly name: string;
  readonly type: SystemType;
  readonly description: string;
  readonly ownerId: UserId;
  readonly criticality: Criticality;
  readonly dataClasses: readonly DataClass[];
  readonly regulations: readonly Regulation[];
  readonly tags: readonly string[];
};

/** A system as screens name it. */
export type SystemSummary = Omit<SystemFacts, "ownerId"> & {
  readonly id: SystemId;
  readonly owner: PersonRef;
  readonly version: number;
  readonly createdAtMs: InstantMs;
  /** Null: it is in use. */
  readonly archivedAtMs: InstantMs | null;
};
