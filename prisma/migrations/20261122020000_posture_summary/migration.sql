-- The newest numbers of each system, kept so that lists need not compute all of them. Any row may be lost.

-- CreateTable
CREATE TABLE "posture_summary" (
    "system_id" UUID NOT NULL,
    "change_number" BIGINT NOT NULL,
    "as_of" DATE NOT NULL,
    "formula_version" INTEGER NOT NULL,
    "catalogue_hash" TEXT NOT NULL,
    "settled" BOOLEAN NOT NULL,
    "summary" JSONB NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "posture_summary_pkey" PRIMARY KEY ("system_id")
);

-- AddForeignKey
ALTER TABLE "posture_summary" ADD CONSTRAINT "posture_summary_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
