import type { FormHandle } from "@/components/ui/action-form";
import { ChoiceChip, ChoiceGroup } from "@/components/ui/choice-group";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type LatencyModel, STEP_KINDS } from "@/lib/domain/catalogue/mechanism";

type LatencyInputsProps = {
  readonly form: FormHandle<unknown>;
  readonly standing: LatencyModel;
  readonly basis: string;
};

const KINDS = [
  ["none", "Costs no time"],
  ["single", "Always the same work"],
  ["mixture", "Hit or miss"],
] as const;

/** What one hop pays for a control. Which fields are asked for follows from the choice, without script. */
export function LatencyInputs({ form, standing, basis }: LatencyInputsProps) {
  const kind = form.value("latency.kind", standing.kind);
  const single = standing.kind === "single" ? standing.single : null;
  const mixture = standing.kind === "mixture" ? standing : null;
  return (
    <div className="group/latency grid gap-3">
      <ChoiceGroup legend="Milliseconds on one hop" hint={basis}>
        {KINDS.map(([value, word]) => (
          <ChoiceChip
            key={`${value}${kind}`}
            kind="radio"
            name="latency.kind"
            value={value}
            label={word}
            defaultChecked={kind === value}
          />
        ))}
      </ChoiceGroup>
      <FieldError error={form.error("latency")} />
      <div className="hidden gap-3 group-has-[[value=single]:checked]/latency:grid">
        <Percentiles form={form} name="latency.single" legend="Time of every call" standing={single} />
      </div>
      <div className="hidden gap-3 group-has-[[value=mixture]:checked]/latency:grid">
        <Figure
          form={form}
          name="latency.hitProbability"
          label="Share of hits, 0 to 1"
          standing={mixture?.hitProbability}
        />
        <Percentiles
          form={form}
          name="latency.hit"
          legend="A hit: kept connection, cached answer"
          standing={mixture?.hit ?? null}
        />
        <Percentiles form={form} name="latency.miss" legend="A miss" standing={mixture?.miss ?? null} />
      </div>
      <div className="grid grid-cols-2 gap-3 group-has-[[value=none]:checked]/latency:hidden sm:grid-cols-3">
        <Step form={form} standing={standing} />
        <Figure
          form={form}
          name="latency.roundTrips"
          label="Round trips inside"
          standing={standing.kind === "none" ? 0 : standing.roundTrips}
        />
        <Figure
          form={form}
          name="latency.msRoundTrip"
          label="Round trip, ms"
          standing={standing.kind === "none" ? 0 : standing.msRoundTrip}
        />
      </div>
    </div>
  );
}

function Step({ form, standing }: Pick<LatencyInputsProps, "form" | "standing">) {
  const value = form.value("latency.step", standing.kind === "none" ? "inspection" : standing.step);
  return (
    <Field label="Kind of work" error={form.error("latency.step")}>
      {(control) => (
        <Select {...control} key={value} name="latency.step" defaultValue={value}>
          {STEP_KINDS.map((step) => (
            <option key={step} value={step}>
              {step.charAt(0).toUpperCase() + step.slice(1).replace("-", " ")}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

type FigureProps = {
  readonly form: FormHandle<unknown>;
  readonly name: string;
  readonly label: string;
  readonly standing: number | undefined;
};

function Figure({ form, name, label, standing }: FigureProps) {
  return (
    <Field label={label} error={form.error(name)}>
      {(control) => (
        <Input
          {...control}
          name={name}
          inputMode="decimal"
          autoComplete="off"
          defaultValue={form.value(name, standing === undefined ? "" : String(standing))}
        />
      )}
    </Field>
  );
}

type PercentilesProps = {
  readonly form: FormHandle<unknown>;
  readonly name: string;
  readonly legend: string;
  readonly standing: { readonly msP50: number; readonly msP95: number; readonly msP99: number } | null;
};

function Percentiles({ form, name, legend, standing }: PercentilesProps) {
  return (
    <fieldset>
      <legend className="mb-1 text-xs text-2">{legend}</legend>
      <div className="grid grid-cols-3 gap-2">
        {(["msP50", "msP95", "msP99"] as const).map((percentile) => (
          <Figure
            key={percentile}
            form={form}
            name={`${name}.${percentile}`}
            label={`${percentile.slice(2).toLowerCase()}, ms`}
            standing={standing?.[percentile]}
          />
        ))}
      </div>
    </fieldset>
  );
}
