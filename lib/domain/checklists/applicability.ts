import type { DataClass, SystemType } from "../systems/vocabulary";
import type { ItemText } from "./item-text";

export type Applicability = { readonly applies: true } | { readonly applies: false; readonly reason: string };

export interface SystemKind {
  readonly type: SystemType;
  /** Empty means that nobody has said yet. */
  readonly dataClasses: readonly DataClass[];
}

const words = (ids: readonly string[], last: "and" | "or") => {
  const names = ids.map((id) => id.replaceAll("-", " "));
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${last} ${names.at(-1)}`;
};

/**
 * Whether an item asks anything of a system of this kind.
 *
 * A system whose data classes nobody has stated gets every item: silence excuses from nothing.
 * @returns the reason as a sentence when it does not apply.
 */
export function applies(
  text: Pick<ItemText, "appliesTo" | "dataClasses">,
  system: SystemKind,
): Applicability {
  if (text.appliesTo !== "all" && !text.appliesTo.includes(system.type)) {
    const kinds = words(text.appliesTo, "and");
    return {
      applies: false,
      reason: `Asked of ${kinds} systems only; this is a ${words([system.type], "and")} system.`,
    };
  }
  const handled = system.dataClasses;
  if (
    text.dataClasses.length > 0 &&
    handled.length > 0 &&
    !handled.some((one) => text.dataClasses.includes(one))
  ) {
    return {
      applies: false,
      reason: `Asked only where ${words(text.dataClasses, "or")} data is handled; this system handles ${words(handled, "and")} data only.`,
    };
  }
  return { applies: true };
}
