"use client";

import { PanelSection } from "@/components/ui/panel";
import type { ItemView } from "@/lib/domain/checklists/item-view";
import type { ItemStatus } from "@/lib/domain/checklists/vocabulary";
import { CommentList } from "./comment-list";
import { ItemException } from "./item-exception";
import { ItemFacts } from "./item-facts";
import { ItemHistory } from "./item-history";
import type { Edit } from "./list-view";
import { ProofForm } from "./proof-form";
import { ProofList } from "./proof-list";
import { References } from "./references";
import type { Surroundings } from "./surroundings";
import { TroubleNotice } from "./trouble-notice";
import type { Target, useEdits } from "./use-edits";

interface ItemBodyProps {
  readonly view: ItemView;
  readonly patch: Edit | undefined;
  readonly surroundings: Surroundings;
  readonly edits: ReturnType<typeof useEdits>;
  readonly editAsked: number;
  readonly onStatus: (target: Target, status: ItemStatus) => void;
}

/** What is known about one item, from what it asks to who changed it last. */
export function ItemBody(props: ItemBodyProps) {
  const { view, surroundings, edits } = props;
  const { text } = view;
  const { trouble } = edits;
  return (
    <>
      <h2 className="text-lg leading-snug">{text.title}</h2>
      {text.why && <p className="mt-1 text-2">{text.why}</p>}
      {trouble?.target.id === view.id && (
        <div className="mt-3">
          <TroubleNotice trouble={trouble} onDismiss={edits.dismiss} onRetry={edits.edit} />
        </div>
      )}
      <ItemFacts {...props} />
      <ItemException view={view} surroundings={surroundings} />
      {text.how && (
        <PanelSection title="How to do it">
          <p className="whitespace-pre-line text-2">{text.how}</p>
        </PanelSection>
      )}
      <PanelSection title="Evidence" count={view.proofs.length}>
        {surroundings.mayWork && (
          <ProofForm key={view.proofs.length} view={view} surroundings={surroundings} />
        )}
        {text.proofAccepts && (
          <p className="mb-1.5 text-xs text-3">
            Counts as proof: {text.proofAccepts} {validText(text.evidenceValidDays)}
          </p>
        )}
        <ProofList
          view={view}
          slug={surroundings.system.slug}
          systemId={surroundings.system.id}
          mayWork={surroundings.mayWork}
        />
      </PanelSection>
      {view.comments.length > 0 && (
        <PanelSection title="Comments" count={view.comments.length}>
          <CommentList comments={view.comments} people={surroundings.people} nowMs={view.asOfMs} />
        </PanelSection>
      )}
      {view.history.length > 0 && (
        <PanelSection title="History">
          <ItemHistory lines={view.history} nowMs={view.asOfMs} />
        </PanelSection>
      )}
      <References view={view} />
    </>
  );
}

function validText(days: number | null): string {
  return days === null ? "It never expires." : `It holds for ${days} days.`;
}
