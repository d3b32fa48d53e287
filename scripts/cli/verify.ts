import { verifyReceipt } from "../../lib/domain/approvals/verify-receipt";
import { formatNoteKey } from "../../lib/domain/audit/signed-note";
import { verifyExport } from "../../lib/domain/audit/verify-export";
import { type Json, parseStrictJson } from "../../lib/domain/external/strict-json";
import type { Arguments } from "./arguments";
import { Stop } from "./exit-codes";
import { readText } from "./files";
import { digest, readKeys, verifySignature } from "./hashing";

const CRYPTO = { digest, verify: verifySignature };

/** Verifies a receipt or an exported log, offline. */
export async function verify({ rest, options }: Arguments): Promise<Readonly<Record<string, unknown>>> {
  const [file, more] = rest;
  if (file === undefined || more !== undefined)
    throw new Stop("usage", "Name one file: a receipt or an export.");
  const key = options.get("key");
  if (key === undefined) throw new Stop("usage", "Give the key that you trust: --key @countersign.pub.");
  const keys = readKeys(key);
  if (keys.length === 0) throw new Stop("usage", "--key names no key.");
  const text = readText(file);
  return isExport(text) ? exported(text, keys, options.get("checkpoints")) : receipt(text, keys);
}

/** An export begins with a line of its own kind. */
const isExport = (text: string): boolean =>
  (text.split("\n", 1)[0] ?? "").includes('"countersign-audit-log"');

function receipt(text: string, keys: ReturnType<typeof readKeys>) {
  const parsed = parseStrictJson(text);
  const verified = verifyReceipt(parsed.ok ? (parsed.value as Json) : null, keys, CRYPTO);
  if (!verified.ok) throw new Stop("not-verified", verified.error.reason, { code: verified.error.code });
  const { statement, input, signers, origin, index, atMs } = verified.value;
  return {
    kind: "receipt",
    number: statement.number,
    command: statement.command,
    input,
    payloadHash: statement.payloadHash,
    about: statement.about,
    requester: statement.requester.name,
    signers,
    effectAt: new Date(atMs).toISOString(),
    log: origin,
    index,
  };
}

function exported(text: string, keys: ReturnType<typeof readKeys>, checkpoints: string | undefined) {
  const known = checkpoints === undefined ? [] : notesIn(readText(checkpoints));
  const report = verifyExport(
    text.split("\n").filter((line) => line !== ""),
    CRYPTO,
    {
      keys: keys.map((key) => formatNoteKey(digest, key)),
      known,
    },
  );
  if (!report.intact) {
    const words = report.faults.slice(0, 20).map((fault) => fault.words);
    throw new Stop("not-verified", words.join("\n") || "No checkpoint stands behind this export.", {
      ...report,
    });
  }
  return { kind: "export", ...report };
}

/** The checkpoints of a file that was kept elsewhere: one JSON object a line. */
function notesIn(text: string): readonly string[] {
  return text.split("\n").flatMap((line) => {
    const parsed = line === "" ? null : parseStrictJson(line);
    const note = parsed?.ok ? (parsed.value as { readonly note?: unknown } | null)?.note : undefined;
    return typeof note === "string" ? [note] : [];
  });
}
