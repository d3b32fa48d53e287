-- A proof proves the question that it was given for: once a newer version of a checklist asks something else, it doesn't count any more.
ALTER TABLE "evidence" ADD COLUMN "question_hash" TEXT;

ALTER TABLE "evidence" DISABLE TRIGGER append_only_row;
UPDATE "evidence" e SET "question_hash" = t."question_hash"
FROM "checklist_item" i JOIN "item_text" t ON t."content_hash" = i."content_hash"
WHERE i."id" = e."item_id";
ALTER TABLE "evidence" ENABLE TRIGGER append_only_row;

ALTER TABLE "evidence" ALTER COLUMN "question_hash" SET NOT NULL;
