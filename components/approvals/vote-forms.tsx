"use client";

import { ActionForm, type FormHandle } from "@/components/ui/action-form";
import { Notice } from "@/components/ui/notice";
import { ProseField } from "@/components/ui/prose-field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FactorKinds } from "@/lib/domain/people/factors";
import { approve, reject } from "@/lib/features/approvals/actions";
import { StepUpFields } from "./step-up-fields";

type VoteFormsProps = {
  readonly request: {
    readonly id: string;
    readonly systemId: string | null;
    readonly payloadHash: string;
    /** False while it only waits for its effect: then it can still be stopped. */
    readonly signable: boolean;
  };
  /** The second factors to prove an approval with; null where none is asked for. */
  readonly stepUp: FactorKinds | null;
  /** Why their signature would not count; null where it does. */
  readonly barred: string | null;
};

/** Approve or reject, each with a reason; both work without script. */
export function VoteForms({ request, stepUp, barred }: VoteFormsProps) {
  const ids = (
    <>
      <input type="hidden" name="requestId" value={request.id} />
      <input type="hidden" name="systemId" value={request.systemId ?? ""} />
      <input type="hidden" name="payloadHash" value={request.payloadHash} />
    </>
  );
  return (
    <section aria-label="Your vote" data-vote-forms className="no-print mt-6 border-t pt-4">
      <h2 className="mb-3">Your vote</h2>
      {request.signable && barred && (
        <Notice title="Your signature would not count.">{barred} You can reject it.</Notice>
      )}
      {request.signable && !barred && (
        <ActionForm action={approve} className="grid gap-3">
          {(form) => (
            <div id="approve" className="grid gap-3">
              {ids}
              <Reason form={form} label="Why you approve" />
              {stepUp && (
                <StepUpFields
                  form={form}
                  request={request}
                  purpose="approve"
                  factors={stepUp}
                  passkeyLabel="Approve with a passkey"
                />
              )}
              {(!stepUp || stepUp.totp) && (
                <SubmitButton size="lg" className="justify-self-start max-sm:w-full">
                  Approve
                </SubmitButton>
              )}
            </div>
          )}
        </ActionForm>
      )}
      <ActionForm action={reject}>
        {(form) => (
          <details id="reject" className="mt-4" open={!request.signable || form.refusal !== null}>
            <summary className="link inline-flex min-h-6 cursor-pointer items-center text-sm">
              {request.signable ? "Reject it instead" : "Stop it before it takes effect"}
            </summary>
            <div className="mt-3 grid gap-3">
              {ids}
              <Reason form={form} label="Why you reject" />
              <SubmitButton variant="danger" size="lg" className="justify-self-start max-sm:w-full">
                {request.signable ? "Reject" : "Stop it"}
              </SubmitButton>
            </div>
          </details>
        )}
      </ActionForm>
    </section>
  );
}

function Reason({ form, label }: { readonly form: FormHandle<unknown>; readonly label: string }) {
  return (
    <ProseField
      form={form}
      name="reason"
      label={label}
      hint="One sentence. It stands beside your name for good."
      required
    />
  );
}
