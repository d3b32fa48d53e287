"use client";

import { TriangleAlert } from "lucide-react";
import { ActionForm } from "@/components/ui/action-form";
import { Notice } from "@/components/ui/notice";
import { ProseField } from "@/components/ui/prose-field";
import { Radio } from "@/components/ui/radio";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FactorKinds } from "@/lib/domain/people/factors";
import { breakGlass, reviewGlass } from "@/lib/features/approvals/actions";
import { StepUpFields } from "./step-up-fields";

type About = { readonly id: string; readonly systemId: string | null; readonly payloadHash: string };

type BreakGlassFormProps = {
  readonly request: About;
  /** The second factors to prove it with; null where none is asked for. */
  readonly stepUp: FactorKinds | null;
};

/** Goes ahead without the signatures: folded away, and it says first what follows. */
export function BreakGlassForm({ request, stepUp }: BreakGlassFormProps) {
  return (
    <ActionForm action={breakGlass}>
      {(form) => (
        <details id="emergency" className="no-print mt-6 border-t pt-4" open={form.refusal !== null}>
          <summary className="link inline-flex min-h-6 cursor-pointer items-center text-sm text-bad!">
            Emergency: go ahead alone
          </summary>
          <div className="mt-3 grid gap-3">
            <Notice
              tone="danger"
              icon={<TriangleAlert aria-hidden />}
              title="Nobody else has agreed to this."
            >
              It takes effect at once, under your name. Everybody who may approve is told immediately, and
              somebody else has to review within 72 hours whether it was justified.
            </Notice>
            <input type="hidden" name="requestId" value={request.id} />
            <input type="hidden" name="systemId" value={request.systemId ?? ""} />
            <input type="hidden" name="payloadHash" value={request.payloadHash} />
            <ProseField
              form={form}
              name="reason"
              label="Why it can’t wait"
              hint="It goes to all approvers, and into the log for good."
              required
            />
            {stepUp && (
              <StepUpFields
                form={form}
                request={request}
                purpose="break-glass"
                factors={stepUp}
                passkeyLabel="Go ahead alone with a passkey"
              />
            )}
            {(!stepUp || stepUp.totp) && (
              <SubmitButton variant="danger" size="lg" className="justify-self-start max-sm:w-full">
                Go ahead alone
              </SubmitButton>
            )}
          </div>
        </details>
      )}
    </ActionForm>
  );
}

/** Says whether going ahead alone was justified. */
export function ReviewForm({ request }: { readonly request: About }) {
  return (
    <section id="review" aria-label="Your review" className="no-print mt-6 scroll-mt-4 border-t pt-4">
      <h2 className="mb-3">Your review</h2>
      <ActionForm action={reviewGlass} className="grid gap-3">
        {(form) => (
          <>
            <input type="hidden" name="requestId" value={request.id} />
            <input type="hidden" name="systemId" value={request.systemId ?? ""} />
            <fieldset className="grid gap-1.5">
              <legend className="mb-1 font-medium">Was it justified?</legend>
              <Radio
                name="verdict"
                value="justified"
                label="Yes, it could not wait"
                defaultChecked={form.value("verdict") === "justified"}
              />
              <Radio
                name="verdict"
                value="not-justified"
                label="No, it should have waited"
                defaultChecked={form.value("verdict") === "not-justified"}
              />
              {form.error("verdict") && <p className="text-xs text-bad">{form.error("verdict")}</p>}
            </fieldset>
            <ProseField
              form={form}
              name="note"
              label="What you found"
              hint="One sentence or more; it stands for good."
              required
            />
            <SubmitButton size="lg" className="justify-self-start max-sm:w-full">
              Close the review
            </SubmitButton>
          </>
        )}
      </ActionForm>
    </section>
  );
}
