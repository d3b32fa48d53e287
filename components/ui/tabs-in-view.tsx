"use client";

import { type ComponentProps, useEffect, useRef } from "react";
import { Tabs } from "./tabs";

interface TabsInViewProps extends Omit<ComponentProps<typeof Tabs>, "ref"> {
  /** Changes when another tab is open. */
  readonly at: string;
}

/** Tabs that may be wider than the page: the one that is open is moved into sight. */
export function TabsInView({ at, ...rest }: TabsInViewProps) {
  const tabs = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: which tab is open follows from where one is
  useEffect(() => {
    const open = tabs.current?.querySelector<HTMLElement>("[aria-current]");
    if (!tabs.current || !open) return;
    const { clientWidth, scrollLeft } = tabs.current;
    const isSeen =
      open.offsetLeft >= scrollLeft && open.offsetLeft + open.offsetWidth <= scrollLeft + clientWidth;
    if (!isSeen) tabs.current.scrollLeft = open.offsetLeft - (clientWidth - open.offsetWidth) / 2;
  }, [at]);
  return <Tabs ref={tabs} {...rest} />;
}
