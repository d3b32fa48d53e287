import { HopBars } from "@/components/charts/hop-bars";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import type { StepKind } from "@/lib/domain/catalogue/mechanism";
import type { ExampleStep, WorkedExample } from "@/lib/domain/latency/worked-example";

const STEP: Readonly<
  Record<ExampleStep["id"], { readonly name: string; readonly kind: StepKind; readonly why: string }>
> = {
  "tls-handshake": {
    name: "TLS handshake",
    kind: "handshake",
    why: "Round trips, not cryptography: at 20 ms round trip a full TLS 1.3 handshake takes 22.2 ms, of which 1.1 is work.",
  },
  "token-validation": {
    name: "Token validation",
    kind: "token",
    why: "Fits a call to another service. Checked on the spot, a token takes 0.1 ms or less.",
  },
  encryption: {
    name: "Encryption",
    kind: "encryption",
    why: "AES with hardware instructions runs at 3.95 GB/s, without them at 0.27.",
  },
};

const COLUMNS = [
  ["msP50", "p50"],
  ["msP95", "p95"],
  ["msP99", "p99"],
] as const;

/** The preset of a new system as a worked example: its true sum, and the wrong one beside it. */
export function SeedExample({ example }: { readonly example: WorkedExample }) {
  const { steps, sum, percentilesAdded } = example;
  return (
    <div className="grid gap-5">
      <HopBars
        title="Preset: replace it with your own request path"
        summary="worked example, at p95"
        caption={`Three steps, each as likely anywhere in its range. Their sum lies between ${sum.msMin} and ${sum.msMax} ms.`}
        level={3}
        percentileLabel="p95"
        totalMs={sum.msP95}
        budgetMs={null}
        marks={[
          { label: "p50", ms: sum.msP50 },
          { label: "p99", ms: sum.msP99 },
        ]}
        hops={[
          {
            key: "example",
            label: "Example service",
            from: "a client",
            to: "Example service",
            msRunning: sum.msP95,
            segments: steps.map(({ id, msShare }) => ({
              kind: STEP[id].kind,
              label: STEP[id].name,
              ms: msShare,
            })),
          },
        ]}
      />
      <DataTable label="The preset in numbers, milliseconds" rowHeight="dense">
        <thead>
          <tr>
            <Th>Step</Th>
            <Th numeric>Range, ms</Th>
            {COLUMNS.map(([at, label]) => (
              <Th key={at} numeric>
                {label}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.id}>
              <TdName detail={STEP[step.id].why}>{STEP[step.id].name}</TdName>
              <Td numeric>
                {step.msMin} to {step.msMax}
              </Td>
              {COLUMNS.map(([at]) => (
                <Td key={at} numeric>
                  {step[at].toFixed(1)}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="font-semibold text-text">
            <TdName detail="Percentiles of the sum, by convolution. Percentiles are not added: few requests are slow in all three steps at once.">
              Sum
            </TdName>
            <Td numeric>
              {sum.msMin} to {sum.msMax}
            </Td>
            {COLUMNS.map(([at]) => (
              <Td key={at} numeric>
                <Wrong ms={percentilesAdded[at]} right={sum[at]} /> {sum[at].toFixed(1)}
              </Td>
            ))}
          </tr>
        </tfoot>
      </DataTable>
    </div>
  );
}

/** What adding would say, struck through, where it differs. */
function Wrong({ ms, right }: { readonly ms: number; readonly right: number }) {
  if (ms.toFixed(1) === right.toFixed(1)) return null;
  return (
    <del className="mr-1 font-normal text-3">
      <span className="sr-only">not the added </span>
      {ms.toFixed(1)}
    </del>
  );
}
