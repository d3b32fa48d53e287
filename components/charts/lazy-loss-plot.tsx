"use client";

import { type ComponentType, useRef, useState } from "react";
import type { LossPlotProps } from "./loss-plot";

/**
 * Loads the readings of a loss exceedance chart when somebody points at it or comes to it with the keyboard: they are
 * heavier than all the rest of a page. Until then, and where loading fails, the server's drawing below stands, so nothing
 * moves and nothing is missing but the readings.
 */
export function LazyLossPlot(props: LossPlotProps) {
  const asked = useRef(false);
  const [Plot, setPlot] = useState<ComponentType<LossPlotProps> | null>(null);
  const load = () => {
    if (asked.current) return;
    asked.current = true;
    import("./loss-plot").then(
      ({ LossPlot }) => setPlot(() => LossPlot),
      () => {
        asked.current = false;
      },
    );
  };
  if (Plot)
    return (
      <div className="loss-live">
        <Plot {...props} />
      </div>
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of drawings, not of form controls
    <div
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard asks for the readings too
      tabIndex={0}
      aria-label={`${props.title}, readings`}
      className="loss-live"
      onPointerEnter={load}
      onFocus={load}
    />
  );
}
