// The threat matrix alone, in a browser: what `bench/threats/matrix-paint.ts` bundles and opens.
import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import {
  PathnameContext,
  SearchParamsContext,
} from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { WhatIf } from "@/components/posture/what-if";
import { ThreatMatrix } from "@/components/threats/threat-matrix";
import type { WhatIfStart } from "@/lib/domain/posture/what-if-start";

declare global {
  interface Window {
    /** Shows the matrix in an empty page; ms until the browser has painted it. */
    paintMatrix: (start: WhatIfStart) => Promise<number>;
  }
}

/** Nothing on the page leads anywhere. */
const router = new Proxy({} as never, { get: () => () => {} });
const search = new URLSearchParams();
const nextFrame = () => new Promise(requestAnimationFrame);

window.paintMatrix = async (start) => {
  const place = document.createElement("main");
  document.body.replaceChildren(place);
  await nextFrame();
  const root = createRoot(place);
  const startedMs = performance.now();
  flushSync(() =>
    root.render(
      <AppRouterContext value={router}>
        <PathnameContext value="/systems/large/threats">
          <SearchParamsContext value={search}>
            <WhatIf slug="large" currency="USD" start={start}>
              <ThreatMatrix />
            </WhatIf>
          </SearchParamsContext>
        </PathnameContext>
      </AppRouterContext>,
    ),
  );
  await nextFrame(); // before the frame is drawn
  await nextFrame(); // after it
  const takenMs = performance.now() - startedMs;
  root.unmount();
  return takenMs;
};
