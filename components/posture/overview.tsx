import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { StateLegend } from "@/components/ui/state-mark";
import type { SystemId, UtcDate } from "@/lib/domain/kernel/ids";
import { type ListedPosture, NO_POSTURE } from "@/lib/domain/posture/listed-posture";
import type { Overview as Checklists } from "@/lib/features/checklists/present";
import {
  type OrganisationPosture,
  type OverviewAddress,
  presentOrganisation,
} from "@/lib/features/posture/present";
import { type MentionOfMe, Needs } from "./needs";
import { OverviewFigures } from "./overview-figures";
import { PostureFilters } from "./posture-filters";
import { SystemsTable } from "./systems-table";

interface OverviewProps {
  readonly checklists: Checklists & {
    readonly today: UtcDate;
    readonly asOf: Parameters<typeof Needs>[0]["nowMs"];
  };
  readonly postures: ReadonlyMap<SystemId, ListedPosture>;
  readonly currency: string;
  readonly mentions: readonly MentionOfMe[];
  readonly address: OverviewAddress;
}

/** All systems: their score, what they cost in money and milliseconds, and what waits for somebody. */
export function Overview({ checklists, postures, currency, mentions, address }: OverviewProps) {
  const lines = checklists.lines.map((line) => ({
    ...line,
    posture: postures.get(line.system.id) ?? NO_POSTURE,
  }));
  const organisation = presentOrganisation(lines);
  return (
    <div className="p-page-x">
      <PageHeader title="Posture" lede={ledeOf(organisation)} />
      <OverviewFigures overview={checklists} organisation={organisation} currency={currency} />
      <SectionHeader title="Systems" aside={<StateLegend />} />
      <div className="mb-2 flex flex-wrap items-center gap-3">
        <PostureFilters lines={lines} address={address} />
        {organisation.stale > 0 && <Stale count={organisation.stale} />}
      </div>
      <SystemsTable lines={lines} address={address} currency={currency} />
      <Needs
        overview={checklists}
        mentions={mentions}
        nowMs={checklists.asOf}
        open={address.list ?? undefined}
      />
    </div>
  );
}

function Stale({ count }: { readonly count: number }) {
  return (
    <p className="text-xs text-warn">
      {count === 1 ? "One system shows" : `${count} systems show`} earlier numbers, with their day; newer ones
      are being computed. Reload in a few seconds.
    </p>
  );
}

/** One sentence: what matters today. */
function ledeOf({ gaps, overBudget }: OrganisationPosture): string {
  const open =
    gaps === 0
      ? "No finding is without an answer."
      : `${gaps} ${gaps === 1 ? "finding has" : "findings have"} nothing against ${gaps === 1 ? "it" : "them"}.`;
  const [first, second] = overBudget;
  if (!first) return open;
  if (!second) return `${open} ${first} is over its latency budget.`;
  return overBudget.length === 2
    ? `${open} ${first} and ${second} are over their latency budgets.`
    : `${open} ${overBudget.length} systems are over their latency budgets.`;
}
