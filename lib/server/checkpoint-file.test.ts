import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { signCheckpoint } from "@/lib/domain/audit/checkpoint";
import { appendCheckpointsTo, lastCheckpointIn } from "./checkpoint-file";
import { sha256, signerOf } from "./log-key";

const folder = mkdtempSync(join(tmpdir(), "countersign-checkpoints-"));
afterAll(() => rmSync(folder, { recursive: true }));

const { name, publicKey, sign } = signerOf(new Uint8Array(32).fill(3), "log.example/audit");
const noteOf = (size: number) =>
  signCheckpoint(sha256, { origin: name, size, root: new Uint8Array(32).fill(size) }, publicKey, sign);

test("checkpoints are added at the end, and a line that was cut off does not count", async () => {
  const file = join(folder, "new", "checkpoints.jsonl");
  expect(await lastCheckpointIn(file)).toBeNull();
  await appendCheckpointsTo(file, []);
  await appendCheckpointsTo(file, [noteOf(1), noteOf(2)]);
  expect(await lastCheckpointIn(file)).toBe(noteOf(2));
  await appendCheckpointsTo(
    file,
    Array.from({ length: 60 }, (_, n) => noteOf(n + 3)),
  );
  expect(await lastCheckpointIn(file)).toBe(noteOf(62));
  expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(62);
  appendFileSync(file, JSON.stringify({ kind: "checkpoint", note: noteOf(63) }).slice(0, 90));
  expect(await lastCheckpointIn(file)).toBe(noteOf(62));
});
