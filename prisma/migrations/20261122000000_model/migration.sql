-- CreateTable
CREATE TABLE "model_element" (
    "id" UUID NOT NULL,
    "system_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "source" TEXT,
    "external_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "model_element_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "model_element_system_id_kind_number_key" ON "model_element"("system_id", "kind", "number");

-- CreateIndex
CREATE UNIQUE INDEX "model_element_system_id_source_kind_external_id_key" ON "model_element"("system_id", "source", "kind", "external_id");

-- AddForeignKey
ALTER TABLE "model_element" ADD CONSTRAINT "model_element_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "model_element" ADD CONSTRAINT "element_kind" CHECK ("kind" IN ('system', 'zone', 'component', 'flow', 'path', 'control', 'loss-scenario'));
ALTER TABLE "model_element" ADD CONSTRAINT "element_number" CHECK ("number" >= 1);
ALTER TABLE "model_element" ADD CONSTRAINT "element_facts_is_object" CHECK (jsonb_typeof("facts") = 'object');
ALTER TABLE "model_element" ADD CONSTRAINT "element_whole_is_the_system" CHECK (("kind" = 'system') = ("id" = "system_id"));
ALTER TABLE "model_element" ADD CONSTRAINT "element_origin_is_whole" CHECK (("source" IS NULL) = ("external_id" IS NULL));

-- One loss scenario per threat, and the controls of a mechanism across systems.
CREATE UNIQUE INDEX "element_loss_scenario_per_threat" ON "model_element" ("system_id", ("facts"->>'threat')) WHERE "kind" = 'loss-scenario' AND "retired_at" IS NULL;
CREATE INDEX "element_control_mechanism" ON "model_element" (("facts"->>'mechanism')) WHERE "kind" = 'control' AND "retired_at" IS NULL;

-- A tombstone stays one, and an element stays what it is: kind, number and system never change.
CREATE FUNCTION "keep_element_identity"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'elements are retired, not deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.retired_at IS NOT NULL OR NEW.kind <> OLD.kind OR NEW.number <> OLD.number OR NEW.system_id <> OLD.system_id THEN
    RAISE EXCEPTION 'an element keeps its identity' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_element_identity BEFORE UPDATE OR DELETE ON "model_element" FOR EACH ROW EXECUTE FUNCTION keep_element_identity();
