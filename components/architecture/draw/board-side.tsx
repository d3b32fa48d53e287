import type { Ref } from "react";
import { sketchElement } from "@/lib/domain/architecture/diagram/sketch";
import type { ElementId } from "@/lib/domain/kernel/ids";
import type { BoardProps } from "./board-props";
import { ElementPanel } from "./element-panel";
import type { BoardLens, Mark } from "./lens-marks";
import { PendingList, SaveOutcome } from "./save-panel";
import { Hints, LensList, PathList, Several } from "./side-lists";
import type { BoardState } from "./use-board";
import type { Drawing } from "./use-drawing";
import type { Saving } from "./use-saving";

interface BoardSideProps extends BoardProps {
  readonly ref: Ref<HTMLElement>;
  readonly board: BoardState;
  readonly drawing: Drawing;
  readonly saving: Saving;
  readonly lens: BoardLens | null;
  readonly marks: ReadonlyMap<ElementId, Mark>;
  readonly pathId: ElementId | null;
  readonly onPath: (id: ElementId | null) => void;
  readonly onTakeBack: (id: ElementId) => void;
}

/** Beside the drawing: what came of saving, then what is chosen, else what is pending, the lens and the paths. */
export function BoardSide(props: BoardSideProps) {
  const { ref, saving, board, drawing, onTakeBack } = props;
  return (
    <aside ref={ref} aria-label="Details" tabIndex={-1} className="draw-side">
      <SaveOutcome
        saving={saving}
        pending={board.pending}
        onChoose={drawing.choose}
        onTakeBack={onTakeBack}
      />
      <Chosen {...props} />
    </aside>
  );
}

function Chosen(props: BoardSideProps) {
  const { board, drawing, saving, forms, mayEdit } = props;
  const [first] = drawing.selected;
  const element = first && sketchElement(board.sketch, first);
  if (drawing.selected.size > 1)
    return (
      <Several
        count={drawing.selected.size}
        mayEdit={mayEdit}
        onCopy={drawing.copy}
        onTakeOut={drawing.takeOut}
      />
    );
  if (!element) return <Nothing {...props} />;
  return (
    <ElementPanel
      key={`${element.id}-${board.epoch}`}
      element={element}
      sketch={board.sketch}
      forms={forms}
      issues={saving.issues.get(element.id) ?? []}
      mayEdit={mayEdit}
      onChange={drawing.write}
      onTakeOut={drawing.takeOut}
      onChoose={drawing.choose}
    />
  );
}

function Nothing({ board, drawing, lens, marks, system, paths, pathId, onPath, mayEdit }: BoardSideProps) {
  return (
    <>
      <PendingList pending={board.pending} onChoose={drawing.choose} />
      {lens ? (
        <LensList
          lens={lens}
          marks={marks}
          sketch={board.sketch}
          slug={system.slug}
          onChoose={drawing.choose}
        />
      ) : (
        <Hints sketch={board.sketch} mayEdit={mayEdit} />
      )}
      <PathList paths={paths} shown={pathId} onShow={onPath} />
    </>
  );
}
