// Vitest's global set-up for database tests: one PostgreSQL for the run, with a migrated template, and what the server
// runs on threads.
import { ensureTemplate, shareTestServer } from "./test-database.mjs";
import { ensureThreads } from "./thread-bundle.mjs";

export default async function setup() {
  await ensureThreads();
  const { server, stop } = await shareTestServer();
  await ensureTemplate(server, "empty");
  return stop;
}
