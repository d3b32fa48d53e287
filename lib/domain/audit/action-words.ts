/** What each command does, in words for the audit log; by the command's name. A test holds it against the registry. */
export const ACTION_WORDS: Readonly<Record<string, string>> = {
  "people.set-up": "Set up the installation",
  "people.seed-organisation": "Loaded the sample organisation",
  "people.sign-in": "Signed in",
  "people.sign-out": "Signed out",
  "people.accept-invitation": "Accepted an invitation",
  "people.change-password": "Changed their password",
  "people.ask-reset": "Asked for a reset link",
  "people.make-reset-link": "Made a reset link",
  "people.reset-password": "Reset their password",
  "people.edit-profile": "Changed their profile",
  "people.end-session": "Ended a session",
  "people.end-other-sessions": "Ended other sessions",
  "people.invite": "Invited somebody",
  "people.withdraw-invitation": "Withdrew an invitation",
  "people.change-role": "Changed a role",
  "people.lock": "Locked an account",
  "people.unlock": "Opened an account",
  "people.deactivate": "Ended an account",
  "people.set-membership": "Changed rights on a system",
  "systems.create": "Registered a system",
  "systems.edit": "Changed a system",
  "checklists.edit-item": "Answered an item",
  "checklists.edit-items": "Edited several items",
  "checklists.attest-again": "Confirmed an item again",
  "checklists.add-link": "Added a link as proof",
  "checklists.add-file": "Added a file as proof",
  "checklists.add-comment": "Commented",
  "checklists.publish-built-in": "Published the product’s checklist",
  "checklists.import-template": "Imported a checklist",
  "checklists.attach-template": "Added a checklist to a system",
  "checklists.upgrade-template": "Moved to another version of a checklist",
  "checklists.add-own-item": "Added an item of their own",
  "checklists.except-item": "Left an item open",
  "checklists.end-exception": "Ended an exception of an item",
  "threats.accept-finding": "Accepted a threat",
  "threats.end-exception": "Ended an exception of a threat",
  "architecture.save-elements": "Changed the architecture",
  "architecture.import-model": "Imported a model",
  "latency.save-path": "Changed a request path",
  "latency.retire-path": "Took out a request path",
  "controls.save": "Changed a control",
  "controls.retire": "Retired a control",
  "roi.save-loss-scenario": "Gave a threat its own numbers",
  "roi.drop-loss-scenario": "Went back to the catalogue’s numbers",
  "posture.record-summary": "Recorded the numbers of systems",
  "approvals.request": "Asked for approval",
  "approvals.approve": "Approved a request",
  "approvals.reject": "Rejected a request",
  "approvals.withdraw": "Withdrew a request",
  "approvals.expire": "A request expired",
  "approvals.break-glass": "Went ahead alone in an emergency",
  "approvals.review-break-glass": "Reviewed an emergency",
  "policies.save": "Changed how requests are decided",
  "policies.retire": "Took a policy away",
  "approvals.fail": "An approved request could not run",
  "approvals.go-stale": "A request was overtaken",
};

/** Entries that the gate itself writes, beside those of commands. */
export const GATE_ACTIONS = ["approvals.request", "approvals.fail", "approvals.go-stale"] as const;

/** The topics of the log and their names. */
export const ACTION_TOPICS = [
  ["people", "People"],
  ["systems", "Systems"],
  ["checklists", "Checklists"],
  ["architecture", "Architecture"],
  ["controls", "Controls"],
  ["latency", "Latency"],
  ["roi", "ROI"],
  ["threats", "Threats"],
  ["posture", "Posture"],
  ["approvals", "Approvals"],
  ["policies", "Policies"],
] as const;

/** Words for any action; one that is not in the list is spelled out of its name. */
export function actionWords(action: string): string {
  const known = Object.hasOwn(ACTION_WORDS, action) ? ACTION_WORDS[action] : undefined;
  if (known) return known;
  const verb = action.slice(action.indexOf(".") + 1).replaceAll("-", " ");
  return verb.charAt(0).toUpperCase() + verb.slice(1);
}
