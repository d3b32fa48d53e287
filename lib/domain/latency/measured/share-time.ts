import type { Arrangement } from "./arrange-spans";
import { type IsBefore, openQueue, type Queue } from "./queue";

/**
 * Gives each moment of each request to one span, and hands out how long: to the innermost one that runs, and of several
 * side by side to security before other work, then to the one that started first.
 *
 * What is handed out for a request adds up to the time of the request, to the nanosecond.
 * @param give called with a place and whole nanoseconds above 0, many times for one place
 */
export function shareTime(arranged: Arrangement, give: (place: number, ns: number) => void): void {
  for (const places of placesByRequest(arranged)) {
    const [place = 0] = places;
    if (places.length > 1) shareRequest(arranged, places, give);
    else give(place, (arranged.nsTo[place] ?? 0) - (arranged.nsFrom[place] ?? 0));
  }
}

function shareRequest(
  { hostOf, nsFrom, nsTo, workOf }: Arrangement,
  places: readonly number[],
  give: (place: number, ns: number) => void,
): void {
  const timeOf = (event: number) => (event % 2 === 0 ? nsFrom[event >> 1] : nsTo[event >> 1]) ?? 0;
  const events = places
    .flatMap((place) => [place * 2, place * 2 + 1])
    .sort((a, b) => timeOf(a) - timeOf(b) || a - b);
  const isBefore = (a: number, b: number) =>
    ((nsFrom[a] ?? 0) - (nsFrom[b] ?? 0) || (nsTo[a] ?? 0) - (nsTo[b] ?? 0) || a - b) < 0;
  const running = openRunning((place) => workOf[place] !== null, isBefore);
  let nsBefore = 0;
  for (const event of events) {
    const ns = timeOf(event);
    const atWork = ns > nsBefore ? running.atWork() : null;
    if (atWork !== null) give(atWork, ns - nsBefore);
    nsBefore = ns;
    const place = event >> 1;
    if (event % 2 === 0) running.start(place, hostOf[place] ?? -1);
    else running.end(place, hostOf[place] ?? -1);
  }
}

/** The spans that run at a moment. */
function openRunning(isSecurity: (place: number) => boolean, isBefore: IsBefore) {
  const running = new Set<number>();
  const runningInside = new Map<number, number>();
  const [security, other] = [openQueue(isBefore), openQueue(isBefore)];
  /** Who is not innermost is taken off once it stands first; it comes back when it is innermost again. */
  const firstOf = ({ first, shift }: Queue) => {
    for (let place = first(); place !== undefined; place = first()) {
      if (running.has(place) && (runningInside.get(place) ?? 0) === 0) return place;
      shift();
    }
    return null;
  };
  const push = (place: number) => (isSecurity(place) ? security : other).push(place);
  const count = (host: number, change: 1 | -1) => {
    if (host === -1) return;
    const inside = (runningInside.get(host) ?? 0) + change;
    runningInside.set(host, inside);
    if (inside === 0) push(host);
  };
  return {
    start: (place: number, host: number) => {
      running.add(place);
      push(place);
      count(host, 1);
    },
    end: (place: number, host: number) => {
      running.delete(place);
      count(host, -1);
    },
    atWork: () => firstOf(security) ?? firstOf(other),
  };
}

/** The spans of each request that take any time. */
function placesByRequest({ requestOf, nsFrom, nsTo }: Arrangement): Iterable<readonly number[]> {
  const places = new Map<number, number[]>();
  requestOf.forEach((request, place) => {
    if (request === -1 || (nsTo[place] ?? 0) <= (nsFrom[place] ?? 0)) return;
    const own = places.get(request);
    if (own) own.push(place);
    else places.set(request, [place]);
  });
  return places.values();
}
