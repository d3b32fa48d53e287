import { type CSSProperties, useId } from "react";
import { Notice } from "@/components/ui/notice";
import {
  type Box,
  CHIP_LINE_HEIGHT,
  chipLines,
  componentLines,
  DRAWN_COMPONENTS_MAX,
  DRAWN_FLOWS_MAX,
  type Point,
  type TopologyDrawing,
  zoneLines,
} from "@/lib/domain/architecture/topology-drawing";
import type { TopologyComponent, TopologyFlow } from "@/lib/domain/architecture/topology-graph";
import { TopologyLegend, TopologyZoom } from "./topology-legend";
import { type FlowLook, flowInWords, isMarked, lookOf, type TopologyLens } from "./topology-words";

interface TopologyProps {
  /** As in "Topology of Checkout"; names the drawing. */
  readonly title: string;
  /** null: left out, because the model is too large or took too long. */
  readonly drawing: TopologyDrawing | null;
  /** What to bring out with thick lines. */
  readonly lens?: TopologyLens | undefined;
  /** Where the row of an element is, from its number as in F-12; by default an anchor on this page. */
  readonly hrefOf?: ((ref: string) => string) | undefined;
}

const anchorOf = (ref: string) => `#${ref}`;

/** The architecture as a drawing: zones from left to right by trust, components in them, flows with their protection. */
export function Topology({ title, drawing, lens, hrefOf = anchorOf }: TopologyProps) {
  const id = useId();
  if (!drawing)
    return (
      <Notice title="The drawing is left out">
        It has more than {DRAWN_COMPONENTS_MAX} components or {DRAWN_FLOWS_MAX} flows, or laying it out took
        too long. The tables hold everything.
      </Notice>
    );
  const { zones, components, flows, width, height } = drawing;
  return (
    <figure aria-label={title} className="topology">
      <div className="topology-bar">
        <TopologyLegend lens={lens} />
        <TopologyZoom name={`${id}-zoom`} />
      </div>
      <section
        aria-label={`${title}, drawing`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
        tabIndex={0}
        className="topology-region"
      >
        {/* biome-ignore lint/a11y/useSemanticElements: a drawing full of links has no element of its own */}
        <svg
          role="group"
          aria-labelledby={`${id}-title ${id}-words`}
          viewBox={`0 0 ${width} ${height}`}
          className="topology-svg"
          style={{ "--drawn": width } as CSSProperties}
        >
          <title id={`${id}-title`}>{title}</title>
          <desc id={`${id}-words`}>
            {zones.length} zones from the least to the most trusted, {components.length} components,{" "}
            {flows.length} flows. Each links to its row.
          </desc>
          <Arrows id={id} />
          {zones.map(({ zone, box }) => (
            <ZoneBox key={zone.id} lines={zoneLines(zone)} box={box} />
          ))}
          {flows.map(({ flow, points }) => (
            <FlowLine
              key={flow.id}
              id={id}
              look={lookOf(flow)}
              marked={isMarked(flow, lens)}
              points={points}
            />
          ))}
          {components.map(({ component, box }) => (
            <ComponentBox
              key={component.id}
              component={component}
              box={box}
              marked={isMarked(component, lens)}
              href={hrefOf(component.ref)}
            />
          ))}
          {flows.map(({ flow, chip }) => (
            <FlowChip
              key={flow.id}
              flow={flow}
              box={chip}
              marked={isMarked(flow, lens)}
              href={hrefOf(flow.ref)}
            />
          ))}
        </svg>
      </section>
    </figure>
  );
}

/** Ends of lines, one for each colour that a line can have. */
function Arrows({ id }: { readonly id: string }) {
  return (
    <defs>
      {(["plain", "open", "marked"] as const).map((kind) => (
        <marker
          key={kind}
          id={`${id}-${kind}`}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth={kind === "plain" ? 8 : 11}
          markerHeight={kind === "plain" ? 8 : 11}
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 .6 8 4 0 7.4z" className="topology-arrow" data-kind={kind} />
        </marker>
      ))}
    </defs>
  );
}

interface ZoneBoxProps {
  readonly lines: readonly [string, string];
  readonly box: Box;
}

function ZoneBox({ lines: [name, facts], box }: ZoneBoxProps) {
  return (
    <g>
      <rect {...box} rx="10" className="topology-zone" />
      <text x={box.x + 14} y={box.y + 21} className="topology-zone-name">
        {name}
      </text>
      <text x={box.x + 14} y={box.y + 37} className="topology-facts">
        {facts}
      </text>
    </g>
  );
}

interface ComponentBoxProps {
  readonly component: TopologyComponent;
  readonly box: Box;
  readonly marked: boolean;
  readonly href: string;
}

function ComponentBox({ component, box, marked, href }: ComponentBoxProps) {
  const [name, facts] = componentLines(component);
  return (
    <a
      href={href}
      aria-label={`${component.ref}, ${component.name}, ${component.kindWord ?? "kind not stated"}`}
    >
      <title>{component.name}</title>
      <rect {...box} rx="7" className="topology-component" data-marked={marked || undefined} />
      <text x={box.x + 10} y={box.y + 20} className="topology-name">
        {name}
      </text>
      <text x={box.x + 10} y={box.y + 37} className="topology-facts">
        {facts}
      </text>
    </a>
  );
}

interface FlowLineProps {
  readonly id: string;
  readonly look: FlowLook;
  readonly marked: boolean;
  readonly points: readonly Point[];
}

function FlowLine({ id, look, marked, points }: FlowLineProps) {
  return (
    <path
      d={roundedPath(points)}
      className="topology-flow"
      data-look={look}
      data-marked={marked || undefined}
      markerEnd={`url(#${id}-${arrowOf(look, marked)})`}
    />
  );
}

function arrowOf(look: FlowLook, marked: boolean): string {
  if (look === "open-crossing") return "open";
  return marked ? "marked" : "plain";
}

interface FlowChipProps {
  readonly flow: TopologyFlow;
  readonly box: Box;
  readonly marked: boolean;
  readonly href: string;
}

function FlowChip({ flow, box, marked, href }: FlowChipProps) {
  const lines = chipLines(flow);
  const top = box.y + (box.height - lines.length * CHIP_LINE_HEIGHT) / 2 + CHIP_LINE_HEIGHT - 4;
  return (
    <a href={href} aria-label={flowInWords(flow)}>
      <title>{flowInWords(flow)}</title>
      <rect
        {...box}
        rx="5"
        className="topology-chip"
        data-look={lookOf(flow)}
        data-marked={marked || undefined}
      />
      {lines.map((line, place) => (
        <text
          key={line}
          x={box.x + box.width / 2}
          y={top + place * CHIP_LINE_HEIGHT}
          className="topology-chip-text"
          data-look={lookOf(flow)}
        >
          {line}
        </text>
      ))}
    </a>
  );
}

const CORNER = 5;

/** A poly-line whose corners are rounded a little. */
function roundedPath(points: readonly Point[]): string {
  return points
    .map((point, place) => {
      const before = points[place - 1];
      const after = points[place + 1];
      if (!before) return `M${point.x} ${point.y}`;
      if (!after) return `L${point.x} ${point.y}`;
      const from = towards(point, before);
      const to = towards(point, after);
      return `L${from.x} ${from.y}Q${point.x} ${point.y} ${to.x} ${to.y}`;
    })
    .join("");
}

function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length > 0 ? Math.min(CORNER, length / 2) / length : 0;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
