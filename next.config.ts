import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

const root = fileURLToPath(new URL(".", import.meta.url));
const publicUrl = process.env["PUBLIC_URL"];
const evidenceLimitMb = Number(process.env["EVIDENCE_LIMIT_MB"] ?? 25);

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  productionBrowserSourceMaps: false,
  // `npm run check` compiles the types; a build on someone's server need not do it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "@node-rs/argon2",
    "pg",
    "@prisma/client",
    "@prisma/adapter-pg",
    "pino",
    "nodemailer",
  ],
  outputFileTracingRoot: root,
  turbopack: { root },
  experimental: {
    // 401 and 403 pages: app/unauthorized.tsx and app/forbidden.tsx.
    authInterrupts: true,
    // Behind a proxy that rewrites Host, the browser's origin is the public address.
    // Imports send files of at most 6 MB, whose line ends a form may lengthen.
    serverActions: { bodySizeLimit: "8mb", allowedOrigins: publicUrl ? [new URL(publicUrl).host] : [] },
    // proxy.ts sees a copy of each body; past this size Next would cut the original off, too.
    proxyClientMaxBodySize: (evidenceLimitMb + 1) * 1024 * 1024,
  },
};

export default config;
