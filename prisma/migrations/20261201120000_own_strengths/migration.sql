-- CreateTable
CREATE TABLE "own_strength" (
    "threat" TEXT NOT NULL,
    "mechanism" TEXT NOT NULL,
    "function" TEXT NOT NULL,
    "strength" INTEGER,
    "basis" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "own_strength_pkey" PRIMARY KEY ("threat","mechanism","function")
);

ALTER TABLE "own_strength" ADD CONSTRAINT "own_strength_steps" CHECK ("strength" BETWEEN 0 AND 3);
ALTER TABLE "own_strength" ADD CONSTRAINT "own_strength_function" CHECK ("function" IN ('prevent', 'detect', 'respond'));
ALTER TABLE "own_strength" ADD CONSTRAINT "own_strength_has_basis" CHECK (length(trim("basis")) > 0);
CREATE TRIGGER append_only_row BEFORE DELETE ON "own_strength" FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER append_only_table BEFORE TRUNCATE ON "own_strength" FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
