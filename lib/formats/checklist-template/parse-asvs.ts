import { z } from "zod";
import type { Phase } from "@/lib/domain/checklists/vocabulary";
import type { Result } from "@/lib/domain/kernel/result";
import { type FileRefusal, refuseFile } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { checkTemplate, type KnownIds, type ParsedTemplate } from "./check-template";
import { explainIssue } from "./explain-issue";
import { EVIDENCE_VALID_DAYS_DEFAULT, LIMITS } from "./schema";

const ASVS = { id: "asvs_5_0", name: "OWASP Application Security Verification Standard", edition: "5.0.0" };

const requirementSchema = z.object({
  chapter_id: z.string().regex(/^V\d{1,2}$/, 'Write the chapter as in "V6".'),
  chapter_name: z.string().min(1).max(LIMITS.groupChars),
  section_name: z.string().min(1).max(LIMITS.titleChars),
  req_id: z.string().regex(/^V\d{1,2}\.\d{1,2}\.\d{1,2}$/, 'Write the requirement as in "V6.2.1".'),
  req_description: z.string().min(1).max(LIMITS.proseChars),
  L: z.union(
    [z.enum(["1", "2", "3"]), z.int().min(1).max(3).transform(String)],
    "Write the level 1, 2 or 3.",
  ),
});
const asvsSchema = z.object({ requirements: z.array(requirementSchema).min(1).max(LIMITS.items) });
type Requirement = z.output<typeof requirementSchema>;

/** Whether a document is the flat JSON of OWASP ASVS rather than a template of ours. */
export function isAsvsDocument(data: unknown): boolean {
  return typeof data === "object" && data !== null && "requirements" in data && !("items" in data);
}

/**
 * Makes a template of the flat JSON of OWASP ASVS 5.0: one item for each requirement, with the same id in every import.
 *
 * Level 1 requirements are must-items; the level stays as a tag. Sections named "... Documentation" belong to design,
 * the chapters Secure Communication (V12) and Configuration (V13) to deployment, all others to implementation.
 */
export function parseAsvs(document: LocatedDocument, known: KnownIds): Result<ParsedTemplate, FileRefusal> {
  const parsed = asvsSchema.safeParse(document.data);
  if (!parsed.success)
    return refuseFile(
      parsed.error.issues.flatMap((issue) => explainIssue(issue, document.data, document.lineOf)),
    );
  const data = {
    name: "OWASP ASVS",
    version: ASVS.edition,
    standards: { [ASVS.id]: { name: ASVS.name, edition: ASVS.edition } },
    items: parsed.data.requirements.map(itemOf),
  };
  return checkTemplate({ data, lineOf: (path) => document.lineOf(sourcePath(path)) }, known);
}

function itemOf(requirement: Requirement) {
  const number = requirement.req_id.slice(1);
  return {
    id: `asvs-${number.replaceAll(".", "-")}`,
    phase: phaseOf(requirement),
    group: requirement.chapter_name,
    title: titleOf(requirement.req_description),
    must: requirement.L === "1",
    how: requirement.req_description,
    proof: { accepts: "", evidence_valid_days: EVIDENCE_VALID_DAYS_DEFAULT },
    refs: { [ASVS.id]: [number] },
    tags: [`level-${requirement.L}`],
  };
}

function phaseOf({ chapter_id, section_name }: Requirement): Phase {
  if (/\bdocumentation$/i.test(section_name.trim())) return "design";
  return chapter_id === "V12" || chapter_id === "V13" ? "deployment" : "implementation";
}

/** The requirement as one imperative line: without "Verify that", and cut between words where it is too long. */
function titleOf(description: string): string {
  const text = description
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^verify that,? (the )?/i, "");
  const sentence = /^.*?[.](?= [A-Z]|$)/.exec(text)?.[0].replace(/[.]$/, "") ?? text;
  const title = sentence.charAt(0).toUpperCase() + sentence.slice(1);
  if (title.length <= LIMITS.titleChars) return title;
  const cut = title.slice(0, LIMITS.titleChars - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), LIMITS.titleChars / 2)).replace(/[\s,;:(]+$/, "")}…`;
}

/** Problems of an item are shown where its requirement stands. */
function sourcePath([, index]: readonly PropertyKey[]): readonly PropertyKey[] {
  return typeof index === "number" ? ["requirements", index] : ["requirements"];
}
