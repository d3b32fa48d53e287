-- CreateTable
CREATE TABLE "audit_leaf" (
    "index" BIGINT NOT NULL,
    "entry_number" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_leaf_pkey" PRIMARY KEY ("index")
);

-- CreateTable
CREATE TABLE "audit_node" (
    "level" SMALLINT NOT NULL,
    "index" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_node_pkey" PRIMARY KEY ("level","index")
);

-- CreateTable
CREATE TABLE "audit_checkpoint" (
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "note" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "audit_checkpoint_pkey" PRIMARY KEY ("size")
);

-- CreateTable
CREATE TABLE "audit_check" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "round" INTEGER NOT NULL DEFAULT 0,
    "checked" BIGINT NOT NULL DEFAULT 0,
    "target" BIGINT NOT NULL DEFAULT 0,
    "newest_us" BIGINT NOT NULL DEFAULT 0,
    "done_round" INTEGER NOT NULL DEFAULT 0,
    "done_size" BIGINT NOT NULL DEFAULT 0,
    "done_at" TIMESTAMPTZ(3),
    "asked_at" TIMESTAMPTZ(3),

    CONSTRAINT "audit_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_fault" (
    "id" BIGSERIAL NOT NULL,
    "round" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "from" BIGINT,
    "to" BIGINT,
    "number" BIGINT,
    "words" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "audit_fault_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_leaf_entry_number_key" ON "audit_leaf"("entry_number");

-- CreateIndex
CREATE INDEX "audit_fault_round_idx" ON "audit_fault"("round");

-- AddForeignKey
ALTER TABLE "audit_leaf" ADD CONSTRAINT "audit_leaf_entry_number_fkey" FOREIGN KEY ("entry_number") REFERENCES "audit_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "audit_leaf" ADD CONSTRAINT "leaf_has_a_place" CHECK ("index" >= 0 AND length("hash") = 32);
ALTER TABLE "audit_node" ADD CONSTRAINT "node_has_a_place" CHECK ("level" >= 1 AND "index" >= 0 AND length("hash") = 32);
ALTER TABLE "audit_checkpoint" ADD CONSTRAINT "checkpoint_is_of_a_tree" CHECK ("size" >= 1 AND length("root") = 32);
ALTER TABLE "audit_check" ADD CONSTRAINT "audit_check_is_one" CHECK ("id" = 1);
INSERT INTO "audit_check" ("id") VALUES (1);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['audit_leaf', 'audit_node', 'audit_checkpoint']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only_row BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_rewrite()', name);
    EXECUTE format('CREATE TRIGGER append_only_table BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite()', name);
  END LOOP;
END $$;

-- Leaves come without a gap: each stands behind the one before it. Checkpoints sign what is there.
CREATE FUNCTION "keep_leaves_dense"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM added a WHERE a.index > 0 AND NOT EXISTS (SELECT 1 FROM audit_leaf l WHERE l.index = a.index - 1)
  ) THEN
    RAISE EXCEPTION 'a leaf stands behind the one before it' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "leaves_are_dense" AFTER INSERT ON "audit_leaf" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION keep_leaves_dense();

CREATE FUNCTION "keep_checkpoints_covered"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM audit_leaf l WHERE l.index = NEW.size - 1) THEN
    RAISE EXCEPTION 'a checkpoint signs entries that are there' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "checkpoints_are_covered" BEFORE INSERT ON "audit_checkpoint" FOR EACH ROW EXECUTE FUNCTION keep_checkpoints_covered();
