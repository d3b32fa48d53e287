import "server-only";
import type { z } from "zod";
import { reader, type Tx } from "@/lib/db/client";
import { holdPerson, holdSelf } from "@/lib/db/sessions";
import { holdArchiving } from "@/lib/db/systems";
import { holdToken } from "@/lib/db/tokens";
import type { SystemId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import type { OrganisationCapability, SystemCapability } from "@/lib/domain/people/capability";
import { mayInOrganisation, mayInScope } from "@/lib/domain/people/may";
import { withinLimits } from "@/lib/domain/tokens/token";
import { scopesGive } from "@/lib/domain/tokens/token-scope";
import { type Actor, identify } from "./actor";
import type { Caller } from "./caller";
import type { CommandSpec, Permission } from "./command-spec";
import { hashToken } from "./token";

/** Commands that a person with a temporary password can still give. */
const OPEN_WITH_TEMPORARY_PASSWORD = new Set(["people.change-password", "people.sign-out"]);

/** Commands that a person can give whose role needs a second factor that they have not set up yet. */
const OPEN_WITHOUT_FACTOR = new Set([
  "people.begin-totp",
  "people.confirm-totp",
  "people.begin-passkey",
  "people.add-passkey",
  "people.change-password",
  "people.sign-out",
]);

const SIGNED_OUT: Refusal = {
  code: "unauthenticated",
  reason: "You are signed out. Sign in again; what you wrote is still here.",
};
const DEAD_TOKEN: Refusal = {
  code: "unauthenticated",
  reason:
    "This token is unknown, expired or revoked, or its owner’s account has ended. Send a live one as “Authorization: Bearer cs_…”.",
};

/** Why nobody is known behind a caller. */
export const unknownCaller = (caller: Caller): Refusal => (caller.kind === "token" ? DEAD_TOKEN : SIGNED_OUT);

/** Nobody learns what a command wants before saying who they are. */
export async function strangerRefusal(
  { name, permission }: { readonly name: string; readonly permission: Permission },
  caller: Caller,
): Promise<Refusal | null> {
  const open = permission === "public" || permission === "job";
  if (open && caller.kind !== "token") return null;
  const actor = await identify(reader(), caller);
  return actor ? beyondToken(actor, name, null) : unknownCaller(caller);
}

/** Who are they, and may they: in the scope that the input names. Their row is held until the transaction ends. */
export async function authorize<P extends Permission, S extends z.ZodType>(
  tx: Tx,
  spec: Pick<CommandSpec<P, S, never, never>, "name" | "permission" | "archiving"> & {
    readonly scope?: unknown;
  },
  input: z.output<S>,
  caller: Caller,
): Promise<Result<Actor | null, Refusal>> {
  const permission: Permission = spec.permission;
  if (permission === "public" && caller.kind !== "token") return ok(null);
  if (permission === "job")
    return caller.kind === "job"
      ? ok(null)
      : err({ code: "forbidden", reason: "Only the installation itself does this." });
  const known = await identify(tx, caller);
  if (!known) return err(unknownCaller(caller));
  await (permission === "self" ? holdSelf(tx, known.id) : holdPerson(tx, known.id));
  if (caller.kind === "token") await holdToken(tx, hashToken(caller.secret));
  const actor = await identify(tx, caller); // Once more under the lock: what was lost while waiting for it is lost.
  if (!actor) return err(unknownCaller(caller));
  const kept = beyondToken(actor, spec.name, scopeOf(spec, input)) ?? unready(caller, actor, spec.name);
  if (kept) return err(kept);
  if (permission === "self") return ok(actor);
  const scope = scopeOf(spec, input);
  const may = spec.scope
    ? mayInScope(actor, scope, permission as SystemCapability)
    : mayInOrganisation(actor, permission as OrganisationCapability);
  if (!may) return err({ code: "forbidden", reason: notAllowed(actor, permission) });
  const away = await refuseArchived(tx, spec, scope);
  return away ? err(away) : ok(actor);
}

/**
 * In a system that is archived nothing is changed, and none is archived while somebody writes in it. Votes are about
 * requests, not about the system; what they would set off meets this too.
 */
async function refuseArchived(
  tx: Tx,
  { permission, archiving }: { readonly permission: Permission; readonly archiving?: true | undefined },
  systemId: SystemId | null,
): Promise<Refusal | null> {
  if (systemId === null || permission === "approvals:decide") return null;
  const isArchived = await holdArchiving(tx, systemId, archiving === true);
  return isArchived && !archiving
    ? { code: "refused", reason: "This system is archived, so nothing in it changes. Take it back first." }
    : null;
}

/**
 * With a temporary password, or without the second factor that the role needs, nothing else is open, neither on the web
 * nor to a program.
 */
function unready(caller: Caller, actor: Actor, command: string): Refusal | null {
  return caller.kind === "session" || caller.kind === "token" ? notReady(actor, command) : null;
}

/** What a person still has to do before this command is open to them, or to a program of theirs. */
export function notReady(actor: Actor, command: string): Refusal | null {
  if (actor.mustChangePassword && !OPEN_WITH_TEMPORARY_PASSWORD.has(command))
    return { code: "forbidden", reason: "Choose a password of your own first, on your account page." };
  if (actor.mustSetUpFactor && !OPEN_WITHOUT_FACTOR.has(command))
    return { code: "forbidden", reason: "Your role needs a second factor. Set one up first." };
  return null;
}

/** The system that an input names; null where it names none. */
function scopeOf(spec: { readonly scope?: unknown }, input: unknown): SystemId | null {
  const scope = spec.scope as ((input: unknown) => SystemId | null) | undefined;
  return scope?.(input) ?? null;
}

/** Why a program may not do what its owner perhaps may; null where nobody's program asks, or its token says so. */
export function beyondToken({ token }: Actor, command: string, systemId: SystemId | null): Refusal | null {
  if (!token) return null;
  if (!scopesGive(token.scopes, command))
    return {
      code: "forbidden",
      reason: `This token isn’t for this (${command}): its scopes are ${token.scopes.join(", ")}.`,
    };
  if (systemId !== null && !withinLimits({ ...token, actions: [] }, { action: null, systemId }))
    return { code: "forbidden", reason: "This token is limited to other systems." };
  return null;
}

function notAllowed(actor: Actor, permission: string): string {
  return `Your role (${actor.role}) doesn't include this (${permission}). An administrator or security lead can change that.`;
}
