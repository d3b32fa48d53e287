import type { DefaultLoss, Threat } from "@/lib/domain/catalogue/threat";
import type { Quantity } from "@/lib/domain/quantity/quantity";
import type { LossDocument, ThreatDocument } from "./schema";

/** A threat as the product uses it. */
export function threatOf(document: ThreatDocument): Threat {
  return {
    id: document.id,
    name: document.name,
    description: document.description,
    howItShows: document.how_it_shows,
    stride: document.stride,
    goals: document.goals,
    layer: document.layer,
    emphasisedFrom: document.emphasised_from_coordination,
    references: {
      attack: document.attack.map(({ id, name }) => ({ id, name })),
      attackMitigations: document.attack_mitigations,
      cwe: document.cwe,
      capec: document.capec,
      d3fend: document.d3fend,
      nist80053: document.nist80053,
    },
    strengths: document.mechanisms.map(({ id, condition, stronger, ...row }) => ({
      ...row,
      mechanism: id,
      condition: condition ?? null,
      stronger: stronger ?? null,
    })),
    loss: lossOf(document.loss),
    lossVariants: document.loss.variants.map(({ when, basis, rate_per_year, magnitude_usd }) => ({
      when,
      loss: {
        ...lossOf(document.loss),
        ratePerYear: lognormal(rate_per_year.range),
        rateBasis: basis,
        lossAmount: fromInterval(magnitude_usd.interval_90),
        lossBasis: basis,
      },
    })),
    note: document.note ?? null,
  };
}

function lossOf({ rate_per_year, magnitude_usd, secondary }: LossDocument): DefaultLoss {
  return {
    ratePerYear: lognormal(rate_per_year.range),
    rateBasis: rate_per_year.basis,
    lossAmount: fromInterval(magnitude_usd.interval_90),
    lossBasis: magnitude_usd.basis,
    secondary: secondary
      ? {
          probability: secondary.probability,
          lossAmount: fromInterval(secondary.magnitude_usd.interval_90),
          basis:
            secondary.basis === secondary.magnitude_usd.basis
              ? secondary.basis
              : `probability: ${secondary.basis}; loss: ${secondary.magnitude_usd.basis}`,
        }
      : null,
  };
}

/** An amount of money as a range; the same three times is one number. */
export function amountOf(usd: readonly [number, number, number]): Quantity {
  const [p5, p50, p95] = usd;
  return p5 === p95 ? { kind: "constant", p5, p50, p95 } : lognormal(usd);
}

/** Three percentiles of a quantity that is above 0 and wide to the right. */
function lognormal([p5, p50, p95]: readonly [number, number, number]): Quantity {
  return { kind: "lognormal", p5, p50, p95 };
}

/** A 90 % interval; the middle of a lognormal is √(p5·p95). */
function fromInterval([p5, p95]: readonly [number, number]): Quantity {
  return lognormal([p5, Math.sqrt(p5 * p95), p95]);
}
