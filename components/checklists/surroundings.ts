import type { SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { PersonRef } from "@/lib/domain/people/person";

/** What an open item needs to know about the page around it. */
export type Surroundings = {
  readonly me: UserId;
  readonly system: { readonly id: SystemId; readonly slug: string };
  readonly people: readonly PersonRef[];
  readonly mayWork: boolean;
  readonly mayComment: boolean;
  readonly evidenceLimitMb: number;
  /** The field of a proof that was refused, for forms sent without script. */
  readonly refused: string | null;
};
