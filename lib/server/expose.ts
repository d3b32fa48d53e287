import "server-only";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "@/lib/domain/kernel/form-state";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import type { Result } from "@/lib/domain/kernel/result";
import { callerOfRequest, dropSession, keepSession } from "./auth";
import type { Command } from "./command";
import { echo, idempotencyKeyOf, readForm } from "./form";
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
    if (then) redirect(fill(then, result.value));
    refresh();
    return { status: "done", output: result.value };
  };
}

/** A form whose command opens a session: the cookie is set, then the person goes to where they wanted. */
export function exposeSession<O extends { readonly token: SecretToken; readonly to: string }>(
  command: Command<O>,
) {
  return async (_state: FormState, form: FormData): Promise<FormState> => {
    if (!(form instanceof FormData)) return NOT_A_FORM;
    const { idempotencyKey: _unused, ...values } = readForm(form);
    const result = await command(values, await callerOfRequest());
    if (!result.ok) return { status: "refused", refusal: result.error, values: echo(values) };
    await keepSession(result.value.token);
    redirect(result.value.to);
  };
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
