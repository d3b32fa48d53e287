"use client";

import "@xyflow/react/dist/base.css";
import "./draw.css";
import { ReactFlowProvider, useReactFlow } from "@xyflow/react";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { Notice } from "@/components/ui/notice";
import { sketchElement, withElement } from "@/lib/domain/architecture/diagram/sketch";
import type { ElementId } from "@/lib/domain/kernel/ids";
import { elementIdOf } from "@/lib/domain/kernel/parse-id";
import type { BoardProps } from "./board-props";
import { BoardSide } from "./board-side";
import { Canvas } from "./canvas";
import { exportDrawing } from "./export-drawing";
import { LeaveGuard } from "./leave-guard";
import { lensMarks } from "./lens-marks";
import type { Looks } from "./scene";
import { Toolbar } from "./toolbar";
import { useBoard } from "./use-board";
import { useDrawing } from "./use-drawing";
import { useKeys } from "./use-keys";
import { useLens } from "./use-lens";
import { useSaving } from "./use-saving";

/** The drawing board: a toolbar, the drawing, and beside it the form of what is chosen or the list of a lens. */
export function Board(props: BoardProps) {
  return (
    <ReactFlowProvider>
      <BoardInside {...props} />
    </ReactFlowProvider>
  );
}

const FIT = { padding: 0.06, maxZoom: 1.1, duration: 200 };

function BoardInside(props: BoardProps) {
  const { system, mayEdit, singleKeys } = props;
  const board = useBoard(props);
  const drawing = useDrawing(board, mayEdit);
  const saving = useSaving(system.id, board, props.places.length > 0);
  const [lens, setLens] = useLens();
  const [pathId, setPathId] = useState<ElementId | null>(null);
  const flow = useReactFlow();
  const side = useRef<HTMLElement>(null);
  const marks = useMemo(() => lensMarks(lens, board.sketch, props.depth), [lens, board.sketch, props.depth]);
  const looks = useLooks(props, { drawing, saving, marks, pathId, isLens: lens !== null });
  const save = () => {
    if (mayEdit && board.pending.length + Object.keys(board.moved).length > 0) void saveAndKeep();
  };
  const saveAndKeep = () => saving.save("");
  const fit = () => void flow.fitView(FIT);
  useKeys({ ...drawing, undo: board.undo, redo: board.redo, save, fit }, singleKeys);
  const toForm = () => requestAnimationFrame(() => focusFirst(side.current));
  const onKeyDown = (event: KeyboardEvent) => {
    const node = nodeAt(event);
    if (event.key !== "Enter" || !node) return;
    if (drawing.press(node)) event.stopPropagation();
    else toForm();
  };
  const moved = Object.keys(board.moved).length;
  return (
    <div className="draw-board">
      <LeaveGuard changes={board.pending.length} />
      <Toolbar
        {...toolsOf(board, drawing)}
        mayEdit={mayEdit}
        kinds={kindsOf(props)}
        isArranging={board.arranging === "working"}
        lens={lens}
        changes={board.pending.length}
        moved={moved}
        isSaving={saving.isSaving}
        savedWords={saving.savedWords}
        onFit={fit}
        onZoom={(by) => void (by === "in" ? flow.zoomIn() : flow.zoomOut())}
        onLens={setLens}
        onExport={(format) => void exportDrawing(format, system, board.sketch)}
        onSave={save}
      />
      <div className="draw-body">
        <div className="draw-canvas" onKeyDownCapture={onKeyDown}>
          {board.arranging === "working" &&
          Object.keys(board.moved).length === 0 &&
          props.places.length === 0 ? (
            <p role="status" className="grid h-full place-items-center text-3">
              Laying out the drawing…
            </p>
          ) : (
            <Canvas
              title={`Drawing of ${system.name}`}
              sketch={board.sketch}
              looks={looks}
              onSelect={drawing.select}
              onMove={(next) => board.apply(next, "move")}
              onConnect={drawing.connectTo}
              onPress={drawing.press}
            />
          )}
          <Said arranging={board.arranging} isLinking={drawing.linkFrom !== null} />
        </div>
        <BoardSide
          ref={side}
          {...props}
          board={board}
          drawing={drawing}
          saving={saving}
          lens={lens}
          marks={marks}
          pathId={pathId}
          onPath={setPathId}
          onTakeBack={(id) => {
            const standing = sketchElement(board.base, id);
            if (standing) board.apply(withElement(board.sketch, standing));
          }}
        />
      </div>
    </div>
  );
}

type LooksSources = {
  readonly drawing: ReturnType<typeof useDrawing>;
  readonly saving: ReturnType<typeof useSaving>;
  readonly marks: Looks["marks"];
  readonly pathId: ElementId | null;
  readonly isLens: boolean;
};

function useLooks(
  { paths, mayEdit }: BoardProps,
  { drawing, saving, marks, pathId, isLens }: LooksSources,
): Looks {
  const { selected, linkFrom } = drawing;
  return useMemo(() => {
    const stale = saving.stale?.elementId;
    return {
      marks,
      selected,
      wrong: new Set([...saving.issues.keys(), ...(stale ? [stale] : [])]),
      linkFrom,
      onPath: new Set(paths.find(({ id }) => id === pathId)?.flowIds),
      mayEdit,
      isLens,
    };
  }, [marks, selected, saving.issues, saving.stale, linkFrom, paths, pathId, mayEdit, isLens]);
}

function toolsOf(board: ReturnType<typeof useBoard>, drawing: ReturnType<typeof useDrawing>) {
  return {
    hasZone: board.sketch.zones.length > 0,
    mayConnect: drawing.mayConnect,
    canUndo: board.canUndo,
    canRedo: board.canRedo,
    canCopy: drawing.canCopy,
    canPaste: drawing.canPaste,
    onZone: drawing.zone,
    onComponent: drawing.component,
    onConnect: drawing.connect,
    onUndo: board.undo,
    onRedo: board.redo,
    onCopy: drawing.copy,
    onPaste: drawing.paste,
    onArrange: board.arrangeAll,
  };
}

function kindsOf({ forms }: BoardProps): readonly string[] {
  const kind = forms.properties.find(({ owner, id }) => owner === "component" && id === "kind");
  return kind && "values" in kind.shape ? kind.shape.values : [];
}

function nodeAt({ target }: KeyboardEvent): ElementId | null {
  const isNode = target instanceof HTMLElement && target.classList.contains("react-flow__node");
  return isNode && target.dataset["id"] ? elementIdOf(target.dataset["id"]) : null;
}

function focusFirst(side: HTMLElement | null): void {
  const field = side?.querySelector<HTMLElement>("form input:not([type=hidden]), form select");
  (field ?? side)?.focus();
}

function Said({
  arranging,
  isLinking,
}: {
  readonly arranging: "no" | "working" | "failed";
  readonly isLinking: boolean;
}) {
  return (
    <div role="status" className="draw-said-over empty:hidden">
      {isLinking && (
        <Notice tone="info">
          Choose where the flow leads: press a component, or Tab to it and Enter. Esc stops.
        </Notice>
      )}
      {arranging === "failed" && (
        <Notice tone="warning">This drawing could not be laid out. Drag its boxes instead.</Notice>
      )}
    </div>
  );
}
