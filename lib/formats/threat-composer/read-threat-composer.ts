import { ELEMENTS_MAX } from "@/lib/domain/architecture/check-whole";
import type {
  ImportedControl,
  ImportedModel,
  ImportedStatedThreat,
} from "@/lib/domain/architecture/imported-model";
import { ok, type Result } from "@/lib/domain/kernel/result";
import {
  type Fields,
  fieldsOf,
  lineOfText,
  listOf,
  NAME_MAX,
  type Note,
  nameOf,
  proseOf,
} from "../foreign/fields";
import { foreignControl, statedThreat, WHOLE_KEY, wholeSystem } from "../foreign/imported-parts";
import { openNotebook } from "../foreign/notebook";
import type { Recogniser } from "../foreign/recognise";
import { refuseAt, refuseTooMany } from "../foreign/refuse-at";
import { strideOf } from "../foreign/stride-of";
import type { FileRefusal } from "../problem/problem";
import { quoted } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { metadataOf, type Part, readLinks, readParts } from "./read-parts";

/** In the note of one threat. */
const ASSUMPTIONS_SHOWN = 50;
const ASSETS_SHOWN = 50;

/** Whether a document is of threat-composer, by what it holds. */
export function isThreatComposer(data: unknown): boolean {
  const fields = fieldsOf(data);
  if (typeof fields["schema"] !== "number") return false;
  return ["threats", "mitigations", "assumptions", "applicationInfo"].some((name) => name in fields);
}

/**
 * Reads a workspace of AWS threat-composer: threat statements become stated threats on the whole system, since the format
 * has no architecture; mitigations become proposed controls where the catalogue knows one that may stand on a system.
 *
 * What it calls resolved is a word of the note and earns nothing. Pictures in it are never looked at.
 * Source: schema of threat-composer, version 1.
 */
export function readThreatComposerDocument(
  document: LocatedDocument,
  recognise: Recogniser,
): Result<ImportedModel, FileRefusal> {
  const { data, lineOf } = document;
  const file = fieldsOf(data);
  if (file["schema"] !== 1)
    return refuseAt(
      document,
      ["schema"],
      `Version 1 of threat-composer is read, not ${quoted(file["schema"])}.`,
    );
  for (const [list, kind] of [
    ["threats", "stated-threat"],
    ["mitigations", "control"],
  ] as const)
    if (listOf(file[list]).length > ELEMENTS_MAX[kind]) return refuseTooMany(document, [list], kind);
  const { note, read } = openNotebook(lineOf);
  const parts = partsOf(file, note);
  const name = nameOf(fieldsOf(file["applicationInfo"])["name"]);
  noteRest(file, note);
  return ok({
    source: name ? `threat-composer:${name}` : "threat-composer",
    format: "threat-composer 1",
    systemName: name,
    found: countsOf(file, parts),
    elements: [
      wholeSystem(name),
      ...[...parts.mitigations.values()].flatMap((one) => controlOf(one, recognise, note, lineOf)),
      ...[...parts.threats.values()].map((one) => threatOf(one, parts, recognise, note, lineOf)),
    ],
    notes: read(),
  });
}

interface Parts {
  readonly threats: ReadonlyMap<string, Part>;
  readonly mitigations: ReadonlyMap<string, Part>;
  readonly assumptions: ReadonlyMap<string, Part>;
  /** By the id of the threat. */
  readonly mitigationsOf: ReadonlyMap<string, readonly Part[]>;
  /** By the id of the threat or mitigation. */
  readonly assumptionsOf: ReadonlyMap<string, readonly Part[]>;
}

function partsOf(file: Fields, note: Note): Parts {
  const threats = readParts(file, "threats", "statement", note);
  const mitigations = readParts(file, "mitigations", "content", note);
  const assumptions = readParts(file, "assumptions", "content", note);
  return {
    threats,
    mitigations,
    assumptions,
    mitigationsOf: readLinks(
      file,
      "mitigationLinks",
      "mitigationId",
      { from: mitigations, to: [threats, assumptions] },
      note,
    ),
    assumptionsOf: readLinks(
      file,
      "assumptionLinks",
      "assumptionId",
      { from: assumptions, to: [threats, mitigations] },
      note,
    ),
  };
}

