import type { ImportedStatedThreat } from "@/lib/domain/architecture/imported-model";
import { fieldsOf, lineOfText, NAME_MAX, type Note, type Path, proseOf, REF_MAX } from "../foreign/fields";
import type { Recogniser } from "../foreign/recognise";
import { strideOf } from "../foreign/stride-of";
import { threatByTitle } from "../foreign/title-first";
import { quoted } from "../problem/problem";
import type { Cell } from "./read-cells";

/** What the tool's own statuses are counted as. */
export type StatusKind = "open" | "mitigated" | "not-applicable" | "other";

/** A threat as the file states it; where it is and which key it has is settled by the caller. */
export interface ReadThreat extends Pick<ImportedStatedThreat, "name" | "threat" | "stride" | "note"> {
  readonly id: string;
  readonly path: Path;
  readonly status: StatusKind;
}

const STATUS: ReadonlyMap<string, StatusKind> = new Map([
  ["open", "open"],
  ["mitigated", "mitigated"],
  ["notapplicable", "not-applicable"],
  ["na", "not-applicable"],
]);
const TEXT_SHOWN = 1_500;

/**
 * Reads the threats of one cell. What the file says of status, severity and mitigation is kept as words: nobody has
 * proven any of it, so it earns nothing.
 */
export function readThreats(
  { threats, threatsPath }: Cell,
  recognise: Recogniser,
  note: Note,
): readonly ReadThreat[] {
  return threats.flatMap((value, index) => {
    const path = [...threatsPath, index];
    const fields = fieldsOf(value);
    if (Object.keys(fields).length > 0) return [readThreat(fields, path, recognise, note)];
    note(path, "This threat says nothing and is left out.");
    return [];
  });
}

function readThreat(
  fields: ReturnType<typeof fieldsOf>,
  path: Path,
  recognise: Recogniser,
  note: Note,
): ReadThreat {
  const type = lineOfText(fields["type"], NAME_MAX);
  const description = proseOf(fields["description"], TEXT_SHOWN);
  const title = lineOfText(fields["title"], NAME_MAX);
  const text = `${title}\n${description}`;
  const stride = strideOf(type);
  if (type !== "" && stride === null)
    note([...path, "type"], `The type ${quoted(type)} is none of STRIDE: it stays in the threat's note.`);
  const word = lineOfText(fields["status"], 60);
  return {
    id: lineOfText(fields["id"], REF_MAX) || lineOfText(fields["threatId"], REF_MAX),
    path,
    name: title || type || "Threat without a title",
    ...threatByTitle(
      { title, description },
      { stride, ids: text.match(/\bCWE-\d{1,5}\b/gi) ?? [] },
      recognise,
    ),
    status: STATUS.get(word.toLowerCase().replace(/[^a-z]/g, "")) ?? "other",
    note: noteOf({
      status: word,
      type,
      severity: lineOfText(fields["severity"], 60),
      score: lineOfText(typeof fields["score"] === "number" ? String(fields["score"]) : fields["score"], 60),
      description,
      mitigation: proseOf(fields["mitigation"], TEXT_SHOWN),
    }),
  };
}

interface Words {
  readonly status: string;
  readonly type: string;
  readonly severity: string;
  readonly score: string;
  readonly description: string;
  readonly mitigation: string;
}

function noteOf({ status, type, severity, score, description, mitigation }: Words): string {
  const lines = [
    status ? `Status in the file: ${status}.` : "The file gives no status.",
    severity && `Severity in the file: ${severity}.`,
    score && `Score in the file: ${score}.`,
    type && `Type in the file: ${type}.`,
    description && `\n${description}`,
    mitigation && `\nMitigation in the file: ${mitigation}`,
  ];
  return proseOf(lines.filter(Boolean).join("\n"));
}
