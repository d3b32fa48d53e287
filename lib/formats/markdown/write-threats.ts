import type { ModelElement } from "@/lib/domain/architecture/element";
import {
  COORDINATION_WORD,
  ELEMENT_PREFIX,
  TRUST_WORD,
  WORTH_WORD,
  WORTHS,
} from "@/lib/domain/architecture/vocabulary";
import type { PropertyOwner, PropertyValues } from "@/lib/domain/catalogue/property";
import { choiceWord, definitionOf, valueWords } from "@/lib/domain/catalogue/property-words";
import { STANDING_WORD } from "@/lib/domain/controls/vocabulary";
import { NO_SWITCHES } from "@/lib/domain/posture/facts";
import { type PostureView, postureView, type ScenarioView } from "@/lib/domain/posture/posture-view";
import {
  type DossierSources,
  type FindingDossier,
  namePlaces,
  threatDossier,
} from "@/lib/domain/posture/threat-dossier";
import { STRIDE_WORD } from "@/lib/domain/threats/words";
import { markdownTable, markdownText } from "./text";

/** What a threat model is written from: a system with everything that its numbers are computed from. */
export interface ThreatModelSources extends DossierSources {
  readonly system: DossierSources["system"] & { readonly name: string };
}

/**
 * Writes the threat model of a system as Markdown: its architecture, its threats with what is left of each, their
 * findings, the controls, the assets, what people stated, and what nobody knows yet. Every text in it is plain: see `markdownText`.
 *
 * Shares are rounded to whole percent; the CSV of the matrix has them as they are.
 */
export function writeThreatsMarkdown(sources: ThreatModelSources): string {
  const { system, facts } = sources;
  const view = postureView(facts, NO_SWITCHES);
  return [
    `# Threat model of ${markdownText(system.name)}\n`,
    `As it stands on ${facts.asOf}. Computed from the architecture and from what is proven; nothing in it was typed.\n`,
    ...architecture(sources),
    ...threats(view),
    ...view.scenarios.flatMap((scenario) => findings(scenario, sources)),
    ...controls(sources),
    ...assets(sources),
    ...statedThreats(sources),
    ...questions(sources),
  ].join("\n");
}

const refOf = ({ kind, number }: Pick<ModelElement, "kind" | "number">) =>
  `${ELEMENT_PREFIX[kind]}-${number}`;
const percent = (share: number) => `${Math.round(share * 100)} %`;

function architecture(sources: ThreatModelSources): readonly string[] {
  const { model } = sources;
  const place = namePlaces(sources);
  const nameOf = (element: ModelElement["id"]) => {
    const found = [...model.zones, ...model.components].find(({ id }) => id === element);
    return found ? `${refOf(found)} ${found.name}` : "unknown";
  };
  const words = (owner: PropertyOwner, values: PropertyValues) => propertyWords(owner, values, sources);
  return [
    "## Architecture\n",
    "### Zones\n",
    markdownTable(
      ["Zone", "Name", "Inside", "Trust", "Shared", "What is known"],
      model.zones.map((zone) => [
        refOf(zone),
        zone.name,
        zone.parentId === null ? "" : nameOf(zone.parentId),
        `${zone.trust} ${TRUST_WORD[zone.trust]}`,
        COORDINATION_WORD[zone.coordination],
        words("zone", zone.properties),
      ]),
      "No zones are drawn.",
    ),
    "### Components\n",
    markdownTable(
      ["Component", "Name", "Zone", "What is known"],
      model.components.map((one) => [
        refOf(one),
        one.name,
        nameOf(one.zoneId),
        words("component", one.properties),
      ]),
      "No components are drawn.",
    ),
    "### Flows\n",
    markdownTable(
      ["Flow", "Name", "From", "To", "What is known"],
      model.flows.map((flow) => [
        refOf(flow),
        place({ kind: "flow", id: flow.id }).name,
        nameOf(flow.sourceId),
        nameOf(flow.targetId),
        words("flow", flow.properties),
      ]),
      "No flows are drawn.",
    ),
  ];
}

function propertyWords(
  owner: PropertyOwner,
  values: PropertyValues,
  { catalogue }: ThreatModelSources,
): string {
  const known = Object.entries(values).flatMap(([id, value]) => {
    const definition = definitionOf(catalogue.properties, owner, id);
    return definition ? [`${definition.label}: ${valueWords(definition, value)}`] : [];
  });
  return known.join("; ") || "nothing";
}

function threats({ scenarios }: PostureView): readonly string[] {
  return [
    "## Threats\n",
    markdownTable(
      ["Threat", "STRIDE", "Findings", "Open", "Accepted", "Not applicable", "Risk left", "State"],
      scenarios.map((scenario) => [
        scenario.threat.name,
        scenario.threat.stride.map((letter) => STRIDE_WORD[letter]).join(", "),
        String(scenario.findings),
        String(scenario.gaps),
        String(scenario.accepted),
        String(scenario.notApplicable),
        scenario.residual === null ? "" : percent(scenario.residual),
        stateOf(scenario),
      ]),
      "No threats are found. Where little is drawn or known, that says little: see the open questions.",
    ),
  ];
}

