import { needsFactor } from "@/lib/domain/approvals/quorum";
import { formatRequestNumber } from "@/lib/domain/approvals/request";
import type { RequestRecord } from "@/lib/domain/approvals/request-record";
import type { FactorKinds } from "@/lib/domain/people/factors";
import type { Mine, RequestRow } from "./present-row";

/** What this person can do about a request, and if nothing, why. */
export type MyPart =
  | {
      readonly kind: "decide";
      /** The second factors to prove an approval with; null where no policy asks for it. */
      readonly stepUp: FactorKinds | null;
      /** Why they can only say no; null where their signature counts. */
      readonly barred: string | null;
    }
  | { readonly kind: "withdraw" }
  | { readonly kind: "none"; readonly why: string | null };

/** What this person can do about a request. */
export function partOf(
  record: RequestRecord,
  mine: Mine & { readonly factors: FactorKinds },
  row: RequestRow,
): MyPart {
  const { requester, number } = record;
  if (!row.open) return { kind: "none", why: null };
  if (mine.asked) return { kind: "withdraw" };
  if (!mine.mayDecide)
    return {
      kind: "none",
      why: `You read this request; approvers, security leads and administrators decide it, unless a membership on its system says otherwise.`,
    };
  if (mine.voted && row.state !== "scheduled")
    return {
      kind: "none",
      why: `You voted on ${formatRequestNumber(number)}. ${requester.name} is told here.`,
    };
  return {
    kind: "decide",
    stepUp: stepUpOf(record, mine),
    barred: mine.barred && BARRED_WORDS[mine.barred](requester.name),
  };
}

const BARRED_WORDS = {
  author: () => "What it asks for is yours or about you.",
  "could-be-own": (requester: string) =>
    `One of you and ${requester} let the other in alone, so both accounts could be one person’s.`,
} as const;

/** With what this person proves an act on a request; null where no policy asks for it. */
export const stepUpOf = (
  { request }: RequestRecord,
  { factors }: { readonly factors: FactorKinds },
): FactorKinds | null => (needsFactor(request) ? factors : null);
