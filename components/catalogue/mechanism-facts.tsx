import type { ReactNode } from "react";
import { DefinitionRow, DefinitionRows } from "@/components/ui/definition-rows";
import { GoalMark } from "@/components/ui/goal-mark";
import { TextLink } from "@/components/ui/text-link";
import { LAYER_WORD } from "@/lib/domain/threats/words";
import type { EntryLink, MechanismView } from "@/lib/features/catalogue/present";
import { BURDEN_WORD } from "./words";

const SCOPE_WORD = { flow: "flows", component: "components", system: "the whole system" } as const;

/** The short facts of a mechanism. */
export function MechanismFacts({ view }: { readonly view: MechanismView }) {
  const { mechanism, requires, requiresAny, conflicts, contains, claimedBy } = view;
  return (
    <DefinitionRows>
      <DefinitionRow term="Layer">{LAYER_WORD[mechanism.layer]}</DefinitionRow>
      <DefinitionRow term="Goals">
        <span className="grid gap-1">
          {mechanism.goals.map((goal) => (
            <GoalMark key={goal} goal={goal} named />
          ))}
        </span>
      </DefinitionRow>
      <DefinitionRow term="Stands on">
        {mechanism.appliesTo.map((kind) => SCOPE_WORD[kind]).join(", ")}
        {mechanism.worksAtSender && "; on the sender it protects the flow too"}
      </DefinitionRow>
      <DefinitionRow term="Tools">{mechanism.tools.join(", ")}</DefinitionRow>
      <DefinitionRow term="Burden">
        {mechanism.burden} of 5, {BURDEN_WORD[mechanism.burden]}
      </DefinitionRow>
      <Links term="Requires" links={requires} />
      <Links term="One of" links={requiresAny} />
      {conflicts.length > 0 && (
        <DefinitionRow term="Conflicts">
          <List>
            {conflicts.map(({ href, name, why }) => (
              <li key={href}>
                <TextLink href={href} prefetch={false}>
                  {name}
                </TextLink>
                <span className="block text-xs text-2">{why}</span>
              </li>
            ))}
          </List>
        </DefinitionRow>
      )}
      <Links term="Contains" links={contains} remark="Its milliseconds are inside" />
      {claimedBy.length > 0 && (
        <DefinitionRow term="Claimed by">
          <List>
            {claimedBy.map((claim) => (
              <li key={claim}>{claim}</li>
            ))}
          </List>
        </DefinitionRow>
      )}
    </DefinitionRows>
  );
}

function List({ children }: { readonly children: ReactNode }) {
  return <ul className="grid gap-1">{children}</ul>;
}

type LinksProps = { readonly term: string; readonly links: readonly EntryLink[]; readonly remark?: string };

function Links({ term, links, remark }: LinksProps) {
  if (links.length === 0) return null;
  return (
    <DefinitionRow term={term}>
      <List>
        {links.map(({ href, name }) => (
          <li key={href}>
            <TextLink href={href} prefetch={false} className="inline-flex min-h-6 items-center">
              {name}
            </TextLink>
          </li>
        ))}
        {remark && <li className="text-xs text-2">{remark}</li>}
      </List>
    </DefinitionRow>
  );
}
