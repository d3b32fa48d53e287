import { TextLink } from "@/components/ui/text-link";
import type { Passage } from "@/lib/domain/gates/passage";

type PassageListProps = {
  readonly passages: readonly Passage[];
  /** What the criteria say, by id. */
  readonly criteria: ReadonlyMap<string, string>;
};

/** Every time that the system passed a gate, the newest first, with what it stood on then. */
export function PassageList({ passages, criteria }: PassageListProps) {
  if (passages.length === 0) return <p className="text-2">No gate has been passed yet.</p>;
  return (
    <ul className="grid max-w-[960px] divide-y divide-subtle border-y border-subtle">
      {passages.map((passage) => (
        <li key={`${passage.gate}-${passage.number}`} className="py-2.5">
          <PassageLine passage={passage} criteria={criteria} />
        </li>
      ))}
    </ul>
  );
}

function PassageLine({
  passage,
  criteria,
}: { readonly passage: Passage } & Pick<PassageListProps, "criteria">) {
  const { gate, number, atMs, requestNumber, by, reason, snapshot } = passage;
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{gate.replaceAll("-", " ")}</span>
        <span className="text-3">
          time {number}, {new Date(atMs).toISOString().slice(0, 10)}, asked by {by.name}
        </span>
        {requestNumber === null ? (
          <span className="text-3">by one person, before two could sign (bootstrap)</span>
        ) : (
          <TextLink href={`/approvals/${requestNumber}`}>AR-{requestNumber}</TextLink>
        )}
      </p>
      <p className="break-words whitespace-pre-line text-2">{reason}</p>
      <details className="mt-1">
        <summary className="link inline-flex min-h-6 cursor-pointer items-center text-xs">
          What it stood on: {snapshot.items.length} items, {Object.keys(snapshot.findings).length} uncovered
          threats
        </summary>
        <ul className="mt-1 grid gap-0.5 text-xs text-2">
          {snapshot.items.map((item) => (
            <li key={item.id}>
              <span className="mono">{item.number}</span> {item.title}: {item.stood}
            </li>
          ))}
          {snapshot.criteria.map((id) => (
            <li key={id}>
              {by.name} vouched: {criteria.get(id) ?? id}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
