import { expect, test } from "vitest";
import { registry } from "./registry";

/** Written by hand: a new command, or a change of who may give it, shows up here. */
const TABLE: Readonly<Record<string, string>> = {
  "checklists.add-comment": "checklist:comment / never",
  "checklists.add-file": "checklist:work / never",
  "checklists.add-link": "checklist:work / never",
  "checklists.add-own-item": "checklist:work / never",
  "checklists.attach-template": "system:edit / never",
  "checklists.attest-again": "checklist:work / never",
  "checklists.edit-item": "checklist:work / by-state",
  "checklists.edit-items": "checklist:work / never",
  "checklists.import-template": "templates:manage / never",
  "checklists.publish-built-in": "job / never",
  "checklists.upgrade-template": "system:edit / never",
  "people.accept-invitation": "public / never",
  "people.ask-reset": "public / never",
  "people.change-password": "self / never",
  "people.change-role": "people:manage / never",
  "people.deactivate": "people:manage / never",
  "people.edit-profile": "self / never",
  "people.end-other-sessions": "self / never",
  "people.end-session": "self / never",
  "people.invite": "people:manage / never",
  "people.lock": "people:manage / never",
  "people.make-reset-link": "people:manage / never",
  "people.reset-password": "public / never",
  "people.seed-organisation": "job / never",
  "people.set-membership": "members:manage / never",
  "people.set-up": "public / never",
  "people.sign-in": "public / never",
  "people.sign-out": "self / never",
  "people.unlock": "people:manage / never",
  "people.withdraw-invitation": "people:manage / never",
  "systems.create": "systems:create / never",
  "systems.edit": "system:edit / never",
};

test("every command with its permission and approval", () => {
  const found = Object.fromEntries(
    [...registry].map(([name, { meta }]) => [name, `${meta.permission} / ${meta.approval}`]),
  );
  expect(Object.fromEntries(Object.entries(found).sort())).toEqual(TABLE);
});
