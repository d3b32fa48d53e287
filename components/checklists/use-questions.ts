"use client";

import { useMemo, useState } from "react";
import type { ItemStatus } from "@/lib/domain/checklists/vocabulary";
import type { Question } from "./edit-dialog";
import type { RowActs } from "./item-row";
import type { Edit, RowView } from "./list-view";
import type { Target, useEdits } from "./use-edits";
import type { useSelection } from "./use-selection";

/** What is asked before an edit is sent: which status, why, who, when. */
export function useQuestions(
  edits: Pick<ReturnType<typeof useEdits>, "edit" | "editMany">,
  selection: ReturnType<typeof useSelection>,
) {
  const [menu, setMenu] = useState<{ row: RowView; button: HTMLElement } | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const { toggle, selected } = selection;

  const answer = ({ targets, many }: Question, edit: Edit) => {
    const [only] = targets;
    if (!many) return only && edits.edit(only, edit);
    edits.editMany(targets, edit, ({ left }) => {
      const stay = new Set(left.map(({ number }) => number));
      selection.keepOnly(new Set(targets.filter(({ number }) => stay.has(number)).map(({ id }) => id)));
    });
  };
  const setStatus = (targets: readonly Target[], many: boolean, status: ItemStatus) => {
    const asked: Question = { about: "reason", targets, many };
    if (status === "not-applicable") setQuestion(asked);
    else answer(asked, { status });
  };
  const acts = useMemo<RowActs>(
    () => ({ select: toggle, askStatus: (row, button) => setMenu({ row, button }) }),
    [toggle],
  );
  return {
    acts,
    menu,
    closeMenu: () => setMenu(null),
    question,
    answer,
    closeQuestion: () => setQuestion(null),
    setStatusOf: (target: Target, status: ItemStatus) => setStatus([target], false, status),
    setStatusOfSelected: (status: ItemStatus) => setStatus(selected, true, status),
    askSelected: (about: "owner" | "due") => setQuestion({ about, targets: selected, many: true }),
  };
}
