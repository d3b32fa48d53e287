import type { LatencyModel, Mechanism, MsPercentiles, StepKind } from "@/lib/domain/catalogue/mechanism";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import type { LatencyParts, MechanismDocument } from "./schema";
import { amountOf } from "./threat-document";

/** A mechanism as the product uses it; refused with a sentence where its milliseconds are incomplete. */
export function mechanismOf(document: MechanismDocument): Result<Mechanism, string> {
  const { one_off, per_year } = document.default_cost_usd;
  const { variants, contains, ...latency } = document.default_latency_ms;
  const own = latencyOf(latency);
  const read = variants.map(({ name, ...parts }) => ({
    name,
    basis: parts.basis,
    latency: latencyOf({ ...latency, ...parts }),
  }));
  if (!own.ok) return own;
  for (const { name, latency: variant } of read) if (!variant.ok) return err(`${name}: ${variant.error}`);
  return ok({
    id: document.id,
    name: document.name,
    description: document.description,
    layer: document.layer,
    overlapGroup: document.overlap_group,
    goals: document.goals,
    tools: document.tools,
    appliesTo: document.applies_to,
    worksAtSender: document.works_at_sender,
    requires: document.requires,
    requiresAny: document.requires_any,
    conflicts: document.conflicts,
    counters: document.counters,
    provenBy: document.proven_by.map(({ phase, item }) => ({ phase, what: item })),
    cost: {
      oneOffAmount: amountOf(one_off.usd),
      oneOffBasis: one_off.basis,
      perYearAmount: amountOf(per_year.usd),
      perYearBasis: per_year.basis,
    },
    latency: own.value,
    latencyBasis: latency.basis,
    latencyContains: contains,
    latencyVariants: read.flatMap(({ latency: variant, ...rest }) =>
      variant.ok ? [{ ...rest, latency: variant.value }] : [],
    ),
    burden: document.burden,
  });
}

/** Milliseconds of one hop; a variant comes with what it leaves out filled in from the default. */
function latencyOf(parts: LatencyParts): Result<LatencyModel, string> {
  const { kind, step } = parts;
  if (kind === "none" || kind === undefined) return ok({ kind: "none" });
  if (step === undefined) return err("Name the step of the hop that the milliseconds belong to.");
  const trips = { roundTrips: parts.round_trips ?? 0, msRoundTrip: parts.rtt_ms ?? 0 };
  if (trips.roundTrips > 0 && trips.msRoundTrip === 0)
    return err("Give rtt_ms, the round trip at which the milliseconds hold.");
  return kind === "single" ? singleOf(parts, step, trips) : mixtureOf(parts, step, trips);
}

type Trips = { readonly roundTrips: number; readonly msRoundTrip: number };

function singleOf(parts: LatencyParts, step: StepKind, trips: Trips): Result<LatencyModel, string> {
  const { p50, p95, p99 } = parts;
  if (p50 === undefined || p95 === undefined || p99 === undefined) return err("Give p50, p95 and p99.");
  const single = percentiles({ p50, p95, p99 });
  return single.ok ? ok({ kind: "single", step, single: single.value, ...trips }) : single;
}

function mixtureOf(parts: LatencyParts, step: StepKind, trips: Trips): Result<LatencyModel, string> {
  const { hit_probability: hitProbability, hit, miss } = parts;
  if (hitProbability === undefined || !hit || !miss) return err("Give hit_probability, hit and miss.");
  const [ofHit, ofMiss] = [percentiles(hit), percentiles(miss)];
  if (!ofHit.ok) return ofHit;
  if (!ofMiss.ok) return ofMiss;
  return ok({ kind: "mixture", step, hitProbability, hit: ofHit.value, miss: ofMiss.value, ...trips });
}

function percentiles(ms: { p50: number; p95: number; p99: number }): Result<MsPercentiles, string> {
  return ms.p50 <= ms.p95 && ms.p95 <= ms.p99
    ? ok({ msP50: ms.p50, msP95: ms.p95, msP99: ms.p99 })
    : err("Let p50, p95 and p99 rise.");
}
