import "server-only";
import type { NoticeDraft, NoticeKind } from "@/lib/domain/approvals/notices";
import type { ApprovalRequestId, InstantMs, SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { Read, Tx } from "./client";
import { makeId } from "./ids";

/** A notice as its reader sees it. */
export type NoticeLine = {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly title: string;
  readonly text: string;
  readonly href: string;
  readonly system: { readonly slug: string; readonly name: string } | null;
  readonly atMs: InstantMs;
  readonly read: boolean;
};

/** What notices of one event share. */
type About = {
  readonly systemId: SystemId | null;
  readonly requestId: ApprovalRequestId | null;
  readonly href: string;
};

/**
 * Leaves notices with people, each once per event, however often it is told.
 *
 * @param mailAfterS how long a mail waits for others to go with it; null where there is no mail, so nobody waits
 * @param unlessMuted false where it goes out by mail whatever the person chose
 */
export async function insertNotices(
  tx: Tx,
  drafts: readonly NoticeDraft[],
  { systemId, requestId, href }: About,
  { mailAfterS, unlessMuted }: { readonly mailAfterS: number | null; readonly unlessMuted: boolean },
): Promise<number> {
  if (drafts.length === 0) return 0;
  const column = (of: (draft: NoticeDraft) => string) => drafts.map(of);
  const mailAt = mailAfterS === null ? null : new Date(tx.asOf + mailAfterS * 1_000);
  return tx.sql.$executeRaw`
    insert into notice (id, recipient_id, event, kind, system_id, request_id, title, text, href, created_at, mail_at)
    select d.id, d.recipient_id, d.event, d.kind, ${systemId}::uuid, ${requestId}::uuid, d.title, d.text, ${href},
      ${new Date(tx.asOf)}::timestamptz,
      case when ${unlessMuted} and d.kind = any(coalesce(c.muted, '{}')) then null else ${mailAt}::timestamptz end
    from unnest(${drafts.map(() => makeId())}::uuid[], ${column((one) => one.recipientId)}::uuid[],
      ${column((one) => one.event)}::text[], ${column((one) => one.kind)}::text[],
      ${column((one) => one.title)}::text[], ${column((one) => one.text)}::text[])
      as d(id, recipient_id, event, kind, title, text)
    left join mail_choice c on c.user_id = d.recipient_id
    order by d.recipient_id
    on conflict (recipient_id, event) do nothing`;
}

/** Notices that somebody has not read, counted up to `most`; those of hidden systems don't count. */
export async function countUnread(
  read: Read,
  me: UserId,
  hidden: readonly SystemId[],
  most: number,
): Promise<number> {
  const rows = await read.sql.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from (select 1 from notice
      where recipient_id = ${me}::uuid and read_at is null
        and (system_id is null or not (system_id = any(${[...hidden]}::uuid[])))
      limit ${most}) unread`;
  return rows[0]?.n ?? 0;
}

/** Somebody's notices, the newest first, without those of hidden systems. */
export async function listNotices(
  read: Read,
  me: UserId,
  hidden: readonly SystemId[],
  { before, unread }: { readonly before: string | null; readonly unread: boolean },
  most: number,
): Promise<readonly NoticeLine[]> {
  const rows = await read.sql.notice.findMany({
    where: {
      recipientId: me,
      OR: [{ systemId: null }, { systemId: { notIn: [...hidden] } }],
      ...(before ? { id: { lt: before } } : {}),
      ...(unread ? { readAt: null } : {}),
    },
    include: { system: { select: { slug: true, name: true } } },
    orderBy: { id: "desc" },
    take: most,
  });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as NoticeKind,
    title: row.title,
    text: row.text,
    href: row.href,
    system: row.system,
    atMs: row.createdAt.getTime() as InstantMs,
    read: row.readAt !== null,
  }));
}

/** Marks somebody's notices as read; those of one request, or all. What is read goes out by no mail. */
export async function markNoticesRead(
  read: Read,
  me: UserId,
  requestId: ApprovalRequestId | null,
): Promise<number> {
  return read.sql.$executeRaw`
    update notice set read_at = clock_timestamp(), mail_at = null
    where recipient_id = ${me}::uuid and read_at is null
      and (${requestId}::uuid is null or request_id = ${requestId}::uuid)`;
}

/** Notes that somebody has a request on their screen, the first time. */
export async function noteSeen(read: Read, requestId: ApprovalRequestId, userId: UserId): Promise<void> {
  await read.sql.$executeRaw`
    insert into approval_seen (request_id, user_id, at) values (${requestId}::uuid, ${userId}::uuid, clock_timestamp())
    on conflict do nothing`;
}

/** The kinds that somebody does without in their mail. */
export async function findMuted(read: Read, userId: UserId): Promise<readonly NoticeKind[]> {
  const row = await read.sql.mailChoice.findUnique({ where: { userId }, select: { muted: true } });
  return (row?.muted ?? []) as NoticeKind[];
}

export async function setMuted(tx: Tx, userId: UserId, muted: readonly NoticeKind[]): Promise<void> {
  await tx.sql.mailChoice.upsert({
    where: { userId },
    create: { userId, muted: [...muted] },
    update: { muted: [...muted] },
  });
}

/** What goes to one person in one mail. */
export type MailBatch = {
  readonly email: string;
  readonly name: string;
  readonly notices: readonly { readonly title: string; readonly text: string; readonly href: string }[];
};

const NOTICES_PER_MAIL = 25;

/**
 * Takes what waits to be mailed to one person, the longest waiting first, with everything else that waits for them, due
 * or not. People whom another instance serves are passed over; who has no account any more, or does not see the system
 * any more, gets nothing.
 */
export async function takeMailBatch(tx: Tx): Promise<MailBatch | "nobody" | null> {
  const due = await tx.sql.$queryRaw<{ recipient_id: UserId }[]>`
    select recipient_id from notice where mail_at <= clock_timestamp() order by mail_at limit 1 for update skip locked`;
  const recipientId = due[0]?.recipient_id;
  if (!recipientId) return null;
  const taken = await tx.sql.$queryRaw<{ id: string }[]>`
    update notice set mail_at = null where id in (
      select id from notice where recipient_id = ${recipientId}::uuid and mail_at is not null
      order by id limit ${NOTICES_PER_MAIL} for update skip locked)
    returning id`;
  const rows = await tx.sql.$queryRaw<
    { email: string; name: string; title: string; text: string; href: string }[]
  >`
    select u.email, u.name, n.title, n.text, n.href from notice n join "user" u on u.id = n.recipient_id
    where n.id = any(${taken.map(({ id }) => id)}::uuid[]) and u.status = 'active' and n.read_at is null
      and not exists (select 1 from membership m
        where m.user_id = u.id and m.system_id = n.system_id and m.role = 'none')
    order by n.id`;
  const first = rows[0];
  return first ? { email: first.email, name: first.name, notices: rows } : "nobody";
}
