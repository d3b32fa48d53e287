import { createHash } from "node:crypto";
import { z } from "zod";
import { inTransaction, pool } from "@/lib/db/client";
import { insertPolicy } from "@/lib/db/policies";
import { ANY_SUBJECT, DEFAULT_POLICY } from "@/lib/domain/approvals/policy";
import type { ApprovalRequestId, SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { registry } from "@/lib/registry";
import type { Caller } from "@/lib/server/caller";
import { defineCommand } from "@/lib/server/command";
import type { Command } from "@/lib/server/command-spec";
import { provideCommands } from "@/lib/server/commands-at-hand";
import { prose, systemId, userId } from "@/lib/server/fields";

export const query = async <T>(sql: string, values: readonly unknown[] = []): Promise<T[]> =>
  (await pool().query(sql, [...values])).rows as T[];

export const as = (id: UserId): Caller => ({ kind: "person", userId: id });

/** Words that no effect takes: it refuses to run. */
export const NEVER_TAKEN = "words that are never taken";

/** A command that always takes two persons: it changes what a system says of itself. */
export const setWords = defineCommand({
  name: "test.set-words",
  input: z.strictObject({
    systemId,
    words: z.string().min(1).max(200),
    reason: prose(200),
    authors: z.array(userId).default([]),
  }),
  permission: "system:edit",
  scope: (input) => input.systemId,
  before: async ({ tx, input }) => {
    const rows = await tx.sql.$queryRaw<{ description: string }[]>`
      select description from system where id = ${input.systemId}::uuid for update`;
    return ok(rows[0]?.description ?? "");
  },
  approval: ({ before, input }) => ({
    about: `It says ${input.words}`,
    reason: "Words are critical here.",
    asked: input.reason,
    changes: [{ field: "Words", before, after: input.words }],
    authors: input.authors,
  }),
  run: async ({ tx, input }) => {
    if (input.words === NEVER_TAKEN) return err({ code: "refused", reason: "These are never taken." });
    await tx.sql.$executeRaw`
      update system set description = ${input.words} where id = ${input.systemId}::uuid`;
    return ok({ words: input.words });
  },
  audit: ({ input, before }) => ({
    subject: "test",
    subjectId: input.systemId,
    systemId: input.systemId,
    detail: { about: "Words", before: { words: before }, after: { words: input.words } },
  }),
});

/** All commands and those of a test. */
export function withTestCommands(more: readonly Command<unknown>[] = []): void {
  const all = [setWords as Command<unknown>, ...more].map((command) => [command.meta.name, command] as const);
  provideCommands(new Map([...registry, ...all]));
}

/** Lets everything be signed without a second factor here: tests that are about something else. */
export async function withoutStepUp(): Promise<void> {
  const policy = { ...DEFAULT_POLICY, stepUpNeeded: false };
  await inTransaction((tx) => insertPolicy(tx, { subject: ANY_SUBJECT, systemId: null, policy }));
}

/** Lets what destroys take effect at once, too. */
export async function withoutDelay(subject: string): Promise<void> {
  const policy = { ...DEFAULT_POLICY, stepUpNeeded: false };
  await inTransaction((tx) => insertPolicy(tx, { subject, systemId: null, policy }));
}

/** A system of its own. */
export async function freshSystem(ownerId: UserId, words = "as built"): Promise<SystemId> {
  const rows = await query<{ id: SystemId }>(
    `insert into system (id, slug, name, type, description, owner_id, criticality, data_classes, regulations, tags)
     select id, 'of-' || id, 'Of a test', 'microservices', $2, $1, 3, '{}', '{}', '{}' from gen_random_uuid() id returning id`,
    [ownerId, words],
  );
  return (rows[0] as { id: SystemId }).id;
}

export const wordsOf = async (id: SystemId): Promise<string | undefined> =>
  (await query<{ description: string }>("select description from system where id = $1", [id]))[0]
    ?.description;

/** A request as its voters see it. */
export type Open = {
  readonly requestId: ApprovalRequestId;
  readonly number: number;
  readonly payloadHash: string;
  readonly systemId: SystemId | null;
  readonly requesterId: UserId;
};

/** The request that an answer names; null where it was not sent to a second person. */
export async function openOf(answer: Result<unknown, Refusal>): Promise<Open | null> {
  if (answer.ok || answer.error.code !== "sent-for-approval") return null;
  const [row] = await query<{ payload_hash: string; system_id: SystemId | null; requester_id: UserId }>(
    "select payload_hash, system_id, requester_id from approval_request where id = $1",
    [answer.error.requestId],
  );
  if (!row) throw new Error("a request that is not kept");
  const { requestId, number } = answer.error;
  const { payload_hash: payloadHash, system_id, requester_id: requesterId } = row;
  return { requestId: requestId as ApprovalRequestId, number, payloadHash, systemId: system_id, requesterId };
}

/** Asks for words; anything but a request fails the test. */
export async function ask(by: UserId, on: SystemId, words: string, authors: readonly UserId[] = []) {
  const answer = await setWords(
    { systemId: on, words, reason: "Because it has to be.", authors: [...authors] },
    as(by),
  );
  const open = await openOf(answer);
  if (!open) throw new Error(`not sent to a second person: ${JSON.stringify(answer)}`);
  return open;
}

/** What a voter sends. */
export const ballot = ({ requestId, payloadHash, systemId: on }: Open) => ({
  requestId,
  payloadHash,
  systemId: on ?? "",
  reason: "Read it and agree to it.",
});

/** A command by its name, whatever it answers. */
export async function call(name: string, input: unknown, caller: Caller): Promise<Result<unknown, Refusal>> {
  const command = registry.get(name);
  if (!command) throw new Error(`there is no command ${name}`);
  return command(input, caller);
}

export const vote = (kind: "approve" | "reject", open: Open, by: UserId) =>
  call(`approvals.${kind}`, ballot(open), as(by));

/** Does something with a second person, where it takes one. */
export async function byTwo(name: string, input: unknown, first: UserId, second: UserId): Promise<boolean> {
  const answer = await call(name, input, as(first));
  const open = await openOf(answer);
  return open ? (await vote("approve", open, second)).ok : answer.ok;
}

export async function stateOf({ requestId }: Pick<Open, "requestId">) {
  const [row] = await query<{ state: string; outcome: string | null }>(
    "select state, outcome from approval_request where id = $1",
    [requestId],
  );
  return row;
}

export const effectsOf = async ({ requestId }: Pick<Open, "requestId">): Promise<number> =>
  (await query("select 1 from approval_effect where request_id = $1", [requestId])).length;

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
