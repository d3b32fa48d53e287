import type { PostureFacts, Switches } from "../domain/posture/facts";
import { type PathFocus, type PostureView, postureView } from "../domain/posture/posture-view";

/** What the page sends: once the facts of a day, then one what-if after the other. */
export type WhatIfQuestion =
  | { readonly kind: "facts"; readonly facts: PostureFacts }
  | {
      readonly kind: "switches";
      readonly id: number;
      readonly switches: Switches;
      /** The path whose making the page shows, if it shows one. */
      readonly focus: PathFocus | null;
    };

/** The answer to a what-if; null where no facts have come yet. */
export interface WhatIfAnswer {
  readonly id: number;
  readonly view: PostureView | null;
}

/** Keeps the facts and answers what-ifs with the very function that the server computes with. */
export function whatIfHandler(): (question: WhatIfQuestion) => WhatIfAnswer | null {
  let facts: PostureFacts | null = null;
  return (question) => {
    if (question.kind === "facts") {
      facts = question.facts;
      return null;
    }
    return { id: question.id, view: facts && postureView(facts, question.switches, question.focus) };
  };
}

/** The scope of a web worker, as far as this file uses it. */
interface WorkerScope {
  readonly document?: unknown;
  onmessage: ((event: { readonly data: WhatIfQuestion }) => void) | null;
  readonly postMessage?: (answer: WhatIfAnswer) => void;
}

/** Begins to answer the page; does nothing outside of a web worker. */
function listen(scope: WorkerScope): void {
  if (scope.document !== undefined || !scope.postMessage) return;
  const answer = whatIfHandler();
  scope.onmessage = ({ data }) => {
    const said = answer(data);
    if (said) scope.postMessage?.(said);
  };
}

listen(globalThis as unknown as WorkerScope);
