import "elkjs/lib/elk-worker.min.js";
import type { LayoutNode } from "../domain/architecture/elk-graph";

// The engine answers a worker's messages by itself as soon as it is loaded in one.

/** What the engine is sent: once which algorithms it needs, then a graph to lay out. */
export type ArrangeQuestion =
  | { readonly id: number; readonly cmd: "register"; readonly algorithms: readonly string[] }
  | {
      readonly id: number;
      readonly cmd: "layout";
      readonly graph: LayoutNode;
      readonly layoutOptions: object;
      readonly options: object;
    };

/** The graph with places; without them where it could not be laid out. */
export interface ArrangeAnswer {
  readonly id: number;
  readonly data?: LayoutNode;
}
