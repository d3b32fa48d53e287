import { ideaId } from "../kernel/parse-id";
import type { ControlFact, Idea, PostureFacts, Switches } from "./facts";

/** A control as it counts: as it stands, or as a what-if takes it. */
export interface CountedControl extends ControlFact {
  readonly counts: "in-use" | "planned";
  /** Taken as in place and proven although it is not. */
  readonly assumed: boolean;
}

/** The controls that count under some switches; what is retired or switched off is left out. */
export function countedControls(
  facts: Pick<PostureFacts, "controls" | "mechanisms">,
  { off, on, added }: Switches,
): readonly CountedControl[] {
  const standing = facts.controls.flatMap((control): readonly CountedControl[] => {
    if (control.standing === "retired" || off.includes(control.id)) return [];
    if (control.standing === "in-place") return [{ ...control, counts: "in-use", assumed: false }];
    return on.includes(control.id)
      ? [{ ...control, proof: "proven", proofOn: {}, counts: "in-use", assumed: true }]
      : [{ ...control, counts: "planned", assumed: false }];
  });
  return [...standing, ...added.flatMap((idea, index) => ideaControl(facts, idea, index))];
}

/** An idea as a control at the catalogue's starting values. */
function ideaControl(
  { mechanisms }: Pick<PostureFacts, "mechanisms">,
  { mechanism: id, scope }: Idea,
  index: number,
): readonly CountedControl[] {
  const mechanism = mechanisms.find((one) => one.id === id);
  if (!mechanism) return [];
  return [
    {
      id: ideaId(index),
      number: 0,
      name: mechanism.name,
      mechanism: id,
      standing: "proposed",
      scope,
      proof: "proven",
      proofOn: {},
      proofFallsOn: null,
      costPerYear: mechanism.costPerYear,
      latency: mechanism.latency,
      meetsConditionFor: [],
      counts: "in-use",
      assumed: true,
    },
  ];
}
