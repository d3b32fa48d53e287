import { Td, TdName } from "@/components/ui/data-table";
import { formatMoney } from "@/components/ui/format-number";
import { GoalMarks } from "@/components/ui/goal-mark";
import type { ModelCatalogue } from "@/lib/domain/catalogue/model-catalogue";
import type { LayerGroup, ThreatLine } from "@/lib/features/catalogue/present";
import { LayerTable } from "./layer-table";
import { StrideMarks } from "./stride-marks";

interface ThreatListProps {
  readonly catalogue: ModelCatalogue;
  readonly groups: readonly LayerGroup<ThreatLine>[];
}

/** The threats of the catalogue by layer. */
export function ThreatList({ catalogue, groups }: ThreatListProps) {
  return (
    <LayerTable
      current="threats"
      label="Threats by layer"
      heads={[
        { words: "Threat" },
        { words: "STRIDE" },
        { words: "Goals" },
        { words: "Rules", numeric: true },
        { words: "Prevent, detect, respond", numeric: true },
        { words: "Loss of one event", numeric: true },
      ]}
      groups={groups}
      row={(line) => <ThreatRow key={line.threat.id} line={line} />}
      note={
        <>
          Loss of one event: nine of ten lie between these amounts, in US dollars, before any control. ATT&CK{" "}
          {catalogue.versions.attack}, CWE {catalogue.versions.cwe}, D3FEND {catalogue.versions.d3fend}, NIST
          SP 800-53 {catalogue.versions.nist80053}.
        </>
      }
    />
  );
}

function ThreatRow({ line: { threat, href, rules, mechanisms } }: { readonly line: ThreatLine }) {
  const { p5, p95 } = threat.loss.lossAmount;
  return (
    <tr>
      <TdName href={href} detail={<span className="block max-w-[88ch]">{threat.description}</span>}>
        {threat.name}
      </TdName>
      <Td label="STRIDE">
        <StrideMarks {...threat.stride} />
      </Td>
      <Td label="Goals">
        <GoalMarks goals={threat.goals} />
      </Td>
      <Td numeric label="Rules">
        {rules}
      </Td>
      <Td numeric label="Prevent, detect, respond">
        {mechanisms.prevent}, {mechanisms.detect}, {mechanisms.respond}
      </Td>
      <Td numeric label="Loss of one event">
        {formatMoney(p5, "USD")} to {formatMoney(p95, "USD")}
      </Td>
    </tr>
  );
}
