"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import type { Idea, Switches } from "@/lib/domain/posture/facts";
import type { PostureView } from "@/lib/domain/posture/posture-view";
import { isSwitched, parseSwitches, printSwitches, SWITCH_PARAMS } from "@/lib/domain/posture/switches";
import type { SwitchControl, WhatIfStart } from "@/lib/domain/posture/what-if-start";
import type { PostureTotals } from "@/lib/domain/posture/what-if-totals";
import type { PostureWorker } from "./posture-worker";

/** What the parts of a page know of the what-if. */
export interface WhatIfState {
  readonly slug: string;
  readonly currency: string;
  /** Numbers under the switches; while new ones are computed, still the earlier ones. */
  readonly view: PostureView;
  /** How it stands, nothing switched. */
  readonly base: PostureTotals;
  /** The view with nothing switched. */
  readonly standing: PostureView;
  readonly names: WhatIfStart["names"];
  readonly switches: Switches;
  readonly switched: boolean;
  readonly pending: boolean;
  /** This page under other switches; all else in the address stays. */
  readonly hrefWith: (switches: Switches) => string;
  /** Another place under the same switches, as in `/systems/checkout/latency`. */
  readonly hrefTo: (path: string) => string;
  /** The address parts that a form without script has to send along. */
  readonly kept: readonly (readonly [string, string])[];
  readonly apply: (switches: Switches) => void;
}

const Context = createContext<WhatIfState | null>(null);

interface WhatIfProps {
  readonly slug: string;
  readonly currency: string;
  readonly start: WhatIfStart;
  readonly children: ReactNode;
}

/**
 * The what-if of a system, around all parts of a page that show its numbers. The address alone says what is switched: a
 * link, a reload and a page without script come to the same view; a switch is not a step of the way back. Numbers under switches that the server did not
 * render are computed in a worker; where that fails, the server renders them.
 */
export function WhatIf({ slug, currency, start, children }: WhatIfProps) {
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const { names, base, standing } = start;
  const params = useMemo(() => new URLSearchParams(search), [search]);
  const switches = useMemo(() => parseSwitches((name) => params.getAll(name), names), [params, names]);
  const { view, pending, byServer } = useComputed(slug, start, switches);
  const router = useRouter();
  const state = useMemo((): WhatIfState => {
    const kept = [...params].filter(([name]) => !SWITCH_PARAMS.some((one) => one === name));
    const hrefWith = (next: Switches) => withQuery(pathname, [...kept, ...printSwitches(next, names)]);
    return {
      slug,
      currency,
      view,
      base,
      standing,
      names,
      switches,
      switched: isSwitched(switches),
      pending,
      hrefWith,
      hrefTo: (path) => withQuery(path, printSwitches(switches, names)),
      kept,
      apply: (next) => {
        if (byServer) router.replace(hrefWith(next), { scroll: false });
        else window.history.replaceState(null, "", hrefWith(next));
      },
    };
  }, [pathname, params, names, slug, currency, view, base, standing, switches, pending, byServer, router]);
  return <Context.Provider value={state}>{children}</Context.Provider>;
}

/** The what-if around this part of the page. */
export function useWhatIf(): WhatIfState {
  const state = useContext(Context);
  if (!state) throw new Error("This part of a page stands outside of <WhatIf>.");
  return state;
}

/** The numbers to show: as they stand, or under the switches. */
export function usePostureView(): PostureView {
  return useWhatIf().view;
}

/** One control's switch: whether it counts as in use, and the what-if with that turned over. */
export function useSwitch(control: SwitchControl) {
  const { switches, apply } = useWhatIf();
  const next = turned(switches, control);
  return { counts: countsIn(switches, control), next, turn: () => apply(next) };
}

/** Whether a control counts as in use under some switches. */
export function countsIn({ off, on }: Switches, { id, standing }: SwitchControl): boolean {
  return standing === "in-place" ? !off.includes(id) : on.includes(id);
}

/** The same what-if with one control turned over. */
export function turned(switches: Switches, { id, standing }: SwitchControl): Switches {
  const list = standing === "in-place" ? "off" : "on";
  const before = switches[list];
  return { ...switches, [list]: before.includes(id) ? before.filter((one) => one !== id) : [...before, id] };
}

/** The same what-if without one of its ideas. */
export function withoutIdea(switches: Switches, idea: Idea): Switches {
  return { ...switches, added: switches.added.filter((one) => one !== idea) };
}

function withQuery(path: string, pairs: readonly (readonly [string, string])[]): string {
  const query = new URLSearchParams(pairs.map(([name, value]) => [name, value]));
  // Both stand for themselves in a query; escaped they would make an address that nobody can read.
  const text = query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return text === "" ? path : `${path}?${text}`;
}

interface Computed {
  readonly start: WhatIfStart;
  readonly key: string;
  readonly view: PostureView;
}

/** The view under some switches: the server's own, or one that a worker computes. */
function useComputed(slug: string, start: WhatIfStart, switches: Switches) {
  const router = useRouter();
  const worker = useRef<Promise<PostureWorker> | null>(null);
  const [computed, setComputed] = useState<Computed | null>(null);
  const [byServer, setByServer] = useState(false);
  const key = keyOf(switches, start);
  const servers = serversView(start, key);
  const isServers = servers !== null;
  const fits = computed?.start === start && computed.key === key;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another start may stand on other facts
  useEffect(() => void worker.current?.then((one) => one.forget()), [start]);
  useEffect(
    () => () => {
      worker.current?.then((one) => one.end());
      worker.current = null;
    },
    [],
  );
  useEffect(() => {
    if (isServers || fits || byServer) return;
    let wanted = true;
    worker.current ??= import("./posture-worker").then(({ postureWorker }) => postureWorker(slug));
    worker.current
      .then((one) => one.view(switches, start.focus))
      .then(
        (view) => wanted && setComputed({ start, key, view }),
        () => {
          if (!wanted) return;
          setByServer(true);
          router.replace(window.location.pathname + window.location.search, { scroll: false });
        },
      );
    return () => {
      wanted = false;
    };
  }, [slug, start, switches, key, isServers, fits, byServer, router]);

  const shown = servers ?? computed?.view ?? start.view;
  return { view: shown, pending: !isServers && !fits, byServer };
}

/** What the server rendered for exactly these switches, if it did. */
function serversView(start: WhatIfStart, key: string): PostureView | null {
  if (key === keyOf(start.switches, start)) return start.view;
  return key === "" && start.focus === null ? start.standing : null;
}

function keyOf(switches: Switches, { names }: WhatIfStart): string {
  return printSwitches(switches, names).join("&");
}
