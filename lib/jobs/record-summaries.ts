import "server-only";
import { databaseNow, reader } from "@/lib/db/client";
import { listSystemsToSummarise } from "@/lib/db/posture-summaries";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import { registry } from "@/lib/registry";
import { log } from "@/lib/server/log";
import { currentFormula } from "@/lib/server/posture-summaries";

const SYSTEMS_PER_ROUND = 25;
const ROUND_MS_MAX = 2_000;
const RETRY_MS = 600_000;

/** Systems whose numbers could not be computed, with when they are tried again: one of them must not stop the others. */
const failing = new Map<SystemId, number>();

/**
 * Records the numbers of systems that changed, or whose day did: a bounded number of them, each in a transaction of its own.
 *
 * @returns how many were recorded
 */
export async function recordSummaries(): Promise<number> {
  const record = registry.get("posture.record-summary");
  if (!record) throw new Error("there is no command posture.record-summary");
  const startedMs = performance.now();
  const read = reader();
  const today = utcDateOf(await databaseNow(read));
  let recorded = 0;
  for (const systemId of await listSystemsToSummarise(
    read,
    today,
    await currentFormula(read),
    SYSTEMS_PER_ROUND,
  )) {
    if (performance.now() - startedMs > ROUND_MS_MAX) break;
    if ((failing.get(systemId) ?? 0) > performance.now()) continue;
    try {
      const result = await record({ systemId }, { kind: "job", name: "record-summaries" });
      if (!result.ok) throw new Error(JSON.stringify(result.error));
      failing.delete(systemId);
      recorded++;
    } catch (thrown) {
      failing.set(systemId, performance.now() + RETRY_MS);
      log().error({ systemId, err: thrown }, "the numbers of a system could not be recorded");
    }
  }
  return recorded;
}
