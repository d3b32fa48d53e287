import {
  ANY_SUBJECT,
  type ApprovalPolicy,
  DEFAULT_POLICY,
  type KeptPolicy,
} from "@/lib/domain/approvals/policy";
import { rulingPolicy } from "@/lib/domain/approvals/policy-book";
import { policyWords } from "@/lib/domain/approvals/policy-words";
import {
  type LetIn,
  type Standing,
  type Stranded,
  strandedUnder,
  strandedWords,
} from "@/lib/domain/approvals/stranded";
import { subjectWords } from "@/lib/domain/approvals/subject-words";
import type { PersonRef } from "@/lib/domain/people/person";

type Loaded = {
  readonly policies: readonly KeptPolicy[];
  readonly systems: readonly { readonly id: string; readonly name: string }[];
  readonly standing: readonly Standing[];
  readonly letIn: readonly LetIn[];
  /** Of the people whom policies name. */
  readonly names: ReadonlyMap<string, PersonRef>;
  /** What a policy can be about. */
  readonly subjects: readonly string[];
  /** Those of them that destroy. */
  readonly destructive: readonly string[];
};

/** One line of the list of policies. */
export type PolicyRow = {
  readonly about: string;
  readonly detail: string | undefined;
  readonly where: string;
  readonly words: string;
  /** For whom nobody is left who may approve, in words. */
  readonly stranded: readonly string[];
  /** Where it can be changed; null where it can't. */
  readonly href: string | null;
};
export type PoliciesView = { readonly rows: readonly PolicyRow[]; readonly mayManage: boolean };

const EVERYWHERE = "Everywhere";
const STRANDED_SHOWN = 5;

/** All policies, and last what rules where none of them does. */
export function presentPolicies(loaded: Loaded & { readonly mayManage: boolean }): PoliciesView {
  const { policies, mayManage, destructive } = loaded;
  const own = policies.map((kept) => rowOf(kept, loaded, mayManage));
  const product = (about: string, detail: string | undefined, policy: ApprovalPolicy) => ({
    about,
    detail,
    where: EVERYWHERE,
    words: wordsOf(policy, loaded),
    stranded: strandedLines(strandedUnder(policy, null, loaded.standing, loaded), loaded),
    href: null,
  });
  const everywhere = (subject: string) =>
    policies.some((one) => one.subject === subject && one.systemId === null);
  const destroying = destructive.filter((subject) => !everywhere(subject));
  const rest = (subject: string, destructive: boolean) =>
    rulingPolicy(policies, { subject, systemId: null, destructive }).policy;
  const names = destroying.map((name) => subjectWords(name)).join(", ");
  return {
    rows: [
      ...own,
      ...destroying.slice(0, 1).map((first) => product("What destroys", names, rest(first, true))),
      ...(everywhere(ANY_SUBJECT)
        ? []
        : [product("Everything else that is critical", "as the product comes", DEFAULT_POLICY)]),
    ],
    mayManage,
  };
}

function rowOf({ id, subject, systemId, policy }: KeptPolicy, loaded: Loaded, mayManage: boolean): PolicyRow {
  return {
    about: subjectWords(subject),
    detail: subject === ANY_SUBJECT ? undefined : subject,
    where: whereWords(systemId, loaded),
    words: wordsOf(policy, loaded),
    stranded: strandedLines(strandedUnder(policy, systemId, loaded.standing, loaded), loaded),
    href: mayManage ? `/settings/approvals/${id}` : null,
  };
}

const wordsOf = (policy: ApprovalPolicy, { names }: Loaded): string =>
  policyWords(policy, (id) => names.get(id)?.name ?? "somebody unknown");

function whereWords(systemId: string | null, { systems }: Loaded): string {
  if (systemId === null) return EVERYWHERE;
  return systems.find(({ id }) => id === systemId)?.name ?? "a system";
}

function strandedLines(stranded: readonly Stranded[], loaded: Loaded): readonly string[] {
  const lines = stranded.map((one) =>
    one.systemId === null
      ? strandedWords(one)
      : `On ${whereWords(one.systemId, loaded)}: ${strandedWords(one)}`,
  );
  const more = lines.length - STRANDED_SHOWN;
  return more > 0 ? [...lines.slice(0, STRANDED_SHOWN), `And ${more} more.`] : lines;
}

export type PolicyFormView = {
  /** Null: a new one. */
  readonly id: string | null;
  readonly version: number | null;
  readonly subject: string;
  readonly systemId: string | null;
  readonly about: string;
  readonly where: string;
  readonly policy: ApprovalPolicy;
  readonly subjects: readonly { readonly subject: string; readonly words: string }[];
  readonly systems: Loaded["systems"];
  readonly people: readonly { readonly id: string; readonly name: string }[];
};

/** The form of one policy; null where there is none of that id. */
export function presentPolicyForm(loaded: Loaded, id: string): PolicyFormView | null {
  const kept = id === "new" ? null : (loaded.policies.find((one) => one.id === id) ?? null);
  if (id !== "new" && !kept) return null;
  const subject = kept?.subject ?? ANY_SUBJECT;
  const systemId = kept?.systemId ?? null;
  return {
    id: kept?.id ?? null,
    version: kept?.version ?? null,
    subject,
    systemId,
    about: subjectWords(subject),
    where: whereWords(systemId, loaded),
    policy: kept?.policy ?? DEFAULT_POLICY,
    subjects: [ANY_SUBJECT, ...loaded.subjects].map((one) => ({ subject: one, words: subjectWords(one) })),
    systems: loaded.systems,
    people: loaded.standing.map(({ id: personId, name }) => ({ id: personId, name })),
  };
}
