import { SectionHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { AuditDetail } from "@/lib/domain/audit/entry";
import type { InstantMs } from "@/lib/domain/kernel/ids";
import { changeInWords } from "@/lib/features/systems/present";

export type RecentChangesProps = {
  readonly changes: readonly {
    readonly id: string;
    readonly atMs: InstantMs;
    readonly actorId: string | null;
    readonly action: string;
    readonly detail: AuditDetail | null;
  }[];
  readonly names: ReadonlyMap<string, { readonly name: string }>;
  readonly asOf: InstantMs;
  readonly systemId: string;
  readonly maySeeAudit: boolean;
};

/** Who changed what lately. */
export function RecentChanges({ changes, names, asOf, systemId, maySeeAudit }: RecentChangesProps) {
  return (
    <section className="min-w-0">
      <SectionHeader
        title="Changed lately"
        aside={maySeeAudit && <TextLink href={`/audit?system=${systemId}`}>Audit</TextLink>}
      />
      {changes.length === 0 ? (
        <p className="text-3">Nothing was changed yet.</p>
      ) : (
        <ul className="grid gap-2 text-xs">
          {changes.map((change) => (
            <li key={change.id} className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 wrap-break-word text-2">
                <span className="font-medium text-text">
                  {change.actorId ? (names.get(change.actorId)?.name ?? "Somebody") : "Countersign"}
                </span>{" "}
                {changeInWords(change, names)}
              </span>
              <RelativeTime instantMs={change.atMs} nowMs={asOf} className="whitespace-nowrap text-3" />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
