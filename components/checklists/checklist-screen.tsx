import { ListChecks } from "lucide-react";
import { Suspense } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { PHASE_WORD } from "@/components/ui/phase-mark";
import type { ItemView } from "@/lib/domain/checklists/item-view";
import type { PersonRef } from "@/lib/domain/people/person";
import type { ChecklistView } from "./checklist-view";
import { FilterBar, NoMatch } from "./filter-bar";
import { GateNote } from "./gate-note";
import { PhaseStrip } from "./phase-strip";
import { Workspace } from "./workspace";

interface ChecklistScreenProps {
  readonly view: ChecklistView;
  readonly people: readonly PersonRef[];
  readonly item: ItemView | null;
}

/** The checklist of one phase, or of all, with one item beside it. */
export function ChecklistScreen({ view, people, item }: ChecklistScreenProps) {
  const { checklist, scope } = view;
  const { system, mayWork, mayComment, evidenceLimitMb, singleKeys } = checklist;
  return (
    <>
      <h1 className="sr-only">{checklistTitle(view)}</h1>
      <PhaseStrip view={view} />
      <Suspense>
        <Workspace
          surroundings={{
            system: { id: system.id, slug: system.slug },
            people,
            mayWork,
            mayComment,
            evidenceLimitMb,
            refused: view.refused,
          }}
          groups={view.groups}
          manyPhases={scope === "all"}
          singleKeys={singleKeys}
          item={item}
          head={<Head view={view} />}
          empty={view.total > 0 ? <NoMatch view={view} /> : <NoItems view={view} />}
        />
      </Suspense>
    </>
  );
}

export function checklistTitle({ scope, checklist }: Pick<ChecklistView, "scope" | "checklist">): string {
  const what = scope === "all" ? "Checklists" : `${PHASE_WORD[scope]} checklist`;
  return `${what} of ${checklist.system.name}`;
}

function Head({ view }: { readonly view: ChecklistView }) {
  return (
    <div className="pt-5 pr-5 pl-page-x max-sm:px-page-x max-sm:pt-4">
      {view.scope !== "all" && <GateNote view={view} phase={view.scope} />}
      <FilterBar view={view} />
    </div>
  );
}

function NoItems({ view }: { readonly view: ChecklistView }) {
  const nothing = view.checklist.rows.length === 0;
  return (
    <EmptyState
      title={nothing ? "This system has no checklist yet" : "This phase has no items"}
      icon={<ListChecks aria-hidden />}
      framed={false}
    >
      {view.checklist.mayWork
        ? "Add an item of your own above, or attach a checklist template to this system."
        : "Somebody who works on this system can attach a checklist template to it."}
    </EmptyState>
  );
}
