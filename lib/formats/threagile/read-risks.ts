import type { ImportedStatedThreat } from "@/lib/domain/architecture/imported-model";
import type { Stride } from "@/lib/domain/catalogue/threat";
import {
  type Fields,
  fieldsOf,
  lineOfText,
  listOf,
  type Note,
  nameOf,
  type Path,
  proseOf,
  REF_MAX,
} from "../foreign/fields";
import { foldedWord, spelled } from "../foreign/folded-word";
import { statedThreat, WHOLE_KEY } from "../foreign/imported-parts";
import type { Recogniser } from "../foreign/recognise";
import { strideOf } from "../foreign/stride-of";
import { wordIn } from "../foreign/word-in";
import { quoted } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { type Places, placesOfRisk } from "./places";
import { idOf, titled } from "./read-assets";
import { LIKELIHOODS, STATUSES } from "./words";

/** What the risks of a file are read with. */
export interface RiskContext {
  readonly places: Places;
  readonly nameOf: (key: string) => string;
  readonly recognise: Recogniser;
  readonly note: Note;
  readonly lineOf: LocatedDocument["lineOf"];
}

/** What a rule of Threagile is about, by words of its id; judgement. */
const STRIDE_WORDS: readonly (readonly [Stride, RegExp])[] = [
  ["D", /^dos\b/],
  ["T", /injection|scripting|deserial|backdoor|poison|hardening|waf/],
  ["I", /unencrypted|leak|traversal|entity|vault/],
  ["E", /authenti|propagation|unguarded|escape|segmentation/],
];
const strideOfRule = (rule: string) => STRIDE_WORDS.find(([, words]) => words.test(rule))?.[0] ?? null;

/** The tracked risks of a file as stated threats; what it decided about them are words of their notes. */
export function readTrackedRisks(model: Fields, context: RiskContext): readonly ImportedStatedThreat[] {
  const entries = Object.entries(fieldsOf(model["risk_tracking"]));
  return entries.map(([id, value]) => trackedRisk(lineOfText(id, REF_MAX), id, fieldsOf(value), context));
}

function trackedRisk(id: string, field: string, fields: Fields, context: RiskContext): ImportedStatedThreat {
  const { places, nameOf, recognise, note, lineOf } = context;
  const path = ["risk_tracking", field];
  const rule = spelled(foldedWord(id.split("@")[0]));
  const placeKeys = placesOfRisk(id, places);
  if (placeKeys[0] === WHOLE_KEY && /@.*[^@*]/.test(id))
    note(
      path,
      `Nothing of this file fits ${quoted(id)}: the risk stands on the whole system. Set its places by hand.`,
    );
  const status = foldedWord(fields["status"]);
  if (status !== "" && !STATUSES.has(status))
    note([...path, "status"], `${quoted(fields["status"])} is no status of Threagile.`);
  const [first] = placeKeys;
  const where =
    placeKeys.length === 1 && first !== undefined && first !== WHOLE_KEY ? ` at ${nameOf(first)}` : "";
  const name = `${capital(rule) || "Tracked risk"}${where}`;
  return statedThreat({
    key: `tracked:${id}`,
    line: lineOf(path),
    name,
    ...recognise.threat({ text: rule, stride: strideOfRule(rule) }),
    placeKeys,
    paragraphs: [
      `Tracked in the file as ${id}. Status in the file: ${status ? spelled(status) : "none"}.`,
      proseOf(fields["justification"], 1_000),
      checkedWords(fields),
    ],
  });
}

function checkedWords(fields: Fields): string {
  const [ticket, date, by] = ["ticket", "date", "checked_by"].map((name) => nameOf(fields[name]));
  const checked = [date && `on ${date}`, by && `by ${by}`].filter(Boolean).join(" ");
  return [ticket && `Ticket ${ticket}.`, checked && `Checked ${checked}.`].filter(Boolean).join(" ");
}

/** The risks that people of that file identified themselves, in categories of their own. */
export function readIndividualRisks(model: Fields, context: RiskContext): readonly ImportedStatedThreat[] {
  const at = "individual_risk_categories";
  return titled(model[at], [at]).flatMap((category) =>
    titled(category.fields["risks_identified"], [...category.path, "risks_identified"]).map((risk) =>
      individualRisk(category, risk, context),
    ),
  );
}

type Titled = ReturnType<typeof titled>[number];

function individualRisk(category: Titled, risk: Titled, context: RiskContext): ImportedStatedThreat {
  const { recognise, note, lineOf } = context;
  const { fields, title, path } = risk;
  const text = (name: string) => proseOf(category.fields[name], 700);
  const { cwe } = category.fields;
  const likelihoodAt: Path = [...path, "exploitation_likelihood"];
  return statedThreat({
    key: `individual:${idOf(category.fields, category.title)}:${lineOfText(path.at(-1), REF_MAX)}`,
    line: lineOf(path),
    name: title || category.title,
    ...recognise.threat({
      text: `${category.title}. ${title}. ${text("description")}`,
      stride: strideOf(category.fields["stride"]),
      ids: typeof cwe === "number" ? [`CWE-${cwe}`] : [],
    }),
    likelihood: wordIn(LIKELIHOODS, fields["exploitation_likelihood"], likelihoodAt, note) ?? undefined,
    placeKeys: relevantPlaces(fields, context.places),
    paragraphs: [
      `Identified by hand in the file, in the category ${category.title}. ${weightWords(fields)}`.trim(),
      text("description"),
      text("impact") && `Impact: ${text("impact")}`,
      text("mitigation") && `Mitigation: ${text("mitigation")}`,
    ],
  });
}

/** What a file says of how grave a risk is; our level is computed. */
function weightWords(fields: Fields): string {
  const words = [
    ["severity", "severity"],
    ["exploitation_impact", "impact"],
    ["data_breach_probability", "data breach"],
  ].flatMap(([field = "", word]) => {
    const value = spelled(foldedWord(fields[field]));
    return value ? [`${word} ${value}`] : [];
  });
  return words.length > 0 ? `In the file: ${words.join(", ")}.` : "";
}

/** The most telling place that a risk names: a link, an asset, what lies in a boundary or runtime, who stores the data. */
function relevantPlaces(fields: Fields, places: Places): readonly string[] {
  const kinds = ["communication_link", "technical_asset", "trust_boundary", "shared_runtime", "data_asset"];
  for (const kind of kinds) {
    const id = lineOfText(fields[`most_relevant_${kind}`], REF_MAX);
    const found = id.includes("*") ? [] : places(id);
    if (found.length > 0) return [...new Set(found)];
  }
  const breached = listOf(fields["data_breach_technical_assets"]).flatMap((one) =>
    places(lineOfText(one, REF_MAX)),
  );
  return breached.length > 0 ? [...new Set(breached)] : [WHOLE_KEY];
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
