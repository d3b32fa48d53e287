import type { SystemModel } from "@/lib/domain/architecture/system-model";
import type { UtcDate } from "@/lib/domain/kernel/ids";
import { NO_SWITCHES, type PostureFacts } from "@/lib/domain/posture/facts";
import { postureView } from "@/lib/domain/posture/posture-view";
import type { DossierSources } from "@/lib/domain/posture/threat-dossier";
import { writeThreatsMarkdown } from "../markdown/write-threats";
import { writeModelJson } from "../model-json/write-model";
import { writeCoverageLayer, writeGapLayer } from "../navigator/write-layer";
import { writeOtm } from "../otm/write-otm";
import { writeThreatDragon } from "../threat-dragon/write-threat-dragon";

/** A system with its threats, as files of other tools are written from it. */
export interface ExportSources extends DossierSources {
  readonly system: DossierSources["system"] & { readonly name: string };
  readonly model: SystemModel;
  readonly facts: PostureFacts;
  readonly asOf: UtcDate;
}

interface ExportFormat {
  /** As people know it. */
  readonly name: string;
  /** What it is good for, in a few words. */
  readonly use: string;
  /** What follows the name of the system in the name of the file. */
  readonly ending: string;
  readonly mediaType: string;
  readonly write: (sources: ExportSources) => string;
}

const JSON_TYPE = "application/json; charset=utf-8";

/** All ways in which a system leaves as a file, by the last part of their address. */
export const EXPORT_FORMATS: Readonly<Record<string, ExportFormat>> = {
  countersign: {
    name: "Countersign JSON",
    use: "everything that is drawn, to be imported again as it is",
    ending: "model.json",
    mediaType: JSON_TYPE,
    write: ({ model }) => writeModelJson(model),
  },
  otm: {
    name: "Open Threat Model 0.2",
    use: "for IriusRisk and others that read OTM",
    ending: "otm.json",
    mediaType: JSON_TYPE,
    write: ({ model, derivation, facts }) => writeOtm(model, derivation.findings, facts),
  },
  "threat-dragon": {
    name: "Threat Dragon 2",
    use: "a diagram with its threats; assets have no place in it",
    ending: "threat-dragon.json",
    mediaType: JSON_TYPE,
    write: ({ model, derivation, facts }) => writeThreatDragon(model, derivation.findings, facts),
  },
  "navigator-coverage": {
    name: "ATT&CK Navigator, coverage",
    use: "how much of each technique’s threat is held off",
    ending: "coverage-layer.json",
    mediaType: JSON_TYPE,
    write: (sources) => writeCoverageLayer(layerOf(sources)),
  },
  "navigator-gaps": {
    name: "ATT&CK Navigator, gaps",
    use: "techniques that nothing stands against",
    ending: "gap-layer.json",
    mediaType: JSON_TYPE,
    write: (sources) => writeGapLayer(layerOf(sources)),
  },
  markdown: {
    name: "Markdown",
    use: "the threat model as text, for a wiki or a pull request",
    ending: "threats.md",
    mediaType: "text/markdown; charset=utf-8",
    write: writeThreatsMarkdown,
  },
};

function layerOf({ system, asOf, facts, catalogue }: ExportSources) {
  return {
    systemName: system.name,
    asOf,
    view: postureView(facts, NO_SWITCHES),
    threats: catalogue.threats,
    attackVersion: catalogue.versions.attack,
  };
}