function countsOf(file: Fields, { threats, mitigations, assumptions, mitigationsOf }: Parts) {
  const all = [...threats.values()];
  const isResolved = ({ status }: Part) => status.startsWith("resolved");
  return {
    threats: all.length,
    threatsResolved: all.filter(isResolved).length,
    threatsWithoutStatus: all.filter(({ status }) => status === "").length,
    threatsWithoutMitigation: all.filter(({ id }) => !mitigationsOf.has(id)).length,
    mitigations: mitigations.size,
    mitigationsResolved: [...mitigations.values()].filter(isResolved).length,
    assumptions: assumptions.size,
    mitigationLinks: listOf(file["mitigationLinks"]).length,
    assumptionLinks: listOf(file["assumptionLinks"]).length,
  };
}

function threatOf(
  part: Part,
  { mitigationsOf, assumptionsOf }: Parts,
  recognise: Recogniser,
  note: Note,
  lineOf: LocatedDocument["lineOf"],
): ImportedStatedThreat {
  const { id, text, status, fields, path } = part;
  const mitigations = mitigationsOf.get(id) ?? [];
  if (status.startsWith("resolved") && mitigations.length === 0)
    note(
      path,
      `${titleOf(part)} is called ${status}, and no mitigation is linked to it: it counts as any other.`,
    );
  const tags = listOf(fields["tags"]).filter((one) => typeof one === "string");
  const assets = listOf(fields["impactedAssets"])
    .slice(0, ASSETS_SHOWN)
    .map((one) => nameOf(one))
    .filter(Boolean);
  const stride =
    metadataOf(fields, "STRIDE")
      .map(strideOf)
      .find((one) => one !== null) ?? null;
  const priority = nameOf(metadataOf(fields, "Priority")[0]);
  return statedThreat({
    key: `threat:${id}`,
    line: lineOf(path),
    name: titleOf(part),
    ...recognise.threat({ text: `${tags.join(", ")}. ${text}`, stride }),
    placeKeys: [WHOLE_KEY],
    paragraphs: [
      text,
      `Status in the file: ${status || "none"}.${priority ? ` Priority in the file: ${priority}.` : ""}`,
      mitigations.length > 0
        ? `Mitigations in the file: ${mitigations.map(mitigationWords).join("; ")}.`
        : "The file links no mitigation to it.",
      assets.length > 0 ? `Assets that it names: ${assets.join(", ")}.` : "",
      (assumptionsOf.get(id) ?? [])
        .slice(0, ASSUMPTIONS_SHOWN)
        .map(({ text: words }) => `Assumption: ${words}`)
        .join("\n"),
      ...metadataOf(fields, "Comments").map((words) => proseOf(words, 1_000)),
    ],
  });
}

/** What the source does, in as many words as a name takes. */
function titleOf({ text, fields }: Part): string {
  const action = nameOf(fields["threatAction"], 110);
  const words = nameOf(action || text, 117).replace(/^can /i, "");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const mitigationWords = ({ text, status }: Part) => `${nameOf(text, 200)} (${status || "no status"})`;

function controlOf(
  { id, text, status, fields, path }: Part,
  recognise: Recogniser,
  note: Note,
  lineOf: LocatedDocument["lineOf"],
): readonly ImportedControl[] {
  const mechanism = recognise.mechanism(text);
  if (mechanism === null || !recognise.goesOn(mechanism).includes("system")) {
    const why = mechanism === null ? "is not known in the catalogue" : "has no place on a whole system";
    note(path, `${quoted(text)} ${why}: it stays words at its threats. Add it where it stands.`);
    return [];
  }
  return [
    foreignControl({
      key: `mitigation:${id}`,
      line: lineOf(path),
      name: nameOf(text),
      mechanism,
      standing: "proposed",
      scopeKeys: [WHOLE_KEY],
      paragraphs: [
        `Status in the file: ${status || "none"}.`,
        ...metadataOf(fields, "Comments").map((words) => proseOf(words, 1_000)),
      ],
    }),
  ];
}

/** Pictures are never decoded, and addresses of pictures never opened. */
function noteRest(file: Fields, note: Note): void {
  for (const part of ["architecture", "dataflow"]) {
    const { image, description } = fieldsOf(file[part]);
    if (typeof image === "string" && image !== "")
      note(
        [part, "image"],
        "A picture is no architecture that can be read: left out. Draw the components by hand.",
      );
    if (typeof description === "string" && description.trim() !== "")
      note([part, "description"], "The description is for people: left out.");
  }
  const custom = ["threats", "mitigations", "assumptions"].flatMap((list) =>
    listOf(file[list]).flatMap((one) => listOf(fieldsOf(one)["metadata"])),
  );
  const count = custom.filter((one) =>
    lineOfText(fieldsOf(one)["key"], NAME_MAX).startsWith("custom:"),
  ).length;
  if (count > 0) note([], `${count} entries of metadata with keys of somebody’s own are left out.`);
}
