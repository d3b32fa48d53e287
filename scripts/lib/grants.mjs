// What the app's own role may do in the database: read and write, but never change what was recorded.

/**
 * Tables that are only ever added to. Triggers say the same; the role is the second lock.
 * @public
 */
export const appendOnlyTables = [
  "change",
  "revision",
  "audit_entry",
  "audit_leaf",
  "audit_node",
  "audit_checkpoint",
  "item_text",
  "template_version",
  "template_version_item",
  "template_standard",
  "evidence",
  "file",
  "file_chunk",
  "comment",
  "approval_vote",
  "approval_effect",
  "totp_use",
  "step_up",
  "phase_gate",
  "evidence_deletion",
  "approval_statement",
  "approval_seen",
];

/** Of these only some columns ever change: whose they are, and what they open, stays. */
const changingColumns = {
  approval_request: ["state", "not_before", "decided_at", "outcome"],
  session: ["last_seen_at", "revoked_at"],
  invitation: ["token_hash", "link_by", "accepted_at", "revoked_at"],
  password_reset: ["token_hash", "used_at", "revealed_at"],
  passkey_challenge: ["consumed_at"],
  half_session: ["consumed_at"],
  recovery_code: ["used_at"],
};

/** Nothing is ever taken out of these. */
const neverDeleted = [
  "user",
  "system",
  "checklist_item",
  "invitation",
  "exception",
  "installation",
  "approval_policy",
  "approval_request",
  "broken_glass",
  "sign_in_policy",
  "own_strength",
  "api_token",
];

const name = (text) => `"${text.replaceAll('"', '""')}"`;

/**
 * Gives the app's role its rights; may be run any number of times, and is one transaction.
 * @param admin a connected client of the owner
 * @param role the app's role, which exists
 */
export async function applyGrants(admin, role) {
  const { rows } = await admin.query("SELECT current_user = $1 AS same", [role]);
  if (rows[0].same) return; // one role for both: taking rights away would lock the owner out
  const to = name(role);
  const kept = appendOnlyTables.map(name).join(", ");
  const stay = neverDeleted.map(name).join(", ");
  const partly = Object.entries(changingColumns).map(
    ([table, columns]) => `
    REVOKE UPDATE, TRUNCATE ON ${name(table)} FROM ${to};
    GRANT UPDATE (${columns.map(name).join(", ")}) ON ${name(table)} TO ${to};`,
  );
  await admin.query(`
    GRANT USAGE ON SCHEMA public TO ${to};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${to};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${to};
    REVOKE UPDATE, DELETE, TRUNCATE ON ${kept} FROM ${to};
    REVOKE UPDATE, TRUNCATE ON audit_detail, idempotent_result FROM ${to};
    REVOKE DELETE, TRUNCATE ON ${stay} FROM ${to};${partly.join("")}
    REVOKE ALL ON _prisma_migrations FROM ${to};
    GRANT SELECT ON _prisma_migrations TO ${to};`);
}
