import type { FieldChange } from "@/lib/domain/kernel/field-change";
import type { SystemFacts, SystemSummary } from "./system";

/** The fields in which a system as it stands differs from what somebody wrote: `before` stands, `after` was written. */
export function systemChanges(standing: SystemSummary, written: SystemFacts): readonly FieldChange[] {
  const pairs: readonly (readonly [string, string, string])[] = [
    ["name", standing.name, written.name],
    ["address", standing.slug, written.slug],
    ["type", standing.type, written.type],
    ["description", standing.description, written.description],
    ["owner", standing.owner.id, written.ownerId],
    ["criticality", String(standing.criticality), String(written.criticality)],
    ["data classes", listed(standing.dataClasses), listed(written.dataClasses)],
    ["regulations", listed(standing.regulations), listed(written.regulations)],
    ["tags", listed(standing.tags), listed(written.tags)],
  ];
  return pairs
    .filter(([, before, after]) => before !== after)
    .map(([field, before, after]) => ({ field, before: before || null, after: after || null }));
}

function listed(words: readonly string[]): string {
  return [...words].sort().join(", ");
}
