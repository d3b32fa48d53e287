import { DefinitionRow, DefinitionRows } from "@/components/ui/definition-rows";
import { PHASE_WORD, PhaseMark } from "@/components/ui/phase-mark";
import { TextLink } from "@/components/ui/text-link";
import type { ItemText, StandardName } from "@/lib/domain/checklists/item-text";
import { PHASES } from "@/lib/domain/checklists/vocabulary";

type Standards = ReadonlyMap<string, StandardName>;
type TemplateTextsProps = { readonly texts: readonly ItemText[]; readonly standards: Standards };

/** The items of a version by phase and group; each opens to why, how and what proves it. */
export function TemplateTexts({ texts, standards }: TemplateTextsProps) {
  const phases = PHASES.filter((phase) => texts.some((text) => text.phase === phase));
  return (
    <div className="min-w-0">
      <nav aria-label="Phases" className="no-print mb-4 flex flex-wrap gap-x-4 gap-y-1">
        {phases.map((phase) => (
          <TextLink key={phase} href={`#${phase}`} className="inline-flex min-h-6 items-center gap-1">
            {PHASE_WORD[phase]}{" "}
            <span className="text-3">{texts.filter((text) => text.phase === phase).length}</span>
          </TextLink>
        ))}
      </nav>
      {phases.map((phase) => (
        <section key={phase} className="mb-8">
          <h2 id={phase} className="mb-2">
            <PhaseMark phase={phase} named />
          </h2>
          {groupsOf(texts.filter((text) => text.phase === phase)).map(([group, members]) => (
            <section key={group} className="mb-3">
              <h3 className="border-b bg-surface-2 px-2 py-1">
                {group} <span className="font-normal text-3">{members.length}</span>
              </h3>
              {members.map((text) => (
                <TextRow key={text.key} text={text} standards={standards} />
              ))}
            </section>
          ))}
        </section>
      ))}
    </div>
  );
}

function groupsOf(texts: readonly ItemText[]): readonly (readonly [string, readonly ItemText[]])[] {
  const groups = new Map<string, ItemText[]>();
  for (const text of texts) {
    const members = groups.get(text.group);
    if (members) members.push(text);
    else groups.set(text.group, [text]);
  }
  return [...groups];
}

function TextRow({ text, standards }: { readonly text: ItemText; readonly standards: Standards }) {
  return (
    <details className="border-b border-subtle">
      <summary className="flex min-h-row-dense items-baseline gap-3 px-2 py-1.5 hover:bg-surface-hover">
        <span className="min-w-0 flex-1">{text.title}</span>
        {text.must && <span className="text-xs text-2">Must</span>}
        <span className="mono hidden max-w-[28ch] truncate text-xs text-3 md:inline">{text.key}</span>
      </summary>
      <DefinitionRows termWidth="96px" className="px-2 pt-1 pb-4">
        {text.why && <DefinitionRow term="Why">{text.why}</DefinitionRow>}
        {text.how && (
          <DefinitionRow term="What to do">
            <span className="whitespace-pre-line">{text.how}</span>
          </DefinitionRow>
        )}
        <DefinitionRow term="Proof">
          <span>
            {text.proofAccepts || <span className="text-3">Not described</span>}{" "}
            <span className="text-3">
              {text.evidenceValidDays === null
                ? "Never expires."
                : `Holds for ${text.evidenceValidDays} days.`}
            </span>
          </span>
        </DefinitionRow>
        <DefinitionRow term="Applies to">
          {text.appliesTo === "all" ? "All systems" : text.appliesTo.join(", ").replaceAll("-", " ")}
          {text.dataClasses.length > 0 && ` that handle ${text.dataClasses.join(" or ")} data`}
        </DefinitionRow>
        {text.goals.length > 0 && <DefinitionRow term="Goals">{text.goals.join(", ")}</DefinitionRow>}
        {Object.keys(text.refs).length > 0 && (
          <DefinitionRow term="References">
            <References refs={text.refs} standards={standards} />
          </DefinitionRow>
        )}
        {text.tags.length > 0 && <DefinitionRow term="Tags">{text.tags.join(", ")}</DefinitionRow>}
        <DefinitionRow term="Id">
          <span className="mono wrap-anywhere">{text.key}</span>
        </DefinitionRow>
      </DefinitionRows>
    </details>
  );
}

function References({ refs, standards }: { readonly refs: ItemText["refs"]; readonly standards: Standards }) {
  return (
    <ul>
      {Object.entries(refs).map(([standard, ids]) => {
        const known = standards.get(standard);
        return (
          <li key={standard}>
            {known ? `${known.name} ${known.edition}` : standard}:{" "}
            <span className="mono">{ids.join(", ")}</span>
          </li>
        );
      })}
    </ul>
  );
}
