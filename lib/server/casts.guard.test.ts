import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const minted =
  / as (Tx|UserId|SystemId|ItemId|EvidenceId|SessionId|TemplateId|TemplateVersionId|ElementId|ApprovalRequestId|ExceptionId|StepUpId|PasskeyId|InstantMs|UtcDate|Sha256Hex|SecretToken|RunSeed|StepId)\b/;
/** Where a branded value is made out of a checked one. */
const mint =
  /^lib\/(db|testing)\/|\/schema\.ts$|\.test\.ts$|\/testdata\/|^lib\/server\/(token|fields)\.ts$|^lib\/domain\/(kernel\/(utc-date|instant|parse-id)|random\/stream|latency\/request-path)\.ts$/;

test("branded values are made only where they are checked", () => {
  const files = ["app", "components", "lib"].flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: "utf8" }).map((file) => `${root}/${file}`),
  );
  const casts = files.filter(
    (file) => /\.tsx?$/.test(file) && !mint.test(file) && minted.test(readFileSync(file, "utf8")),
  );
  expect(casts).toEqual([]);
});
