import type { ElementId } from "../kernel/ids";
import type { ControlFact, Idea, MechanismFact, NamedElement, Switches } from "./facts";

/** A what-if takes at most this many ideas; more are proposals. */
export const IDEAS_MAX = 10;
const NUMBERS_MAX = 500;

type Numbered = Pick<NamedElement, "id" | "number">;

/** What the address of a what-if names: enough of a system to read and to print it. */
export interface SwitchNames {
  readonly whole: ElementId;
  readonly controls: readonly Pick<ControlFact, "id" | "number" | "standing">[];
  readonly flows: readonly Numbered[];
  readonly components: readonly Numbered[];
  readonly mechanisms: readonly Pick<MechanismFact, "id" | "appliesTo">[];
}

/** Parts of an address that say a what-if; `try` and `at` are those of a form that no script has put together. */
export const SWITCH_PARAMS = ["off", "on", "add", "try", "at"] as const;
export type SwitchParam = (typeof SWITCH_PARAMS)[number];

/**
 * A what-if as it stands in the address, so that a link opens the same view: `off=3,7&on=9&add=mtls:f1.f4.c2`. Numbers are
 * readable ones; an element of an idea is its kind's letter and number, `s` the whole system.
 *
 * @returns what can be read; numbers of controls that are not there, and ideas that fit nothing, are left out
 */
export function parseSwitches(read: (name: SwitchParam) => readonly string[], names: SwitchNames): Switches {
  const controls = (name: "off" | "on", counts: (inPlace: boolean) => boolean) => {
    const wanted = new Set(
      read(name)
        .flatMap((text) => text.slice(0, 4_000).split(","))
        .slice(0, NUMBERS_MAX),
    );
    return names.controls
      .filter(
        ({ number, standing }) =>
          wanted.has(String(number)) && standing !== "retired" && counts(standing === "in-place"),
      )
      .map(({ id }) => id);
  };
  return {
    off: controls("off", (inPlace) => inPlace),
    on: controls("on", (inPlace) => !inPlace),
    added: [...read("add"), ...triedIdea(read)].slice(0, IDEAS_MAX).flatMap((text) => parseIdea(text, names)),
  };
}

/** The same as name and value pairs for an address, in one order. */
export function printSwitches(
  { off, on, added }: Switches,
  names: Omit<SwitchNames, "mechanisms">,
): readonly (readonly [string, string])[] {
  const numbers = (ids: readonly ElementId[]) =>
    names.controls
      .filter(({ id }) => ids.includes(id))
      .map(({ number }) => number)
      .join(",");
  const [offText, onText] = [numbers(off), numbers(on)];
  return [
    ...(offText ? [["off", offText] as const] : []),
    ...(onText ? [["on", onText] as const] : []),
    ...added.map(({ mechanism, scope }) => {
      const places = scope.map((id) => placeText(id, names)).filter((place) => place !== null);
      return ["add", `${mechanism}:${places.join(".")}`] as const;
    }),
  ];
}

/** Whether anything is different from how it stands. */
export function isSwitched({ off, on, added }: Switches): boolean {
  return off.length + on.length + added.length > 0;
}

function triedIdea(read: (name: SwitchParam) => readonly string[]): readonly string[] {
  const mechanism = read("try")[0];
  return mechanism ? [`${mechanism}:${read("at").join(".")}`] : [];
}

function parseIdea(text: string, names: SwitchNames): readonly Idea[] {
  const [mechanismId, places] = text.slice(0, 2_000).split(":");
  const mechanism = names.mechanisms.find(({ id }) => id === mechanismId);
  if (!mechanism || !places) return [];
  const scope = places
    .split(".")
    .map((text) => placeOf(text, names))
    .filter((place) => place !== null && mechanism.appliesTo.includes(place.kind))
    .flatMap((place) => place?.id ?? []);
  return scope.length > 0 ? [{ mechanism: mechanism.id, scope: [...new Set(scope)].sort() }] : [];
}

function placeOf(text: string, { whole, flows, components }: SwitchNames) {
  if (text === "s") return { kind: "system" as const, id: whole };
  const kind = text[0] === "f" ? ("flow" as const) : text[0] === "c" ? ("component" as const) : null;
  const found = (kind === "flow" ? flows : components).find(({ number }) => String(number) === text.slice(1));
  return kind && found ? { kind, id: found.id } : null;
}

function placeText(
  id: ElementId,
  { whole, flows, components }: Omit<SwitchNames, "mechanisms">,
): string | null {
  if (id === whole) return "s";
  const flow = flows.find((one) => one.id === id);
  if (flow) return `f${flow.number}`;
  const component = components.find((one) => one.id === id);
  return component ? `c${component.number}` : null;
}
