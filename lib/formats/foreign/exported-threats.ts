import type { SystemModel } from "@/lib/domain/architecture/system-model";
import type { MechanismId } from "@/lib/domain/catalogue/mechanism";
import type { Stride } from "@/lib/domain/catalogue/threat";
import type { State } from "@/lib/domain/checklists/vocabulary";
import type { ElementId, UtcDate } from "@/lib/domain/kernel/ids";
import { assessMoney } from "@/lib/domain/posture/assess-money";
import { type AssessedFinding, assessThreats } from "@/lib/domain/posture/assess-threats";
import { coverageOf } from "@/lib/domain/posture/coverage";
import { NO_SWITCHES, type PostureFacts } from "@/lib/domain/posture/facts";
import { type Finding, statedRuleId } from "@/lib/domain/threats/derive-findings";

/** What stands against an exported threat. */
export interface ExportedAnswer {
  readonly mechanism: MechanismId;
  readonly name: string;
  readonly state: State;
  /** Share of the rate or the loss that it takes today; 0 to 1. */
  readonly credit: number;
}

/** A threat at one element, as other tools list it. */
export interface ExportedThreat {
  /** Stable: that of the finding, or of the stated threat and its place. */
  readonly id: string;
  readonly elementId: ElementId;
  readonly title: string;
  readonly description: string;
  /** Null where nobody has said what it attacks. */
  readonly stride: Stride | null;
  /** 1 to 5. */
  readonly likelihood: number;
  /** 1 to 5, before any control; null where nothing says what an event costs. */
  readonly impact: number | null;
  /** 1 to 5, of what is left of the whole scenario; null where nothing says. */
  readonly level: number | null;
  /** Mitigated only where valid proof stands against it. */
  readonly status: "open" | "mitigated" | "not-applicable";
  /** Until when two persons accepted it; null where they did not. */
  readonly acceptedUntil: UtcDate | null;
  readonly answers: readonly ExportedAnswer[];
}

/**
 * The threats of a system as files of other tools take them: what rules derive and what people state, each at its element,
 * with what stands against it today. A claim, a plan and lapsed proof leave a threat open.
 *
 * @param findings of this model, with their texts
 * @param facts of the same model on the same day
 */
export function exportedThreats(
  model: SystemModel,
  findings: readonly Finding[],
  facts: PostureFacts,
): readonly ExportedThreat[] {
  const coverage = coverageOf(facts, NO_SWITCHES);
  const { scenarios } = assessThreats(facts, coverage);
  const assessed = new Map(
    scenarios.flatMap((scenario) =>
      scenario.findings.map((one) => [one.finding.id, { ...one, name: scenario.threat.name }] as const),
    ),
  );
  const money = new Map(assessMoney(facts, scenarios, coverage).scenarios.map((one) => [one.threat, one]));
  const stated = new Map(model.statedThreats.map((one) => [statedRuleId(one), one]));
  const mechanisms = new Map(facts.mechanisms.map(({ id, name }) => [id, name]));
  const derived = findings.map((finding): ExportedThreat => {
    const stands = assessed.get(finding.id);
    const own = stated.get(finding.ruleId);
    const place = money.get(finding.threat);
    return {
      id: finding.id,
      elementId: finding.element.id,
      title: own?.name ?? stands?.name ?? finding.text,
      description: own?.note ?? finding.text,
      stride: finding.stride,
      likelihood: finding.likelihood,
      impact: place?.inherent.impact ?? null,
      level: place?.residual.level ?? null,
      ...statusOf(stands),
      answers: answersOf(stands, mechanisms),
    };
  });
  return [...derived, ...unplaced(model)];
}

function statusOf(stands: AssessedFinding | undefined): Pick<ExportedThreat, "status" | "acceptedUntil"> {
  const exception = stands?.finding.exception ?? null;
  const acceptedUntil = exception?.kind === "accept" ? exception.expiresOn : null;
  if (exception?.kind === "not-applicable") return { status: "not-applicable", acceptedUntil };
  const isProven = stands?.answers.some(({ state, credit }) => state === "proven" && credit > 0) ?? false;
  return { status: isProven ? "mitigated" : "open", acceptedUntil };
}

/** One answer per mechanism: that which takes most. */
function answersOf(
  stands: AssessedFinding | undefined,
  names: ReadonlyMap<MechanismId, string>,
): readonly ExportedAnswer[] {
  const best = new Map<MechanismId, ExportedAnswer>();
  for (const { mechanism, strength, state, credit } of stands?.answers ?? []) {
    const known = best.get(mechanism);
    if (strength === 0 || (known && known.credit >= credit)) continue;
    best.set(mechanism, { mechanism, name: names.get(mechanism) ?? mechanism, state, credit });
  }
  return [...best.values()];
}

/** Threats that people state and that fit none of the catalogue: they count nowhere, and are listed all the same. */
function unplaced({ statedThreats }: SystemModel): readonly ExportedThreat[] {
  return statedThreats
    .filter(({ threat, stride }) => threat === null || stride === null)
    .flatMap(({ name, note, stride, likelihood, places, ...rest }) =>
      places.map((elementId) => ({
        id: `${statedRuleId({ ...rest, likelihood })}@${elementId}`,
        elementId,
        title: name,
        description: note,
        stride,
        likelihood,
        impact: null,
        level: null,
        status: "open" as const,
        acceptedUntil: null,
        answers: [],
      })),
    );
}
