import { DefinitionRow, DefinitionRows } from "@/components/ui/definition-rows";
import { GoalMark } from "@/components/ui/goal-mark";
import { SectionHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { COORDINATION_WORD } from "@/lib/domain/architecture/vocabulary";
import type { ListedEntry } from "@/lib/domain/catalogue/kinds";
import type { Threat } from "@/lib/domain/catalogue/threat";
import { LAYER_WORD, STRIDE_WORD } from "@/lib/domain/threats/words";
import type { ThreatView } from "@/lib/features/catalogue/present";
import { EntryFrame } from "./entry-frame";
import { QuantityTable } from "./quantity-table";
import { ReferenceList } from "./reference-list";
import { RuleList } from "./rule-list";
import { SeeAlso } from "./see-also";
import { StrengthTable } from "./strength-table";
import { sentence } from "./words";

interface ThreatPageProps {
  readonly view: ThreatView;
  /** Entries of the rest of the catalogue that point here. */
  readonly seeAlso: readonly ListedEntry[];
  readonly uses: readonly {
    readonly systemSlug: string;
    readonly systemName: string;
    readonly findings: number;
  }[];
  readonly mayChange: boolean;
}

/** One threat: how it shows, what answers it, how it follows from an architecture, what it costs. */
export function ThreatPage({ view, seeAlso, uses, mayChange }: ThreatPageProps) {
  const { threat, strengths, rules, loss, variants, versions } = view;
  return (
    <EntryFrame
      entry={threat}
      list={{ href: "/catalogue/threats", words: "Threats" }}
      asideLabel="About this threat"
      aside={
        <>
          <section>
            <SectionHeader title="Systems that have it" aside={uses.length} />
            <ThreatUses uses={uses} />
          </section>
          <section>
            <SectionHeader title="About" />
            <ThreatFacts threat={threat} />
          </section>
          <section>
            <SectionHeader title="How it shows" />
            <ul className="grid list-disc gap-1 pl-4">
              {threat.howItShows.map((sign) => (
                <li key={sign}>{sentence(sign)}</li>
              ))}
            </ul>
          </section>
          <SeeAlso entries={seeAlso} />
          <section>
            <SectionHeader title="References" />
            <ReferenceList references={threat.references} versions={versions} note={threat.note} />
          </section>
        </>
      }
    >
      <section>
        <SectionHeader
          id="answers"
          title="What answers it"
          aside={`A mechanism that is not listed has not been rated. ATT&CK ids: ${versions.attack}`}
        />
        <StrengthTable
          label="What answers it"
          what="Mechanism"
          groups={strengths}
          changeHref={
            mayChange ? (row) => `/catalogue/threats/${threat.id}/strengths/${row.mechanism}` : undefined
          }
        />
      </section>
      <section>
        <SectionHeader
          id="rules"
          title="How it follows from an architecture"
          aside={`${rules.length} rules`}
        />
        <RuleList rules={rules} />
      </section>
      <section>
        <SectionHeader
          id="loss"
          title="What it costs before any control"
          aside="Starting values, until a team gives its own"
        />
        <QuantityTable label="What it costs before any control" lines={loss} />
        {variants.map(({ when, lines }) => (
          <div key={when} className="mt-4">
            <h3 className="mb-1">
              Where <code className="mono text-xs">{when}</code>
            </h3>
            <QuantityTable label={`What it costs where ${when}`} lines={lines} />
          </div>
        ))}
      </section>
    </EntryFrame>
  );
}

function ThreatUses({ uses }: Pick<ThreatPageProps, "uses">) {
  if (uses.length === 0) return <p className="text-3">No system that you see has it.</p>;
  return (
    <ul className="grid gap-1">
      {uses.map(({ systemSlug, systemName, findings }) => (
        <li key={systemSlug} className="flex min-h-6 items-center justify-between gap-3">
          <TextLink href={`/systems/${systemSlug}/threats`} prefetch={false} className="truncate">
            {systemName}
          </TextLink>
          <span className="text-xs whitespace-nowrap text-3">
            {findings} {findings === 1 ? "finding" : "findings"}
          </span>
        </li>
      ))}
    </ul>
  );
}

function ThreatFacts({ threat }: { readonly threat: Threat }) {
  const { stride, goals, layer, emphasisedFrom } = threat;
  return (
    <DefinitionRows>
      <DefinitionRow term="STRIDE">
        {stride.primary.map((letter) => STRIDE_WORD[letter]).join(", ")}
      </DefinitionRow>
      {stride.secondary.length > 0 && (
        <DefinitionRow term="Also">
          {stride.secondary.map((letter) => STRIDE_WORD[letter]).join(", ")}
        </DefinitionRow>
      )}
      <DefinitionRow term="Goals">
        <span className="grid gap-1">
          {goals.map((goal) => (
            <GoalMark key={goal} goal={goal} named />
          ))}
        </span>
      </DefinitionRow>
      <DefinitionRow term="Layer">{LAYER_WORD[layer]}</DefinitionRow>
      <DefinitionRow term="Weighs more">
        {emphasisedFrom === "any" || emphasisedFrom === "none"
          ? "in every zone"
          : `in zones that share: ${COORDINATION_WORD[emphasisedFrom].toLowerCase()}${emphasisedFrom === "full" ? "" : ", or more"}`}
      </DefinitionRow>
    </DefinitionRows>
  );
}
