// Runs before each database test file: gives it a database of its own and the settings that the app's modules read when
// they are imported. The database goes away with its server, at the end of the run.
import { copyDatabase, handedServer, testAuthSecret, testCheckpointKey } from "./test-database.mjs";

const database = await copyDatabase(handedServer());
Object.assign(process.env, {
  DATABASE_URL: database.url,
  DATABASE_ADMIN_URL: database.adminUrl,
  AUTH_SECRET: testAuthSecret,
  CHECKPOINT_KEY: testCheckpointKey,
  PUBLIC_URL: "http://localhost:3000",
});
