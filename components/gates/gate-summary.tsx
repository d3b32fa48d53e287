import { Milestone, ShieldAlert } from "lucide-react";
import { Notice } from "@/components/ui/notice";
import { PHASE_WORD } from "@/components/ui/phase-mark";
import { TextLink } from "@/components/ui/text-link";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import type { GateView } from "@/lib/features/gates/present";
import { GatePanel } from "./gate-panel";

/** Where a gate stands, in one sentence. */
export function gateSentence({ from, to, blocks, passed, isDue }: GateView): string {
  const review = from === to;
  const next = review ? "the review" : `the gate to ${PHASE_WORD[to].toLowerCase()}`;
  if (passed && !isDue)
    return `${review ? "Reviewed" : `Passed to ${PHASE_WORD[to].toLowerCase()}`} on ${utcDateOf(passed.atMs)}.`;
  if (isDue) return "The review is due again.";
  if (blocks.length === 0) return `Nothing blocks ${next}.`;
  return `${blocks.length === 1 ? "One thing blocks" : `${blocks.length} things block`} ${next}.`;
}

/** Why a passed gate is no longer covered, in one sentence; null while it is. */
export function lostSentence({ lost }: GateView): string | null {
  if (!lost) return null;
  const what = [...lost.items.map(({ number, title }) => `${number} ${title}`), ...lost.reopenedBy];
  const since = lost.since ? ` since ${lost.since}` : "";
  return `No longer covered${since}: ${what.join("; ")}`;
}

/** What stands between a phase and the next, above its checklist; opens to the whole gate. */
export function GateSummary({ gate, slug }: { readonly gate: GateView; readonly slug: string }) {
  const lost = lostSentence(gate);
  return (
    <section aria-label="Phase gate" className="mb-3">
      <Notice
        tone={lost || gate.isDue ? "warning" : "plain"}
        icon={lost ? <ShieldAlert aria-hidden /> : <Milestone aria-hidden />}
        title={gateSentence(gate)}
        actions={
          <TextLink
            href={`/systems/${slug}/gates#${gate.id}`}
            prefetch={false}
            className="inline-flex min-h-control items-center px-2"
          >
            All gates
          </TextLink>
        }
      >
        {lost}
      </Notice>
      <details className="mt-1">
        <summary className="link inline-flex min-h-6 cursor-pointer items-center text-xs">
          What this gate takes
        </summary>
        <div className="mt-2 rounded-lg border bg-surface p-4">
          <p className="mb-4 text-2">{gate.purpose}</p>
          <GatePanel gate={gate} />
        </div>
      </details>
    </section>
  );
}
