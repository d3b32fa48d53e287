import type { PropertyValue } from "../catalogue/property";
import type { Assignment, CompiledRule, CompiledStep } from "./compile-rules";
import { type Environment, holds, missing } from "./evaluate-expression";
import { type Name, textOfName } from "./expression";

/** What a rule says of an element. */
export type Outcome =
  | { readonly kind: "quiet" }
  /** It depends on structural properties that nobody stated. */
  | { readonly kind: "open"; readonly missing: readonly Name[] }
  | { readonly kind: "fires"; readonly likelihood: number; readonly because: readonly string[] };

/**
 * Tries a rule with protections at their worst. It fires when any of their values makes the condition true; a step
 * raises the likelihood when it holds under any of the values under which the rule fires, and lowers it only when it
 * holds under all of them.
 *
 * @param structural values in the order of `compiled.structural`
 */
export function outcomeOf(
  compiled: CompiledRule,
  structural: readonly (PropertyValue | undefined)[],
): Outcome {
  const known = new Map(compiled.structural.map((name, index) => [textOfName(name), structural[index]]));
  const environmentOf = (...assignments: readonly Assignment[]): Environment => {
    const [first, second] = assignments;
    return (name) => {
      const text = textOfName(name);
      return first?.get(text) ?? second?.get(text) ?? known.get(text);
    };
  };
  const truths = compiled.assignments.map(
    (assignment) => [assignment, holds(compiled.when, environmentOf(assignment))] as const,
  );
  const firing = truths.filter(([, truth]) => truth === true).map(([assignment]) => assignment);
  if (firing.length === 0) {
    const open = truths.filter(([, truth]) => truth === undefined);
    return open.length === 0
      ? { kind: "quiet" }
      : { kind: "open", missing: unique(open.flatMap(([at]) => missing(compiled.when, environmentOf(at)))) };
  }
  const everyCase = ({ when, assignments }: CompiledStep) =>
    firing.flatMap((at) => assignments.map((more) => holds(when, environmentOf(at, more)) === true));
  const raised = compiled.raise.filter((step) => everyCase(step).some(Boolean));
  const lowered = compiled.lower.filter((step) => everyCase(step).every(Boolean));
  const by = (steps: readonly CompiledStep[]) => steps.reduce((sum, { step }) => sum + step.by, 0);
  const likelihood = compiled.rule.likelihood.default + by(raised) - by(lowered);
  return {
    kind: "fires",
    likelihood: Math.min(5, Math.max(1, likelihood)),
    because: [...raised, ...lowered].map(({ step }) => step.because),
  };
}

function unique(names: readonly Name[]): readonly Name[] {
  return [...new Map(names.map((name) => [textOfName(name), name])).values()];
}
