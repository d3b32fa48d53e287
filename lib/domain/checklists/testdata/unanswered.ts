import type { Sha256Hex } from "../../kernel/ids";
import type { ItemSnapshot } from "../item-diff";

/** An item that nobody has answered, for tests to change. */
export const unanswered = (textHash: Sha256Hex): ItemSnapshot => ({
  templateId: null,
  key: "a",
  phase: "design",
  ordinal: 1,
  status: "to-do",
  ownerId: null,
  due: null,
  notApplicableReason: null,
  answeredOn: null,
  attestedOn: null,
  attestedBy: null,
  textHash,
  evidenceIds: [],
  retired: false,
});
