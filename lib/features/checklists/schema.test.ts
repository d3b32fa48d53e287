import { expect, test } from "vitest";
import { addOwnItemInput, editItemInput, editItemsInput } from "./schema";

const target = {
  systemId: "01890000-0000-7000-8000-000000000001",
  itemId: "01890000-0000-7000-8000-000000000002",
  version: 1,
};

test("a field that an edit leaves out stays left out", () => {
  const edit = editItemInput.parse(target);
  expect(Object.keys(edit).sort()).toEqual(["itemId", "systemId", "version"]);
  const { itemId, version, systemId } = target;
  const bulk = editItemsInput.parse({ systemId, items: [{ itemId, version }] });
  expect([bulk.ownerId, bulk.due, bulk.status]).toEqual([undefined, undefined, undefined]);
});

test("an empty field of a form takes owner and due day away and leaves the status alone", () => {
  const edit = editItemInput.parse({ ...target, version: "1", status: "", ownerId: "", due: "" });
  expect(edit).toMatchObject({ version: 1, ownerId: null, due: null });
  expect(edit.status).toBeUndefined();
});

test("null is a choice, too", () => {
  expect(editItemInput.parse({ ...target, ownerId: null, due: null })).toMatchObject({
    ownerId: null,
    due: null,
  });
});

test("not applicable wants a reason of at least ten characters", () => {
  const wanted = { ...target, status: "not-applicable" };
  expect(editItemInput.safeParse({ ...wanted, reason: " too short " }).success).toBe(false);
  expect(editItemInput.safeParse({ ...wanted, reason: "No broker." }).success).toBe(true);
});

test("what an edit does not know is refused", () => {
  expect(editItemInput.safeParse({ ...target, attestedBy: target.itemId }).success).toBe(false);
});

test("an own item holds a year unless the field says otherwise; empty means for ever", () => {
  const item = { systemId: target.systemId, phase: "design", title: "Rotate the partner keys" };
  expect(addOwnItemInput.parse(item).evidenceValidDays).toBe(365);
  expect(addOwnItemInput.parse({ ...item, evidenceValidDays: "" }).evidenceValidDays).toBeNull();
  expect(addOwnItemInput.parse({ ...item, must: "on" }).must).toBe(true);
});
