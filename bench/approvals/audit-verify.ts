// Offline check of an exported log of 100,000 entries, each with its words, and a checkpoint over every hundred.
import { toHex, utf8 } from "@/lib/domain/audit/bytes";
import { canonicalJson } from "@/lib/domain/audit/canonical-json";
import { signCheckpoint } from "@/lib/domain/audit/checkpoint";
import { EMPTY_FRONTIER, growFrontier } from "@/lib/domain/audit/frontier";
import { commitmentOf } from "@/lib/domain/audit/leaf";
import { leafHash } from "@/lib/domain/audit/merkle";
import { formatNoteKey } from "@/lib/domain/audit/signed-note";
import { verifyExport } from "@/lib/domain/audit/verify-export";
import { sha256, signerOf, verifySignature } from "@/lib/server/log-key";
import { median, report } from "../lib/measure";

const ENTRIES = 100_000;
const EVERY = 100;
const { name, publicKey, sign } = signerOf(new Uint8Array(32).fill(1), "log.example/audit");

const id = (index: number) => `0190a1b2-0000-7000-8000-${index.toString(16).padStart(12, "0")}`;
const entries = Array.from({ length: ENTRIES }, (_, index) => {
  const about = `IM-12 Require mTLS on every service-to-service flow, step ${index}`;
  const detail = { salt: id(index), text: canonicalJson({ about, before: "to-do", after: "done" }) };
  const leaf = canonicalJson({
    v: 1,
    id: id(index),
    atUs: String(1_790_000_000_000_000 + index),
    actorId: id(7),
    action: "checklists.edit-item",
    outcome: "done",
    subject: "item",
    subjectId: id(index % 90),
    systemId: id(index % 7),
    detail: commitmentOf(sha256, detail),
  });
  return { leaf, detail, hash: leafHash(sha256, utf8(leaf)) };
});
const sizes = new Set(Array.from({ length: ENTRIES / EVERY }, (_, n) => (n + 1) * EVERY));
const { roots } = growFrontier(
  sha256,
  EMPTY_FRONTIER,
  entries.map(({ hash }) => hash),
  sizes,
);
const key = formatNoteKey(sha256, { name, publicKey });
const lines = [
  JSON.stringify({ kind: "countersign-audit-log", v: 1, origin: name, size: ENTRIES }),
  ...entries.flatMap(({ leaf, detail, hash }, index) => {
    const line = JSON.stringify({
      kind: "entry",
      index,
      number: `${index + 1}`,
      hash: toHex(hash),
      leaf,
      detail,
    });
    const root = roots.get(index + 1);
    if (!root) return [line];
    const note = signCheckpoint(sha256, { origin: name, size: index + 1, root }, publicKey, sign);
    return [line, JSON.stringify({ kind: "checkpoint", note })];
  }),
];

const ms: number[] = [];
for (let round = -1; round < 5; round++) {
  const startedMs = performance.now();
  const { intact, faults } = verifyExport(
    lines,
    { digest: sha256, verify: verifySignature },
    { keys: [key] },
  );
  if (!intact) throw new Error(`the export should be intact: ${faults[0]?.words}`);
  if (round >= 0) ms.push(performance.now() - startedMs);
}
report("audit.verify-100k-ms", median(ms), "ms");
