#!/usr/bin/env node
// The command line tool, run from this repository: `npx countersign gate ...`, `npx countersign verify ...`.
import { cliFile, ensureCli } from "./lib/cli-bundle.mjs";

await ensureCli();
await import(cliFile);
