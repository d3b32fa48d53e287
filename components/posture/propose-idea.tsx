"use client";

import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { useToast } from "@/components/ui/toast";
import type { SystemId } from "@/lib/domain/kernel/ids";
import type { Idea } from "@/lib/domain/posture/facts";
import { proposeControl } from "@/lib/features/controls/actions";
import { useWhatIf, withoutIdea } from "./what-if";
import { ideaText } from "./what-if-words";

interface ProposeIdeaProps {
  readonly systemId: SystemId;
  readonly idea: Idea;
}

/** Saves an idea as a proposed control; then the what-if goes on without it, and with the proposal in its list. */
export function ProposeIdea({ systemId, idea }: ProposeIdeaProps) {
  const { apply, switches, hrefWith, names } = useWhatIf();
  const toast = useToast();
  const rest = withoutIdea(switches, idea);
  const goOn = ({ ref }: { readonly ref: string }) => {
    apply(rest);
    toast({ text: `${ideaText(idea, names)} is proposed as ${ref}. It stands in the list of the what-if.` });
  };
  return (
    <ActionForm action={proposeControl} onDone={goOn} className="contents">
      {({ output }) =>
        output ? (
          <a href={hrefWith(rest)} className="link text-xs">
            Proposed as {output.ref}. Go on without the idea
          </a>
        ) : (
          <>
            <input type="hidden" name="systemId" value={systemId} />
            <input type="hidden" name="mechanism" value={idea.mechanism} />
            <input type="hidden" name="standing" value="proposed" />
            {idea.scope.map((id) => (
              <input key={id} type="hidden" name="scope[]" value={id} />
            ))}
            <SubmitButton size="sm">
              Propose<span className="sr-only"> {ideaText(idea, names)}</span>
            </SubmitButton>
          </>
        )
      }
    </ActionForm>
  );
}
