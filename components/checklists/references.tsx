import { Fragment } from "react";
import { PanelSection } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import type { ItemView } from "@/lib/domain/checklists/item-view";

/** Where the item comes from and what it is about, for those who look it up. */
export function References({ view }: { readonly view: ItemView }) {
  const lists = [
    ["Threats", view.threats],
    ["Mechanisms", view.mechanisms],
    ["Proves", view.proves],
  ] as const;
  const named = lists.filter(([, list]) => list.length > 0);
  if (view.references.length === 0 && named.length === 0) return null;
  return (
    <PanelSection title="Refers to">
      <dl className="grid gap-1.5 text-xs">
        {view.references.map(({ id, name, edition, ids: requirements }) => (
          <div key={id}>
            <dt className="inline text-2">
              {name} {edition}
            </dt>{" "}
            <dd className="mono inline text-3">{requirements.join(", ")}</dd>
          </div>
        ))}
        {named.map(([name, list]) => (
          <div key={name}>
            <dt className="inline text-2">{name}</dt>{" "}
            <dd className="inline text-3">
              {list.map((entry, place) => (
                <Fragment key={entry.href}>
                  {place > 0 && ", "}
                  <TextLink href={entry.href} prefetch={false}>
                    {entry.name}
                  </TextLink>
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </PanelSection>
  );
}
