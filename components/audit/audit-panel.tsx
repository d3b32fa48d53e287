import { ArrowRight } from "lucide-react";
import { DefinitionRow, DefinitionRows } from "@/components/ui/definition-rows";
import { formatExact } from "@/components/ui/format-time";
import { HashText } from "@/components/ui/hash-text";
import { Panel, PanelSection } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import type { EntrySeal } from "@/lib/domain/audit/seal";
import type { FieldChange } from "@/lib/domain/kernel/field-change";
import type { AuditRow } from "@/lib/features/audit/present";
import { Who } from "./audit-table";
import { EntryProofPart } from "./entry-proof";
import { OutcomeMark } from "./outcome-mark";

type AuditPanelProps = {
  readonly entry: AuditRow;
  readonly seal: EntrySeal | null;
  readonly closeHref: string;
};

/** One entry: the facts, and what changed. */
export function AuditPanel({ entry, seal, closeHref }: AuditPanelProps) {
  return (
    <Panel label={`Entry ${entry.id}`} heading={`Entry ${entry.id}`} closeHref={closeHref}>
      <h2 className="text-lg">{entry.words}</h2>
      <p className="mb-4 break-words text-2">{entry.about}</p>
      <DefinitionRows>
        <DefinitionRow term="Outcome">
          <OutcomeMark outcome={entry.outcome} />
        </DefinitionRow>
        <DefinitionRow term="Who">
          <Who row={entry} />
        </DefinitionRow>
        {entry.address && (
          <DefinitionRow term="From">
            <span className="mono">{entry.address}</span>
          </DefinitionRow>
        )}
        <DefinitionRow term="When">
          <time dateTime={new Date(entry.atMs).toISOString()} title={formatExact(entry.atMs)}>
            {formatExact(entry.atMs)}
          </time>
        </DefinitionRow>
        {entry.strength && (
          <DefinitionRow term="Approval">
            {entry.strength.href ? (
              <TextLink href={entry.strength.href}>{entry.strength.words}</TextLink>
            ) : (
              entry.strength.words
            )}
          </DefinitionRow>
        )}
        {entry.reason && entry.outcome === "done" && (
          <DefinitionRow term="Words">{entry.reason}</DefinitionRow>
        )}
        {entry.system && (
          <DefinitionRow term="System">
            <TextLink href={`/systems/${entry.system.slug}`}>{entry.system.name}</TextLink>
          </DefinitionRow>
        )}
        <DefinitionRow term="Action">
          <code className="mono">{entry.action}</code>
        </DefinitionRow>
        <DefinitionRow term="Entry id">
          <HashText value={entry.entryId} />
        </DefinitionRow>
      </DefinitionRows>
      {entry.changes.length > 0 && (
        <PanelSection title="What changed" count={entry.changes.length}>
          <ul className="grid gap-2">
            {entry.changes.map((change) => (
              <Change key={change.field} change={change} />
            ))}
          </ul>
        </PanelSection>
      )}
      {seal && <EntryProofPart seal={seal} />}
    </Panel>
  );
}

function Change({ change }: { readonly change: FieldChange }) {
  return (
    <li>
      <span className="block text-xs text-3 first-letter:uppercase">{change.field}</span>
      <span className="flex flex-wrap items-center gap-x-1.5">
        <Value text={change.before} />
        <ArrowRight aria-hidden className="size-3 shrink-0 text-3" />
        <span className="sr-only">becomes</span>
        <Value text={change.after} />
      </span>
    </li>
  );
}

function Value({ text }: { readonly text: string | null }) {
  if (text === null) return <span className="text-3">nothing</span>;
  return <span className="min-w-0 break-words">{text}</span>;
}
