import { Td, TdName } from "@/components/ui/data-table";
import { formatMoney } from "@/components/ui/format-number";
import { GoalMarks } from "@/components/ui/goal-mark";
import type { LatencyModel } from "@/lib/domain/catalogue/mechanism";
import type { LayerGroup, MechanismLine } from "@/lib/features/catalogue/present";
import { LayerTable } from "./layer-table";
import { smallMs } from "./words";

interface MechanismListProps {
  readonly groups: readonly LayerGroup<MechanismLine>[];
}

/** The mechanisms of the catalogue by layer. */
export function MechanismList({ groups }: MechanismListProps) {
  return (
    <LayerTable
      current="mechanisms"
      label="Mechanisms by layer"
      heads={[
        { words: "Mechanism" },
        { words: "Goals" },
        { words: "Threats", numeric: true },
        { words: "Once", numeric: true },
        { words: "Every year", numeric: true },
        { words: "One hop, p50", numeric: true },
        { words: "Controls", numeric: true },
      ]}
      groups={groups}
      row={(line) => <MechanismRow key={line.mechanism.id} line={line} />}
      note={
        <>
          Costs are middles of a range in US dollars, for about 20 services in one cloud; milliseconds of the
          usual case. Both are starting values.
        </>
      }
    />
  );
}

function MechanismRow({ line: { mechanism, href, threats, uses } }: { readonly line: MechanismLine }) {
  const { oneOffAmount, perYearAmount } = mechanism.cost;
  const ms = msOf(mechanism.latency);
  return (
    <tr>
      <TdName href={href} detail={<span className="block max-w-[88ch]">{mechanism.description}</span>}>
        {mechanism.name}
      </TdName>
      <Td label="Goals">
        <GoalMarks goals={mechanism.goals} />
      </Td>
      <Td numeric label="Threats">
        {threats}
      </Td>
      <Td numeric label="Once">
        {formatMoney(oneOffAmount.p50, "USD")}
      </Td>
      <Td numeric label="Every year">
        {formatMoney(perYearAmount.p50, "USD")}
      </Td>
      <Td numeric label="One hop, p50" quiet={ms === null}>
        {ms === null ? "none" : `${smallMs(ms)} ms`}
      </Td>
      <Td numeric label="Controls" quiet={uses === 0}>
        {uses}
      </Td>
    </tr>
  );
}

function msOf(latency: LatencyModel): number | null {
  if (latency.kind === "none") return null;
  return latency.kind === "single" ? latency.single.msP50 : latency.hit.msP50;
}
