// Completes package-lock.json: packages for other platforms that the registry could not show when the lock was
// written get an entry, because `npm ci` refuses a lock in which an optional dependency has none.
// `node scripts/complete-lock.mjs` repairs the file; with --check it only says whether that is needed.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./lib/paths.mjs";
import { Refusal, runMain, say } from "./lib/say.mjs";

const systems = { darwin: "darwin", linux: "linux", win32: "win32", windows: "win32", freebsd: "freebsd" };
Object.assign(systems, {
  android: "android",
  openharmony: "openharmony",
  netbsd: "netbsd",
  openbsd: "openbsd",
});
Object.assign(systems, { sunos: "sunos", aix: "aix" });
const processors = "x64 arm64 arm ia32 ppc64 riscv64 s390x loong64 mips64el wasm32".split(" ");

/** Where a package runs, read off its name: `@next/swc-win32-x64-msvc` → { os: ["win32"], cpu: ["x64"] }. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = words.map((word) => systems[word]).find(Boolean);
  const cpu = words.find((word) => processors.includes(word));
  const libc =
    os === "linux" && words.includes("musl") ? "musl" : words.includes("gnu") ? "glibc" : undefined;
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }) };
}

/** Entries that optional dependencies name and the lock lacks. */
function missingEntries(packages) {
  const missing = new Map();
  for (const [path, { optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const present = `node_modules/${name}` in packages || `${path}/node_modules/${name}` in packages;
      const platform = platformOf(name);
      if (present || (!platform.os && !platform.cpu)) continue;
      const dev = packages[path].dev ? { dev: true } : {};
      missing.set(`node_modules/${name}`, {
        version: version.replace(/^[\^~]/, ""),
        ...dev,
        optional: true,
        ...platform,
      });
    }
  }
  return missing;
}

await runMain(async () => {
  const file = join(root, "package-lock.json");
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const missing = missingEntries(lock.packages);
  if (missing.size === 0) return say("package-lock.json is complete.");
  if (process.argv.includes("--check")) {
    const many = `package-lock.json lacks ${missing.size} packages for other platforms`;
    throw new Refusal(`${many}: run “node scripts/complete-lock.mjs”.`);
  }
  const entries = [...Object.entries(lock.packages), ...missing].sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(entries) }, null, 2)}\n`);
  say(`package-lock.json: ${missing.size} entries added.`);
});
