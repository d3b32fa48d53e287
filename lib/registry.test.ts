import { expect, test } from "vitest";
import { triageOf, UNKNOWN } from "@/lib/domain/approvals/triage";
import type { InstantMs } from "@/lib/domain/kernel/ids";
import { registry } from "./registry";
import { survivesKeeping } from "./server/send-for-approval";

/** Written by hand: a new command, or a change of who may give it, shows up here. */
const TABLE: Readonly<Record<string, string>> = {
  "approvals.approve": "approvals:decide / never",
  "approvals.begin-step-up": "approvals:decide / never",
  "approvals.break-glass": "approvals:break-glass / never",
  "approvals.expire": "job / never",
  "approvals.reject": "approvals:decide / never",
  "approvals.review-break-glass": "approvals:decide / never",
  "approvals.schedule": "job / never",
  "approvals.withdraw": "self / never",
  "architecture.import-model": "system:edit / never",
  "architecture.save-elements": "system:edit / by-state",
  "architecture.save-layout": "system:edit / never",
  "audit.check-now": "audit:read / never",
  "audit.export": "audit:read / never",
  "audit.note-reading": "audit:read / never",
  "checklists.add-comment": "checklist:comment / never",
  "checklists.add-file": "checklist:work / never",
  "checklists.add-link": "checklist:work / never",
  "checklists.add-own-item": "checklist:work / never",
  "checklists.attach-template": "system:edit / by-state",
  "checklists.attest-again": "checklist:work / never",
  "checklists.delete-evidence": "checklist:work / by-state",
  "checklists.edit-item": "checklist:work / by-state",
  "checklists.edit-items": "checklist:work / never",
  "checklists.end-exception": "checklist:work / by-state",
  "checklists.except-item": "checklist:work / by-state",
  "checklists.import-template": "templates:manage / never",
  "checklists.pass-gate": "checklist:work / by-state",
  "checklists.publish-built-in": "job / never",
  "checklists.upgrade-template": "system:edit / by-state",
  "controls.retire": "system:edit / by-state",
  "controls.save": "system:edit / by-state",
  "external.run": "external:ask / by-state",
  "external.withdraw": "self / never",
  "latency.retire-path": "system:edit / by-state",
  "latency.save-path": "system:edit / by-state",
  "notices.choose-mail": "self / never",
  "notices.mark-read": "self / never",
  "people.accept-invitation": "public / never",
  "people.add-passkey": "self / never",
  "people.ask-reset": "public / never",
  "people.begin-passkey": "self / never",
  "people.begin-passkey-sign-in": "public / never",
  "people.begin-proof": "self / never",
  "people.begin-second-factor": "public / never",
  "people.begin-totp": "self / never",
  "people.change-password": "self / never",
  "people.change-role": "people:manage / by-state",
  "people.confirm-role": "approvals:decide-organisation / by-state",
  "people.confirm-totp": "self / never",
  "people.deactivate": "people:manage / never",
  "people.edit-profile": "self / never",
  "people.end-other-sessions": "self / never",
  "people.end-session": "self / never",
  "people.invite": "people:manage / by-state",
  "people.lock": "people:manage / never",
  "people.make-invitation-link": "people:manage / never",
  "people.make-reset-link": "people:manage / by-state",
  "people.finish-sign-in": "public / never",
  "people.remove-passkey": "self / never",
  "people.remove-totp": "self / never",
  "people.rename-passkey": "self / never",
  "people.renew-recovery-codes": "self / never",
  "people.require-factors": "people:manage / by-state",
  "people.reset-factors": "people:manage / by-state",
  "people.reset-password": "public / never",
  "people.reveal-reset-link": "people:manage / never",
  "people.seed-organisation": "job / never",
  "people.set-membership": "members:manage / never",
  "people.set-up": "public / never",
  "people.sign-in": "public / never",
  "people.sign-in-with-passkey": "public / never",
  "people.sign-out": "self / never",
  "people.unlock": "people:manage / by-state",
  "people.vouch": "approvals:decide-organisation / never",
  "people.withdraw-invitation": "people:manage / never",
  "policies.retire": "policies:manage / by-state",
  "policies.save": "policies:manage / by-state",
  "roi.drop-loss-scenario": "system:edit / never",
  "roi.save-loss-scenario": "system:edit / never",
  "posture.record-summary": "job / never",
  "systems.archive": "system:edit / by-state",
  "systems.create": "systems:create / never",
  "systems.edit": "system:edit / by-state",
  "systems.restore-archived": "system:edit / never",
  "tokens.ask": "tokens:ask / by-state",
  "tokens.reveal": "self / never",
  "tokens.revoke": "self / never",
  "tokens.rotate": "self / never",
  "threats.accept-finding": "system:edit / by-state",
  "threats.end-exception": "system:edit / never",
};

test("every command with its permission and approval", () => {
  const found = Object.fromEntries(
    [...registry].map(([name, { meta }]) => [name, `${meta.permission} / ${meta.approval}`]),
  );
  expect(Object.fromEntries(Object.entries(found).sort())).toEqual(TABLE);
});

const ID = "0190a1b2-0000-7000-8000-000000000001";
const REASON = "It has to be,\r\n for a while. ";
const TERMS = { kind: "not-applicable", reason: REASON, ownerId: ID, expiresOn: " 2027-01-31 " };

