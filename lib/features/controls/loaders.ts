import "server-only";
import { findInstallation } from "@/lib/db/installation";
import { listActivePeople, namesOf } from "@/lib/db/people";
import type { Control } from "@/lib/domain/architecture/element";
import { elementName } from "@/lib/domain/architecture/element-name";
import type { Mechanism } from "@/lib/domain/catalogue/mechanism";
import type { ModelCatalogue } from "@/lib/domain/catalogue/model-catalogue";
import type { Item } from "@/lib/domain/checklists/item";
import { formatReadableNumber } from "@/lib/domain/checklists/readable-number";
import { proofItemsOf } from "@/lib/domain/controls/proof-state";
import { statedClaims } from "@/lib/domain/controls/stated-claims";
import type { UtcDate } from "@/lib/domain/kernel/ids";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import { mayOnSystem } from "@/lib/domain/people/may";
import type { SystemSummary } from "@/lib/domain/systems/system";
import { defineSystemLoader } from "@/lib/server/loader";
import { readPosture } from "@/lib/server/posture";
import {
  type ControlSources,
  filterControls,
  type MechanismChoice,
  presentClaims,
  presentControls,
} from "./present";
import { controlSearch } from "./schema";

/** The controls of a system, and the claims that stand on its elements. `query` is the address's search part. */
export const loadControls = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, actor, asOf, systemId }, query: string) => {
    const today = utcDateOf(asOf);
    const posture = await readPosture(read, systemId, today);
    if (!posture) return null;
    const { system, model, items, catalogue, facts } = posture;
    const claims = statedClaims(model, catalogue.properties, validity(items), today);
    const [people, installation] = await Promise.all([
      namesOf(read, [...model.controls.map(({ ownerId }) => ownerId), ...claims.map(({ by }) => by)]),
      findInstallation(read),
    ]);
    const { mechanisms, properties } = catalogue;
    const sources: ControlSources = { slug: system.slug, model, facts, mechanisms, properties, people };
    const search = controlSearch.parse(Object.fromEntries(new URLSearchParams(query)));
    const rows = presentControls(sources);
    const used = new Set(model.controls.map(({ mechanism }) => mechanism));
    const names = new Map(mechanisms.map(({ id, name }) => [id, name]));
    return {
      system,
      search,
      rows: filterControls(rows, names, search),
      total: rows.length,
      mechanisms: mechanisms.filter(({ id }) => used.has(id)).map(({ id, name }) => ({ id, name })),
      claims: presentClaims(claims, sources),
      currency: installation?.currency ?? "USD",
      mayEdit: mayOnSystem(actor, systemId, "system:edit"),
      mayPlace: model.components.length > 0,
    };
  },
});

const validity = (items: readonly Item[]) => (mechanism: string) =>
  items.find((item) => item.text.proves.includes(mechanism))?.text.evidenceValidDays;

/**
 * The form of one control; `number` is its readable number, or `new`. A new one has no form before a mechanism is chosen.
 *
 * @param mechanismId takes the place of the mechanism that the control has
 */
export const loadControlForm = defineSystemLoader({
  permission: "system:edit",
  load: async ({ read, asOf, systemId }, number: string, mechanismId: string) => {
    const today = utcDateOf(asOf);
    const posture = await readPosture(read, systemId, today);
    if (!posture) return null;
    const { system, model, items, catalogue } = posture;
    const control = model.controls.find((one) => String(one.number) === number);
    if (!control && number !== "new") return null;
    const [people, installation] = await Promise.all([listActivePeople(read), findInstallation(read)]);
    const chosen = mechanismId || control?.mechanism;
    const mechanism = catalogue.mechanisms.find(({ id }) => id === chosen);
    return {
      system: { id: system.id, slug: system.slug, name: system.name },
      control: control ? writtenControl(control) : null,
      mechanism: mechanism ? choiceOf(mechanism, catalogue, { items, system, today }) : null,
      mechanisms: catalogue.mechanisms.map(({ id, name, layer, description, appliesTo }) => ({
        id,
        name,
        layer,
        description,
        appliesTo,
        used: model.controls.filter((one) => one.mechanism === id && one.standing !== "retired").length,
      })),
      places: [
        { id: model.whole.id, kind: "system" as const, name: elementName(model.whole) },
        ...model.flows.map((flow) => ({ id: flow.id, kind: "flow" as const, name: elementName(flow) })),
        ...model.components.map((one) => ({
          id: one.id,
          kind: "component" as const,
          name: elementName(one),
        })),
      ].filter(({ kind }) => mechanism?.appliesTo.includes(kind) ?? false),
      people,
      currency: installation?.currency ?? "USD",
    };
  },
});

function writtenControl(control: Control) {
  const { id, number, version, name, mechanism, standing, scope, ownerId, tool, note } = control;
  const { oneOffAmount, perYearAmount, latency, meetsConditionFor } = control;
  const facts = { id, number, version, name, mechanism, standing, scope, ownerId, tool, note };
  return { ...facts, oneOffAmount, perYearAmount, latency, meetsConditionFor };
}

type Proving = { readonly items: readonly Item[]; readonly system: SystemSummary; readonly today: UtcDate };

function choiceOf(
  mechanism: Mechanism,
  { threats, mechanisms }: ModelCatalogue,
  { items, system, today }: Proving,
): MechanismChoice {
  const { id, name, layer, description, appliesTo, cost, latency, latencyBasis, conflicts } = mechanism;
  return {
    id,
    name,
    layer,
    description,
    appliesTo,
    oneOff: { ...cost.oneOffAmount, basis: cost.oneOffBasis },
    perYear: { ...cost.perYearAmount, basis: cost.perYearBasis },
    latency,
    latencyBasis,
    conflicts: conflicts.map(
      (conflict) =>
        `${mechanisms.find((one) => one.id === conflict.id)?.name ?? conflict.id}: ${conflict.why}`,
    ),
    conditions: threats.flatMap((threat) =>
      threat.strengths
        .filter((row) => row.mechanism === id && (row.condition ?? row.stronger) !== null)
        .slice(0, 1)
        .map((row) => ({
          threat: threat.id,
          name: threat.name,
          condition: row.condition ?? row.stronger?.condition ?? "",
        })),
    ),
    proof: proofItemsOf(id, items, system, today).map(({ item, standing }) => {
      const itemNumber = formatReadableNumber(item);
      return {
        number: itemNumber,
        title: item.text.title,
        state: standing.state,
        href: `/systems/${system.slug}/checklists/${item.phase}?item=${itemNumber}`,
      };
    }),
  };
}
