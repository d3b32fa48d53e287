import "server-only";
import type { SystemModel } from "@/lib/domain/architecture/system-model";
import { topologyGraph } from "@/lib/domain/architecture/topology-graph";
import { layOutTopology } from "@/lib/server/layout";
import { defineLoader } from "@/lib/server/loader";
import { SHOP, SINGLE, tieredModel } from "./sample-models";

/** Drawings of made-up systems for the page of parts: of twelve, one and forty components, and of too many. */
export const loadKitDrawings = defineLoader({
  permission: "self",
  load: () =>
    Promise.all([
      drawn("Topology of Checkout", SHOP, "sensitive-data"),
      drawn("Topology with one component", SINGLE),
      drawn("Topology with forty components", tieredModel(40)),
      drawn("Topology with more than can be drawn", tieredModel(151)),
    ]),
});

async function drawn(title: string, model: SystemModel, lens?: "sensitive-data") {
  return { title, lens, drawing: await layOutTopology(topologyGraph(model)) };
}
