import "server-only";
import { listMeasuredVotes } from "@/lib/db/approval-figures";
import { hoursAfter } from "@/lib/domain/kernel/instant";
import { hiddenSystems } from "@/lib/domain/people/may";
import { defineLoader } from "@/lib/server/loader";
import { figuresSearch } from "./schema";

const VOTES_MAX = 10_000;

/** How people voted in the last days, for those who may decide themselves. */
export const loadApprovalFigures = defineLoader({
  permission: "approvals:decide-organisation",
  load: async ({ read, actor, asOf }, query: string) => {
    const search = figuresSearch.parse(Object.fromEntries(new URLSearchParams(query)));
    const sinceMs = hoursAfter(asOf, -24 * Number(search.days));
    const measured = await listMeasuredVotes(
      read,
      { hidden: hiddenSystems(actor), seesOrganisation: true, sinceMs, command: null },
      VOTES_MAX,
    );
    return { search, ...measured, cut: measured.votes.length === VOTES_MAX };
  },
});