/** For each command that a second person may have to sign: an input as a form sends it, with all that is optional. */
const SENT: Readonly<Record<string, object>> = {
  "checklists.attach-template": { systemId: ID, versionId: ID },
  "checklists.delete-evidence": { systemId: ID, itemId: ID, evidenceId: ID, reason: REASON },
  "checklists.edit-item": {
    systemId: ID,
    itemId: ID,
    version: "3",
    status: "in-progress",
    reason: REASON,
    ownerId: "",
    due: " 2027-01-31 ",
  },
  "checklists.end-exception": { systemId: ID, exceptionId: ID, reason: REASON },
  "checklists.pass-gate": {
    systemId: ID,
    gate: "design-to-implementation",
    reason: REASON,
    attested: ["nothing-outside-a-zone", "owner-and-kind-known", "owner-and-kind-known"],
  },
  "checklists.upgrade-template": { systemId: ID, templateId: ID, versionId: ID },
  "systems.archive": { systemId: ID, reason: REASON },
  "systems.edit": {
    systemId: ID,
    version: "3",
    over: "",
    reason: REASON,
    name: " Vault ",
    slug: "VAULT",
    type: "edge",
    description: REASON,
    ownerId: ID,
    criticality: "3",
    dataClasses: ["payment"],
    regulations: ["GDPR"],
    tags: "PCI, eu",
  },
  "policies.save": {
    id: "",
    subject: "controls.retire",
    systemId: ID,
    "policy.groups.0.who.kind": "roles",
    "policy.groups.0.who.roles": ["security-lead", "approver"],
    "policy.groups.0.count": "1",
    "policy.groups.1.who.kind": "people",
    "policy.groups.1.who.ids": [ID.replace(/.$/, "2"), ID],
    "policy.groups.1.count": "2",
    "policy.delayS": "3600",
    "policy.expiresAfterS": "86400",
    "policy.reasonNeeded": "true",
    "policy.stepUpNeeded": "true",
    reason: REASON,
  },
  "policies.retire": { id: ID, version: "3", reason: REASON },
  "checklists.except-item": { systemId: ID, itemId: ID, version: "3", ...TERMS },
  "threats.accept-finding": { systemId: ID, ruleId: "flow-in-clear", elementId: ID, ...TERMS },
  "people.require-factors": { version: "1", roles: ["admin", "viewer"], reason: REASON },
  "people.reset-factors": { userId: ID, reason: REASON },
  "external.run": {
    action: "deploy",
    systemId: ID,
    about: " Deploy payments 4.2 ",
    reason: REASON,
    payload: { version: "4.2", replicas: 3, hosts: ["a", null, 0.1], "\u2028": {} },
  },
  "tokens.ask": {
    name: " Pipeline ",
    scopes: ["approvals:request", "approvals:read"],
    systemIds: [ID],
    actions: "rollback, deploy deploy",
    validDays: "90",
    reason: REASON,
  },
  "controls.retire": { systemId: ID, id: ID, version: "3", reason: REASON },
  "controls.save": {
    systemId: ID,
    id: ID,
    version: "3",
    name: " Mesh ",
    mechanism: "mtls",
    standing: "proposed",
    scope: [ID],
    ownerId: "",
    tool: "Istio",
    note: REASON,
    "oneOffAmount.kind": "constant",
    "oneOffAmount.value": "1200",
    meetsConditionFor: [],
    reason: REASON,
  },
  "architecture.save-elements": {
    systemId: ID,
    "elements.0.op": "save",
    "elements.0.kind": "flow",
    "elements.0.id": ID,
    "elements.0.version": "2",
    "elements.0.name": " Pay ",
    "elements.0.sourceId": ID,
    "elements.0.targetId": ID.replace(/.$/, "2"),
    "elements.0.callsPerRequest": "",
    "elements.0.msRoundTrip": "1.5",
    "elements.0.properties.asynchronous": "true",
    reason: REASON,
  },
  "people.change-role": { userId: ID, version: "3", role: "approver", reason: REASON },
  "people.confirm-role": { userId: ID, version: "3", reason: REASON },
  "people.invite": { name: " Zoe Lind ", email: " Zoe@Harbour.example ", role: "admin", reason: REASON },
  "people.make-reset-link": { userId: ID, reason: REASON },
  "people.unlock": { userId: ID, version: "3", reason: REASON },
  "latency.retire-path": { systemId: ID, id: ID, version: "3", reason: REASON },
  "latency.save-path": {
    systemId: ID,
    id: ID,
    version: "3",
    name: " Pay ",
    flows: "F1 > F2",
    percentile: "0.95",
    msLimit: "45.5",
    reason: REASON,
  },
};

test("whatever a second person may have to sign is weighed for the inbox", () => {
  for (const [command, { meta }] of registry)
    if (meta.approval !== "never") {
      const facts = { command, criticality: 1, expiresAtMs: (9 * 3_600_000) as InstantMs, delayS: 0 };
      expect([command, triageOf(facts, 0 as InstantMs).why[0]]).not.toEqual([command, UNKNOWN[1]]);
    }
});

test("what a second person may have to sign can be kept and read again, byte for byte", () => {
  const signed = [...registry].filter(([, { meta }]) => meta.approval !== "never");
  expect(signed.map(([name]) => name).sort()).toEqual(Object.keys(SENT).sort());
  for (const [name, { meta }] of signed) {
    const parsed = meta.input.safeParse(SENT[name]);
    expect([name, parsed.success, parsed.error?.issues]).toEqual([name, true, undefined]);
    expect([name, survivesKeeping(meta.input, parsed.data)]).toEqual([name, true]);
  }
});
