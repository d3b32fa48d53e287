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

/** Of a request for approval only what tells its state ever changes. */
const requestStateColumns = ["state", "not_before", "decided_at", "outcome"];

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
  await admin.query(`
    GRANT USAGE ON SCHEMA public TO ${to};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${to};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${to};
    REVOKE UPDATE, DELETE, TRUNCATE ON ${kept} FROM ${to};
    REVOKE UPDATE, TRUNCATE ON audit_detail FROM ${to};
    REVOKE UPDATE, DELETE, TRUNCATE ON approval_request FROM ${to};
    GRANT UPDATE (${requestStateColumns.map(name).join(", ")}) ON approval_request TO ${to};
    REVOKE UPDATE, TRUNCATE ON passkey_challenge, half_session, recovery_code FROM ${to};
    GRANT UPDATE (consumed_at) ON passkey_challenge, half_session TO ${to};
    GRANT UPDATE (used_at) ON recovery_code TO ${to};
    REVOKE DELETE, TRUNCATE ON exception, installation, approval_policy, broken_glass, sign_in_policy, api_token FROM ${to};
    REVOKE ALL ON _prisma_migrations FROM ${to};
    GRANT SELECT ON _prisma_migrations TO ${to};`);
}
