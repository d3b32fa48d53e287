import { pool } from "@/lib/db/client";
import { asOwner } from "./owner";

type Connection = { readonly processID: number | null; query(...sent: unknown[]): unknown };

/** What every connection of the pool is made of. */
const made = (): Connection => (pool() as unknown as { Client: { prototype: Connection } }).Client.prototype;

/**
 * Does something whose connection is terminated by the owner of the database just before its k-th statement, and only then.
 *
 * @returns how many statements came, the terminated one included, and what it threw
 */
export async function crashingBefore(
  statement: number,
  work: () => Promise<unknown>,
): Promise<{ readonly statements: number; readonly thrown: unknown }> {
  const kind = made();
  const send = kind.query;
  let statements = 0;
  kind.query = function (this: Connection, ...sent: unknown[]) {
    if (++statements !== statement) return send.apply(this, sent);
    const { processID } = this;
    return terminated(processID).then(() => send.apply(this, sent));
  };
  try {
    await work();
    return { statements, thrown: null };
  } catch (thrown) {
    return { statements, thrown };
  } finally {
    kind.query = send;
  }
}

async function terminated(processId: number | null): Promise<void> {
  if (!processId) throw new Error("a connection without a process");
  await asOwner(async (owner) => {
    await owner.query("select pg_terminate_backend($1, 5000)", [processId]);
  });
}
