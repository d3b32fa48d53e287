import type { PostureFacts, Switches } from "@/lib/domain/posture/facts";
import type { PathFocus, PostureView } from "@/lib/domain/posture/posture-view";
import type { WhatIfAnswer, WhatIfQuestion } from "@/lib/workers/what-if";
import { askWorker } from "./ask-worker";

/** Computes what-ifs of one system beside the page. */
export interface PostureWorker {
  readonly view: (switches: Switches, focus: PathFocus | null) => Promise<PostureView>;
  /** The facts may have changed: they are fetched again before the next answer. */
  readonly forget: () => void;
  readonly end: () => void;
}

/** Longer than any facts take to come; then the server answers instead. */
const PATIENCE_MS = 10_000;

/** Starts nothing yet: the worker and the facts come with the first question. */
export function postureWorker(slug: string): PostureWorker {
  let worker: Worker | null = null;
  let facts: Promise<void> | null = null;
  let asked = 0;
  const start = (): Worker => {
    worker ??= new Worker(new URL("../../lib/workers/what-if.ts", import.meta.url), { type: "module" });
    return worker;
  };
  const send = (question: WhatIfQuestion) => start().postMessage(question);
  return {
    view: async (switches, focus) => {
      facts ??= fetchFacts(slug).then((fetched) => send({ kind: "facts", facts: fetched }));
      await facts;
      asked += 1;
      return answerOf(start(), { kind: "switches", id: asked, switches, focus });
    },
    forget: () => {
      facts = null;
    },
    end: () => {
      worker?.terminate();
      worker = null;
      facts = null;
    },
  };
}

async function fetchFacts(slug: string): Promise<PostureFacts> {
  const response = await fetch(`/api/systems/${encodeURIComponent(slug)}/posture.json`);
  if (!response.ok) throw new Error(`The facts did not come: ${response.status}`);
  return (await response.json()) as PostureFacts;
}

async function answerOf(
  worker: Worker,
  question: Extract<WhatIfQuestion, { kind: "switches" }>,
): Promise<PostureView> {
  const { view } = await askWorker<WhatIfAnswer>(worker, question, PATIENCE_MS);
  if (!view) throw new Error("The worker has no facts.");
  return view;
}
