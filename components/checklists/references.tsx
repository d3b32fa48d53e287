import { PanelSection } from "@/components/ui/panel";
import type { ItemView } from "@/lib/domain/checklists/item-view";

/** Where the item comes from and what it is about, for those who look it up. */
export function References({ view }: { readonly view: ItemView }) {
  const { threats, mechanisms, proves } = view.text;
  const ids = [
    ["Threats", threats],
    ["Mechanisms", mechanisms],
    ["Proves", proves],
  ] as const;
  const named = ids.filter(([, list]) => list.length > 0);
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
            <dd className="mono inline text-3">{list.join(", ")}</dd>
          </div>
        ))}
      </dl>
    </PanelSection>
  );
}
