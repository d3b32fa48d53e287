import type { FormHandle } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { ChoiceGroup } from "@/components/ui/choice-group";

export type Place = {
  readonly id: string;
  readonly kind: "system" | "flow" | "component";
  readonly name: string;
};

type PlaceInputsProps = {
  readonly form: FormHandle<unknown>;
  /** Of the field, without brackets. */
  readonly name: string;
  readonly legend: string;
  readonly hint: string;
  /** What is said where there is no place. */
  readonly empty: string;
  readonly places: readonly Place[];
  readonly standing: readonly string[];
};

const HEADS = [
  ["system", "Everything"],
  ["flow", "Flows"],
  ["component", "Components"],
] as const;

/** Elements of a system, chosen one by one. */
export function PlaceInputs({ form, name, legend, hint, empty, places, standing }: PlaceInputsProps) {
  const chosen = new Set(form.values(name, standing));
  return (
    <ChoiceGroup legend={legend} error={form.error(name)} hint={hint}>
      {places.length === 0 ? (
        <p className="text-2">{empty}</p>
      ) : (
        <div className="grid w-full gap-4 rounded-lg border p-3">
          {HEADS.map(([kind, head]) => (
            <Group
              key={kind}
              name={name}
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
  readonly name: string;
  readonly head: string;
  readonly places: readonly Place[];
  readonly chosen: ReadonlySet<string>;
};

function Group({ name, head, places, chosen }: GroupProps) {
  if (places.length === 0) return null;
  return (
    <div>
      <p className="mb-1 text-xs text-3">
        {head} {places.length > 1 && places.length}
      </p>
      <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
        {places.map((place) => (
          <Checkbox
            key={`${place.id}${chosen.has(place.id)}`}
            name={`${name}[]`}
            value={place.id}
            label={place.name}
            defaultChecked={chosen.has(place.id)}
          />
        ))}
      </div>
    </div>
  );
}
