import { StateMark } from "@/components/ui/state-mark";
import type { Said } from "@/lib/features/architecture/present";

/** What is said of a property: a fact, a claim that holds, one that lapsed, or nothing. */
export function SaidWords({ said }: { readonly said: Said }) {
  const { words, claim } = said;
  if (words === null) return <span className="text-3">Not known</span>;
  if (!claim) return words;
  const stated = `Stated by ${claim.by} on ${claim.on}`;
  if (!claim.holds)
    return (
      <span title={`${stated}, lapsed on ${claim.expiresOn}`}>
        {words} <span className="text-xs text-bad">lapsed {claim.expiresOn}</span>
      </span>
    );
  return (
    <span
      className="inline-flex items-baseline gap-1.5"
      title={claim.expiresOn ? `${stated}, valid until ${claim.expiresOn}` : stated}
    >
      <StateMark state="claimed" label="Claimed" />
      {words}
    </span>
  );
}
