import type { TestServer } from "./test-database.mjs";

/** "empty" has nobody in it; "sample" is what prisma/seed/sample.ts makes. */
export type Scenario = "empty" | "sample";

/** Someone of the sample, as prisma/seed/sample.ts --json prints it. */
export type SamplePerson = { name: string; email: string; password: string; [more: string]: unknown };

/** One more instance of an installation. */
export type Beside = {
  baseURL: string;
  output(): string;
  stop(): Promise<void>;
  /** Kills it with SIGKILL. */
  killHard(): Promise<void>;
};

/** A running Countersign of one's own. */
export type Installation = {
  baseURL: string;
  /** The people of the sample with their passwords; nobody where the installation is empty. */
  people: SamplePerson[];
  /** Everything the server has printed so far. */
  output(): string;
  /** The address with the one-time token that an empty installation prints. */
  setupUrl(): Promise<string>;
  /** Asks the database as its owner, past every guard: for assertions on rows. */
  sql<Row = Record<string, unknown>>(query: string, params?: unknown[]): Promise<Row[]>;
  /** Starts one more server on the same database and keys, with an address of its own; stopped with the others. */
  startBeside(): Promise<Beside>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Kills the server with SIGKILL. */
  killHard(): Promise<void>;
  /** Only with `ownDatabase`: stops the database server in good order and starts it again. */
  restartDatabase(): Promise<void>;
  /** Only with `ownDatabase`: kills the database server with SIGKILL. */
  killDatabase(): Promise<void>;
  /** Only with `ownDatabase`: starts the database server again after a kill; it recovers first. */
  startDatabase(): Promise<void>;
  /** Stops everything and deletes the database. */
  remove(): Promise<void>;
};

export type InstallationOptions = {
  server: TestServer;
  scenario?: Scenario;
  ownDatabase?: boolean;
  environment?: Record<string, string>;
};

export function createInstallation(options: InstallationOptions): Promise<Installation>;
