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
};

/** The topics of the log and their names. */
export const ACTION_TOPICS = [
  ["people", "People"],
  ["systems", "Systems"],
  ["checklists", "Checklists"],
] as const;

/** Words for any action; one that is not in the list is spelled out of its name. */
export function actionWords(action: string): string {
  const known = Object.hasOwn(ACTION_WORDS, action) ? ACTION_WORDS[action] : undefined;
  if (known) return known;
  const verb = action.slice(action.indexOf(".") + 1).replaceAll("-", " ");
  return verb.charAt(0).toUpperCase() + verb.slice(1);
}
