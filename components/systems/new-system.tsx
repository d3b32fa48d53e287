"use client";

import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import type { PersonRef } from "@/lib/domain/people/person";
import { createSystem } from "@/lib/features/systems/actions";
import { SystemFields } from "./system-fields";

type NewSystemProps = { readonly people: readonly PersonRef[]; readonly me: string };

/** Registers a system. */
export function NewSystem({ people, me }: NewSystemProps) {
  return (
    <div className="p-page-x">
      <PageHeader
        above={
          <TextLink href="/systems" className="inline-flex min-h-6 items-center">
            Systems
          </TextLink>
        }
        title="Register a system"
        lede="It gets its design, implementation, deployment and operations checklists at once. Everything here can be changed later."
      />
      <ActionForm action={createSystem} className="grid max-w-[760px] gap-5">
        {(form) => (
          <>
            <SystemFields form={form} standing={{ ownerId: me }} people={people} suggestSlug />
            <div className="flex gap-2">
              <SubmitButton size="lg">Register</SubmitButton>
              <ButtonLink href="/systems" size="lg" variant="ghost">
                Cancel
              </ButtonLink>
            </div>
          </>
        )}
      </ActionForm>
    </div>
  );
}
