import "server-only";
import { listMeasuredVotes } from "@/lib/db/approval-figures";
import type { InstantMs } from "@/lib/domain/kernel/ids";
import { hiddenSystems } from "@/lib/domain/people/may";
import { defineLoader } from "@/lib/server/loader";
import { figuresSearch } from "./schema";

const VOTES_MAX = 10_000;
const DAY_MS = 86_400_000;

/** How people voted in the last days, for those who may decide themselves. */
export const loadApprovalFigures = defineLoader({
  permission: "approvals:decide-organisation",
  load: async ({ read, actor, asOf }, query: string) => {
    const search = figuresSearch.parse(Object.fromEntries(new URLSearchParams(query)));
    const sinceMs = (asOf - Number(search.days) * DAY_MS) as InstantMs;
    const measured = await listMeasuredVotes(
      read,
      { hidden: hiddenSystems(actor), seesOrganisation: true, sinceMs, command: null },
      VOTES_MAX,
    );
    return { search, ...measured, cut: measured.votes.length === VOTES_MAX };
  },
});
