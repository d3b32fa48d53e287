"use client";

import type { FormEvent, ReactNode } from "react";
import type { Switches } from "@/lib/domain/posture/facts";
import { printSwitches } from "@/lib/domain/posture/switches";
import type { SwitchControl } from "@/lib/domain/posture/what-if-start";
import { useSwitch, useWhatIf } from "./what-if";

interface SwitchesFormProps {
  /** The what-if that sending the form leads to. */
  readonly next: Switches;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Leads to another what-if: at once with script, by an address without. */
export function SwitchesForm({ next, className, children }: SwitchesFormProps) {
  const { kept, names, apply } = useWhatIf();
  const go = (event: FormEvent) => {
    event.preventDefault();
    apply(next);
  };
  return (
    <form method="get" onSubmit={go} className={className}>
      {[...kept, ...printSwitches(next, names)].map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

interface ControlSwitchProps {
  readonly control: SwitchControl;
  /** What the switch says of itself, as in "Mutual TLS, CT-3". */
  readonly label: string;
  /** For a visible name that turns it too. */
  readonly id?: string | undefined;
}

/** Turns one control off, or on as if in place and proven. */
export function ControlSwitch({ control, label, id }: ControlSwitchProps) {
  const { counts, next } = useSwitch(control);
  return (
    <SwitchesForm next={next} className="contents">
      <button
        id={id}
        type="submit"
        role="switch"
        aria-checked={counts}
        aria-label={label}
        className="what-if-switch"
      >
        <span aria-hidden />
      </button>
    </SwitchesForm>
  );
}
