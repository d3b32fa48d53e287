import { Person } from "@/components/ui/avatar";
import { Chip } from "@/components/ui/chip";
import { DefinitionRow, DefinitionRows } from "@/components/ui/definition-rows";
import { SectionHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import type { SystemSummary } from "@/lib/domain/systems/system";
import { CRITICALITY_WORD, STANDARD_OF_REGULATION, SYSTEM_TYPE_WORD } from "@/lib/domain/systems/vocabulary";
import { DATA_CLASS_WORD, REGULATION_EXPLAINED, TYPE_EXPLAINED } from "./words";

type SystemFactsProps = { readonly system: SystemSummary; readonly mayEdit: boolean };

/** What is known about the system. */
export function SystemFacts({ system, mayEdit }: SystemFactsProps) {
  const base = `/systems/${system.slug}`;
  return (
    <section className="mb-8 min-w-0">
      <SectionHeader title="About" aside={mayEdit && <TextLink href={`${base}/settings`}>Change</TextLink>} />
      {system.description && (
        <p className="mb-3 whitespace-pre-line wrap-break-word text-2">{system.description}</p>
      )}
      <DefinitionRows>
        <DefinitionRow term="Type">
          <span title={TYPE_EXPLAINED[system.type]}>{SYSTEM_TYPE_WORD[system.type]}</span>
        </DefinitionRow>
        <DefinitionRow term="Owner">
          <Person name={system.owner.name} />
        </DefinitionRow>
        <DefinitionRow term="Criticality">
          {CRITICALITY_WORD[system.criticality]} <span className="text-3">{system.criticality} of 4</span>
        </DefinitionRow>
        <DefinitionRow term="Data">
          {system.dataClasses.length === 0 ? (
            <span className="text-3">Not stated; no item is left out for it</span>
          ) : (
            system.dataClasses.map((one) => DATA_CLASS_WORD[one]).join(", ")
          )}
        </DefinitionRow>
        <DefinitionRow term="Regulations">
          {system.regulations.length === 0 ? (
            <span className="text-3">None stated</span>
          ) : (
            system.regulations.map((one) => (
              <span key={one} title={REGULATION_EXPLAINED[one]}>
                {one}
              </span>
            ))
          )}
        </DefinitionRow>
        <DefinitionRow term="Tags">
          {system.tags.length === 0 ? (
            <span className="text-3">None</span>
          ) : (
            system.tags.map((tag) => (
              <TextLink key={tag} href={`/systems?tag=${encodeURIComponent(tag)}`} prefetch={false}>
                <Chip>{tag}</Chip>
              </TextLink>
            ))
          )}
        </DefinitionRow>
      </DefinitionRows>
      <Regulations system={system} />
    </section>
  );
}

function Regulations({ system }: { readonly system: SystemSummary }) {
  if (system.regulations.length === 0) return null;
  return (
    <p className="mt-3 text-2">
      See the same items by what each regulation asks for:{" "}
      {system.regulations.map((one, index) => (
        <span key={one}>
          {index > 0 && ", "}
          <TextLink href={`/systems/${system.slug}/standards/${STANDARD_OF_REGULATION[one]}`}>{one}</TextLink>
        </span>
      ))}
      .
    </p>
  );
}
