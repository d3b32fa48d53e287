import { equalBytes, fromHex, toHex, utf8 } from "./bytes";
import { checkEntry, entryName, type LogFault } from "./check-entry";
import { type Checkpoint, openCheckpoint, readCheckpoint } from "./checkpoint";
import { type ExportEntry, type ExportHead, readExportLine } from "./export-lines";
import { EMPTY_FRONTIER, growFrontier } from "./frontier";
import { type Digest, isHash, leafHash } from "./merkle";
import { formatNoteKey, type NoteKey, parseNoteKey, type VerifySignature } from "./signed-note";

/** What an offline check of an exported log found. */
export type ExportReport = {
  /** Nothing was found, and at least one checkpoint stands behind that. */
  readonly intact: boolean;
  readonly origin: string | null;
  /** Entries that have a place in the tree. */
  readonly entries: number;
  /** Entries of which the words were erased; the rest of them is proven. */
  readonly erased: number;
  /** Entries at the end that no checkpoint covers yet. */
  readonly unsigned: number;
  /** Entries that wait for their place. */
  readonly waiting: number;
  /** Checkpoints that are signed and agree with the entries. */
  readonly checkpoints: number;
  /** Keys that the check relied on, as verifiers write them. */
  readonly keys: readonly string[];
  /** False: they came out of the file itself, so the check proves that it is of one piece, not whose it is. */
  readonly keysGiven: boolean;
  /** At most a thousand. */
  readonly faults: readonly LogFault[];
};

type Crypto = { readonly digest: Digest; readonly verify: VerifySignature };

/** The entries and checkpoints of a file, sorted by what they are. */
type Gathered = {
  head: ExportHead | null;
  readonly keys: string[];
  readonly notes: string[];
  /** By position in the tree. */
  readonly entries: Map<number, ExportEntry>;
  readonly waiting: ExportEntry[];
  readonly faults: LogFault[];
};

const FAULTS_MAX = 1_000;

/**
 * Checks an exported log offline and names what is not as it was recorded: entries that were changed, removed, added,
 * moved, or whose words were changed; parts of the tree and checkpoints that contradict each other.
 *
 * @param lines of the file, in order
 * @param keys whose signatures count; without any, those that the file names
 * @param known checkpoints from elsewhere (the file of checkpoints, a webhook) that the log has to agree with
 */
export function verifyExport(
  lines: Iterable<string>,
  { digest, verify }: Crypto,
  { keys = [], known = [] }: { readonly keys?: readonly string[]; readonly known?: readonly string[] } = {},
): ExportReport {
  const file = gather(lines);
  const written = keys.length > 0 ? keys : file.keys;
  const noteKeys = written.flatMap((text) => parseNoteKey(digest, text) ?? []);
  const { hashes, newestUs } = checkEntries(digest, file);
  const signed = checkSignatures([...file.notes, ...known], noteKeys, { digest, verify }, file.faults);
  const agreed = checkRoots(digest, hashes, signed, file.faults);
  const size = hashes.length;
  if (file.head && file.head.size > size && size === file.entries.size)
    file.faults.push(fault("removed", size, file.head.size - 1, "Entries at the end were removed"));
  checkWaiting(digest, file, newestUs);
  return {
    intact: file.faults.length === 0 && (agreed.length > 0 || size === 0) && file.head !== null,
    origin: file.head?.origin ?? null,
    entries: file.entries.size,
    erased: [...file.entries.values()].filter(({ leaf, detail }) => leaf !== null && detail === null).length,
    unsigned: size - Math.max(0, ...agreed.map((checkpoint) => checkpoint.size)),
    waiting: file.waiting.length,
    checkpoints: agreed.length,
    keys: noteKeys.map((key) => formatNoteKey(digest, key)),
    keysGiven: keys.length > 0,
    faults: file.faults.slice(0, FAULTS_MAX),
  };
}

function gather(lines: Iterable<string>): Gathered {
  const file: Gathered = { head: null, keys: [], notes: [], entries: new Map(), waiting: [], faults: [] };
  let at = 0;
  let last = -1;
  for (const text of lines) {
    at += 1;
    if (text === "") continue;
    const line = readExportLine(text);
    if (line?.kind === "entry") last = gatherEntry(file, line, last);
    else if (line?.kind === "key") file.keys.push(line.key);
    else if (line?.kind === "checkpoint") file.notes.push(line.note);
    else if (line && file.head === null) file.head = line;
    else file.faults.push(fault("malformed", null, null, `Line ${at} is not a line of an exported log`));
  }
  if (file.head === null)
    file.faults.push(fault("malformed", null, null, "The first line of the export is missing"));
  return file;
}

/** @returns the highest position so far */
function gatherEntry(file: Gathered, entry: ExportEntry, last: number): number {
  const { index, number } = entry;
  if (index === null) {
    file.waiting.push(entry);
    return last;
  }
  if (file.entries.has(index)) {
    file.faults.push({
      ...fault("added", index, index, `${entryName(index, number)} is there a second time`),
      number,
    });
    return last;
  }
  file.entries.set(index, entry);
  if (index < last)
    file.faults.push({
      ...fault("reordered", index, index, `${entryName(index, number)} stands behind a later one`),
      number,
    });
  return Math.max(index, last);
}

