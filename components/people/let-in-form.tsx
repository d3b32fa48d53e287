"use client";

import { SubmitButton } from "@/components/ui/submit-button";
import { nameList } from "@/lib/domain/kernel/name-list";
import { confirmRole, vouch } from "@/lib/features/people/actions";
import { ManagedForm } from "./managed-form";
import type { ManagedPerson } from "./managed-person";
import { TwoPersons } from "./two-persons";

type LetInFormProps = {
  readonly person: Pick<ManagedPerson, "id" | "name" | "version">;
  readonly letIn: {
    /** Who alone let this person in; the reader is "You". */
    readonly names: readonly string[];
    readonly settled: "confirm" | "vouch" | "by-others";
  };
  /** What the account is signed in with besides its password, in words; null for nothing. */
  readonly factors: string | null;
};

/** How an account stops being one person's word: two persons confirm who decides, one more vouches for anybody else. */
export function LetInForm({ person, letIn: { names, settled }, factors }: LetInFormProps) {
  const words = (
    <p className="max-w-[72ch] text-2">
      {nameList(names, "and")} alone let {person.name} in, by an invitation, a reset link or the role, so both
      accounts could be one person’s. Until that is settled neither signs what the other asks for.{" "}
      {factors &&
        `Whoever has ${factors} of this account gets in with it: ask ${person.name} whether that is theirs. `}
      {SETTLED[settled]}
    </p>
  );
  if (settled === "by-others") return words;
  if (settled === "vouch")
    return (
      <ManagedForm action={vouch} person={person} className="grid gap-3">
        {() => (
          <>
            {words}
            <div>
              <SubmitButton variant="secondary">This is {person.name}’s own account</SubmitButton>
            </div>
          </>
        )}
      </ManagedForm>
    );
  return (
    <ManagedForm action={confirmRole} person={person} className="grid gap-3">
      {(form) => (
        <>
          {words}
          <TwoPersons
            needed="always"
            bootstrap={false}
            error={form.error("reason")}
            value={form.value("reason")}
          />
          <div>
            <SubmitButton variant="secondary">Ask to confirm the role</SubmitButton>
          </div>
        </>
      )}
    </ManagedForm>
  );
}

const SETTLED = {
  confirm:
    "Two persons can confirm the role. If nobody can sign that for you, ask another approver to send it.",
  vouch:
    "If you know that the account is theirs, say so: it counts at once, ends its sessions and tokens, and stands in the log.",
  "by-others": "Somebody else who decides can vouch for the account on this page.",
} as const;
