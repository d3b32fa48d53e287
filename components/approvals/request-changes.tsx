import type { ReactNode } from "react";
import { SectionHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { type WordPiece, wordDiff } from "@/lib/domain/approvals/word-diff";
import type { FieldChange } from "@/lib/domain/kernel/field-change";
import type { RequestView } from "@/lib/features/approvals/present";

const ROW =
  "border-t border-subtle align-top max-sm:block max-sm:first:border-t-0 *:px-3 *:py-2 max-sm:*:block";

/** Of an external action: what differs from the last time it ran. */
export function SinceLastTime({ view: { external, asOf } }: { readonly view: RequestView }) {
  if (!external) return null;
  const { action, since } = external;
  return (
    <section className="mt-5">
      <SectionHeader title="Since the last time" aside={since && "the payload, value by value"} />
      {since === null ? (
        <p className="max-w-[80ch] text-pretty text-2">
          The first {action} here: there is none before to compare with.
        </p>
      ) : (
        <>
          <p className="mb-2 max-w-[80ch] text-pretty text-2">
            {since.changes.length === 0 ? "Exactly the payload of " : "Compared with "}
            <TextLink href={since.href}>{since.label}</TextLink>, released{" "}
            <RelativeTime instantMs={since.atMs} nowMs={asOf} />.
          </p>
          {since.changes.length > 0 && (
            <ChangeTable caption="What differs" before={since.label} after="Now" changes={since.changes} />
          )}
        </>
      )}
    </section>
  );
}

/** The exact difference: what stands, and what would stand. */
export function RequestChanges({ view }: { readonly view: RequestView }) {
  return (
    <section className="mt-5">
      <SectionHeader title={view.external ? "What runs" : "What changes"} aside={view.reason} />
      <ChangeTable
        caption={view.external ? "What runs" : "What changes"}
        before={view.open ? "Now" : "When it was asked"}
        after={view.external ? "Value" : "After"}
        changes={view.changes}
        unchanged={view.unchanged}
      />
    </section>
  );
}

type ChangeTableProps = {
  readonly caption: string;
  readonly before: string;
  readonly after: string;
  readonly changes: readonly FieldChange[];
  readonly unchanged?: readonly FieldChange[];
};

function ChangeTable({ caption, before, after, changes, unchanged = [] }: ChangeTableProps) {
  const fresh = changes.every((change) => change.before === null);
  return (
    <div className="overflow-hidden rounded-lg border">
      <table className="w-full table-fixed border-collapse text-left max-sm:block">
        <caption className="sr-only">{caption}</caption>
        <thead className="max-sm:hidden">
          <tr className="bg-surface-2 text-2xs text-3 *:px-3 *:py-1.5 *:font-medium">
            <th scope="col" className={fresh ? "w-2/5" : "w-34"}>
              What
            </th>
            {!fresh && <th scope="col">{before}</th>}
            <th scope="col">{after}</th>
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {changes.map((change) => (
            <Change key={change.field} change={change} fresh={fresh} />
          ))}
          {unchanged.map(({ field, before }) => (
            <tr key={field} className={`${ROW} text-3`}>
              <th scope="row" className="font-normal break-words">
                {field}
              </th>
              <td colSpan={fresh ? 1 : 2} className="break-words whitespace-pre-line">
                {before ?? "nothing"}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Shorter texts are seen whole at a glance. */
const LONG_CHARS = 60;

function piecesOf({ before, after }: FieldChange): readonly WordPiece[] | null {
  if (before === null || after === null || Math.max(before.length, after.length) < LONG_CHARS) return null;
  const pieces = wordDiff(before, after);
  return pieces?.some(({ kind, text }) => kind === "same" && text.trim().length > 0) ? pieces : null;
}

/** One side of a comparison: what both have, and what only this one has, marked. */
function Pieces({ pieces, left }: { readonly pieces: readonly WordPiece[]; readonly left: "gone" | "new" }) {
  const Tag = left === "gone" ? "del" : "ins";
  return pieces.map(({ kind, text }, place) =>
    kind === "same" ? (
      text
    ) : kind === left ? (
      <Tag
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no identity but their place
        key={place}
        className={
          left === "gone" ? "bg-gap-tint decoration-gap-line" : "bg-proven-tint font-medium no-underline"
        }
      >
        {text}
      </Tag>
    ) : null,
  );
}

type ChangeProps = {
  readonly change: FieldChange;
  /** Nothing of all this was there before: only what comes is shown. */
  readonly fresh: boolean;
};

function Change({ change, fresh }: ChangeProps) {
  const pieces = piecesOf(change);
  return (
    <tr className={ROW}>
      <th scope="row" className="font-normal break-words text-2 max-sm:pb-0! max-sm:text-xs">
        {change.field}
      </th>
      {!fresh && (
        <td className="bg-gap-tint/40">
          <Side sign="−" className="text-bad" said="now" text={change.before}>
            {pieces && <Pieces pieces={pieces} left="gone" />}
          </Side>
        </td>
      )}
      <td className="bg-proven-tint/40">
        <Side sign="+" className="text-good" said="after" text={change.after}>
          {pieces && <Pieces pieces={pieces} left="new" />}
        </Side>
      </td>
    </tr>
  );
}

type SideProps = {
  readonly sign: string;
  readonly className: string;
  readonly said: string;
  readonly text: string | null;
  /** The text in pieces, where it is compared word by word. */
  readonly children: ReactNode;
};

function Side({ sign, className, said, text, children }: SideProps) {
  return (
    <span className="flex gap-2">
      <span aria-hidden className={`font-semibold ${className}`}>
        {sign}
      </span>
      <span className="sr-only">{said}:</span>
      <span className="min-w-0 break-words whitespace-pre-line">
        {children || (text ?? <span className="text-3">nothing</span>)}
      </span>
    </span>
  );
}
