import "server-only";
import { headers } from "next/headers";
import { forbidden, notFound, redirect, unauthorized } from "next/navigation";
import { cache } from "react";
import { type Read, reader } from "@/lib/db/client";
import { findSystemAt } from "@/lib/db/systems";
import type { InstantMs, SystemId } from "@/lib/domain/kernel/ids";
import type { OrganisationCapability, SystemCapability } from "@/lib/domain/people/capability";
import { mayInOrganisation, mayOnSystem, readingOnly } from "@/lib/domain/people/may";
import type { Actor } from "./actor";
import { currentActor } from "./current-actor";
import "./database";

type Context = { readonly read: Read; readonly actor: Actor; readonly asOf: InstantMs };
type SystemContext = Context & {
  readonly systemId: SystemId;
  /** It is archived, and this person may take it back. */
  readonly mayRestore: boolean;
};

/**
 * The one way for a page to read in the organisation: one check and one load per request, however many parts ask.
 * Nobody signed in: 401 page. Not allowed: 403 page.
 */
export function defineLoader<A extends readonly (string | undefined)[], T>(spec: {
  readonly permission: OrganisationCapability | "self";
  /** What a person sees too who still has to choose a password or to set up a second factor. */
  readonly unready?: "allowed";
  readonly load: (context: Context, ...args: A) => Promise<T>;
}): (...args: A) => Promise<T> {
  return cache(async (...args: A) => {
    const actor = await requireActor(spec.unready);
    if (spec.permission !== "self" && !mayInOrganisation(actor, spec.permission)) forbidden();
    return spec.load({ read: reader(), actor, asOf: actor.asOf }, ...args);
  });
}

/**
 * The same for a page of one system, named by its slug. A system that does not exist and one that is hidden from
 * this person look alike: 404. One that is archived is read by everybody as a viewer reads it.
 */
export function defineSystemLoader<A extends readonly (string | undefined)[], T>(spec: {
  readonly permission: SystemCapability;
  readonly load: (context: SystemContext, ...args: A) => Promise<T | null>;
}): (slug: string, ...args: A) => Promise<T> {
  return cache(async (slug: string, ...args: A) => {
    const actor = await requireActor();
    const read = reader();
    const system = await systemAt(slug);
    if (!system || !mayOnSystem(actor, system.id, "system:read")) notFound();
    const { id: systemId, archived } = system;
    const visitor = archived ? { ...actor, ...readingOnly(actor, systemId) } : actor;
    if (!mayOnSystem(visitor, systemId, spec.permission)) forbidden();
    const mayRestore = archived && mayOnSystem(actor, systemId, "system:edit");
    const context = { read, actor: visitor, asOf: actor.asOf, systemId, mayRestore };
    return (await spec.load(context, ...args)) ?? notFound();
  });
}

/** For pages that are open to nobody in particular: sign-in, set-up, invitations. */
export function definePublicLoader<A extends readonly (string | undefined)[], T>(spec: {
  readonly load: (context: { readonly read: Read }, ...args: A) => Promise<T>;
}): (...args: A) => Promise<T> {
  return cache(async (...args: A) => spec.load({ read: reader() }, ...args));
}

const systemAt = cache((slug: string) => findSystemAt(reader(), slug));

async function requireActor(unready?: "allowed"): Promise<Actor> {
  const actor = await currentActor();
  if (!actor) return sendToSignIn();
  if (actor.mustChangePassword && !unready) redirect("/welcome");
  if (actor.mustSetUpFactor && !unready) redirect("/second-factor");
  return actor;
}

/** A page without a session leads to sign-in and back; a route answers 401. */
async function sendToSignIn(): Promise<never> {
  const path = (await headers()).get("x-path") ?? "/";
  if (path.startsWith("/api/")) unauthorized();
  redirect(path === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(path)}`);
}
