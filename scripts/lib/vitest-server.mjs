// Vitest's global set-up for database tests: one PostgreSQL for the run, with a migrated template.
import { ensureTemplate, shareTestServer } from "./test-database.mjs";

export default async function setup() {
  const { server, stop } = await shareTestServer();
  await ensureTemplate(server, "empty");
  return stop;
}
