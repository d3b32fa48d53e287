import { type Ending, EXIT, EXIT_WORDS } from "./exit-codes";

const codes = Object.entries(EXIT)
  .map(([ending, code]) => `  ${String(code).padStart(3)}  ${EXIT_WORDS[ending as Ending]}`)
  .join("\n");

export const HELP = `countersign: waits until a second person approves, and proves that they did

  countersign gate --action deploy --payload @plan.json [--wait 30m]
      asks, waits and collects once. Ends with 0 only when this very payload was approved and released to this run.
      --action NAME            what happens, such as deploy
      --payload JSON | @FILE   what exactly; read once, hashed here
      --system NAME            the system, as its address names it; none: the organisation
      --about TEXT             the title of the request
      --reason TEXT            why; whoever signs reads it
      --wait SPAN              90s, 30m, 2h; 30m unless given
      --receipt FILE           keeps the receipt there; with --key it is verified, too
      --withdraw-on-timeout    takes the request back when nobody decided in time
      --url URL                instead of COUNTERSIGN_URL

  countersign verify receipt.json --key KEY | @FILE
  countersign verify export.jsonl --key KEY | @FILE [--checkpoints FILE]
      verifies a receipt or an exported log, offline

  countersign inspect FILE
      says what an import of a model would make, without a server: prints JSON with format, found (counts in the
      file's own words), elements (counts by kind) and notes (what was not understood, and where).
      Of a measurement (OTLP, Tempo, Jaeger, Zipkin, HAR, k6, Server-Timing, Prometheus): format, found, steps (security
      milliseconds), rules (what each recognised), unknownSteps, unrecognised, msTotal, msSecurity, msRest, notes

  countersign help

Settings: COUNTERSIGN_URL, COUNTERSIGN_TOKEN.
--json prints one object on standard output: ok, ending, exitCode, reason and what else is known.

Ends with
${codes}`;
