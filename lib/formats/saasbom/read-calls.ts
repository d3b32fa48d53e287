import { ELEMENTS_MAX } from "@/lib/domain/architecture/check-whole";
import { type Fields, fieldsOf, lineOfText, listOf, type Note, REF_MAX } from "../foreign/fields";
import { quoted } from "../problem/problem";
import type { Service } from "./read-services";

/** Who calls whom, by reference, each call once. */
export interface Calls {
  readonly from: ReadonlyMap<string, ReadonlySet<string>>;
  readonly to: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Reads who calls whom from the dependencies of a file. A circle of calls is one; a call of oneself is not.
 *
 * @param callerRef what the file is about; empty where it has no reference
 * @returns null where there are more than a system holds
 */
export function readCalls(
  bom: Fields,
  services: readonly Service[],
  callerRef: string,
  note: Note,
): Calls | null {
  const known = new Set([...services.map(({ ref }) => ref), ...(callerRef ? [callerRef] : [])]);
  const software = softwareRefs(bom);
  const from = new Map<string, Set<string>>();
  const to = new Map<string, Set<string>>();
  let asides = 0;
  let count = 0;
  for (const { source, target, path } of callsIn(bom["dependencies"])) {
    const trouble = troubleWith(source, target, known);
    if (software.has(source) || software.has(target)) asides += 1;
    else if (trouble) note(path, trouble);
    else if (!from.get(source)?.has(target)) {
      count += 1;
      from.set(source, (from.get(source) ?? new Set()).add(target));
      to.set(target, (to.get(target) ?? new Set()).add(source));
    }
    if (count > ELEMENTS_MAX.flow) return null;
  }
  if (asides > 0)
    note(["dependencies"], `${asides} dependencies on software are no flows between services: left out.`);
  if (count === 0)
    note(["dependencies"], "The file says of no service which others it calls: draw the flows by hand.");
  return { from, to };
}

function* callsIn(dependencies: unknown) {
  for (const [index, value] of listOf(dependencies).entries()) {
    const { ref, dependsOn } = fieldsOf(value);
    const source = lineOfText(ref, REF_MAX);
    for (const [place, target] of listOf(dependsOn).entries())
      yield {
        source,
        target: lineOfText(target, REF_MAX),
        path: ["dependencies", index, "dependsOn", place],
      };
  }
}

function troubleWith(source: string, target: string, known: ReadonlySet<string>): string | null {
  const missing = [source, target].find((ref) => !known.has(ref));
  if (missing !== undefined) return `No service has the bom-ref ${quoted(missing)}: this call is left out.`;
  return source === target ? "A service that calls itself makes no flow: left out." : null;
}

/** References of libraries and the like, which a file lists beside its services. */
function softwareRefs(bom: Fields): ReadonlySet<string> {
  const refs = new Set<string>();
  const waiting = [...listOf(bom["components"])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const fields = fieldsOf(next);
    const ref = lineOfText(fields["bom-ref"], REF_MAX);
    if (ref) refs.add(ref);
    for (const part of listOf(fields["components"])) waiting.push(part);
  }
  return refs;
}
