import { CoverageBar } from "@/components/ui/coverage-bar";
import { DataTable, Td, Th } from "@/components/ui/data-table";
import { StateCell } from "@/components/ui/state-cell";
import { StateLabel, StateLegend, StateMark } from "@/components/ui/state-mark";
import { STATES, type State } from "@/lib/domain/checklists/vocabulary";
import { KitSection } from "./kit-section";

interface Meaning {
  readonly means: string;
  readonly credit: string;
  readonly pattern: string;
  readonly percent?: number;
}

const MEANING: Readonly<Record<State, Meaning>> = {
  proven: { means: "Evidence is valid today", credit: "1 × strength", pattern: "Solid fill", percent: 90 },
  claimed: {
    means: "Somebody says so, or proof is missing",
    credit: "0.5 × strength",
    pattern: "Diagonal hatch",
    percent: 45,
  },
  planned: { means: "Decided, not running yet", credit: "0", pattern: "Dashed frame" },
  gap: { means: "Should be here and is not", credit: "0", pattern: "Solid frame" },
  unknown: { means: "Nobody has answered", credit: "0", pattern: "Dot grid" },
  "not-applicable": { means: "Cannot happen here", credit: "not counted", pattern: "Blank, dash" },
};

export function KitStates() {
  return (
    <KitSection title="Six states" aside="Fill shows credit; the last column is the proof" span="7">
      <DataTable label="Six states">
        <thead>
          <tr>
            <Th>State</Th>
            <Th>Cell</Th>
            <Th>Bar</Th>
            <Th>Means</Th>
            <Th>Credit</Th>
            <Th>Pattern</Th>
            <Th>Grey</Th>
          </tr>
        </thead>
        <tbody>
          {STATES.map((state) => (
            <StateRow key={state} state={state} meaning={MEANING[state]} />
          ))}
        </tbody>
      </DataTable>
      <StateLegend className="mt-3" />
      <CoverageBar
        className="mt-3"
        size="lg"
        label="Checkout"
        counts={{ proven: 28, claimed: 5, planned: 3, gap: 2, unknown: 4, "not-applicable": 2 }}
      />
    </KitSection>
  );
}

function StateRow({ state, meaning }: { readonly state: State; readonly meaning: Meaning }) {
  return (
    <tr>
      <Td>
        <StateLabel state={state} />
      </Td>
      <Td>
        <StateCell state={state} percent={meaning.percent} />
      </Td>
      <Td>
        <CoverageBar counts={{ [state]: 1 }} className="w-12!" />
      </Td>
      <Td className="min-w-44 text-2">{meaning.means}</Td>
      <Td className="whitespace-nowrap text-2">{meaning.credit}</Td>
      <Td className="whitespace-nowrap text-2">{meaning.pattern}</Td>
      <Td>
        <span className="flex items-center gap-2 grayscale">
          <StateCell state={state} percent={meaning.percent} />
          <StateMark state={state} />
        </span>
      </Td>
    </tr>
  );
}
