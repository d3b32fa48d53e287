#!/usr/bin/env node
// Stands in for Prisma's native schema engine, which the Prisma command line would download: serves Prisma's own
// WebAssembly build of the engine over stdio, in the native engine's protocol. PRISMA_SCHEMA_ENGINE_BINARY names it.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  DriverAdapterError,
} from "@prisma/driver-adapter-utils";
import pg from "pg";
import { parseIntoClientConfig } from "pg-connection-string";

const PG_CHAR = 18; // "char", which the catalogues use and @prisma/adapter-pg does not map
const PG_BPCHAR = 1042;

/** The newest failure of a script, in PostgreSQL's words; the engine keeps only that there was one. */
let scriptFailure;
/** What the engine said when it gave up, if it did. */
let panic;

// Positions of "char" columns in the newest result; queries run one at a time.
let charColumns = [];
const { addFields } = pg.Result.prototype;
pg.Result.prototype.addFields = function addFieldsKnowingChar(fields) {
  charColumns = fields.flatMap((field, index) => (field.dataTypeID === PG_CHAR ? [index] : []));
  for (const index of charColumns) fields[index].dataTypeID = PG_BPCHAR;
  return addFields.call(this, fields);
};

/** Runs a script whole, in one transaction of its own. The adapter's would cut it at every semicolon, even in functions. */
async function executeScript(config, script) {
  const client = new pg.Client(config);
  await client.connect();
  try {
    await client.query(script);
  } catch (error) {
    scriptFailure = error;
    const { code = "", severity = "ERROR", message, detail, column, hint } = error;
    throw new DriverAdapterError({ kind: "postgres", code, severity, message, detail, column, hint });
  } finally {
    await client.end();
  }
}

/** The adapter with what it lacks: "char" columns, and scripts that stay whole. */
function mended(adapter, config) {
  const methods = {
    executeScript: (script) => executeScript(config, script),
    async queryRaw(query) {
      charColumns = [];
      const result = await adapter.queryRaw(query);
      for (const index of charColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
      return result;
    },
    startTransaction: async (...args) => mended(await adapter.startTransaction(...args), config),
  };
  return new Proxy(adapter, {
    get(target, key) {
      if (key in methods && key in target) return methods[key];
      const member = Reflect.get(target, key, target);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}

async function connectTo(config, afterDispose) {
  const adapter = await new PrismaPg(config).connect();
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await dispose();
    await afterDispose?.();
  };
  return mended(adapter, config);
}

/** Replaying migrations, to compare them with the schema, takes an empty database for a moment. */
async function connectToShadow(config) {
  const database = `prisma_migrate_shadow_db_${randomUUID()}`;
  await executeScript(config, `CREATE DATABASE "${database}"`);
  return connectTo({ ...config, database }, () =>
    executeScript(config, `DROP DATABASE "${database}" WITH (FORCE)`),
  );
}

function adapterFactory(url) {
  const config = parseIntoClientConfig(url); // as parts: a connectionString would win over the shadow database's name
  return bindMigrationAwareSqlAdapterFactory({
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: () => connectTo(config),
    connectToShadowDb: () => connectToShadow(config),
  });
}

async function loadEngine(url) {
  const folder = import.meta.resolve("@prisma/schema-engine-wasm");
  const glue = await import(new URL("schema_engine_bg.js", folder));
  const wasm = readFileSync(new URL("schema_engine_bg.wasm", folder));
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (message) => {
      panic = message;
    },
  };
  return glue.SchemaEngine.new({ datamodels: undefined }, () => {}, adapterFactory(url));
}

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

function errorOf(error) {
  const script = scriptFailure && `ERROR: ${scriptFailure.message} (${scriptFailure.code})`;
  const message = script ?? panic ?? String(error?.message ?? error);
  scriptFailure = undefined;
  const data = { is_panic: false, message, meta: error?.meta ?? null, error_code: error?.code ?? null };
  return { code: 4466, message: "error", data };
}

async function answer(engine, { id, method, params }) {
  try {
    const result = await engine[method](params);
    const content = method === "diff" && result?.stdout;
    if (content) send({ id: -1, method: "print", params: { content } });
    send({ id, result });
  } catch (error) {
    send({ id, error: errorOf(error) });
  }
}

/** The command line asks this before anything else, and reads the refusal from the log. */
async function checkConnection(url) {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.end();
    return 0;
  } catch (error) {
    const fields = { message: error.message || error.code, error_code: "P1001" };
    process.stderr.write(`\n${JSON.stringify({ level: "ERROR", target: "schema_engine::logger", fields })}`);
    return 1;
  }
}

const args = process.argv.slice(2);
const at = args.indexOf("--datasource");
const url = at < 0 ? undefined : JSON.parse(args[at + 1]).url;
if (args.includes("--version")) process.stdout.write("schema-engine-wasm\n");
else if (args.includes("can-connect-to-database")) process.exitCode = await checkConnection(url);
else {
  const engine = await loadEngine(url);
  for await (const line of createInterface({ input: process.stdin })) {
    const message = JSON.parse(line);
    if (message.method) await answer(engine, message);
  }
  process.exit(0);
}
