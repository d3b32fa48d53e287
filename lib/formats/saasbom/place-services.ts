import type { Trust } from "@/lib/domain/architecture/vocabulary";
import type { Note } from "../foreign/fields";
import { trustOfName } from "../foreign/trust-of-name";
import type { Calls } from "./read-calls";
import type { Service } from "./read-services";

/** A zone that services of a file lie in. */
export interface PlacedZone {
  readonly key: string;
  readonly name: string;
  readonly trust: Trust;
}

const zone = (name: string, trust: Trust): PlacedZone => ({ key: `zone:${name.toLowerCase()}`, name, trust });
export const OUTSIDE = zone("Outside", 0);
const EDGE = zone("Edge", 1);
const APPLICATION = zone("Application", 2);

/**
 * The zone of each service. Where a file names trust zones, those; else `x-trust-boundary` decides: using such a service
 * crosses a boundary. One that is called from outside or that passes calls on stands at the edge; one that is only called
 * from inside belongs to somebody else, outside. All others lie together behind the edge.
 *
 * @param callers references of those who call from outside
 */
export function placeServices(
  services: readonly Service[],
  calls: Calls,
  callers: ReadonlySet<string>,
  note: Note,
): ReadonlyMap<string, PlacedZone> {
  const named = new Map([OUTSIDE, EDGE, APPLICATION].map((one) => [one.key, one]));
  return new Map(services.map((service) => [service.ref, zoneOf(service, { named, calls, callers, note })]));
}

interface Surroundings {
  readonly named: Map<string, PlacedZone>;
  readonly calls: Calls;
  readonly callers: ReadonlySet<string>;
  readonly note: Note;
}

function zoneOf(service: Service, { named, calls, callers, note }: Surroundings): PlacedZone {
  const { name, trustZone, crossesBoundary, path, ref, hasParts } = service;
  if (trustZone !== null) {
    const known = named.get(`zone:${trustZone.toLowerCase()}`);
    if (known) return known;
    const made = zone(trustZone, trustOfName(trustZone) ?? 2);
    named.set(made.key, made);
    note(
      [...path, "trustZone"],
      `How far the zone ${trustZone} is trusted is guessed from its name. Check it.`,
    );
    return made;
  }
  if (crossesBoundary === null)
    note(
      path,
      `${name} does not say whether using it crosses a trust boundary. It is put inside; check its zone.`,
    );
  if (!crossesBoundary) return APPLICATION;
  const calledBy = [...(calls.to.get(ref) ?? [])];
  const passesOn = hasParts || (calls.from.get(ref)?.size ?? 0) > 0;
  return passesOn || calledBy.length === 0 || calledBy.some((caller) => callers.has(caller)) ? EDGE : OUTSIDE;
}
