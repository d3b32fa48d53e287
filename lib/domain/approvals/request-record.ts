import type { InstantMs, Sha256Hex } from "../kernel/ids";
import type { StepUpMethod } from "../people/factors";
import type { PersonRef } from "../people/person";
import type { Vouched } from "../people/vouched";
import type { ReviewVerdict } from "./break-glass";
import type { SignedChange } from "./need";
import type { ApprovalRequest, CastVote } from "./request";

/** A vote with everything that is shown of it. */
export type VoteRecord = CastVote & {
  readonly voter: PersonRef;
  /** The second factor that it was given with; null for none. */
  readonly provenBy: StepUpMethod | null;
  readonly reason: string;
  readonly payloadHash: Sha256Hex;
  readonly atMs: InstantMs;
};

/** That somebody went ahead alone, why, and what somebody else said of it afterwards. */
export type GlassRecord = {
  readonly by: PersonRef & Vouched;
  readonly reason: string;
  readonly atMs: InstantMs;
  readonly reviewUntilMs: InstantMs;
  readonly review: {
    readonly by: PersonRef;
    readonly atMs: InstantMs;
    readonly verdict: ReviewVerdict;
    readonly note: string;
  } | null;
};

/** A request as it is kept, with the names around it and with what its voters may do at this moment. */
export type RequestRecord = {
  readonly request: ApprovalRequest;
  readonly number: number;
  readonly command: string;
  /** What policies are about: the command, or the external action. */
  readonly subject: string;
  /** Canonical JSON, verbatim. */
  readonly input: string;
  readonly about: string;
  readonly reason: string;
  readonly asked: string;
  readonly changes: readonly SignedChange[];
  readonly requester: PersonRef & Vouched;
  readonly system: { readonly slug: string; readonly name: string; readonly criticality: number } | null;
  readonly votes: readonly VoteRecord[];
  readonly glass: GlassRecord | null;
  readonly outcome: string | null;
  readonly effect: { readonly atMs: InstantMs; readonly auditId: string; readonly entryId: string } | null;
};
