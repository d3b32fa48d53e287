import type { Result } from "../kernel/result";
import type { StandardName, TemplateDraft } from "./item-text";
import type { Phase } from "./vocabulary";

type Problem = { readonly line: number | null; readonly path: string; readonly message: string };
type VersionRef = { readonly id: string; readonly number: number; readonly label: string };

/** What the page of imports shows of a file that was looked at and not kept. */
export type TemplatePreview =
  | { readonly status: "refused"; readonly problems: readonly Problem[]; readonly more: number }
  | {
      readonly status: "ready";
      readonly name: string;
      /** What the file says; for a file that can't say it, what to offer, empty where nothing fits. */
      readonly version: string;
      /** The file has no place for name and version (CSV), so the person is asked. */
      readonly asks: boolean;
      readonly items: number;
      readonly must: number;
      readonly byPhase: Readonly<Record<Phase, number>>;
      readonly groups: readonly string[];
      readonly standards: readonly string[];
      readonly warnings: readonly Problem[];
      readonly same: VersionRef | null;
      readonly newest: VersionRef | null;
      /** The name belongs to the product's own checklist. */
      readonly reserved: boolean;
    };

/** A template file as it was read, and what stands under its name. */
type ReadTemplate = {
  readonly parsed: Result<
    { readonly draft: TemplateDraft; readonly warnings: readonly Problem[] },
    { readonly problems: readonly Problem[]; readonly more: number }
  >;
  /** Names of the standards that the product knows. */
  readonly names: ReadonlyMap<string, StandardName>;
  /** The version that says the same. */
  readonly same: VersionRef | null;
  readonly newest: VersionRef | null;
  readonly reserved: boolean;
};

/** Counts what a template file would bring. */
export function templatePreview(fileName: string, read: ReadTemplate): TemplatePreview {
  const { parsed, names, same, newest, reserved } = read;
  if (!parsed.ok) return { status: "refused", ...parsed.error };
  const { name, version, items, standards } = parsed.value.draft;
  const inPhase = (phase: Phase) => items.filter((item) => item.phase === phase).length;
  const asks = /\.[ct]sv$/i.test(fileName);
  return {
    status: "ready",
    name,
    version: asks ? labelToOffer(version, same, newest) : version,
    asks,
    items: items.length,
    must: items.filter((item) => item.must).length,
    byPhase: {
      design: inPhase("design"),
      implementation: inPhase("implementation"),
      deployment: inPhase("deployment"),
      operations: inPhase("operations"),
    },
    groups: [...new Set(items.map(({ group }) => group))],
    standards: [...new Set(items.flatMap(({ refs }) => Object.keys(refs)))].map(
      (id) => (names.get(id) ?? standards[id])?.name ?? id,
    ),
    warnings: parsed.value.warnings,
    same: same && { id: same.id, number: same.number, label: same.label },
    newest: newest && { id: newest.id, number: newest.number, label: newest.label },
    reserved,
  };
}

/** Labels that are plain numbers count on; what follows any other label only its team knows. */
function labelToOffer(standing: string, same: VersionRef | null, newest: VersionRef | null): string {
  if (same) return same.label;
  if (!newest) return standing;
  return /^\d{1,9}$/.test(newest.label) ? String(Number(newest.label) + 1) : "";
}
