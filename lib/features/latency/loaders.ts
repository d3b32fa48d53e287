import "server-only";
import { findInstallation } from "@/lib/db/installation";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import { workedExample } from "@/lib/domain/latency/worked-example";
import { mayOnSystem } from "@/lib/domain/people/may";
import { assessLatency, tightestPath } from "@/lib/domain/posture/assess-latency";
import { coverageOf } from "@/lib/domain/posture/coverage";
import { NO_SWITCHES, PERCENTILE_DEFAULT } from "@/lib/domain/posture/facts";
import { parseSwitches } from "@/lib/domain/posture/switches";
import { whatIfStart } from "@/lib/domain/posture/what-if-start";
import { defineSystemLoader } from "@/lib/server/loader";
import { readPosture } from "@/lib/server/posture";
import { type LatencyPage, parseLatencySearch } from "./present";

/** What security costs in milliseconds on the paths of a system, under the what-if of the address; one path in full. */
export const loadLatency = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, actor, asOf, systemId }, query: string): Promise<LatencyPage | null> => {
    const [posture, installation] = await Promise.all([
      readPosture(read, systemId, utcDateOf(asOf)),
      findInstallation(read),
    ]);
    if (!posture) return null;
    const { system, facts } = posture;
    const params = new URLSearchParams(query);
    const search = parseLatencySearch(params);
    const standing = assessLatency(facts, coverageOf(facts, NO_SWITCHES));
    const chosen =
      standing.find(({ path }) => path.number === search.path) ?? tightestPath(standing) ?? standing[0];
    const focus = chosen ? { pathId: chosen.path.id, percentile: search.percentile } : null;
    return {
      slug: system.slug,
      name: system.name,
      systemId,
      currency: installation?.currency ?? "USD",
      start: whatIfStart(
        facts,
        parseSwitches((name) => params.getAll(name), facts),
        focus,
      ),
      chosenId: chosen?.path.id ?? null,
      chosenToday: chosen?.summary ?? null,
      example: workedExample(PERCENTILE_DEFAULT),
      hasFlows: facts.flows.length > 0,
      mayEdit: mayOnSystem(actor, systemId, "system:edit"),
    };
  },
});
