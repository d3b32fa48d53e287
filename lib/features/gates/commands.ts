import "server-only";
import { lockItems } from "@/lib/db/checklists";
import type { Tx } from "@/lib/db/client";
import { listProofAuthors } from "@/lib/db/evidence";
import { listExceptions } from "@/lib/db/exceptions";
import { insertPassage } from "@/lib/db/phase-gates";
import { lockSystem } from "@/lib/db/systems";
import { type Exception, formatExceptionNumber } from "@/lib/domain/exceptions/exception";
import { criteriaOf } from "@/lib/domain/gates/gate";
import { verdictWords } from "@/lib/domain/gates/gate-item";
import { gateNeed, gateTitle, type WantedPassage } from "@/lib/domain/gates/gate-need";
import { type GateBlock, type GateStanding, standingOfGate } from "@/lib/domain/gates/gate-standing";
import type { Ground } from "@/lib/domain/gates/ground";
import type { PassageSnapshot } from "@/lib/domain/gates/passage";
import { counted } from "@/lib/domain/kernel/counted";
import type { SystemId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import { openFindings } from "@/lib/domain/posture/open-findings";
import { requestOf } from "@/lib/server/caller";
import { bands } from "@/lib/server/catalogue";
import { defineCommand } from "@/lib/server/command";
import { readSystemGates } from "@/lib/server/gates";
import { type PassGateInput, passGateInput } from "./schema";

type Prepared = {
  readonly wanted: WantedPassage;
  readonly standing: GateStanding;
  readonly ground: Ground;
};

const BLOCKS_NAMED_MAX = 12;
const NO_SYSTEM: Refusal = { code: "not-found", reason: "This system does not exist." };

/** Everything that the passage rests on, held until the transaction ends. */
async function prepare(tx: Tx, input: PassGateInput): Promise<Result<Prepared, Refusal>> {
  const { systemId, gate: id, reason } = input;
  const system = await lockSystem(tx, systemId);
  const today = utcDateOf(tx.asOf);
  const seen = system && (await readSystemGates(tx, systemId, today));
  const own = seen && standingOfGate(seen.standings, id);
  if (!own) return err(NO_SYSTEM);
  const ids = own.items.map((item) => item.id);
  await lockItems(tx, systemId, ids);
  const now = await readSystemGates(tx, systemId, today); // Once more: what was waited for may have changed them.
  const standing = now && standingOfGate(now.standings, id);
  if (!standing) return err(NO_SYSTEM);
  const { level } = await bands();
  return ok({
    standing,
    ground: now.ground,
    wanted: {
      gate: standing.gate,
      systemName: system.name,
      phase: now.phase,
      items: standing.items,
      findings: openFindings(now.posture.facts),
      levelNames: level.names,
      exceptions: await exceptionLines(tx, systemId, standing),
      blocks: standing.blocks.flatMap(({ item, why }) => (item ? [] : [why])),
      reason,
      authors: await listProofAuthors(tx, ids),
    },
  });
}

async function exceptionLines(
  tx: Tx,
  systemId: SystemId,
  { items }: GateStanding,
): Promise<readonly string[]> {
  const all = new Map((await listExceptions(tx, systemId)).map((one) => [one.number, one]));
  return items.flatMap(({ number, verdict }) => {
    const named = verdict.kind === "left-open" || verdict.kind === "left-out" ? verdict.exception : null;
    const exception = named === null ? undefined : all.get(named);
    return exception ? [exceptionLine(number, exception)] : [];
  });
}

const exceptionLine = (item: string, { number, expiresOn, owner, reason }: Exception): string =>
  `${formatExceptionNumber(number)} for ${item} until ${expiresOn}, ${owner.name} answers for it: ${reason}`;

/** Each criterion is vouched for by itself, or not at all. */
function checkCriteria({ gate }: GateStanding, attested: readonly string[]): Refusal | null {
  const missing = criteriaOf(gate).filter(({ id }) => !attested.includes(id));
  if (missing.length === 0) return null;
  const message = `Tick what you vouch for; ${counted(missing.length, "point is", "points are")} missing. Where one doesn't hold yet, the gate stays shut.`;
  return { code: "invalid-input", issues: [{ path: "attested", message }] };
}

function shut(blocks: readonly GateBlock[]): Refusal {
  const named = blocks
    .slice(0, BLOCKS_NAMED_MAX)
    .map(({ item, why }) => (item ? `${item.number} ${item.title}: ${why}.` : why));
  const more = blocks.length > named.length ? [`And ${blocks.length - named.length} more.`] : [];
  return { code: "refused", reason: ["The gate is shut.", ...named, ...more].join(" ") };
}

function snapshotOf({ wanted, ground }: Prepared): PassageSnapshot {
  return {
    criteria: criteriaOf(wanted.gate).map(({ id }) => id),
    items: wanted.items.map(({ id, number, title, verdict }) => ({
      id,
      number,
      title,
      stood: verdictWords(verdict),
    })),
    findings: wanted.findings,
    ground,
  };
}

/** Passes a phase gate: always two persons, who see every must-item, every exception and what nobody has covered. */
export const passGate = defineCommand({
  name: "checklists.pass-gate",
  input: passGateInput,
  permission: "checklist:work",
  scope: ({ systemId }) => systemId,
  before: async ({ tx, input, caller }) => {
    const prepared = await prepare(tx, input);
    if (!prepared.ok) return prepared;
    const { standing } = prepared.value;
    const refusal = checkCriteria(standing, input.attested);
    if (refusal) return err(refusal);
    // What got worse after it was asked for overtakes the request, in words that compare both.
    const asksNow = requestOf(caller) === null;
    return asksNow && standing.blocks.length > 0 ? err(shut(standing.blocks)) : prepared;
  },
  approval: ({ before }) => gateNeed(before.wanted),
  run: async ({ tx, actor, caller, input, before }) => {
    if (before.standing.blocks.length > 0) return err(shut(before.standing.blocks));
    const { systemId, gate, reason } = input;
    const requestId = requestOf(caller);
    const snapshot = snapshotOf(before);
    return ok(await insertPassage(tx, { systemId, gate, requestId, passedBy: actor.id, reason, snapshot }));
  },
  audit: ({ input, before, output }) => ({
    subject: "system",
    subjectId: input.systemId,
    systemId: input.systemId,
    detail: {
      about: `${gateTitle(before.wanted.gate, before.wanted.systemName)}: passed, time ${output.number}`,
      before: { phase: before.wanted.phase },
      after: {
        gate: input.gate,
        reason: input.reason,
        vouchedFor: output.snapshot.criteria,
        items: output.snapshot.items.map(({ number, stood }) => `${number} ${stood}`),
        exceptions: before.wanted.exceptions,
        findings: Object.keys(output.snapshot.findings).length,
      },
    },
  }),
});
