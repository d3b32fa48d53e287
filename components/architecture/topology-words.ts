import type { TopologyComponent, TopologyFlow } from "@/lib/domain/architecture/topology-graph";

/** Views of the drawing that bring one thing out. */
export type TopologyLens = "sensitive-data" | "outside" | "keys";
export const LENS_WORD: Readonly<Record<TopologyLens, string>> = {
  "sensitive-data": "Carries or keeps sensitive data",
  outside: "Reachable from the internet, of a third party, or over networks of others",
  keys: "Keeps keys",
};

/** How a flow is drawn. */
export type FlowLook = "stated" | "unknown" | "open" | "open-crossing";

export function lookOf({ standing, crossesZone }: TopologyFlow): FlowLook {
  return standing === "open" && crossesZone ? "open-crossing" : standing;
}

export function isMarked(part: TopologyComponent | TopologyFlow, lens: TopologyLens | undefined): boolean {
  if (!lens) return false;
  return "sourceId" in part ? isFlowMarked(part, lens) : isComponentMarked(part, lens);
}

function isFlowMarked({ lens: flags }: TopologyFlow, lens: TopologyLens): boolean {
  if (lens === "sensitive-data") return flags.carriesSensitiveData;
  return lens === "outside" && flags.leavesOwnNetworks;
}

function isComponentMarked({ lens: flags }: TopologyComponent, lens: TopologyLens): boolean {
  if (lens === "sensitive-data") return flags.keepsSensitiveData;
  return lens === "keys" ? flags.keepsKeys : flags.reachableFromInternet || flags.ofAThirdParty;
}

const LOOK_WORD: Readonly<Record<FlowLook, string>> = {
  stated: "",
  unknown: ", not all stated",
  open: ", open",
  "open-crossing": ", open across zones",
};

/** "F-6, Checkout API to Order store: token, not encrypted, open across zones". */
export function flowInWords(flow: TopologyFlow): string {
  const ends = `${flow.sourceName} to ${flow.targetName}`;
  return `${flow.ref}, ${ends}: ${flow.words.join(", ")}${LOOK_WORD[lookOf(flow)]}`;
}
