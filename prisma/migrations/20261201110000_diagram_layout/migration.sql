-- Where zones and components stand on the drawing board of a system. Outside the model and its revisions: moving a box
-- changes nothing about the system, and any row may be lost.

-- CreateTable
CREATE TABLE "diagram_layout" (
    "system_id" UUID NOT NULL,
    "positions" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "diagram_layout_pkey" PRIMARY KEY ("system_id")
);

-- AddForeignKey
ALTER TABLE "diagram_layout" ADD CONSTRAINT "diagram_layout_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- 100 zones and 500 components are about 45,000 characters.
ALTER TABLE "diagram_layout" ADD CONSTRAINT "layout_is_bounded" CHECK (jsonb_typeof("positions") = 'object' AND octet_length("positions"::text) <= 100000);
