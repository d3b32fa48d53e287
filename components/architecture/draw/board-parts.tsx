import { type EdgeProps, Handle, type NodeProps, Position, ViewportPortal } from "@xyflow/react";
import { CircleAlert } from "lucide-react";
import { memo } from "react";
import { pathData } from "@/lib/domain/architecture/diagram/routes";
import { CHIP_LINE_HEIGHT, chipLines, chipSize, zoneLines } from "@/lib/domain/architecture/topology-drawing";
import type { ElementId } from "@/lib/domain/kernel/ids";
import { elementIdOf } from "@/lib/domain/kernel/parse-id";
import { KindIcon } from "./kind-icon";
import type { ComponentNode, FlowEdge, ZoneNode } from "./scene";

/** A trust zone: a quiet ground with its name, its trust and what its members share. */
export const ZoneBox = memo(function ZoneBox({ data: { zone, mark, wrong }, selected }: NodeProps<ZoneNode>) {
  const [name, facts] = zoneLines(zone);
  return (
    <div
      className="draw-zone"
      data-tone={mark?.tone}
      data-selected={selected || undefined}
      data-wrong={wrong || undefined}
    >
      <div className="draw-zone-name">
        {wrong && <CircleAlert aria-hidden />}
        {name}
      </div>
      <div className="draw-facts">{facts}</div>
    </div>
  );
});

/** A component: its name, its number and kind, and what a lens says of it. */
export const ComponentBox = memo(function ComponentBox({
  data: { component, kind, mark, wrong, linking },
  selected,
  isConnectable,
}: NodeProps<ComponentNode>) {
  return (
    <div
      className="draw-component"
      data-tone={mark?.tone}
      data-selected={selected || undefined}
      data-wrong={wrong || undefined}
      data-linking={linking || undefined}
      title={component.name}
    >
      <Handle type="target" position={Position.Left} isConnectable={isConnectable} className="draw-handle" />
      <div className="draw-name">{component.name}</div>
      <div className="draw-facts">
        {wrong ? <CircleAlert aria-hidden /> : <KindIcon kind={kind} />}
        <span>
          {mark ? mark.chip.join(", ") : `${component.ref} · ${component.kindWord ?? "kind not stated"}`}
        </span>
      </div>
      <Handle type="source" position={Position.Right} isConnectable={isConnectable} className="draw-handle" />
    </div>
  );
});

/** A flow: a curve with an arrow. */
export const FlowCurve = memo(function FlowCurve({ data, selected }: EdgeProps<FlowEdge>) {
  if (!data) return null;
  const { route, look, mark, onPath } = data;
  const path = pathData(route);
  const arrow =
    selected || onPath ? "marked" : look === "open-crossing" || mark?.tone === "bad" ? "open" : "plain";
  return (
    <g {...looksOf(data, selected)}>
      <path d={path} className="draw-flow-reach" />
      <path d={path} className="draw-flow-line" markerEnd={`url(#draw-arrow-${arrow})`} />
    </g>
  );
});

interface FlowChipProps {
  readonly edge: FlowEdge;
  readonly onPress: (id: ElementId, adding: boolean) => void;
}

/** What a flow's chip says. The flow itself is named and reached elsewhere; this is only where a pointer finds it. */
const FlowChip = memo(function FlowChip({ edge: { id, data, selected }, onPress }: FlowChipProps) {
  if (!data) return null;
  const { flow, route } = data;
  const lines = chipLines(flow);
  const { width, height } = chipSize(flow);
  const { x, y } = route.chip;
  const top = y - (lines.length * CHIP_LINE_HEIGHT) / 2 + CHIP_LINE_HEIGHT - 4;
  return (
    <g {...looksOf(data, selected)}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: by keyboard a flow is chosen in the list of its component */}
      <g
        className="draw-chip"
        onClick={(event) => onPress(elementIdOf(id), event.ctrlKey || event.metaKey || event.shiftKey)}
      >
        <rect x={x - width / 2} y={y - height / 2} width={width} height={height} rx={5} />
        {lines.map((line, place) => (
          <text key={line} x={x} y={top + place * CHIP_LINE_HEIGHT}>
            {line}
          </text>
        ))}
      </g>
    </g>
  );
});

/** The chips of all flows: over every curve, under the boxes. */
export function FlowChips({
  edges,
  onPress,
}: Pick<FlowChipProps, "onPress"> & { readonly edges: readonly FlowEdge[] }) {
  return (
    <ViewportPortal>
      <svg aria-hidden className="draw-chips">
        {edges.map((edge) => (
          <FlowChip key={edge.id} edge={edge} onPress={onPress} />
        ))}
      </svg>
    </ViewportPortal>
  );
}

function looksOf({ look, mark, onPath, wrong }: NonNullable<FlowEdge["data"]>, selected = false) {
  return {
    className: "draw-flow",
    "data-look": look,
    "data-tone": mark?.tone,
    "data-selected": selected || undefined,
    "data-path": onPath || undefined,
    "data-wrong": wrong || undefined,
  };
}

/** Ends of curves, one for each colour that a curve can have. */
export function ArrowHeads() {
  return (
    <svg aria-hidden className="absolute size-0">
      <defs>
        {(["plain", "open", "marked"] as const).map((kind) => (
          <marker
            key={kind}
            id={`draw-arrow-${kind}`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth={kind === "plain" ? 8 : 10}
            markerHeight={kind === "plain" ? 8 : 10}
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M0 .6 8 4 0 7.4z" className="topology-arrow" data-kind={kind} />
          </marker>
        ))}
      </defs>
    </svg>
  );
}
