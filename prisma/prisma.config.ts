import { defineConfig } from "prisma/config";

/** Settings of the Prisma command line; the scripts pass this file with `--config`. Paths are relative to it. */
export default defineConfig({
  schema: "schema",
  migrations: { path: "migrations" },
  datasource: { url: process.env["DATABASE_ADMIN_URL"] ?? "" },
});
