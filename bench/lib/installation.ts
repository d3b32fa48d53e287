import { openSession } from "../../e2e/fixtures/session";
import { createInstallation, type Installation } from "../../scripts/lib/installation.mjs";
import { handedServer } from "../../scripts/lib/test-database.mjs";

/** The sample organisation on a server of its own, with a security lead signed in; removed at the end. */
export async function withSample(
  work: (installation: Installation, cookie: string) => Promise<void>,
): Promise<void> {
  const server = handedServer();
  if (!server) throw new Error("Benchmarks are run by `npm run bench`.");
  const installation = await createInstallation({ server, scenario: "sample" });
  try {
    const { name, value } = await openSession(installation, "ana@meridian.example");
    await work(installation, `${name}=${value}`);
  } finally {
    await installation.remove();
  }
}
