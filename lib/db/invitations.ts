import "server-only";
import type { ApprovalRequestId, InstantMs, Sha256Hex, UserId } from "@/lib/domain/kernel/ids";
import type { Role } from "@/lib/domain/people/capability";
import type { Inviter } from "@/lib/domain/people/invitation";
import type { PersonStatus } from "@/lib/domain/people/person";
import { type Read, revise, type Tx } from "./client";
import { makeId } from "./ids";

export type Invitation = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly invitedBy: UserId;
  readonly expiresAtMs: InstantMs;
  /** The request by which two persons gave it; null where one was enough. */
  readonly requestId: ApprovalRequestId | null;
  /** Whom another link was shown to since. */
  readonly linkBy: UserId | null;
};

const OPEN_INVITATION = { acceptedAt: null, revokedAt: null } as const;

/** An invitation is made and ends once, so it has two versions; names and addresses stay out of history. */
const STATUS_VERSIONS = { open: 1, accepted: 2, withdrawn: 2 } as const;

function revised(tx: Tx, { id, role }: { id: string; role: string }, status: keyof typeof STATUS_VERSIONS) {
  revise(tx, { aggregate: "invitation", id, version: STATUS_VERSIONS[status], snapshot: { role, status } });
}

type InvitationRow = {
  id: string;
  email: string;
  name: string;
  role: string;
  invitedBy: string;
  expiresAt: Date;
  requestId: string | null;
  linkBy: string | null;
};
function toInvitation(row: InvitationRow): Invitation {
  const { id, email, name } = row;
  return {
    id,
    email,
    name,
    role: row.role as Role,
    invitedBy: row.invitedBy as UserId,
    expiresAtMs: row.expiresAt.getTime() as InstantMs,
    requestId: row.requestId as ApprovalRequestId | null,
    linkBy: row.linkBy as UserId | null,
  };
}

/** Invitations that were neither accepted nor withdrawn, newest first; expired ones too. */
export async function listOpenInvitations(read: Read): Promise<readonly Invitation[]> {
  const rows = await read.sql.invitation.findMany({
    where: OPEN_INVITATION,
    orderBy: { createdAt: "desc" },
    take: 200,
  });
  return rows.map(toInvitation);
}

type InviterRow = { inviter_name: string; inviter_role: string; inviter_status: string; now_ms: number };

/** The invitation behind a link, if it can still be accepted, with the standing of who gave it. */
export async function findInvitation(
  read: Read,
  tokenHash: Sha256Hex,
): Promise<(Invitation & { readonly inviter: Inviter; readonly asOf: InstantMs }) | null> {
  const rows = await read.sql.$queryRaw<(InvitationRow & InviterRow)[]>`
    select i.id, i.email, i.name, i.role, i.invited_by as "invitedBy", i.expires_at as "expiresAt",
      i.request_id as "requestId", i.link_by as "linkBy",
      u.name as inviter_name, u.role as inviter_role, u.status as inviter_status,
      floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now_ms
    from invitation i join "user" u on u.id = i.invited_by
    where i.token_hash = ${tokenHash} and i.accepted_at is null and i.revoked_at is null
      and i.expires_at > clock_timestamp()`;
  const [row] = rows;
  if (!row) return null;
  const inviter: Inviter = {
    name: row.inviter_name,
    role: row.inviter_role as Role,
    status: row.inviter_status as PersonStatus,
  };
  return { ...toInvitation(row), inviter, asOf: row.now_ms as InstantMs };
}

/** Writes an invitation; an earlier open one to the same address stops working. */
export async function insertInvitation(
  tx: Tx,
  invitation: {
    email: string;
    name: string;
    role: Role;
    invitedBy: UserId;
    tokenHash: Sha256Hex;
    expiresAtMs: InstantMs;
    requestId: ApprovalRequestId | null;
  },
): Promise<string> {
  const { expiresAtMs, ...rest } = invitation;
  const replaced = await tx.sql.invitation.updateManyAndReturn({
    where: { email: rest.email, ...OPEN_INVITATION },
    data: { revokedAt: new Date(tx.asOf) },
  });
  for (const earlier of replaced) revised(tx, earlier, "withdrawn");
  const row = await tx.sql.invitation.create({
    data: { id: makeId(), ...rest, expiresAt: new Date(expiresAtMs) },
  });
  revised(tx, row, "open");
  return row.id;
}

/** Uses the invitation up; false when it was used or withdrawn meanwhile. */
export async function acceptInvitation(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx.sql.invitation.updateManyAndReturn({
    where: { id, ...OPEN_INVITATION },
    data: { acceptedAt: new Date(tx.asOf) },
  });
  if (row) revised(tx, row, "accepted");
  return row !== undefined;
}

/** Takes an open invitation back; null when it was used or withdrawn meanwhile. */
export async function revokeInvitation(tx: Tx, id: string): Promise<Invitation | null> {
  const [row] = await tx.sql.invitation.updateManyAndReturn({
    where: { id, ...OPEN_INVITATION },
    data: { revokedAt: new Date(tx.asOf) },
  });
  if (!row) return null;
  revised(tx, row, "withdrawn");
  return toInvitation(row);
}

/**
 * Gives an open invitation another link, shown to one person: the earlier one stops working. Null when it was used,
 * withdrawn or has expired.
 */
export async function renewInvitationLink(
  tx: Tx,
  id: string,
  link: { readonly tokenHash: Sha256Hex; readonly linkBy: UserId },
): Promise<Invitation | null> {
  const [row] = await tx.sql.invitation.updateManyAndReturn({
    where: { id, ...OPEN_INVITATION, expiresAt: { gt: new Date(tx.asOf) } },
    data: link,
  });
  return row ? toInvitation(row) : null;
}

/** The open invitation of this id, expired or not. */
export async function findOpenInvitation(read: Read, id: string): Promise<Invitation | null> {
  const row = await read.sql.invitation.findFirst({ where: { id, ...OPEN_INVITATION } });
  return row && toInvitation(row);
}