function stateOf({ residual, gaps, findings }: ScenarioView): string {
  if (residual === null) return "Not applicable";
  if (gaps === 0) return "Something stands against every finding";
  return gaps === findings ? "Nothing stands against it" : `Nothing stands against ${gaps} of ${findings}`;
}

function findings({ threat }: ScenarioView, sources: ThreatModelSources): readonly string[] {
  const dossier = threatDossier(sources, NO_SWITCHES, threat.id);
  if (!dossier) return [];
  return [
    `### ${markdownText(threat.name)}\n`,
    markdownTable(
      ["Where", "Finding", "Likelihood", "Risk left", "State", "Against it"],
      dossier.findings.map((finding) => findingRow(finding, sources)),
      "No findings.",
    ),
  ];
}

function findingRow(
  { assessed, place, text }: FindingDossier,
  { catalogue }: ThreatModelSources,
): readonly string[] {
  const { finding, residual, open, answers } = assessed;
  const credited = answers
    .filter(({ credit }) => credit > 0)
    .map(({ mechanism, state }) => {
      const name = catalogue.mechanisms.find(({ id }) => id === mechanism)?.name ?? mechanism;
      return `${name} (${choiceWord(state).toLowerCase()})`;
    });
  return [
    `${place.ref} ${place.name}`,
    text,
    `${finding.likelihood} of 5`,
    percent(residual),
    findingState(finding.exception, open),
    [...new Set(credited)].join("; ") || "nothing",
  ];
}

function findingState(exception: FindingDossier["assessed"]["finding"]["exception"], open: boolean): string {
  if (exception?.kind === "accept") return `Accepted until ${exception.expiresOn}`;
  if (exception) return `Called not applicable until ${exception.expiresOn}`;
  return open ? "Gap" : "Answered";
}

function controls(sources: ThreatModelSources): readonly string[] {
  const { model, facts, catalogue } = sources;
  const refs = new Map([model.whole, ...model.components, ...model.flows].map((one) => [one.id, refOf(one)]));
  const proofs = new Map(facts.controls.map(({ id, proof }) => [id, proof]));
  return [
    "## Controls\n",
    markdownTable(
      ["Control", "Name", "Mechanism", "Standing", "Proof", "Stands on"],
      model.controls.map((control) => [
        refOf(control),
        control.name,
        catalogue.mechanisms.find(({ id }) => id === control.mechanism)?.name ?? control.mechanism,
        STANDING_WORD[control.standing],
        choiceWord(proofs.get(control.id) ?? "unknown"),
        control.scope.map((id) => refs.get(id) ?? "gone").join(", "),
      ]),
      "No controls are stated.",
    ),
  ];
}

/** What is worth protecting, and where it lies. */
function assets({ model }: ThreatModelSources): readonly string[] {
  if (model.assets.length === 0) return [];
  const refs = new Map([...model.components, ...model.flows].map((one) => [one.id, refOf(one)]));
  return [
    "## Assets\n",
    markdownTable(
      ["Asset", "Name", "Data classes", ...WORTHS.map((of) => WORTH_WORD[of]), "Lies in", "Note"],
      model.assets.map((asset) => [
        refOf(asset),
        asset.name,
        asset.dataClasses.map(choiceWord).join(", ") || "not said",
        ...WORTHS.map((of) => (asset.worth[of] === null ? "not said" : `${asset.worth[of]} of 5`)),
        asset.places.map((id) => refs.get(id) ?? "gone").join(", ") || "nowhere yet",
        asset.note,
      ]),
      "",
    ),
  ];
}

/** What people and files stated; those without a threat of the catalogue count nowhere. */
function statedThreats(sources: ThreatModelSources): readonly string[] {
  const { model, catalogue } = sources;
  if (model.statedThreats.length === 0) return [];
  const refs = new Map([model.whole, ...model.components, ...model.flows].map((one) => [one.id, refOf(one)]));
  return [
    "## Stated by people and files\n",
    markdownTable(
      ["Threat", "Name", "Of the catalogue", "Places", "Note"],
      model.statedThreats.map((stated) => [
        refOf(stated),
        stated.name,
        catalogue.threats.find(({ id }) => id === stated.threat)?.name ?? "not said, so it counts nowhere",
        stated.places.map((id) => refs.get(id) ?? "gone").join(", "),
        stated.note,
      ]),
      "",
    ),
  ];
}

function questions(sources: ThreatModelSources): readonly string[] {
  const { derivation, catalogue } = sources;
  const place = namePlaces(sources);
  const rules = new Map(catalogue.rules.map(({ id, whenWords }) => [id, whenWords]));
  return [
    "## Open questions\n",
    markdownTable(
      ["Where", "A threat, if", "What nobody has stated"],
      derivation.questions.map(({ ruleId, element, missing }) => {
        const at = place(element);
        const unknown = missing.map((one) => {
          const label = definitionOf(catalogue.properties, one.kind, one.property)?.label ?? one.property;
          return `${label} of ${place(one).ref}`;
        });
        return [`${at.ref} ${at.name}`, rules.get(ruleId) ?? ruleId, [...new Set(unknown)].join("; ")];
      }),
      "Everything that the rules ask is known.",
    ),
  ];
}
