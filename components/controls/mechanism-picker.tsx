import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { LAYERS } from "@/lib/domain/threats/vocabulary";
import { LAYER_WORD } from "@/lib/domain/threats/words";
import type { MechanismBrief } from "@/lib/features/controls/present";

const PLACE_WORD = { flow: "flows", component: "components", system: "the whole system" } as const;

/** "Flows and components". */
export function placesInWords(appliesTo: MechanismBrief["appliesTo"]): string {
  const words = appliesTo.map((one) => PLACE_WORD[one]).join(" or ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type MechanismPickerProps = { readonly mechanisms: readonly MechanismBrief[]; readonly base: string };

/** The mechanisms of the catalogue by layer; each leads to the form with its figures. */
export function MechanismPicker({ mechanisms, base }: MechanismPickerProps) {
  return LAYERS.map((layer) => (
    <section key={layer} aria-labelledby={`layer-${layer}`} className="mt-6">
      <h2 id={`layer-${layer}`} className="mb-2">
        {LAYER_WORD[layer]}
      </h2>
      <DataTable label={`Mechanisms of the layer ${LAYER_WORD[layer]}`} phone="blocks" rowHeight="tall">
        <thead>
          <tr>
            <Th className="w-[62%]">Mechanism</Th>
            <Th>Stands on</Th>
            <Th numeric>Used here</Th>
          </tr>
        </thead>
        <tbody>
          {mechanisms
            .filter((one) => one.layer === layer)
            .map(({ id, name, description, appliesTo, used }) => (
              <tr key={id}>
                <TdName href={`${base}?mechanism=${encodeURIComponent(id)}`} detail={description}>
                  {name}
                </TdName>
                <Td label="Stands on">{placesInWords(appliesTo)}</Td>
                <Td label="Used here" numeric quiet={used === 0}>
                  {used}
                </Td>
              </tr>
            ))}
        </tbody>
      </DataTable>
    </section>
  ));
}
