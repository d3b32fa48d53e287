import { ShieldQuestionMark } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { ForbiddenState } from "@/components/ui/forbidden-state";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/relative-time";
import { SkeletonFigures, SkeletonRows } from "@/components/ui/skeleton";
import { StaleNotice } from "@/components/ui/stale-notice";
import { KIT_NOW_MS } from "./kit-now";
import { KitPart, KitSection } from "./kit-section";

export function KitPageStates() {
  return (
    <KitSection title="States of a page">
      <div className="grid gap-6 sm:grid-cols-2 xl:grid-cols-4">
        <KitPart label="Empty">
          <EmptyState
            title="No threats yet"
            icon={<ShieldQuestionMark aria-hidden />}
            action={<Button>Import a model</Button>}
          >
            They are derived from the architecture. Draw two components and a flow, or import a model.
          </EmptyState>
        </KitPart>
        <KitPart label="Loading">
          <div className="rounded-lg border px-4">
            <SkeletonRows label="Reading the threats of Checkout" rows={5} />
          </div>
        </KitPart>
        <KitPart label="Failed">
          <ErrorState
            title="The simulation did not finish"
            errorId="4f0c1b9a-6f1d-4a57-a2f2-0d3f6b1f9e55"
            action={<Button>Run again</Button>}
          >
            The job stopped after 30 s. Nothing was changed.
          </ErrorState>
        </KitPart>
        <KitPart label="Not allowed">
          <ForbiddenState title="Only security leads see this log">
            You are an engineer in Checkout. Ana Kovač or Olu Adeyemi can change that.
          </ForbiddenState>
        </KitPart>
      </div>
      <div className="mt-6 grid gap-3">
        <StaleNotice
          who="Priya Nair"
          what="changed the owner"
          when={<RelativeTime instantMs={KIT_NOW_MS - 20_000} nowMs={KIT_NOW_MS} />}
          actions={
            <>
              <Button>Keep Mei Lin</Button>
              <Button>Use Jonas Weber</Button>
            </>
          }
        >
          You set it to Jonas Weber, she set it to Mei Lin. Your other two changes are saved.
        </StaleNotice>
        <Notices />
        <SkeletonFigures label="Adding up the figures" />
      </div>
    </KitSection>
  );
}

function Notices() {
  return (
    <>
      <Notice
        title="5 items block the gate to deployment."
        actions={<Button>Ask to pass with exceptions</Button>}
      >
        2 exceptions are open.
      </Notice>
      <Notice
        tone="info"
        title="What-if."
        actions={
          <>
            <Button variant="ghost">Reset</Button>
            <Button variant="primary">Propose</Button>
          </>
        }
      >
        Two controls differ from what runs today. Nothing is saved.
      </Notice>
      <Notice tone="warning" title="11 proofs expire in 30 days.">
        4 have no owner.
      </Notice>
      <Notice tone="danger" title="The change was not saved.">
        The reason is empty. Write one sentence and save again.
      </Notice>
    </>
  );
}
