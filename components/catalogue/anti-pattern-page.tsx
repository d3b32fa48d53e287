import { DefinitionRow, DefinitionRows } from "@/components/ui/definition-rows";
import { SectionHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import type { AntiPattern } from "@/lib/domain/catalogue/knowledge";
import { counted } from "@/lib/domain/kernel/counted";
import type { EntryView, SuspectedSystem } from "@/lib/features/knowledge/present";
import { EntryAside } from "./entry-aside";
import { EntryFrame } from "./entry-frame";
import { Addition } from "./entry-section";

interface AntiPatternPageProps {
  readonly view: EntryView<AntiPattern>;
  readonly suspected: readonly SuspectedSystem[];
}

/** One anti-pattern: why it fails, what to do instead, how it looks, and on which systems it shows. */
export function AntiPatternPage({ view, suspected }: AntiPatternPageProps) {
  const { entry } = view;
  return (
    <EntryFrame
      entry={{ name: entry.name, description: entry.text }}
      list={{ href: "/catalogue/anti-patterns", words: "Anti-patterns" }}
      asideLabel="About this anti-pattern"
      aside={<EntryAside view={view} uses={entry.check === null} />}
    >
      <DefinitionRows termWidth="96px" className="max-w-[96ch]">
        <DefinitionRow term="Why it fails">{entry.whyItFails}</DefinitionRow>
        <DefinitionRow term="Instead">{entry.instead}</DefinitionRow>
        {entry.basis === "product" && (
          <DefinitionRow term="Basis">
            <Addition />
          </DefinitionRow>
        )}
      </DefinitionRows>
      <section>
        <SectionHeader title="In your systems" aside="A question, never a verdict" />
        {entry.check === null ? (
          <p className="text-2">
            Nothing that a system states can show it: only people can tell. Ask for the signs below in a
            review.
          </p>
        ) : (
          <Suspected check={entry.check} suspected={suspected} />
        )}
      </section>
      <section>
        <SectionHeader title="How it looks" />
        <ul className="grid max-w-[88ch] list-disc gap-1 pl-4">
          {entry.looksLike.map((sign) => (
            <li key={sign}>{sign}</li>
          ))}
        </ul>
      </section>
    </EntryFrame>
  );
}

type SuspectedProps = { readonly check: string } & Pick<AntiPatternPageProps, "suspected">;

function Suspected({ check, suspected }: SuspectedProps) {
  return (
    <>
      <p className="mb-2 max-w-[88ch] text-2">
        Looked for: {check.slice(0, 1).toLowerCase() + check.slice(1)} A protection that is in place or stated
        silences it, proven or not.
      </p>
      {suspected.length === 0 && <p className="text-3">It shows on no system that you see.</p>}
      <ul>
        {suspected.map((system) => (
          <SuspectedRow key={system.href} system={system} />
        ))}
      </ul>
    </>
  );
}

function SuspectedRow({ system: { href, name, places, fires, open } }: { readonly system: SuspectedSystem }) {
  return (
    <li className="grid gap-x-6 gap-y-1 border-t border-subtle py-2 sm:grid-cols-[200px_minmax(0,1fr)]">
      <span>
        <TextLink href={href} prefetch={false} className="inline-flex min-h-6 items-center">
          {name}
        </TextLink>
        <span className="block text-xs text-3">
          {fires > 0 && counted(fires, "place")}
          {fires > 0 && open > 0 && ", "}
          {open > 0 && `${open} not stated`}
        </span>
      </span>
      {places.length === 0 ? (
        <span className="self-center text-xs text-3">
          Can’t be judged until somebody states what it asks for.
        </span>
      ) : (
        <ul className="grid content-center gap-0.5">
          {places.map(({ number, name: place }) => (
            <li key={number} className="flex items-baseline gap-2">
              <span className="mono w-12 text-xs text-3">{number}</span>
              <span className="min-w-0">{place}</span>
            </li>
          ))}
          {fires > places.length && <li className="text-xs text-3">and {fires - places.length} more</li>}
        </ul>
      )}
    </li>
  );
}
