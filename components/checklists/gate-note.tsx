import { Milestone } from "lucide-react";
import { Notice } from "@/components/ui/notice";
import { PHASE_WORD } from "@/components/ui/phase-mark";
import { TextLink } from "@/components/ui/text-link";
import { NO_FILTER } from "@/lib/domain/checklists/item-filter";
import { PHASES, type Phase } from "@/lib/domain/checklists/vocabulary";
import { type ChecklistView, filterHref } from "./checklist-view";

/** What stands between this phase and the next. */
export function GateNote({ view, phase }: { readonly view: ChecklistView; readonly phase: Phase }) {
  const { mustOpen } = view.progress.byPhase[phase];
  const next = PHASES[PHASES.indexOf(phase) + 1];
  if (mustOpen === 0) return null;
  const href = filterHref(view.base, {
    ...NO_FILTER,
    must: true,
    state: ["claimed", "planned", "gap", "unknown"],
  });
  const items = mustOpen === 1 ? "1 item blocks" : `${mustOpen} items block`;
  return (
    <Notice
      icon={<Milestone aria-hidden />}
      title={
        next
          ? `${items} the gate to ${PHASE_WORD[next].toLowerCase()}.`
          : `${mustOpen === 1 ? "1 must-item is" : `${mustOpen} must-items are`} not proven.`
      }
      actions={
        <TextLink href={href} prefetch={false} className="inline-flex min-h-control items-center px-2">
          Show {mustOpen === 1 ? "it" : "them"}
        </TextLink>
      }
    />
  );
}
