import type { ItemText, TemplateDraft } from "@/lib/domain/checklists/item-text";
import type { ItemDocument, TemplateDocument } from "./schema";

/** The domain's words for a document that was checked. */
export function draftOf(document: TemplateDocument): TemplateDraft {
  return {
    name: document.name,
    version: document.version,
    standards: document.standards,
    items: document.items.map(itemTextOf),
  };
}

function itemTextOf({ id, proof, applies_to, data_classes, ...same }: ItemDocument): ItemText {
  return {
    ...same,
    key: id,
    proofAccepts: proof.accepts,
    evidenceValidDays: proof.evidence_valid_days,
    appliesTo: applies_to,
    dataClasses: data_classes,
  };
}

/** The document's words for an item, in the order in which a person reads them. */
export function itemDocumentOf(text: ItemText): ItemDocument {
  return {
    id: text.key,
    phase: text.phase,
    group: text.group,
    seed: text.seed,
    title: text.title,
    must: text.must,
    why: text.why,
    how: text.how,
    proof: { accepts: text.proofAccepts, evidence_valid_days: text.evidenceValidDays },
    applies_to: text.appliesTo,
    data_classes: text.dataClasses,
    goals: text.goals,
    threats: text.threats,
    mechanisms: text.mechanisms,
    proves: text.proves,
    refs: text.refs,
    tags: text.tags,
  };
}
