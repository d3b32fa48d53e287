import { SectionHeader } from "@/components/ui/page-header";
import { PhaseMark } from "@/components/ui/phase-mark";
import { TextLink } from "@/components/ui/text-link";
import type { ListedEntry } from "@/lib/domain/catalogue/kinds";
import type { Phase } from "@/lib/domain/checklists/vocabulary";
import { STANDING_WORD, type Standing } from "@/lib/domain/controls/vocabulary";
import type { MechanismView } from "@/lib/features/catalogue/present";
import { EntryFrame } from "./entry-frame";
import { LatencyTable } from "./latency-table";
import { MechanismFacts } from "./mechanism-facts";
import { QuantityTable } from "./quantity-table";
import { SeeAlso } from "./see-also";
import { StrengthTable } from "./strength-table";

interface MechanismPageProps {
  readonly view: MechanismView;
  /** Edition of the ATT&CK ids that stand in the bases of strengths. */
  readonly attackVersion: string;
  /** Entries of the rest of the catalogue that point here. */
  readonly seeAlso: readonly ListedEntry[];
  readonly proofs: readonly { readonly key: string; readonly phase: Phase; readonly title: string }[];
  readonly uses: readonly {
    readonly systemSlug: string;
    readonly systemName: string;
    readonly standing: Standing;
    readonly elementId: string;
    readonly number: number;
    readonly name: string;
  }[];
}

/** One mechanism: what it is strong against, what it costs in money and milliseconds, what proves it, where it is used. */
export function MechanismPage({ view, attackVersion, seeAlso, proofs, uses }: MechanismPageProps) {
  const { mechanism, strengths, costs, latency } = view;
  return (
    <EntryFrame
      entry={mechanism}
      list={{ href: "/catalogue/mechanisms", words: "Mechanisms" }}
      asideLabel="About this mechanism"
      aside={
        <>
          <section>
            <SectionHeader title="Where it is used" aside={uses.length} />
            <MechanismUses uses={uses} />
          </section>
          <section>
            <SectionHeader title="About" />
            <MechanismFacts view={view} />
          </section>
          <SeeAlso entries={seeAlso} />
        </>
      }
    >
      <section>
        <SectionHeader
          id="against"
          title="What it is strong against"
          aside={`A threat that is not listed has not been rated. ATT&CK ids: ${attackVersion}`}
        />
        <StrengthTable label="What it is strong against" what="Threat" groups={strengths} />
      </section>
      <section>
        <SectionHeader id="cost" title="What it costs" aside="US dollars, about 20 services in one cloud" />
        <QuantityTable label="What it costs" lines={costs} />
      </section>
      <section>
        <SectionHeader id="milliseconds" title="What one hop of a request pays" aside="Milliseconds" />
        <LatencyTable lines={latency} basis={mechanism.latencyBasis} />
      </section>
      <section>
        <SectionHeader id="proof" title="What proves it" />
        <Proof proofs={proofs} convincing={mechanism.provenBy} />
      </section>
    </EntryFrame>
  );
}

type ProofProps = Pick<MechanismPageProps, "proofs"> & {
  readonly convincing: readonly { readonly phase: Phase; readonly what: string }[];
};

function Proof({ proofs, convincing }: ProofProps) {
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <div>
        <h3 className="mb-1">Items of the checklist</h3>
        {proofs.length === 0 && <p className="text-3">No item proves it: a control stays unknown.</p>}
        <ul className="grid gap-1">
          {proofs.map(({ key, phase, title }) => (
            <li key={key} className="flex items-start gap-2">
              <PhaseMark phase={phase} />
              <span>
                {title} <span className="mono block text-xs text-3">{key}</span>
              </span>
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h3 className="mb-1">What convinces</h3>
        <ul className="grid gap-1">
          {convincing.map(({ phase, what }) => (
            <li key={what} className="flex items-start gap-2">
              <PhaseMark phase={phase} />
              <span>{what}</span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function MechanismUses({ uses }: Pick<MechanismPageProps, "uses">) {
  if (uses.length === 0) return <p className="text-3">No system that you see uses it.</p>;
  return (
    <ul className="grid gap-2">
      {uses.map(({ systemSlug, systemName, standing, elementId, number, name }) => (
        <li key={elementId} className="flex items-baseline justify-between gap-3">
          <span className="min-w-0">
            <TextLink href={`/systems/${systemSlug}/threats`} prefetch={false}>
              {systemName}
            </TextLink>
            <span className="block truncate text-xs text-3">
              <span className="mono">CT-{number}</span> {name}
            </span>
          </span>
          <span className="text-xs whitespace-nowrap text-2">{STANDING_WORD[standing]}</span>
        </li>
      ))}
    </ul>
  );
}
