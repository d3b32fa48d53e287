import "server-only";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "@/lib/domain/kernel/form-state";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import type { Result } from "@/lib/domain/kernel/result";
import { callerOfRequest, dropSession, keepSession } from "./auth";
import type { Command } from "./command-spec";
import { echo, idempotencyKeyOf, readForm } from "./form";
import { dropHalfSession, halfSessionOfRequest, keepHalfSession } from "./half-cookie";
import type { SecretToken } from "./token";

/** Actions are open to anybody's POST, so what arrives need not be what a page of ours sends. */
const NOT_A_FORM = {
  status: "refused",
  refusal: { code: "invalid-input", issues: [{ path: "", message: "This was not sent by a form of ours." }] },
  values: {},
} as const;

/** Turns a command into a server action for a component to call. The page is read again when it succeeded. */
export function expose<O>(command: Command<O>) {
  return async (raw: unknown, idempotencyKey?: string): Promise<Result<O, Refusal>> => {
    const result = await command(raw, await callerOfRequest(idempotencyKeyOf(idempotencyKey)));
    if (result.ok) refresh();
    return result;
  };
}

/**
 * Turns a command into the action of a form (`useActionState`), which works before and without JavaScript.
 *
 * @param then where to go after success; `:field` is taken from the output. Without it the page stays.
 */
export function exposeForm<O>(command: Command<O>, then?: string) {
  return async (_state: FormState<O>, form: FormData): Promise<FormState<O>> => {
    if (!(form instanceof FormData)) return NOT_A_FORM;
    const { idempotencyKey, ...values } = readForm(form);
    const result = await command(values, await callerOfRequest(idempotencyKeyOf(idempotencyKey)));
    if (!result.ok) return { status: "refused", refusal: result.error, values: echo(values) };
    refresh(); // What stands around a page shows numbers too, so it is read again wherever the form leads.
    if (then) redirect(fill(then, result.value));
    return { status: "done", output: result.value };
  };
}

/** The text that a form of `exposeTextFile` sent, for the next step of it. */
export type SentText = { readonly fileName: string; readonly text: string };

/**
 * A form with a text file (`file`) or pasted text (`text`), whose command has several steps: its output says where to go;
 * null stays on the page, with the text for the next step. A file counts before pasted text.
 */
export function exposeTextFile<O extends { readonly to: string | null }>(command: Command<O>) {
  return async (_state: FormState<O & SentText>, form: FormData): Promise<FormState<O & SentText>> => {
    if (!(form instanceof FormData)) return NOT_A_FORM;
    const file = form.get("file");
    form.delete("file");
    const { idempotencyKey, ...values } = readForm(form);
    const pasted = echo(values);
    if (file instanceof File && file.size > 0) {
      const text = await textOf(file);
      if (text === null) return { status: "refused", refusal: NOT_TEXT, values: pasted };
      Object.assign(values, { text, fileName: file.name });
    }
    const result = await command(values, await callerOfRequest(idempotencyKeyOf(idempotencyKey)));
    if (!result.ok) return { status: "refused", refusal: result.error, values: pasted };
    if (result.value.to !== null) {
      refresh();
      redirect(result.value.to);
    }
    const sent = { fileName: String(values["fileName"] ?? ""), text: String(values["text"] ?? "") };
    return { status: "done", output: { ...result.value, ...sent } };
  };
}

const NOT_TEXT = {
  code: "invalid-input",
  issues: [{ path: "file", message: "This is not UTF-8 text. Save the file as UTF-8 and choose it again." }],
} as const;

async function textOf(file: File): Promise<string | null> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (thrown) {
    if (thrown instanceof TypeError) return null;
    throw thrown;
  }
}

/** A session, or the first half of one that waits for a second factor; and where to go with it. */
type Opened = ({ readonly token: SecretToken } | { readonly half: SecretToken }) & { readonly to: string };

async function enter(opened: Opened): Promise<never> {
  if ("half" in opened) await keepHalfSession(opened.half);
  else {
    await keepSession(opened.token);
    await dropHalfSession();
  }
  redirect(opened.to);
}

/** A form whose command opens a session: the cookie is set, then the person goes to where they wanted. */
export function exposeSession<O extends Opened>(command: Command<O>) {
  return async (_state: FormState, form: FormData): Promise<FormState> => {
    if (!(form instanceof FormData)) return NOT_A_FORM;
    const { idempotencyKey: _unused, ...values } = readForm(form);
    const result = await command(values, await callerOfRequest());
    if (!result.ok) return { status: "refused", refusal: result.error, values: echo(values) };
    return enter(result.value);
  };
}

/** The second step of a sign-in as a form: what this browser holds of the first one goes with it. */
export function exposeSecondStep<O extends Opened>(command: Command<O>) {
  return async (_state: FormState, form: FormData): Promise<FormState> => {
    if (!(form instanceof FormData)) return NOT_A_FORM;
    const { idempotencyKey: _unused, ...values } = readForm(form);
    const half = await halfSessionOfRequest();
    const result = await command({ ...values, half }, await callerOfRequest());
    if (!result.ok) return { status: "refused", refusal: result.error, values: echo(values) };
    return enter(result.value);
  };
}

/** A question within the second step of a sign-in. */
export function exposeHalfWay<O>(command: Command<O>) {
  return async (): Promise<Result<O, Refusal>> =>
    command({ half: await halfSessionOfRequest() }, await callerOfRequest());
}

/** A form whose command ends the session: the cookie goes in any case. */
export function exposeSignOut<O>(command: Command<O>) {
  return async (): Promise<void> => {
    await command({}, await callerOfRequest());
    await dropSession();
    redirect("/sign-in");
  };
}

function fill(path: string, output: unknown): string {
  const fields = (typeof output === "object" && output !== null ? output : {}) as Record<string, unknown>;
  return path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(String(fields[name] ?? "")));
}
