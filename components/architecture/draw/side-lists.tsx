import { Button } from "@/components/ui/button";
import { TextLink } from "@/components/ui/text-link";
import { type Sketch, sketchElement } from "@/lib/domain/architecture/diagram/sketch";
import { ELEMENT_PREFIX } from "@/lib/domain/architecture/vocabulary";
import type { ElementId } from "@/lib/domain/kernel/ids";
import type { BoardProps } from "./board-props";
import { BOARD_LENS_WORD, type BoardLens, type Mark } from "./lens-marks";

const ABOUT: Readonly<Record<BoardLens, string>> = {
  "zero-trust":
    "Every flow authenticated, encrypted, authorized, and from a caller with no more rights than it needs. As stated: claims, not proof.",
  depth:
    "Layers (network, application, data, operations) in which a control in place is proven or claimed. What is only drawn here counts after it is saved.",
  coordination: "What the members of a zone share, and flows that come from a zone that shares less.",
};

interface LensListProps {
  readonly lens: BoardLens;
  readonly marks: ReadonlyMap<ElementId, Mark>;
  readonly sketch: Sketch;
  readonly slug: string;
  readonly onChoose: (id: ElementId) => void;
}

/** What a lens says, the worst first: the same as on the drawing, in words. */
export function LensList({ lens, marks, sketch, slug, onChoose }: LensListProps) {
  const rows = [...marks].toSorted(([, a], [, b]) => a.rank - b.rank);
  return (
    <section aria-labelledby="draw-lens">
      <h2 id="draw-lens" className="font-medium">
        {BOARD_LENS_WORD[lens]}
      </h2>
      <p className="mt-1 mb-2 text-xs text-3">
        {ABOUT[lens]}{" "}
        {lens === "depth" && (
          <TextLink href={`/systems/${slug}/threats?view=layers`}>Layers against each threat</TextLink>
        )}
      </p>
      {rows.length === 0 && <p className="text-3">There is nothing to say of an empty drawing.</p>}
      <ul className="-mx-2">
        {rows.map(([id, mark]) => (
          <LensRow key={id} id={id} mark={mark} sketch={sketch} onChoose={onChoose} />
        ))}
      </ul>
    </section>
  );
}

type LensRowProps = Pick<LensListProps, "sketch" | "onChoose"> & {
  readonly id: ElementId;
  readonly mark: Mark;
};

function LensRow({ id, mark, sketch, onChoose }: LensRowProps) {
  const element = sketchElement(sketch, id);
  if (!element) return null;
  const ref = element.number === 0 ? "new" : `${ELEMENT_PREFIX[element.kind]}-${element.number}`;
  return (
    <li>
      <button type="button" className="draw-row" onClick={() => onChoose(id)}>
        <span className="w-9 shrink-0 text-xs text-3">{ref}</span>
        <span className="min-w-0">
          <span className="block truncate">{element.name || "New flow"}</span>
          <span className="draw-said block text-xs" data-tone={mark.tone}>
            {mark.words}
          </span>
        </span>
      </button>
    </li>
  );
}

interface PathListProps {
  readonly paths: BoardProps["paths"];
  readonly shown: ElementId | null;
  readonly onShow: (id: ElementId | null) => void;
}

/** Request paths, to be brought out on the drawing one at a time. */
export function PathList({ paths, shown, onShow }: PathListProps) {
  if (paths.length === 0) return null;
  return (
    <section aria-labelledby="draw-paths" className="mt-4">
      <h2 id="draw-paths" className="mb-1 font-medium">
        Request paths <span className="font-normal text-3">{paths.length}</span>
      </h2>
      <ul className="-mx-2">
        {paths.map(({ id, ref, name, flowIds }) => (
          <li key={id}>
            <button
              type="button"
              className="draw-row"
              aria-pressed={shown === id}
              onClick={() => onShow(shown === id ? null : id)}
            >
              <span className="w-9 shrink-0 text-xs text-3">{ref}</span>
              <span className="min-w-0 flex-1 truncate">{name}</span>
              <span className="text-xs text-3">
                {flowIds.length} {flowIds.length === 1 ? "flow" : "flows"}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface SeveralProps {
  readonly count: number;
  readonly mayEdit: boolean;
  readonly onCopy: () => void;
  readonly onTakeOut: () => void;
}

/** What can be done to several elements at once. */
export function Several({ count, mayEdit, onCopy, onTakeOut }: SeveralProps) {
  return (
    <section aria-labelledby="draw-several">
      <h2 id="draw-several" className="mb-2 text-md font-semibold">
        {count} chosen
      </h2>
      {mayEdit && (
        <div className="flex flex-wrap gap-2">
          <Button onClick={onCopy}>Copy</Button>
          <Button variant="danger" onClick={onTakeOut}>
            Take all out
          </Button>
        </div>
      )}
    </section>
  );
}

/** What there is and what to do first, while nothing is chosen. */
export function Hints({ sketch, mayEdit }: { readonly sketch: Sketch; readonly mayEdit: boolean }) {
  const count = (many: number, word: string) => `${many} ${word}${many === 1 ? "" : "s"}`;
  const { zones, components, flows } = sketch;
  return (
    <p className="text-xs text-3">
      {count(zones.length, "zone")}, {count(components.length, "component")}, {count(flows.length, "flow")}.{" "}
      {mayEdit
        ? zones.length === 0
          ? "Begin with a zone: everything stands in one."
          : "Choose something to see its form. Draw a flow from the edge of one component to another."
        : "Choose something to read what is stated."}
    </p>
  );
}
