// Connections to PostgreSQL for the scripts, and what to do when one can't be made.
import { Refusal } from "./say.mjs";

/** What the parts of a connection address are, for messages; never its password. */
export function partsOf(url, variable) {
  try {
    const { protocol, username, hostname, port, pathname, searchParams } = new URL(url);
    if (!/^postgres(ql)?:$/.test(protocol)) throw new TypeError("another protocol");
    const host = searchParams.get("host") ?? (hostname || "localhost");
    return {
      user: decodeURIComponent(username),
      server: `${host}:${port || 5432}`,
      database: decodeURIComponent(pathname.slice(1)),
    };
  } catch {
    throw new Refusal(
      `${variable} is not an address of PostgreSQL: it looks like postgresql://user:password@host:5432/database.`,
    );
  }
}

const remedies = {
  "28P01": ({ user }) => `the server refused the password of “${user}”: check the user and the password`,
  28000: ({ user, server }) =>
    `the server does not let “${user}” in from here: check pg_hba.conf on ${server}, and whether it wants TLS (?sslmode=require)`,
  "3D000": ({ database }) =>
    `there is no database “${database}”: create it (createdb ${database}) or correct the name`,
  53300: () => "the server has no connection left: raise max_connections or stop other clients",
  "57P03": () => "the server is starting or stopping: wait a moment",
  ECONNREFUSED: ({ server }) => `nothing answers at ${server}: start the server or correct the address`,
  ENOTFOUND: ({ server }) => `the name in ${server} is not known: correct the address`,
  EAI_AGAIN: ({ server }) => `the name in ${server} can't be looked up: check the address and the network`,
  ETIMEDOUT: ({ server }) => `${server} does not answer: check the address and the firewall`,
};

function refusalOf(error, url, variable) {
  const parts = partsOf(url, variable);
  const timedOut = /timeout/i.test(error.message) ? "ETIMEDOUT" : undefined;
  const remedy = remedies[error.code ?? error.errors?.[0]?.code ?? timedOut];
  const what = remedy ? remedy(parts) : `${error.message} (${parts.server})`;
  return new Refusal(`${variable}: ${what}; then start again.`);
}

/**
 * Opens a connection, gives it to `work` and closes it.
 * @param variable the name of the setting that holds the address, for messages
 */
export async function withConnection(url, work, variable = "DATABASE_URL") {
  partsOf(url, variable);
  const { default: pg } = await import("pg");
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: "countersign-start",
  });
  client.on("error", () => {}); // a connection lost between two statements: the next one says so
  try {
    await client.connect();
  } catch (error) {
    throw refusalOf(error, url, variable);
  }
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
