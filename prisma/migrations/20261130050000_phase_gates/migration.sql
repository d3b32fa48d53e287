-- CreateTable
CREATE TABLE "phase_gate" (
    "id" UUID NOT NULL,
    "system_id" UUID NOT NULL,
    "gate" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "request_id" UUID,
    "passed_by" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "snapshot" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "phase_gate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence_deletion" (
    "evidence_id" UUID NOT NULL,
    "request_id" UUID,
    "deleted_by" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evidence_deletion_pkey" PRIMARY KEY ("evidence_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "phase_gate_request_id_key" ON "phase_gate"("request_id");
CREATE INDEX "phase_gate_passed_by_idx" ON "phase_gate"("passed_by");
CREATE UNIQUE INDEX "phase_gate_system_id_gate_number_key" ON "phase_gate"("system_id", "gate", "number");
CREATE UNIQUE INDEX "evidence_deletion_request_id_key" ON "evidence_deletion"("request_id");
CREATE INDEX "evidence_deletion_deleted_by_idx" ON "evidence_deletion"("deleted_by");

-- AddForeignKey
ALTER TABLE "phase_gate" ADD CONSTRAINT "phase_gate_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "phase_gate" ADD CONSTRAINT "phase_gate_passed_by_fkey" FOREIGN KEY ("passed_by") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "phase_gate" ADD CONSTRAINT "phase_gate_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "approval_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "evidence_deletion" ADD CONSTRAINT "evidence_deletion_evidence_id_fkey" FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "evidence_deletion" ADD CONSTRAINT "evidence_deletion_deleted_by_fkey" FOREIGN KEY ("deleted_by") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "evidence_deletion" ADD CONSTRAINT "evidence_deletion_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "approval_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "phase_gate" ADD CONSTRAINT "phase_gate_name" CHECK ("gate" IN ('design-to-implementation', 'implementation-to-deployment', 'deployment-to-operations', 'operations-review'));
ALTER TABLE "phase_gate" ADD CONSTRAINT "phase_gate_number" CHECK ("number" >= 1);
ALTER TABLE "phase_gate" ADD CONSTRAINT "phase_gate_has_reason" CHECK (length(btrim("reason")) > 0);
ALTER TABLE "evidence_deletion" ADD CONSTRAINT "evidence_deletion_has_reason" CHECK (length(btrim("reason")) > 0);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['phase_gate', 'evidence_deletion']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only_row BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_rewrite()', name);
    EXECUTE format('CREATE TRIGGER append_only_table BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite()', name);
  END LOOP;
END $$;

-- What two persons decide is written while their request takes effect, or during the bootstrap. That a request can only be
-- scheduled once it is signed is for its own guard to say.
CREATE FUNCTION "takes_effect"(request uuid, asked_with text, about_system uuid) RETURNS boolean LANGUAGE sql VOLATILE AS $$
  SELECT CASE WHEN request IS NULL
    THEN EXISTS (SELECT 1 FROM installation WHERE id = 1 AND bootstrap_closed_at IS NULL)
    ELSE EXISTS (SELECT 1 FROM approval_request r WHERE r.id = request AND r.state = 'scheduled'
      AND r.command = asked_with AND r.system_id = about_system)
  END
$$;

CREATE FUNCTION "guard_phase_gate"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT takes_effect(NEW.request_id, 'checklists.pass-gate', NEW.system_id) THEN
    RAISE EXCEPTION 'a gate is passed by two persons' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_phase_gate BEFORE INSERT ON "phase_gate" FOR EACH ROW EXECUTE FUNCTION guard_phase_gate();

CREATE FUNCTION "guard_evidence_deletion"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT takes_effect(NEW.request_id, 'checklists.delete-evidence',
      (SELECT system_id FROM evidence WHERE id = NEW.evidence_id)) THEN
    RAISE EXCEPTION 'evidence is deleted by two persons' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_evidence_deletion BEFORE INSERT ON "evidence_deletion" FOR EACH ROW EXECUTE FUNCTION guard_evidence_deletion();

CREATE FUNCTION "guard_archiving"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT takes_effect((SELECT id FROM approval_request WHERE state = 'scheduled' AND command = 'systems.archive'
      AND system_id = NEW.id LIMIT 1), 'systems.archive', NEW.id) THEN
    RAISE EXCEPTION 'a system is archived by two persons' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_archiving BEFORE UPDATE ON "system" FOR EACH ROW
  WHEN (OLD.archived_at IS NULL AND NEW.archived_at IS NOT NULL) EXECUTE FUNCTION guard_archiving();

-- Nothing comes to a system that is archived.
CREATE FUNCTION "refuse_archived"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM system WHERE id = NEW.system_id AND archived_at IS NOT NULL) THEN
    RAISE EXCEPTION 'this system is archived' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['checklist_item', 'evidence', 'comment', 'exception', 'model_element', 'system_template', 'phase_gate', 'approval_request']
  LOOP
    EXECUTE format('CREATE TRIGGER refuse_archived BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION refuse_archived()', name);
  END LOOP;
END $$;
