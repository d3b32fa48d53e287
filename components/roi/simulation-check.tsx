import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import type { SimulatedLoss, SimulatedMoney } from "@/lib/domain/posture/simulate-losses";
import { Amount } from "./amount";

interface SimulationCheckProps {
  readonly money: SimulatedMoney;
  readonly plan: SimulatedLoss | null;
  readonly currency: string;
}

/** The simulation beside the closed form: how far apart, in standard errors. */
export function SimulationCheck({ money, plan, currency }: SimulationCheckProps) {
  const rows: readonly (readonly [string, SimulatedLoss])[] = [
    ["Without controls", money.inherent],
    ["Today", money.today],
    ...(plan ? [["With the plan", plan] as const] : []),
  ];
  return (
    <details className="border-t pt-3" id="check">
      <summary className="flex min-h-7 flex-wrap items-center gap-x-3">
        <span className="font-semibold">How these numbers were simulated</span>
        <span className="text-xs text-3">
          {money.years.toLocaleString("en")} years, seed {money.seed}, formula {money.version}
        </span>
      </summary>
      <DataTable label="Simulation against closed form" rowHeight="dense" className="mt-2">
        <thead>
          <tr>
            <Th>Expected loss a year</Th>
            <Th numeric>Simulated</Th>
            <Th numeric>Standard error</Th>
            <Th numeric>Closed form</Th>
            <Th numeric>Apart, standard errors</Th>
            <Th numeric>Worst year in 20</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, loss]) => (
            <tr key={name}>
              <TdName>{name}</TdName>
              <Td numeric>
                <Amount amount={loss.perYear.value} currency={currency} />
              </Td>
              <Td numeric>
                <Amount amount={loss.perYear.standardError} currency={currency} />
              </Td>
              <Td numeric>
                <Amount amount={loss.closedFormPerYear} currency={currency} />
              </Td>
              <Td numeric className={loss.standardErrorsApart > 4 ? "font-semibold text-bad" : undefined}>
                {loss.standardErrorsApart.toFixed(2)}
                {loss.standardErrorsApart > 4 && " – a defect: report it"}
              </Td>
              <Td numeric>
                <Amount amount={loss.worstInTwenty.value} currency={currency} />
              </Td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      <p className="mt-2 text-xs text-3 text-pretty">
        Every year draws its events one by one; controls only take events away, so all three use the same
        random numbers and the same input gives the same figures again. Within 4 standard errors the
        difference to the closed form is chance. Intervals hold the true mean 95 times in 100; they say how
        sure the simulation is, not how sure the inputs are.
      </p>
    </details>
  );
}
