import type { Hop, HopSegment } from "@/components/charts/hop-places";
import type { StepKind } from "@/lib/domain/catalogue/mechanism";
import type { HopView, PathDetail } from "@/lib/domain/posture/posture-view";

/** A path's hops as its bars show them. */
export interface PathHops {
  readonly hops: readonly Hop[];
  /** The sender goes on at once, so they are on no bar. */
  readonly notWaitedFor: readonly string[];
  /** Hops that are waited for and have no step: not known, which is not zero. */
  readonly unknown: readonly string[];
}

/** @param nameOf a component, by its id */
export function pathHops(detail: PathDetail, nameOf: (id: string) => string): PathHops {
  const waited = detail.hops.filter(({ asynchronous }) => !asynchronous);
  const title = (hop: HopView) => `${nameOf(hop.targetId)} (F-${hop.number})`;
  const isKnown = waited.some(({ segments }) => segments.length > 0);
  const someKind = waited.flatMap(({ segments }) => segments)[0]?.kind ?? "token";
  return {
    hops: waited.map((hop): Hop => {
      const beside = waited.find(
        ({ part, branch }) => part === hop.part && hop.branch > 0 && branch < hop.branch,
      );
      return {
        key: hop.flowId,
        label: hop.calls > 1 ? `${nameOf(hop.targetId)}, ${hop.calls} calls` : nameOf(hop.targetId),
        from: nameOf(hop.sourceId),
        to: nameOf(hop.targetId),
        msRunning: isKnown ? hop.msRunning : null,
        isParallelWith: beside && nameOf(beside.targetId),
        segments: hop.segments.length > 0 ? hop.segments.map(segmentOf) : [notKnown(someKind)],
      };
    }),
    notWaitedFor: detail.hops.filter(({ asynchronous }) => asynchronous).map(title),
    unknown: waited.filter(({ segments }) => segments.length === 0).map(title),
  };
}

const segmentOf = ({ kind, name, controlNumber, ms }: HopView["segments"][number]): HopSegment => ({
  kind,
  label: name,
  controlNumber: controlNumber > 0 ? `CT-${controlNumber}` : "idea",
  ms,
});

const notKnown = (kind: StepKind): HopSegment => ({ kind, label: "Security here is", ms: null });
