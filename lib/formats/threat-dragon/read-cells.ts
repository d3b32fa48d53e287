import { type Fields, fieldsOf, lineOfText, listOf, NAME_MAX, type Path, REF_MAX } from "../foreign/fields";

/** What a cell of a diagram stands for; `other` is a shape that is not known here. */
export type CellKind = "actor" | "process" | "store" | "flow" | "box" | "curve" | "text" | "other";

/** Where a shape lies on its diagram, in the file's pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A shape, a flow or a boundary, the same for both versions of the format. */
export interface Cell {
  readonly kind: CellKind;
  /** Empty where the file gives none. */
  readonly id: string;
  /** Empty where the file gives none. */
  readonly name: string;
  /** Counted from 0. */
  readonly diagram: number;
  readonly path: Path;
  /** What the file states about it. */
  readonly data: Fields;
  readonly box: Box | null;
  /** The cells that a flow joins; null where an end is a loose point. */
  readonly sourceId: string | null;
  readonly targetId: string | null;
  readonly threats: readonly unknown[];
  readonly threatsPath: Path;
}

/** The cells of all diagrams, in the order of the file. */
export interface Diagrams {
  readonly count: number;
  readonly isVersion1: boolean;
  readonly cells: readonly Cell[];
}

/**
 * Reads the cells of all diagrams. Version 2 has them under `cells`, with what they are under `data`; version 1 under
 * `diagramJson.cells`, with everything on the cell itself. Files mix both, so each is looked for in either place.
 * Source: Threat Dragon's schemas v1 and v2, and files that its releases wrote.
 */
export function readDiagrams(detail: Fields): Diagrams {
  const diagrams = listOf(detail["diagrams"]).map(fieldsOf);
  const places = diagrams.map((diagram) => {
    const nested = fieldsOf(diagram["diagramJson"])["cells"];
    return Array.isArray(diagram["cells"]) || !Array.isArray(nested)
      ? { cells: listOf(diagram["cells"]), below: ["cells"], isVersion1: false }
      : { cells: nested, below: ["diagramJson", "cells"], isVersion1: true };
  });
  return {
    count: diagrams.length,
    isVersion1: places.some(({ isVersion1 }) => isVersion1),
    cells: places.flatMap(({ cells, below }, diagram) =>
      cells.map((cell, index) =>
        readCell(fieldsOf(cell), diagram, ["detail", "diagrams", diagram, ...below, index]),
      ),
    ),
  };
}

function readCell(cell: Fields, diagram: number, path: Path): Cell {
  const inner = fieldsOf(cell["data"]);
  const box = boxOf(cell);
  const sourceId = endOf(cell["source"]);
  const targetId = endOf(cell["target"]);
  const hasInnerThreats = listOf(inner["threats"]).length > 0;
  return {
    kind: kindOf(cell, inner, box),
    id: idOf(cell["id"]),
    name: nameOf(cell, inner),
    diagram,
    path,
    data: Object.keys(inner).length > 0 ? inner : cell,
    box,
    sourceId,
    targetId,
    threats: listOf(hasInnerThreats ? inner["threats"] : cell["threats"]),
    threatsPath: hasInnerThreats ? [...path, "data", "threats"] : [...path, "threats"],
  };
}

/** `tm.Actor` and the like say it best; where they are missing the shape does. */
function kindOf(cell: Fields, inner: Fields, box: Box | null): CellKind {
  const words = [inner["type"], cell["type"], cell["shape"]]
    .map((word) => lineOfText(word, 60).toLowerCase())
    .join(" ");
  if (/text/.test(words)) return "text";
  if (/bound|broundary/.test(words)) return /box/.test(words) || box ? "box" : "curve";
  if (/flow/.test(words)) return "flow";
  if (/actor/.test(words)) return "actor";
  if (/process/.test(words)) return "process";
  if (/store/.test(words)) return "store";
  return "source" in cell && "target" in cell ? "flow" : "other";
}

/** What the tool shows as its name: of old files only the drawing has it. */
function nameOf(cell: Fields, inner: Fields): string {
  const attrs = fieldsOf(cell["attrs"]);
  const label = fieldsOf(fieldsOf(listOf(cell["labels"])[0])["attrs"]);
  const texts = [
    inner["name"],
    cell["name"],
    fieldsOf(attrs["text"])["text"],
    fieldsOf(attrs["label"])["text"],
    fieldsOf(label["labelText"])["text"],
    fieldsOf(label["label"])["text"],
    fieldsOf(label["text"])["text"],
  ];
  return texts.map((text) => lineOfText(text, NAME_MAX)).find((text) => text !== "") ?? "";
}

/** Version 2 names the cell, version 1 its id; a loose end has coordinates instead. */
function endOf(end: unknown): string | null {
  const { cell, id } = fieldsOf(end);
  return idOf(cell) || idOf(id) || null;
}

const idOf = (id: unknown): string => lineOfText(typeof id === "number" ? String(id) : id, REF_MAX);

function boxOf(cell: Fields): Box | null {
  const { x, y } = fieldsOf(cell["position"]);
  const { width, height } = fieldsOf(cell["size"]);
  const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
  if (!isNumber(x) || !isNumber(y) || !isNumber(width) || !isNumber(height)) return null;
  return { x, y, width, height };
}
