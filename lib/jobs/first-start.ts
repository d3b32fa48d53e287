import "server-only";
import { isTaken, reader } from "@/lib/db/client";
import { findInstallation, insertSetupToken } from "@/lib/db/installation";
import { registry } from "@/lib/registry";
import { asJob } from "@/lib/server/job";
import { publicAddress } from "@/lib/server/mail";
import { hashToken, makeToken } from "@/lib/server/token";

/**
 * What an instance does before it serves: publishes the product's checklist if it is new, and where nobody is
 * there yet prints a one-time set-up link to the terminal.
 */
export async function prepareInstallation(): Promise<void> {
  await prepareProduct();
  if (await findInstallation(reader())) return;
  const token = makeToken();
  await asJob((tx) => insertSetupToken(tx, hashToken(token)));
  const link = publicAddress(`/setup?token=${token}`);
  process.stdout.write(
    `\nNobody has an account yet. Make the first administrator here, once:\n  ${link}\n\n`,
  );
}

/** Publishes the product's checklist. Two instances may start at once: the one that comes second finds it there. */
export async function prepareProduct(): Promise<void> {
  const publish = registry.get("checklists.publish-built-in");
  try {
    const result = await publish?.({}, { kind: "job", name: "first-start" });
    if (result && !result.ok)
      throw new Error(`The product's checklist could not be published: ${JSON.stringify(result.error)}`);
  } catch (thrown) {
    if (!isTaken(thrown)) throw thrown;
  }
}
