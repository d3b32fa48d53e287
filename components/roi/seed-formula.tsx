"use client";

import { useWhatIf } from "@/components/posture/what-if";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { formatMoney, formatPercent } from "@/components/ui/format-number";
import { Input } from "@/components/ui/input";
import { printSwitches } from "@/lib/domain/posture/switches";
import type { SeedFieldName, SeedForm } from "@/lib/domain/roi/seed-fields";
import { type SeedReturn, seedReturn } from "@/lib/domain/roi/seed-return";

interface SeedFormulaProps {
  readonly seed: SeedForm;
  readonly currency: string;
}

const LABEL: Readonly<Record<SeedFieldName, string>> = {
  probability: "Breach a year, %",
  breach: "Breach cost",
  spend: "Security a year",
};
const BEFORE: Readonly<Record<SeedFieldName, string>> = { probability: "(", breach: "×", spend: "−" };

/** The formula that needs nothing but three numbers; a form that works without script. */
export function SeedFormula({ seed, currency }: SeedFormulaProps) {
  const { switches, names } = useWhatIf();
  const result = seed.inputs && seedReturn(seed.inputs);
  return (
    <section aria-labelledby="outside" className="border-b pb-4">
      <div className="mb-2 flex flex-wrap items-baseline gap-x-3">
        <h2 id="outside">An estimate from outside</h2>
        <p className="text-xs text-3">
          {seed.isExample ? "An example: put your own three numbers in. " : ""}Nothing of this system’s model
          is in it.
        </p>
      </div>
      <form method="get" className="flex flex-wrap items-start gap-x-3 gap-y-3">
        {printSwitches(switches, names).map(([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        {seed.fields.map((field) => (
          <Term key={`${field.name} ${field.text}`} {...field} />
        ))}
        <span aria-hidden className="pt-5 text-xl text-3">
          ) / {seed.inputs ? formatMoney(seed.inputs.costPerYear, currency) : "cost"} =
        </span>
        <output className="min-w-24" aria-label="Return">
          <span className="block text-xs text-3">Return</span>
          <span className="block text-3xl leading-9 font-semibold tracking-figure">
            {result ? ratioText(result.returnRatio) : "?"}
          </span>
        </output>
        <Button type="submit" className="mt-6">
          Compute
        </Button>
      </form>
      {result && <SeedFacts result={result} currency={currency} />}
    </section>
  );
}

function Term({ name, text, error }: SeedForm["fields"][number]) {
  const id = `seed-${name}`;
  return (
    <div className="flex items-start gap-3">
      <span aria-hidden className="pt-5 text-xl text-3">
        {BEFORE[name]}
      </span>
      <div className="w-32">
        <label htmlFor={id} className="mb-0.5 block text-xs whitespace-nowrap text-3">
          {LABEL[name]}
        </label>
        <Input
          id={id}
          name={name}
          defaultValue={text}
          inputMode={name === "probability" ? "decimal" : "text"}
          autoComplete="off"
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
        />
        <FieldError id={`${id}-error`} error={error} />
      </div>
    </div>
  );
}

/** What the formula assumes, and where it would break even. */
function SeedFacts({ result, currency }: { readonly result: SeedReturn; readonly currency: string }) {
  const { valuePerYear, breakEvenMitigation, breakEvenProbabilityPerYear } = result;
  return (
    <dl className="mt-4 grid gap-x-6 gap-y-2 sm:grid-cols-2 xl:grid-cols-4">
      <Fact term="Assumes the breach is removed" value="entirely" remark="mitigation 100 %" />
      <Fact term="Value of security" value={formatMoney(valuePerYear, currency)} remark="a year" />
      <Fact
        term="Breaks even at mitigation"
        value={breakEven(breakEvenMitigation)}
        remark="of the breach removed"
      />
      <Fact
        term="Breaks even at probability"
        value={breakEven(breakEvenProbabilityPerYear)}
        remark="a year"
      />
    </dl>
  );
}

interface FactProps {
  readonly term: string;
  readonly value: string;
  readonly remark: string;
}

function Fact({ term, value, remark }: FactProps) {
  return (
    <div>
      <dt className="text-xs text-2">{term}</dt>
      <dd>
        <span className="text-lg font-semibold">{value}</span>{" "}
        <span className="text-xs text-3">{remark}</span>
      </dd>
    </div>
  );
}

const ratioText = (ratio: number | null) => (ratio === null ? "No cost" : formatPercent(ratio));
const breakEven = (share: number | null) => (share === null || share > 1 ? "never" : formatPercent(share));
