#!/usr/bin/env node
// Serves Prisma's own WASM schema engine over stdio, in the protocol that the Prisma CLI
// speaks to its native engine, so that no engine binary is ever downloaded.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { parseIntoClientConfig } from "pg-connection-string";

const PG_CHAR = 18; // "char", which the catalogues use and @prisma/adapter-pg does not map
const PG_BPCHAR = 1042;

/** Positions of "char" columns in the newest result; queries run one at a time. */
let charColumns = [];
const { addFields } = pg.Result.prototype;
pg.Result.prototype.addFields = function (fields) {
  charColumns = fields.flatMap((f, i) => (f.dataTypeID === PG_CHAR ? [i] : []));
  for (const i of charColumns) fields[i].dataTypeID = PG_BPCHAR;
  return addFields.call(this, fields);
};
function withCharColumns(adapter) {
  return new Proxy(adapter, {
    get(target, key) {
      const member = Reflect.get(target, key, target);
      if (typeof member !== "function") return member;
      if (key === "queryRaw")
        return async (q) => {
          charColumns = [];
          const result = await target.queryRaw(q);
          for (const i of charColumns) result.columnTypes[i] = ColumnTypeEnum.Character;
          return result;
        };
      // The adapter splits scripts at every semicolon, which tears function bodies apart; Postgres takes them whole, in one transaction.
      if (key === "executeScript")
        return async (script) => void (await target.underlyingDriver().query(script));
      if (key === "startTransaction")
        return async (...a) => withCharColumns(await target.startTransaction(...a));
      return member.bind(target);
    },
  });
}
function factory(url) {
  const config = parseIntoClientConfig(url); // as parts: a connectionString would win over the shadow database's name
  const connectTo = async (database, afterDispose) => {
    const adapter = await new PrismaPg({ ...config, database }).connect();
    const dispose = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      await dispose();
      await afterDispose?.();
    };
    return withCharColumns(adapter);
  };
  return bindMigrationAwareSqlAdapterFactory({
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: () => connectTo(config.database),
    connectToShadowDb: async () => {
      const database = `prisma_migrate_shadow_db_${randomUUID()}`;
      const main = await connectTo(config.database);
      await main.executeScript(`CREATE DATABASE "${database}"`);
      return connectTo(database, async () => {
        await main.executeScript(`DROP DATABASE "${database}" WITH (FORCE)`);
        await main.dispose();
      });
    },
  });
}
async function loadEngine(url) {
  const pkg = import.meta.resolve("@prisma/schema-engine-wasm");
  const glue = await import(new URL("schema_engine_bg.js", pkg));
  const { instance } = await WebAssembly.instantiate(readFileSync(new URL("schema_engine_bg.wasm", pkg)), {
    "./schema_engine_bg.js": glue,
  });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (m) => {
      lastPanic = m;
    },
  };
  return glue.SchemaEngine.new({ datamodels: undefined }, () => {}, factory(url));
}
let lastPanic;
const send = (m) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...m })}\n`);
const args = process.argv.slice(2);
const at = args.indexOf("--datasource");
const url = at < 0 ? undefined : JSON.parse(args[at + 1]).url;
if (args.includes("--version")) {
  console.log("schema-engine-wasm");
  process.exit(0);
}
const engine = await loadEngine(url);
if (args.includes("can-connect-to-database")) {
  await engine.ensureConnectionValidity({ datasource: { tag: "ConnectionString", url } });
  process.exit(0);
}
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line);
  if (!method) continue;
  try {
    const result = await engine[method](params);
    if (method === "diff" && result?.stdout)
      send({ id: -1, method: "print", params: { content: result.stdout } });
    send({ id, result });
  } catch (e) {
    send({
      id,
      error: {
        code: 4466,
        message: "error",
        data: {
          is_panic: false,
          message: lastPanic ?? String(e?.message ?? e),
          meta: e?.meta ?? null,
          error_code: e?.code ?? null,
        },
      },
    });
  }
}
process.exit(0);
