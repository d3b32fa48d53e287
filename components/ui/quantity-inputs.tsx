import type { ReactNode } from "react";
import type { QuantityKind } from "@/lib/domain/quantity/quantity";
import type { FormHandle } from "./action-form";
import { Field, FieldError } from "./field";
import { Input } from "./input";
import { Select } from "./select";

const KIND_WORDS: Readonly<Record<QuantityKind, string>> = {
  lognormal: "Lognormal: mostly low, rarely very high",
  pert: "Bell around the middle",
  uniform: "Anything between, alike",
  empirical: "Straight between the three",
  constant: "One number, certain",
};
const ENDS = [
  ["p5", "Low"],
  ["p50", "Middle"],
  ["p95", "High"],
] as const;

interface QuantityInputsProps {
  readonly form: FormHandle<unknown>;
  /** Names of the fields begin with it, as in `lossAmount.p5`. */
  readonly name: string;
  readonly legend: ReactNode;
  readonly standing: {
    readonly kind: string;
    readonly p5: number;
    readonly p50: number;
    readonly p95: number;
  } | null;
  /** Where the numbers come from. */
  readonly hint?: ReactNode;
  readonly className?: string | undefined;
}

/** A range: in one case of twenty it is below the low end, in one of twenty above the high one. */
export function QuantityInputs({ form, name, legend, standing, hint, className }: QuantityInputsProps) {
  const error = form.error(name);
  const kind = form.value(`${name}.kind`, standing?.kind ?? "lognormal");
  return (
    <fieldset className={className}>
      <legend className="mb-1 font-medium">{legend}</legend>
      <div className="grid grid-cols-3 gap-2">
        {ENDS.map(([end, word]) => (
          <Field key={end} label={<span className="text-xs font-normal text-3">{word}</span>}>
            {(control) => (
              <Input
                {...control}
                name={`${name}.${end}`}
                inputMode="decimal"
                autoComplete="off"
                aria-invalid={error ? true : undefined}
                placeholder={
                  standing && end === "p50" && isImplied(standing) ? plain(standing.p50) : undefined
                }
                defaultValue={form.value(`${name}.${end}`, written(standing, end))}
              />
            )}
          </Field>
        ))}
      </div>
      <Field label={<span className="text-xs font-normal text-3">Shape</span>} className="mt-2">
        {(control) => (
          <Select {...control} key={kind} name={`${name}.kind`} defaultValue={kind}>
            {Object.entries(KIND_WORDS).map(([one, words]) => (
              <option key={one} value={one}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <FieldError error={error} />
      {hint && <p className="mt-1 text-xs text-3">{hint}</p>}
    </fieldset>
  );
}

type Range = NonNullable<QuantityInputsProps["standing"]>;

/** A middle that follows from the two ends is left out, so that it goes on following them. */
function written(standing: Range | null, end: "p5" | "p50" | "p95"): string {
  if (!standing || (end === "p50" && isImplied(standing))) return "";
  return String(Number(standing[end].toPrecision(12)));
}

function isImplied({ kind, p5, p50, p95 }: Range): boolean {
  const middle =
    kind === "lognormal" ? Math.sqrt(p5 * p95) : kind === "uniform" ? (p5 + p95) / 2 : Number.NaN;
  return Math.abs(middle - p50) <= 1e-6 * Math.abs(p50) && !Number.isInteger(p50);
}

const plain = (value: number) => String(Number(value.toPrecision(4)));
