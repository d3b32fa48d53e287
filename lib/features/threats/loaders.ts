import "server-only";
import { findInstallation } from "@/lib/db/installation";
import { findModel } from "@/lib/db/model";
import { listActivePeople } from "@/lib/db/people";
import { findSystem } from "@/lib/db/systems";
import { earlierOf } from "@/lib/domain/kernel/instant";
import { addDays, endOfDayMs, parseUtcDate, utcDateOf } from "@/lib/domain/kernel/utc-date";
import { mayOnSystem } from "@/lib/domain/people/may";
import { NO_SWITCHES } from "@/lib/domain/posture/facts";
import { postureView } from "@/lib/domain/posture/posture-view";
import { parseSwitches } from "@/lib/domain/posture/switches";
import { cellDossier, openThreats, threatDossier } from "@/lib/domain/posture/threat-dossier";
import { whatIfStart } from "@/lib/domain/posture/what-if-start";
import { levelOfSteps } from "@/lib/domain/threats/bands";
import { BAND_STEPS } from "@/lib/domain/threats/vocabulary";
import { EXPORT_FORMATS } from "@/lib/formats/model-file/write-model-file";
import { writeMatrixCsv } from "@/lib/formats/threat-csv/write-matrix";
import { bands, modelCatalogue } from "@/lib/server/catalogue";
import { defineSystemLoader } from "@/lib/server/loader";
import { readPosture, readPostureAt, type SystemPosture } from "@/lib/server/posture";
import {
  type ComparisonPage,
  parseThreatsSearch,
  presentComparison,
  presentStatedThreat,
  type StatedThreatForm,
  type ThreatsPage,
} from "./present";

/** The threats of a system today, as the address asks for them: under its what-if, with the cell or the row that is open. */
export const loadThreats = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, actor, asOf, systemId }, query: string): Promise<ThreatsPage | null> => {
    const today = utcDateOf(asOf);
    const [posture, installation] = await Promise.all([
      readPosture(read, systemId, today),
      findInstallation(read),
    ]);
    if (!posture) return null;
    const { system, model, facts } = posture;
    const params = new URLSearchParams(query);
    const search = parseThreatsSearch(params);
    const switches = parseSwitches((name) => params.getAll(name), facts);
    const mayWork = mayOnSystem(actor, systemId, "system:edit");
    const row =
      search.cell === null && search.threat ? threatDossier(posture, switches, search.threat) : null;
    return {
      system,
      today,
      asOf,
      search,
      currency: installation?.currency ?? "USD",
      start: whatIfStart(facts, switches),
      isDrawn: model.components.length > 0,
      cell: search.cell && cellDossier(posture, switches, search.cell),
      row,
      exceptions: row ? posture.exceptions : new Map(),
      open: openThreats(posture),
      unassigned: model.statedThreats
        .filter((one) => one.threat === null)
        .map(({ number, name }) => ({ number, name })),
      mechanismNames: new Map(facts.mechanisms.map(({ id, name }) => [id, name])),
      scales: {
        likelihoodNames: facts.bands.likelihood.names,
        impactNames: facts.bands.impact.names,
        levelNames: facts.bands.level.names,
        levels: BAND_STEPS.map((likelihood) =>
          BAND_STEPS.map((impact) => levelOfSteps(facts.bands, likelihood, impact)),
        ),
      },
      mayWork,
      people: mayWork && row && search.leave ? await listActivePeople(read) : [],
      me: actor.id,
    };
  },
});

/** The matrix that the same address shows, as CSV. */
export const loadThreatsCsv = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, asOf, systemId }, query: string) => {
    const today = utcDateOf(asOf);
    const posture = await readPosture(read, systemId, today);
    if (!posture) return null;
    const params = new URLSearchParams(query);
    const { view } = whatIfStart(
      posture.facts,
      parseSwitches((name) => params.getAll(name), posture.facts),
    );
    return {
      fileName: `${posture.system.slug}-threats-${today}.csv`,
      text: writeMatrixCsv(view, { bom: true }),
    };
  },
});

/** The form of one stated threat; `number` is its readable number, or `new`. */
export const loadStatedThreat = defineSystemLoader({
  permission: "system:edit",
  load: async ({ read, systemId }, number: string): Promise<StatedThreatForm | null> => {
    const system = await findSystem(read, systemId);
    if (!system) return null;
    const model = await findModel(read, system);
    const threat = model.statedThreats.find((one) => String(one.number) === number) ?? null;
    if (!threat && number !== "new") return null;
    const { threats } = await modelCatalogue();
    const { likelihood } = await bands();
    return presentStatedThreat(system, model, threat, { threats, likelihoodNames: likelihood.names });
  },
});

const COMPARED_DAYS = 30;

/**
 * The threats of a system at the end of a day beside those of now.
 *
 * @param since YYYY-MM-DD; a month ago where it is empty or no day
 */
export const loadComparison = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, asOf, systemId }, since: string): Promise<ComparisonPage | null> => {
    const today = utcDateOf(asOf);
    const day = parseUtcDate(since) ?? addDays(today, -COMPARED_DAYS);
    const at = earlierOf(endOfDayMs(day), asOf);
    const [now, then, installation] = await Promise.all([
      readPosture(read, systemId, today),
      readPostureAt(read, systemId, at),
      findInstallation(read),
    ]);
    if (!now) return null;
    const viewOf = ({ facts }: SystemPosture) => ({ view: postureView(facts, NO_SWITCHES), facts });
    return {
      system: now.system,
      today,
      day,
      currency: installation?.currency ?? "USD",
      levelNames: now.facts.bands.level.names,
      mechanismNames: new Map(now.facts.mechanisms.map(({ id, name }) => [id, name])),
      compared: then && presentComparison(viewOf(then), viewOf(now)),
    };
  },
});

/** A system as a file of the given format; null where there is no such format. */
export const loadExport = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, asOf, systemId }, formatName: string) => {
    const today = utcDateOf(asOf);
    const format = Object.hasOwn(EXPORT_FORMATS, formatName) ? EXPORT_FORMATS[formatName] : undefined;
    const posture = format && (await readPosture(read, systemId, today));
    if (!posture) return null;
    return {
      fileName: `${posture.system.slug}-${today}-${format.ending}`,
      mediaType: format.mediaType,
      text: format.write({ ...posture, asOf: today }),
    };
  },
});
