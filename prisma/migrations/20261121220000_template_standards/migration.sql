-- Standards that an imported checklist declares: kept with the version, so that its references have names and a download is complete.

-- CreateTable
CREATE TABLE "template_standard" (
    "version_id" UUID NOT NULL,
    "standard" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "edition" TEXT NOT NULL,

    CONSTRAINT "template_standard_pkey" PRIMARY KEY ("version_id","standard")
);

-- AddForeignKey
ALTER TABLE "template_standard" ADD CONSTRAINT "template_standard_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "template_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER append_only_row BEFORE UPDATE OR DELETE ON "template_standard" FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER append_only_table BEFORE TRUNCATE ON "template_standard" FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
