import { DefinitionRow } from "@/components/ui/definition-rows";
import { formatMoney } from "@/components/ui/format-number";
import { SEED_STEPS } from "@/lib/domain/latency/seed-preset";
import { readSeedForm } from "@/lib/domain/roi/seed-fields";
import { seedReturn } from "@/lib/domain/roi/seed-return";

const STEP_WORD: Readonly<Record<keyof typeof SEED_STEPS, string>> = {
  "tls-handshake": "TLS handshake",
  "token-validation": "token validation",
  encryption: "encryption",
};

/** The figures behind two of the forces, computed as everywhere else. */
export function WorkedExample({ of }: { readonly of: string }) {
  if (of === "force-latency") return <LatencyExample />;
  return of === "force-economics" ? <MoneyExample /> : null;
}

function LatencyExample() {
  const steps = Object.values(SEED_STEPS);
  const sum = (bound: "msMin" | "msMax") => steps.reduce((total, step) => total + step[bound], 0);
  const words = Object.entries(STEP_WORD).map(([id, word]) => {
    const { msMin, msMax } = SEED_STEPS[id as keyof typeof SEED_STEPS];
    return `${word} ${msMin} to ${msMax} ms`;
  });
  return (
    <DefinitionRow term="In figures">
      <span>
        A new connection pays {words.join(", ")}: together {sum("msMin")} to {sum("msMax")} ms.{" "}
        <span className="text-3">
          Starting values; the sum is computed, and a system’s own budget replaces it.
        </span>
      </span>
    </DefinitionRow>
  );
}

function MoneyExample() {
  const { inputs } = readSeedForm(() => null);
  if (!inputs) return null;
  const { returnRatio, breakEvenMitigation } = seedReturn(inputs);
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  return (
    <>
      <DefinitionRow term="Cost">Implementation + operations + performance impact in a year</DefinitionRow>
      <DefinitionRow term="Value">Probability of a breach in a year × its cost</DefinitionRow>
      <DefinitionRow term="Return">(value − cost) ÷ cost</DefinitionRow>
      <DefinitionRow term="In figures">
        <span>
          {percent(inputs.breachProbabilityPerYear)} a year of {formatMoney(inputs.breachCostAmount, "USD")}{" "}
          for {formatMoney(inputs.costPerYear, "USD")} a year returns {percent(returnRatio ?? 0)}, if the
          breach goes away entirely; it pays from {percent(breakEvenMitigation ?? 0)} removed.{" "}
          <span className="text-3">An estimate from outside; a system’s own page simulates its return.</span>
        </span>
      </DefinitionRow>
    </>
  );
}
