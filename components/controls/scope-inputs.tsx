import type { FormHandle } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { ChoiceGroup } from "@/components/ui/choice-group";

export type Place = {
  readonly id: string;
  readonly kind: "system" | "flow" | "component";
  readonly name: string;
};

type ScopeInputsProps = {
  readonly form: FormHandle<unknown>;
  readonly places: readonly Place[];
  readonly standing: readonly string[];
};

const HEADS = [
  ["system", "Everything"],
  ["flow", "Flows"],
  ["component", "Components"],
] as const;

/** What the control stands on, one by one: only what its mechanism can be put on. */
export function ScopeInputs({ form, places, standing }: ScopeInputsProps) {
  const chosen = new Set(form.values("scope", standing));
  return (
    <ChoiceGroup
      legend="Stands on"
      error={form.error("scope")}
      hint="What it does not stand on earns nothing from it."
    >
      {places.length === 0 ? (
        <p className="text-2">
          There is nothing yet that this mechanism can stand on. Draw flows or components in the architecture
          first.
        </p>
      ) : (
        <div className="grid w-full gap-4 rounded-lg border p-3">
          {HEADS.map(([kind, head]) => (
            <Group
              key={kind}
              head={head}
              places={places.filter((place) => place.kind === kind)}
              chosen={chosen}
            />
          ))}
        </div>
      )}
    </ChoiceGroup>
  );
}

type GroupProps = {
  readonly head: string;
  readonly places: readonly Place[];
  readonly chosen: ReadonlySet<string>;
};

function Group({ head, places, chosen }: GroupProps) {
  if (places.length === 0) return null;
  return (
    <div>
      <p className="mb-1 text-xs text-3">
        {head} {places.length > 1 && places.length}
      </p>
      <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
        {places.map(({ id, name }) => (
          <Checkbox
            key={`${id}${chosen.has(id)}`}
            name="scope[]"
            value={id}
            label={name}
            defaultChecked={chosen.has(id)}
          />
        ))}
      </div>
    </div>
  );
}
