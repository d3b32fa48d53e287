/** Import directions. Default deny: an import that no `allowed` line names is an error. */
const layer = {
  domain: "^lib/domain/",
  formats: "^lib/formats/",
  db: "^lib/db/",
  server: "^lib/server/",
  feature: "^lib/features/",
  registry: "^lib/registry[.]ts$",
  jobs: "^lib/jobs/",
  workers: "^lib/workers/",
  ui: "^components/(ui|charts)/",
  parts: "^components/(?!ui/|charts/)",
  app: "^app/",
  roots: "^(instrumentation|proxy|next[.]config)[.]ts$",
  tools: "^(scripts|prisma|bench|e2e)/",
};
/** Tests, and what they share. */
const tests = "[.]test[.]tsx?$|^lib/testing/";
const allow = (from, ...to) => to.map((path) => ({ from: { path: from, pathNot: tests }, to: { path } }));
const npm = (...names) => `^node_modules/(${names.join("|")})/`;
const node = "^(node:)?(crypto|fs|path|url|buffer|stream|async_hooks|net|timers)(/|$)";

module.exports = {
  forbidden: [
    { name: "no-cycle", severity: "error", from: {}, to: { circular: true } },
    {
      name: "features-apart",
      severity: "error",
      comment: "A feature reads another through lib/domain or lib/db, never directly.",
      from: { path: "^lib/features/([^/]+)/", pathNot: tests },
      to: { path: layer.feature, pathNot: "^lib/features/$1/" },
    },
    {
      name: "parts-apart",
      severity: "error",
      comment: "Topics' parts know nothing of each other; those of posture (what-if, ledger, cells) are shared by all pages of a system.",
      from: { path: "^components/([^/]+)/" },
      to: { path: layer.parts, pathNot: "^components/($1|posture)/" },
    },
    {
      name: "prisma-only-in-db",
      severity: "error",
      from: { pathNot: "^(lib/db|prisma|scripts|node_modules)/" },
      to: { path: npm("@prisma", "[.]prisma", "pg") },
    },
    {
      name: "db-only-from-commands-and-loaders",
      severity: "error",
      comment: "lib/db is reached from commands, loaders and the gate; never from pages, actions or components.",
      from: { path: layer.feature, pathNot: `/(commands|loaders)[.]ts$|/commands/|${tests}` },
      to: { path: layer.db },
    },
    {
      name: "gate-alone-opens-transactions",
      severity: "error",
      from: { pathNot: `^(lib/db|lib/server|lib/jobs|prisma|bench|e2e)/|${tests}` },
      to: { path: "^lib/db/client[.]ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "actions-only-expose",
      severity: "error",
      from: { path: "/actions[.]ts$" },
      to: { pathNot: "^lib/server/expose[.]ts$|/commands[.]ts$|/commands/" },
    },
    {
      name: "page-reads-through-loader",
      severity: "error",
      from: { path: layer.app },
      to: { path: "/commands[.]ts$|/commands/" },
    },
    {
      name: "parts-touch-only-actions-and-schemas",
      severity: "error",
      from: { path: layer.parts },
      to: { path: layer.feature, pathNot: "/(actions|schema|present)[.]ts$" },
    },
    {
      name: "testing-only-from-tests",
      severity: "error",
      from: { pathNot: tests },
      to: { path: "^lib/testing/" },
    },
    {
      name: "environment-only-in-env",
      severity: "error",
      comment: "The database client and the gate read settings through lib/server/env.ts.",
      from: { path: layer.app },
      to: { path: "^lib/server/env[.]ts$" },
    },
  ],
  allowed: [
    ...allow(layer.domain, layer.domain),
    ...allow(layer.formats, layer.formats, layer.domain, npm("zod", "yaml", "csv-parse")),
    ...allow(layer.db, layer.db, layer.domain, npm("@prisma", "pg", "@types/pg", "server-only"), node),
    ...allow(
      layer.server,
      layer.server,
      layer.db,
      layer.domain,
      npm("next", "next-auth", "react", "@types/react", "zod", "server-only"),
      npm("@node-rs/argon2", "rate-limiter-flexible", "nodemailer", "@types/nodemailer", "pino", "file-type"),
      npm("otplib", "@simplewebauthn", "uqr"),
      node,
    ),
    // What is large or slow runs on threads, which one file starts.
    ...allow("^lib/server/thread[.]ts$", "^(node:)?worker_threads$"),
    ...allow("^lib/server/layout[.]ts$", npm("elkjs")),
    ...allow("^lib/server/read-file[.]ts$", "^lib/workers/read-file[.]ts$", "^lib/formats/problem/"),
    ...allow("^lib/server/catalogue[.]ts$", "^lib/formats/(bands|checklist-template|gates|knowledge|model-catalogue|problem|yaml)/"),
    ...allow(
      layer.feature,
      layer.feature,
      layer.server,
      layer.db,
      layer.domain,
      layer.formats,
      npm("zod", "server-only"),
    ),
    ...allow(
      layer.ui,
      layer.ui,
      layer.domain,
      npm("react", "@types/react", "react-dom", "next", "lucide-react", "cmdk", "next-themes"),
      "[.]css$",
    ),
    ...allow("^components/charts/", npm("recharts")),
    // The what-if starts its worker by name and speaks its types.
    ...allow("^components/(posture/posture|roi/simulation|architecture/draw/arrange)-worker[.]ts$", layer.workers),
    // The drawing board comes with its own chunk, so its style sheets come with it.
    ...allow("^components/architecture/draw/", npm("@xyflow"), "[.]css$"),
    ...allow(
      layer.parts,
      layer.parts,
      layer.ui,
      layer.feature,
      layer.domain,
      npm("react", "@types/react", "react-dom", "next", "lucide-react", "cmdk", "next-themes"),
    ),
    ...allow(
      layer.app,
      layer.app,
      layer.parts,
      layer.ui,
      "^lib/features/[^/]+/(loaders|present)[.]ts$",
      layer.domain,
      npm("react", "@types/react", "next", "next-themes", "geist"),
      "[.]css$",
    ),
    ...allow("^app/.*route[.]ts$", layer.server, layer.registry),
    ...allow(layer.registry, layer.feature, layer.server, npm("server-only")),
    ...allow(layer.jobs, layer.jobs, layer.registry, layer.server, layer.db, layer.domain, npm("server-only")),
    ...allow(layer.workers, layer.workers, layer.domain, layer.formats, npm()),
    // The layout engine answers for itself where it is loaded in a worker.
    ...allow("^lib/workers/arrange[.]ts$", npm("elkjs")),
    ...allow("^lib/workers/read-file[.]ts$", "^(node:)?worker_threads$"),
    ...allow(layer.roots, layer.server, layer.jobs, layer.registry, npm("next", "next-auth")),
    { from: { path: layer.tools }, to: {} },
    { from: { path: tests }, to: {} },
    { from: { path: "^[^/]+[.](c?js|mjs|ts)$" }, to: { path: "^node_modules/|^node:|^[a-z]+$" } },
  ],
  allowedSeverity: "error",
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^lib/db/generated/" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};
