import type { ImportLine } from "@/lib/domain/architecture/import-preview";

type ImportChangesProps = Pick<ImportLine, "changes" | "kept"> & { readonly isNew: boolean };

/** The fields of one element: what is written, and what stays with the reason. */
export function ImportChanges({ changes, kept, isNew }: ImportChangesProps) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-0.5 max-sm:flex-col">
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          <span className="text-3">{field}</span>{" "}
          {!isNew && (
            <>
              <span className="text-2">{before ?? "unknown"}</span> <span aria-hidden>→</span>
              <span className="sr-only"> becomes </span>{" "}
            </>
          )}
          {after}
        </li>
      ))}
      {kept.map(({ field, before, after, why }) => (
        <li key={`kept ${field}`} className="basis-full">
          <span className="text-3">{field}</span> {before ?? "unknown"}{" "}
          <span className="font-medium">stays</span>
          <span className="block text-xs text-2">
            The file says {after}. {why}
          </span>
        </li>
      ))}
    </ul>
  );
}
