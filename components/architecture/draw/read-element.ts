import type { SketchElement } from "@/lib/domain/architecture/diagram/sketch";
import { COORDINATIONS, TRUSTS } from "@/lib/domain/architecture/vocabulary";
import type { PropertyDefinition } from "@/lib/domain/catalogue/property";
import { readProperties } from "@/lib/domain/catalogue/property-words";
import { elementIdOf } from "@/lib/domain/kernel/parse-id";
import type { Issue } from "@/lib/domain/kernel/refusal";

/** What the form of an element says of it. */
export interface ReadElement {
  readonly element: SketchElement;
  /** Protective properties that are stated again. */
  readonly attested: readonly string[];
  /** Fields that could not be read; the element keeps what it had there. */
  readonly issues: readonly Issue[];
}

/** Reads the form of an element; everything that it does not ask for stays. */
export function readElement(
  form: FormData,
  before: SketchElement,
  definitions: readonly PropertyDefinition[],
): ReadElement {
  const text = (name: string) => String(form.get(name) ?? "");
  const issues: Issue[] = [];
  const number = (name: string, standing: number | null, empty: number | null) => {
    const written = text(name).trim();
    if (written === "") return empty;
    const value = Number(written.replace(",", "."));
    if (Number.isFinite(value)) return value;
    issues.push({ path: name, message: "Write it as a number, such as 12.5." });
    return standing;
  };
  const properties = readProperties(before.kind, writtenProperties(form), definitions);
  const common = { name: text("name"), properties };
  const attested = form.getAll("attested[]").map(String);
  switch (before.kind) {
    case "zone": {
      const trust = TRUSTS.find((one) => String(one) === text("trust")) ?? before.trust;
      const coordination = COORDINATIONS.find((one) => one === text("coordination")) ?? before.coordination;
      const inside = form.has("parentId") ? text("parentId") : before.parentId;
      const parentId = inside ? elementIdOf(inside) : null;
      return { element: { ...before, ...common, parentId, trust, coordination }, attested, issues };
    }
    case "component": {
      const zoneId = elementIdOf(text("zoneId") || before.zoneId);
      return { element: { ...before, ...common, zoneId }, attested, issues };
    }
    case "flow": {
      const ends = {
        sourceId: elementIdOf(text("sourceId") || before.sourceId),
        targetId: elementIdOf(text("targetId") || before.targetId),
      };
      const callsPerRequest = number("callsPerRequest", before.callsPerRequest, 1) ?? 1;
      const msRoundTrip = number("msRoundTrip", before.msRoundTrip, null);
      return { element: { ...before, ...common, ...ends, callsPerRequest, msRoundTrip }, attested, issues };
    }
  }
}

/** Properties as the form sends them: `properties.encryption`, and `properties.dataClasses[]` once for each value. */
function writtenProperties(form: FormData): Record<string, string | string[]> {
  const written: Record<string, string | string[]> = Object.create(null);
  for (const name of new Set(form.keys())) {
    const [, id, many] = /^properties\.(\w+)(\[\])?$/.exec(name) ?? [];
    if (id) written[id] = many ? form.getAll(name).map(String) : String(form.get(name));
  }
  return written;
}
