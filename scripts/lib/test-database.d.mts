import type { SamplePerson, Scenario } from "./installation.mjs";

/** A running throwaway PostgreSQL: what other processes need to know of it. */
export type TestServer = { folder: string; adminUrl: string; appUrl: string };

export type TestDatabase = {
  url: string;
  adminUrl: string;
  people: SamplePerson[];
  drop(): Promise<unknown>;
};

export const testAuthSecret: string;
export const testCheckpointKey: string;
export function handedServer(): TestServer | undefined;
export function shareTestServer(options?: {
  durable?: boolean;
}): Promise<{ server: TestServer; stop(): Promise<void> }>;
export function ensureTemplate(
  server: TestServer,
  scenario: Scenario,
): Promise<{ database: string; people: SamplePerson[] }>;
export function copyDatabase(server: TestServer, scenario?: Scenario): Promise<TestDatabase>;