/** @returns the hashes of the tree's leaves, null where an entry's line is missing; the latest time among them */
function checkEntries(
  digest: Digest,
  file: Gathered,
): { readonly hashes: readonly (Uint8Array | null)[]; readonly newestUs: number } {
  const size = [...file.entries.keys()].reduce((most, index) => Math.max(most, index + 1), 0);
  const hashes: (Uint8Array | null)[] = [];
  const changed: LogFault[] = [];
  let newestUs = 0;
  for (let index = 0; index < size; index++) {
    const entry = file.entries.get(index);
    const hash = entry?.hash ? fromHex(entry.hash) : null;
    hashes.push(hash && isHash(hash) ? hash : null);
    if (!entry) {
      file.faults.push(fault("removed", index, index, `${entryName(index, null)} was removed from the file`));
      index = skipGap(file, hashes, index, size);
      continue;
    }
    const { leaf, detail, number, row } = entry;
    const standing = { index, number, leaf, detail, hash: hash ?? new Uint8Array(0), ...(row && { row }) };
    const checked = checkEntry(digest, standing, newestUs);
    newestUs = checked.newestUs;
    for (const one of checked.faults) (one.kind === "changed" ? changed : file.faults).push(one);
  }
  file.faults.push(...nameMoved(digest, file, hashes, changed));
  return { hashes, newestUs };
}

/** A wide gap is one fault, not one for each position; @returns the last position of the gap. */
function skipGap(file: Gathered, hashes: (Uint8Array | null)[], first: number, size: number): number {
  let last = first;
  while (last + 1 < size && !file.entries.has(last + 1)) {
    last += 1;
    hashes.push(null);
  }
  if (last > first) {
    file.faults.pop();
    const words = `The entries at positions ${first} to ${last} were removed from the file`;
    file.faults.push(fault("removed", first, last, words));
  }
  return last;
}

/** An entry that does not fit its own place and fits another was moved. */
function nameMoved(
  digest: Digest,
  file: Gathered,
  hashes: readonly (Uint8Array | null)[],
  changed: readonly LogFault[],
): readonly LogFault[] {
  if (changed.length === 0) return [];
  const places = new Map(hashes.map((hash, index) => [hash ? toHex(hash) : "", index]));
  return changed.map((one) => {
    const entry = one.from === null ? undefined : file.entries.get(one.from);
    const place = entry?.leaf ? places.get(toHex(leafHash(digest, utf8(entry.leaf)))) : undefined;
    if (place === undefined) return one;
    const words = `${entryName(one.from, one.number)} was moved: it belongs to position ${place}.`;
    return { ...one, kind: "reordered", words };
  });
}

function checkSignatures(
  notes: readonly string[],
  keys: readonly NoteKey[],
  { digest, verify }: Crypto,
  faults: LogFault[],
): readonly Checkpoint[] {
  return notes.flatMap((note) => {
    const opened = openCheckpoint(digest, note, keys, verify);
    if (opened.ok) return opened.value;
    const size = readCheckpoint(note)?.size;
    const name = size === undefined ? "A checkpoint" : `The checkpoint over ${size} entries`;
    faults.push(fault("checkpoint-not-signed", null, null, `${name} is not valid: ${opened.error.reason}`));
    return [];
  });
}

/**
 * Every checkpoint has to be the root of the entries before it; then all of them are consistent with one another.
 * The first that is not says between which entries something was changed together with its hash.
 *
 * @returns the checkpoints that agree
 */
function checkRoots(
  digest: Digest,
  hashes: readonly (Uint8Array | null)[],
  checkpoints: readonly Checkpoint[],
  faults: LogFault[],
): readonly Checkpoint[] {
  const gap = hashes.indexOf(null);
  const whole = (gap < 0 ? hashes : hashes.slice(0, gap)) as readonly Uint8Array[];
  const { roots } = growFrontier(digest, EMPTY_FRONTIER, whole, new Set(checkpoints.map(({ size }) => size)));
  const agreed: Checkpoint[] = [];
  let contradicted = false;
  for (const checkpoint of [...checkpoints].sort((a, b) => a.size - b.size)) {
    const { size, root } = checkpoint;
    const found = size === 0 ? digest(new Uint8Array(0)) : roots.get(size);
    if (found && equalBytes(found, root)) agreed.push(checkpoint);
    else if (found && !contradicted) {
      contradicted = true;
      const from = agreed.at(-1)?.size ?? 0;
      const words = `The checkpoint over ${size} entries contradicts the entries: at least one of positions ${from} to ${size - 1} was changed, added or removed together with its hash`;
      faults.push(fault("checkpoint-contradicted", from, size - 1, words));
    } else if (!found && gap < 0)
      faults.push(
        fault("removed", hashes.length, size - 1, `Entries before the checkpoint over ${size} were removed`),
      );
  }
  return agreed;
}

/** What waits for its place has no proof yet; but it can't be much older than what already has one. */
function checkWaiting(digest: Digest, file: Gathered, newestUs: number): void {
  for (const { number, leaf, detail, row } of file.waiting) {
    const hash = leafHash(digest, utf8(leaf ?? ""));
    const standing = { index: null, number, leaf, detail, hash, ...(row && { row }) };
    file.faults.push(...checkEntry(digest, standing, newestUs).faults);
  }
}

function fault(kind: LogFault["kind"], from: number | null, to: number | null, words: string): LogFault {
  return { kind, from, to, number: null, words: words.endsWith(".") ? words : `${words}.` };
}
