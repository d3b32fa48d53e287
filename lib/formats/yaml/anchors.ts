import { type Alias, isScalar, type Node } from "yaml";
import { quoted } from "../problem/problem";

/** A field with this name adds the fields of other maps. Source: yaml.org/type/merge (YAML 1.1). */
export const MERGE_KEY = "<<";

/** What anchors of one document stand for, while it is read from its beginning to its end. */
export interface Anchors {
  /** Reads a part, and keeps it where it has an anchor. */
  readonly remember: (node: Node, depth: number, read: () => unknown) => unknown;
  /** What an alias stands for; null, and a sentence, where it may not be followed. */
  readonly resolve: (alias: Alias, depth: number, refuse: (message: string) => void) => unknown;
  readonly targetOf: (alias: Alias) => Node | undefined;
}

interface Anchored {
  readonly node: Node;
  readonly data: unknown;
  /** Parts in it, all aliases written out. */
  readonly parts: number;
  /** Levels below it. */
  readonly height: number;
}

const PARTS_MAX = 100_000;

/**
 * Every part is read once and shared by all aliases that name it, so an alias costs nothing; what it would cost written
 * out is counted (a long text as one part for each 64 characters), and refused beyond 100,000 parts in all, since whoever
 * walks the data pays that.
 */
export function openAnchors(depthMax: number): Anchors {
  const known = new Map<string, Anchored | "open">();
  const targets = new Map<Alias, Node>();
  let repeated = 0;
  let parts = 0;
  let deepest = 0;
  return {
    targetOf: (alias) => targets.get(alias),
    remember: (node, depth, read) => {
      parts += isScalar(node) && typeof node.value === "string" ? 1 + (node.value.length >> 6) : 1;
      const anchor = "anchor" in node ? node.anchor : undefined;
      if (anchor === undefined) {
        deepest = Math.max(deepest, depth);
        return read();
      }
      const before = { parts: parts - 1, deepest };
      deepest = depth;
      known.set(anchor, "open");
      const data = read();
      known.set(anchor, { node, data, parts: parts - before.parts, height: deepest - depth });
      deepest = Math.max(deepest, before.deepest);
      return data;
    },
    resolve: (alias, depth, refuse) => {
      const { source } = alias;
      const found = known.get(source);
      if (found === undefined)
        refuse(`No anchor ${quoted(source)} stands before this alias: write the value out.`);
      else if (found === "open") refuse("This alias leads into itself: write out what is meant.");
      else if (depth + found.height > depthMax)
        refuse(`Written out, this would be nested more than ${depthMax} levels: flatten it.`);
      else if (repeated + found.parts > PARTS_MAX)
        refuse(`Written out, the aliases make more than ${PARTS_MAX} parts: write out what is needed only.`);
      else {
        repeated += found.parts;
        parts += found.parts;
        deepest = Math.max(deepest, depth + found.height);
        targets.set(alias, found.node);
        return found.data;
      }
      return null;
    },
  };
}

/** Fields that merge keys add, those named first winning; what is no map adds none. */
export function mergedFields(merged: readonly unknown[]): readonly (readonly [string, unknown])[] {
  const maps = merged.flatMap((one) => (Array.isArray(one) ? one : [one]));
  return maps
    .filter((one): one is object => typeof one === "object" && one !== null && !Array.isArray(one))
    .toReversed()
    .flatMap((one) => Object.entries(one));
}
