"use client";

import { Plus } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { formatMoney } from "@/components/ui/format-number";
import { Select } from "@/components/ui/select";
import type { MechanismFact } from "@/lib/domain/posture/facts";
import { IDEAS_MAX, parseSwitches, printSwitches } from "@/lib/domain/posture/switches";
import { LAYERS } from "@/lib/domain/threats/vocabulary";
import { LAYER_WORD } from "@/lib/domain/threats/words";
import { useWhatIf } from "./what-if";

type Places = readonly { readonly value: string; readonly kind: string; readonly name: string }[];

/** Tries a mechanism that no control of the system has yet, on some elements; it counts as in place and proven. */
export function IdeaForm() {
  const { names, kept, switches, apply } = useWhatIf();
  const [chosen, setChosen] = useState("");
  const [incomplete, setIncomplete] = useState(false);
  const mechanism = names.mechanisms.find(({ id }) => id === chosen);
  const places = usePlaces(mechanism);
  if (switches.added.length >= IDEAS_MAX)
    return (
      <p className="mt-3 text-xs text-2">A what-if holds {IDEAS_MAX} ideas. Propose or remove one first.</p>
    );
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const tried = parseSwitches(
      (name) => (name === "try" || name === "at" ? data.getAll(name).map(String) : []),
      names,
    );
    setIncomplete(tried.added.length === 0);
    if (tried.added.length === 0) return;
    event.currentTarget.reset();
    setChosen("");
    apply({ ...switches, added: [...switches.added, ...tried.added] });
  };
  return (
    <details className="idea-form mt-3 border-t border-subtle pt-2">
      <summary className="link inline-flex min-h-6 items-center gap-1 text-xs">
        <Plus aria-hidden className="size-3" /> Try an idea
      </summary>
      <form method="get" onSubmit={add} className="mt-2 grid gap-2">
        {[...kept, ...printSwitches(switches, names)].map(([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        <MechanismSelect chosen={chosen} onChoose={setChosen} />
        <PlaceList places={places} />
        {incomplete && (
          <p role="alert" className="text-xs text-bad">
            Choose a mechanism, and at least one element that it can stand on.
          </p>
        )}
        <Button type="submit" className="justify-self-start">
          Add to the what-if
        </Button>
      </form>
    </details>
  );
}

interface MechanismSelectProps {
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

function MechanismSelect({ chosen, onChoose }: MechanismSelectProps) {
  const { names, currency } = useWhatIf();
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-xs text-2">
        Mechanism
      </label>
      <Select id={id} name="try" value={chosen} onChange={(event) => onChoose(event.target.value)}>
        <option value="">Choose one</option>
        {LAYERS.map((layer) => (
          <optgroup key={layer} label={LAYER_WORD[layer]}>
            {names.mechanisms
              .filter((one) => one.layer === layer)
              .map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}, {formatMoney(one.costPerYear, currency)} a year
                </option>
              ))}
          </optgroup>
        ))}
      </Select>
    </div>
  );
}

function PlaceList({ places }: { readonly places: Places }) {
  return (
    <fieldset>
      <legend className="mb-1 text-xs text-2">Stands on</legend>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div tabIndex={0} className="grid max-h-52 gap-0.5 overflow-y-auto rounded-md border p-2">
        {places.map(({ value, name }) => (
          <Checkbox key={value} name="at" value={value} label={<span className="text-xs">{name}</span>} />
        ))}
      </div>
    </fieldset>
  );
}

/** Where a mechanism can stand; everything while none is chosen, so that the form works without script. */
function usePlaces(mechanism: Pick<MechanismFact, "appliesTo"> | undefined): Places {
  const { names } = useWhatIf();
  const all: Places = [
    { value: "s", kind: "system", name: "The whole system" },
    ...names.flows.map(({ number, name }) => ({
      value: `f${number}`,
      kind: "flow",
      name: `F-${number} ${name}`,
    })),
    ...names.components.map(({ number, name }) => ({
      value: `c${number}`,
      kind: "component",
      name: `C-${number} ${name}`,
    })),
  ];
  return mechanism ? all.filter(({ kind }) => mechanism.appliesTo.some((one) => one === kind)) : all;
}
