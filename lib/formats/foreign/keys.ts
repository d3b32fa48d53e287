import { tellApart } from "@/lib/domain/architecture/free-names";
import { REF_MAX } from "./fields";

/** Gives each thing a key of its own: the wanted one, or, once that is taken, the same with a number. */
export function makeKeys(): (wanted: string) => string {
  const cut = (wanted: string) => wanted.slice(0, REF_MAX);
  return tellApart({
    used: new Set(),
    fold: (key) => key,
    stem: cut,
    numbered: (wanted, count) => `${cut(wanted)} ${count}`,
  });
}
