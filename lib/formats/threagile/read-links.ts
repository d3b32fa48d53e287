import { ELEMENTS_MAX } from "@/lib/domain/architecture/check-whole";
import type { ImportedFlow } from "@/lib/domain/architecture/imported-model";
import type { PropertyValues } from "@/lib/domain/catalogue/property";
import type { DataClass } from "@/lib/domain/systems/vocabulary";
import { type Fields, lineOfText, listOf, type Note, type Path, REF_MAX } from "../foreign/fields";
import { foldedWord } from "../foreign/folded-word";
import { foreignFlow } from "../foreign/imported-parts";
import { wordIn } from "../foreign/word-in";
import { quoted } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { type Asset, classesOf, titled } from "./read-assets";
import { AUTHENTICATIONS, AUTHORIZATIONS, PROTOCOLS } from "./words";

/** What the links of a file are read with. */
export interface LinkContext {
  readonly assets: ReadonlyMap<string, Asset>;
  readonly classes: ReadonlyMap<string, readonly DataClass[]>;
  readonly note: Note;
  readonly lineOf: LocatedDocument["lineOf"];
}

/**
 * Reads the communication links of all technical assets. Their keys are the ids that Threagile itself gives them:
 * `source>title`, the title folded.
 *
 * @returns null where there are more than a system holds
 */
export function readLinks(context: LinkContext): readonly ImportedFlow[] | null {
  const flows = new Map<string, ImportedFlow>();
  for (const source of context.assets.values())
    for (const link of linksOf(source)) {
      const flow = readLink(source, link, context, flows);
      if (flow) flows.set(flow.key, flow);
      if (flows.size > ELEMENTS_MAX.flow) return null;
    }
  return [...flows.values()];
}

function readLink(
  source: Asset,
  { title, fields, path }: ReturnType<typeof linksOf>[number],
  { assets, classes, note, lineOf }: LinkContext,
  known: ReadonlyMap<string, ImportedFlow>,
): ImportedFlow | null {
  const target = assets.get(lineOfText(fields["target"], REF_MAX));
  const key = linkKeyOf(source, title);
  const trouble = troubleWith(source, target, fields, known.has(key));
  if (trouble !== null) note(path, trouble);
  if (trouble !== null || !target) return null;
  return foreignFlow({
    key,
    line: lineOf(path),
    name: `${source.name} to ${target.name}${title ? `: ${title}` : ""}`,
    sourceKey: source.id,
    targetKey: target.id,
    properties: propertiesOf(fields, isPublic(source, target, fields), { path, classes, note }),
  });
}

/** The id that Threagile itself gives a link. */
export const linkKeyOf = (source: Asset, title: string): string =>
  `${source.id}>${foldedWord(title) || title}`;

/** The communication links of an asset, each with its title. */
export const linksOf = ({ fields, path }: Asset) =>
  titled(fields["communication_links"], [...path, "communication_links"]);

function troubleWith(
  source: Asset,
  target: Asset | undefined,
  fields: Fields,
  isKnown: boolean,
): string | null {
  if (!target)
    return `No technical asset has the id ${quoted(fields["target"] ?? "")}: this link is left out.`;
  if (target.id === source.id) return "A link of an asset to itself makes no flow: left out.";
  return isKnown ? "Two links of this asset have the same title: this one is left out." : null;
}

/** What has an end in the internet leaves networks that the organisation controls, unless a tunnel is stated. */
const isPublic = (source: Asset, target: Asset, fields: Fields) =>
  (source.isInternet || target.isInternet) && fields["vpn"] !== true;

interface Around {
  readonly path: Path;
  readonly classes: ReadonlyMap<string, readonly DataClass[]>;
  readonly note: Note;
}

function propertiesOf(
  fields: Fields,
  publicNetwork: boolean,
  { path, classes, note }: Around,
): PropertyValues {
  const spoken = wordIn(PROTOCOLS, fields["protocol"], [...path, "protocol"], note);
  const encryption = fields["vpn"] === true ? "tls" : (spoken?.encryption ?? null);
  const authentication = wordIn(AUTHENTICATIONS, fields["authentication"], [...path, "authentication"], note);
  const authorization = wordIn(AUTHORIZATIONS, fields["authorization"], [...path, "authorization"], note);
  const data = [...listOf(fields["data_assets_sent"]), ...listOf(fields["data_assets_received"])];
  const dataClasses = classesOf(data, classes);
  const { readonly: isReadOnly } = fields;
  return {
    ...(spoken?.protocol ? { protocol: spoken.protocol } : {}),
    ...(publicNetwork ? { publicNetwork } : {}),
    ...(dataClasses ? { dataClasses } : {}),
    ...(typeof isReadOnly === "boolean" ? { changesState: !isReadOnly } : {}),
    ...(authentication === null ? {} : { authentication }),
    ...(authorization === null ? {} : { authorization }),
    ...(authorization === "user" ? { carriesUserIdentity: true } : {}),
    ...(encryption === null ? {} : { encryption }),
  };
}
