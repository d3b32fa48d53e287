import type { AskedBefore } from "@/lib/db/approval-lists";
import { OPEN_STATES } from "@/lib/domain/approvals/request";
import type { PartRequest } from "@/lib/domain/architecture/import-preview";
import { textOf } from "@/lib/domain/architecture/persons-fields";
import type { ElementId } from "@/lib/domain/kernel/ids";

/** What a form sends, and which of its fields say what is asked for. */
export type AskedForm = {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly asks: readonly string[];
};

type Fields = Readonly<Record<string, unknown>>;
/** What was asked for about one element: its request, and the fields that were sent. */
type About = Pick<AskedBefore, "number" | "state"> & { readonly own: Fields };

/** What was asked for before, each read once, the newest first: by command and element. */
export type AskedByElement = ReadonlyMap<string, readonly About[]>;

/** @param earlier the newest first */
export function byElement(earlier: readonly AskedBefore[]): AskedByElement {
  const asked = new Map<string, About[]>();
  for (const { command, number, state, input } of earlier)
    for (const own of elementsIn(JSON.parse(input))) {
      const slot = slotOf(command, own["id"]);
      const about = asked.get(slot);
      if (about) about.push({ number, state, own });
      else asked.set(slot, [{ number, state, own }]);
    }
  return asked;
}

/**
 * What becomes of a part of a file. The newest request for the same decides: what was done, taken back or overtaken since
 * can be asked for anew.
 *
 * @param again what is asked for although it was rejected
 */
export function requestOf(
  id: ElementId,
  { command, input, asks }: AskedForm,
  earlier: AskedByElement,
  again: readonly ElementId[],
): PartRequest {
  const own = elementsIn(input).find((one) => one["id"] === id);
  const wanted = own && askedIn(own, asks);
  const same = earlier.get(slotOf(command, id))?.find((one) => askedIn(one.own, asks) === wanted);
  if (same && OPEN_STATES.some((state) => state === same.state))
    return { state: "open", number: same.number };
  return same?.state === "rejected" && !again.includes(id)
    ? { state: "rejected", number: same.number }
    : { state: "asked" };
}

const slotOf = (command: string, id: unknown) => `${command}\n${id}`;

/** The elements that an input is about: those that it lists, or itself. */
function elementsIn(input: Fields): readonly Fields[] {
  return Array.isArray(input["elements"]) ? input["elements"] : [input];
}

/** What is asked for about an element, as text that is equal for the same. */
const askedIn = (own: Fields, asks: readonly string[]) =>
  textOf(asks.map((path) => valueAt(own, path.split("."))));

function valueAt(value: unknown, [first, ...rest]: readonly string[]): unknown {
  if (first === undefined) return value;
  return typeof value === "object" && value !== null ? valueAt((value as Fields)[first], rest) : undefined;
}
