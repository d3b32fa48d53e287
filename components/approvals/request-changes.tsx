import { SectionHeader } from "@/components/ui/page-header";
import type { FieldChange } from "@/lib/domain/kernel/field-change";
import type { RequestView } from "@/lib/features/approvals/present";

const ROW =
  "border-t border-subtle align-top max-sm:block max-sm:first:border-t-0 *:px-3 *:py-2 max-sm:*:block";

/** The exact difference: what stands, and what would stand. */
export function RequestChanges({ view }: { readonly view: RequestView }) {
  return (
    <section className="mt-5">
      <SectionHeader title="What changes" aside={view.reason} />
      <div className="overflow-hidden rounded-lg border">
        <table className="w-full table-fixed border-collapse text-left max-sm:block">
          <caption className="sr-only">What changes</caption>
          <thead className="max-sm:hidden">
            <tr className="bg-surface-2 text-2xs text-3 *:px-3 *:py-1.5 *:font-medium">
              <th scope="col" className="w-34">
                What
              </th>
              <th scope="col">{view.open ? "Now" : "When it was asked"}</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody className="max-sm:block">
            {view.changes.map((change) => (
              <Change key={change.field} change={change} />
            ))}
            {view.unchanged.map(({ field, before }) => (
              <tr key={field} className={`${ROW} text-3`}>
                <th scope="row" className="font-normal">
                  {field}
                </th>
                <td colSpan={2} className="break-words whitespace-pre-line">
                  {before ?? "nothing"}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Change({ change }: { readonly change: FieldChange }) {
  return (
    <tr className={ROW}>
      <th scope="row" className="font-normal text-2 max-sm:pb-0! max-sm:text-xs">
        {change.field}
      </th>
      <td className="bg-gap-tint/40">
        <Side sign="−" className="text-bad" said="now" text={change.before} />
      </td>
      <td className="bg-proven-tint/40">
        <Side sign="+" className="text-good" said="after" text={change.after} />
      </td>
    </tr>
  );
}

type SideProps = {
  readonly sign: string;
  readonly className: string;
  readonly said: string;
  readonly text: string | null;
};

function Side({ sign, className, said, text }: SideProps) {
  return (
    <span className="flex gap-2">
      <span aria-hidden className={`font-semibold ${className}`}>
        {sign}
      </span>
      <span className="sr-only">{said}:</span>
      <span className="min-w-0 break-words whitespace-pre-line">
        {text ?? <span className="text-3">nothing</span>}
      </span>
    </span>
  );
}
