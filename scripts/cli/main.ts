import { type Arguments, readArguments } from "./arguments";
import { type Ending, EXIT, Stop } from "./exit-codes";
import { readText } from "./files";
import { gate } from "./gate";
import { HELP } from "./help";
import { interrupted } from "./interrupt";
import { note } from "./output";
import { verify } from "./verify";

type Result = {
  readonly ending: Ending;
  readonly reason: string;
  readonly facts: Readonly<Record<string, unknown>>;
};

async function run(given: Arguments): Promise<Result> {
  const { command } = given;
  if (command === "gate") {
    const facts = await gate(given);
    const reason = facts["emergency"]
      ? "Released without its signatures: somebody went ahead alone in an emergency, and somebody else reviews that."
      : "Approved for this very payload, and released.";
    return { ending: "released", reason, facts };
  }
  if (command === "verify") {
    const facts = await verify(given);
    return { ending: "released", reason: wordsOf(facts), facts };
  }
  if (command === "inspect") {
    const facts = await inspect(given);
    return { ending: "released", reason: JSON.stringify(facts, null, 2), facts };
  }
  if (command === "help") return { ending: "released", reason: HELP, facts: {} };
  throw new Stop("usage", `There is no command ${command}. “countersign help” lists them.`);
}

/** Looks into a file; the part that knows the catalogue lies beside this one in the repository, and is not served. */
async function inspect({ rest: [path, more] }: Arguments): Promise<Result["facts"]> {
  if (path === undefined || more !== undefined) throw new Stop("usage", "Name one file to look into.");
  const part = new URL("./inspect.mjs", import.meta.url);
  const { inspect: look } = await import(part.href).catch(() => {
    throw new Stop(
      "usage",
      "inspect needs the product’s catalogue: run it there, as npx countersign inspect FILE.",
    );
  });
  const looked = look(path, readText(path));
  if (looked.ok) return looked.value;
  throw new Stop("usage", looked.error.reason, looked.error.facts);
}

function wordsOf(facts: Readonly<Record<string, unknown>>): string {
  return facts["kind"] === "receipt"
    ? `${String(facts["number"])} verifies: ${String(facts["about"])}. Asked by ${String(facts["requester"])}, signed by ${(facts["signers"] as readonly string[]).join(", ")}; took effect ${String(facts["effectAt"])}.`
    : `The export verifies: ${String(facts["entries"])} entries, ${String(facts["checkpoints"])} checkpoints.`;
}

/** What was looked into is its own answer: the reason would say it again. */
const isInspected = ({ kind }: Result["facts"]) => kind === "import" || kind === "measurement";

/** Every ending, also one that nobody thought of, says which it is; what is not known to be good is not good. */
function endOf(thrown: unknown): Result {
  if (thrown instanceof Stop) return { ending: thrown.ending, reason: thrown.message, facts: thrown.facts };
  return {
    ending: "not-verified",
    reason: `This went wrong in the tool itself: ${String(thrown)}`,
    facts: {},
  };
}

function tell({ ending, reason, facts }: Result, json: boolean): void {
  const good = ending === "released";
  if (json)
    process.stdout.write(
      `${JSON.stringify({ ok: good, ending, exitCode: EXIT[ending], reason: good && isInspected(facts) ? "" : reason, ...facts })}\n`,
    );
  else if (good) process.stdout.write(`${reason}\n`);
  else note(reason);
  process.exitCode = EXIT[ending];
}

const words = process.argv.slice(2);
const json = words.includes("--json");
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, async () => {
    await interrupted();
    tell(
      {
        ending: "interrupted",
        reason: "Stopped. What was asked for stays open, unless --withdraw-on-timeout was given.",
        facts: {},
      },
      json,
    );
    process.exit();
  });

const result = await Promise.resolve()
  .then(() => run(readArguments(words)))
  .catch(endOf);
tell(result, json);
