import type { InstantMs, UserId } from "@/lib/domain/kernel/ids";
import type { Role } from "./capability";

/** How screens name a person. */
export type PersonRef = { readonly id: UserId; readonly name: string; readonly handle: string };

export const PERSON_STATUSES = ["active", "locked", "deactivated"] as const;
export type PersonStatus = (typeof PERSON_STATUSES)[number];

export type Person = PersonRef & {
  readonly email: string;
  readonly role: Role;
  readonly status: PersonStatus;
  readonly version: number;
  /** When the account was made. */
  readonly sinceMs: InstantMs;
};
