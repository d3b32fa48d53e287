import { ListChecks } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PHASE_WORD } from "@/components/ui/phase-mark";
import type { ItemView } from "@/lib/domain/checklists/item-view";
import type { PersonRef } from "@/lib/domain/people/person";
import type { ChecklistView } from "./checklist-view";
import { FilterBar, NoMatch } from "./filter-bar";
import type { Scope } from "./list-view";
import { PhaseStrip } from "./phase-strip";
import { Workspace } from "./workspace";

interface ChecklistScreenProps {
  readonly view: ChecklistView;
  readonly people: readonly PersonRef[];
  readonly item: ItemView | null;
  /** The gate at the end of the phase. */
  readonly gate: ReactNode;
}

/** The checklist of one phase, or of all, with one item beside it. */
export function ChecklistScreen({ view, people, item, gate }: ChecklistScreenProps) {
  const { checklist, scope } = view;
  const { system, me, mayWork, mayComment, evidenceLimitMb, singleKeys } = checklist;
  return (
    <>
      <h1 className="sr-only">
        {checklistTitle(scope)} of {system.name}
      </h1>
      <PhaseStrip view={view} />
      <Workspace
        surroundings={{
          me,
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
        head={<Head view={view} gate={gate} />}
        empty={view.total > 0 ? <NoMatch view={view} /> : <NoItems view={view} />}
      />
    </>
  );
}

export function checklistTitle(scope: Scope): string {
  return scope === "all" ? "Checklists" : `${PHASE_WORD[scope]} checklist`;
}

function Head({ view, gate }: { readonly view: ChecklistView; readonly gate: ReactNode }) {
  return (
    <div className="pt-5 pr-5 pl-page-x max-sm:px-page-x max-sm:pt-4">
      {gate}
      <FilterBar view={view} />
    </div>
  );
}

function NoItems({ view }: { readonly view: ChecklistView }) {
  const { rows, system, mayWork, mayEdit } = view.checklist;
  const advice = mayEdit
    ? "Give it one in the settings of the system, or add an item of your own above."
    : "Somebody who may change this system can give it one.";
  return (
    <EmptyState
      title={rows.length === 0 ? "This system has no checklist yet" : "This phase has no items"}
      icon={<ListChecks aria-hidden />}
      framed={false}
      action={
        rows.length === 0 &&
        mayEdit && <ButtonLink href={`/systems/${system.slug}/settings`}>Open the settings</ButtonLink>
      }
    >
      {rows.length === 0 ? advice : mayWork && "Add an item of your own above, or look at another phase."}
    </EmptyState>
  );
}
