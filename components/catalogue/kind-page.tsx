import { SectionHeader } from "@/components/ui/page-header";
import type { KnowledgeKind } from "@/lib/domain/catalogue/kinds";
import { counted } from "@/lib/domain/kernel/counted";
import type { EntryGroup, KnowledgeSources } from "@/lib/features/knowledge/present";
import { CatalogueTop } from "./catalogue-top";
import { EntryFacts } from "./entry-facts";
import { EntrySection } from "./entry-section";

interface KindPageProps {
  readonly kind: KnowledgeKind;
  readonly groups: readonly EntryGroup[];
  readonly sources: KnowledgeSources;
}

/** All entries of one kind, each with the systems that it concerns. */
export function KindPage({ kind, groups, sources }: KindPageProps) {
  return (
    <div className="p-page-x">
      <CatalogueTop kind={kind} />
      {groups.map(({ title, views }) => (
        <section key={title} className="mb-6">
          {title && (
            <SectionHeader
              title={title}
              aside={counted(views.length, "entry", "entries")}
              className="mb-0 border-b"
            />
          )}
          <div>
            {views.map((view) => (
              <EntrySection
                key={view.entry.id}
                view={view}
                level={title ? 3 : 2}
                facts={<EntryFacts kind={kind} view={view} knowledge={sources.knowledge} />}
              />
            ))}
          </div>
        </section>
      ))}
      <p className="text-xs text-3">{NOTE[kind]}</p>
      {sources.more > 0 && (
        <p className="text-xs text-3">
          Systems are looked for among the {sources.systems.length} most critical that you see; {sources.more}{" "}
          more are not.
        </p>
      )}
    </div>
  );
}

const NOTE: Readonly<Partial<Record<KnowledgeKind, string>>> = {
  "failure-modes":
    "Durations are starting values. What is marked as our addition is to be confirmed by the team before it holds.",
  standards:
    "Wording is ours; the text of a standard stays with its publisher. References to laws are pointers for a specialist, not legal advice.",
  trends: "A catalogue does not replace a specialist: for high threats ask security professionals.",
};
