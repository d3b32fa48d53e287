-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "change" (
    "number" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "actor_id" UUID,
    "command" TEXT NOT NULL,

    CONSTRAINT "change_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "revision" (
    "aggregate" TEXT NOT NULL,
    "aggregate_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "change_number" BIGINT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "system_id" UUID,
    "schema_version" INTEGER NOT NULL,
    "snapshot" JSONB NOT NULL,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("aggregate","aggregate_id","version")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "entry_id" UUID NOT NULL,
    "at_us" BIGINT NOT NULL,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" TEXT,
    "system_id" UUID,
    "leaf" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_detail" (
    "entry_id" UUID NOT NULL,
    "salt" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "audit_detail_pkey" PRIMARY KEY ("entry_id")
);

-- CreateTable
CREATE TABLE "template" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "template_version" (
    "id" UUID NOT NULL,
    "template_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" UUID,

    CONSTRAINT "template_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "item_text" (
    "content_hash" TEXT NOT NULL,
    "question_hash" TEXT NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "item_text_pkey" PRIMARY KEY ("content_hash")
);

-- CreateTable
CREATE TABLE "template_version_item" (
    "version_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,

    CONSTRAINT "template_version_item_pkey" PRIMARY KEY ("version_id","key")
);

-- CreateTable
CREATE TABLE "system_template" (
    "system_id" UUID NOT NULL,
    "template_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "system_template_pkey" PRIMARY KEY ("system_id","template_id")
);

-- CreateTable
CREATE TABLE "checklist_item" (
    "id" UUID NOT NULL,
    "system_id" UUID NOT NULL,
    "template_id" UUID,
    "key" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'to-do',
    "reason" TEXT,
    "owner_id" UUID,
    "due" DATE,
    "answered_on" DATE,
    "attested_on" DATE,
    "attested_by" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "checklist_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "system_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT,
    "file_hash" TEXT,
    "note" TEXT NOT NULL,
    "effective_on" DATE NOT NULL,
    "added_by" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file" (
    "hash" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "media_type" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "file_chunk" (
    "hash" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "file_chunk_pkey" PRIMARY KEY ("hash","position")
);

-- CreateTable
CREATE TABLE "comment" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "system_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mention" (
    "comment_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "mention_pkey" PRIMARY KEY ("comment_id","user_id")
);

-- CreateTable
CREATE TABLE "installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "organisation" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "set_up_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setup_token" (
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setup_token_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "idempotent_result" (
    "user_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "result" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotent_result_pkey" PRIMARY KEY ("user_id","key")
);

-- CreateTable
CREATE TABLE "throttle" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delivered_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "must_change_password" BOOLEAN NOT NULL DEFAULT false,
    "role" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "single_keys" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "invited_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "password_reset" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "password_reset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "user_id" UUID NOT NULL,
    "system_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("user_id","system_id")
);

-- CreateTable
CREATE TABLE "system" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "criticality" INTEGER NOT NULL,
    "data_classes" TEXT[],
    "regulations" TEXT[],
    "tags" TEXT[],
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "system_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "change_at_idx" ON "change"("at");

-- CreateIndex
CREATE INDEX "revision_change_number_idx" ON "revision"("change_number");

-- CreateIndex
CREATE INDEX "revision_subject_id_change_number_idx" ON "revision"("subject_id", "change_number");

-- CreateIndex
CREATE INDEX "revision_system_id_change_number_idx" ON "revision"("system_id", "change_number");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entry_entry_id_key" ON "audit_entry"("entry_id");

-- CreateIndex
CREATE INDEX "audit_entry_at_us_idx" ON "audit_entry"("at_us");

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_id_idx" ON "audit_entry"("actor_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_action_id_idx" ON "audit_entry"("action", "id");

-- CreateIndex
CREATE INDEX "audit_entry_system_id_id_idx" ON "audit_entry"("system_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_subject_id_id_idx" ON "audit_entry"("subject_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "template_key_key" ON "template"("key");

-- CreateIndex
CREATE UNIQUE INDEX "template_version_template_id_number_key" ON "template_version"("template_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "template_version_template_id_content_hash_key" ON "template_version"("template_id", "content_hash");

-- CreateIndex
CREATE INDEX "system_template_version_id_idx" ON "system_template"("version_id");

-- CreateIndex
CREATE INDEX "checklist_item_owner_id_idx" ON "checklist_item"("owner_id");

-- CreateIndex
CREATE INDEX "checklist_item_content_hash_idx" ON "checklist_item"("content_hash");

-- CreateIndex
CREATE UNIQUE INDEX "checklist_item_system_id_phase_number_key" ON "checklist_item"("system_id", "phase", "number");

-- CreateIndex
CREATE UNIQUE INDEX "checklist_item_system_id_template_id_key_key" ON "checklist_item"("system_id", "template_id", "key");

-- CreateIndex
CREATE INDEX "evidence_item_id_effective_on_idx" ON "evidence"("item_id", "effective_on");

-- CreateIndex
CREATE INDEX "evidence_file_hash_idx" ON "evidence"("file_hash");

-- CreateIndex
CREATE INDEX "comment_item_id_at_idx" ON "comment"("item_id", "at");

-- CreateIndex
CREATE INDEX "mention_user_id_idx" ON "mention"("user_id");

-- CreateIndex
CREATE INDEX "idempotent_result_created_at_idx" ON "idempotent_result"("created_at");

-- CreateIndex
CREATE INDEX "throttle_expire_idx" ON "throttle"("expire");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "user_handle_key" ON "user"("handle");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_email_idx" ON "invitation"("email");

-- CreateIndex
CREATE UNIQUE INDEX "password_reset_token_hash_key" ON "password_reset"("token_hash");

-- CreateIndex
CREATE INDEX "password_reset_user_id_idx" ON "password_reset"("user_id");

-- CreateIndex
CREATE INDEX "membership_system_id_idx" ON "membership"("system_id");

-- CreateIndex
CREATE UNIQUE INDEX "system_slug_key" ON "system"("slug");

-- CreateIndex
CREATE INDEX "system_owner_id_idx" ON "system"("owner_id");

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_change_number_fkey" FOREIGN KEY ("change_number") REFERENCES "change"("number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_detail" ADD CONSTRAINT "audit_detail_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "audit_entry"("entry_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "template_version" ADD CONSTRAINT "template_version_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "template"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "template_version_item" ADD CONSTRAINT "template_version_item_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "template_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "template_version_item" ADD CONSTRAINT "template_version_item_content_hash_fkey" FOREIGN KEY ("content_hash") REFERENCES "item_text"("content_hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "system_template" ADD CONSTRAINT "system_template_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "system_template" ADD CONSTRAINT "system_template_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "template_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checklist_item" ADD CONSTRAINT "checklist_item_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checklist_item" ADD CONSTRAINT "checklist_item_content_hash_fkey" FOREIGN KEY ("content_hash") REFERENCES "item_text"("content_hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checklist_item" ADD CONSTRAINT "checklist_item_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checklist_item" ADD CONSTRAINT "checklist_item_attested_by_fkey" FOREIGN KEY ("attested_by") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "checklist_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_added_by_fkey" FOREIGN KEY ("added_by") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_file_hash_fkey" FOREIGN KEY ("file_hash") REFERENCES "file"("hash") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_chunk" ADD CONSTRAINT "file_chunk_hash_fkey" FOREIGN KEY ("hash") REFERENCES "file"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "checklist_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_reset" ADD CONSTRAINT "password_reset_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "system" ADD CONSTRAINT "system_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- What Prisma's schema can't say: the domain's rules once more, so that no way around the application breaks them.

ALTER TABLE "installation" ADD CONSTRAINT "installation_is_one" CHECK ("id" = 1);
ALTER TABLE "installation" ADD CONSTRAINT "installation_currency" CHECK ("currency" ~ '^[A-Z]{3}$');

ALTER TABLE "user" ADD CONSTRAINT "user_role" CHECK ("role" IN ('viewer', 'engineer', 'approver', 'security-lead', 'admin'));
ALTER TABLE "user" ADD CONSTRAINT "user_status" CHECK ("status" IN ('active', 'locked', 'deactivated'));
ALTER TABLE "user" ADD CONSTRAINT "user_email_is_folded" CHECK ("email" = lower("email"));
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_role" CHECK ("role" IN ('viewer', 'engineer', 'approver', 'security-lead', 'admin'));
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_ends_once" CHECK ("accepted_at" IS NULL OR "revoked_at" IS NULL);
ALTER TABLE "membership" ADD CONSTRAINT "membership_role" CHECK ("role" IN ('none', 'viewer', 'engineer', 'approver', 'security-lead'));

ALTER TABLE "system" ADD CONSTRAINT "system_type" CHECK ("type" IN ('microservices', 'cloud-native', 'distributed-storage', 'blockchain', 'edge'));
ALTER TABLE "system" ADD CONSTRAINT "system_criticality" CHECK ("criticality" BETWEEN 1 AND 4);
ALTER TABLE "system" ADD CONSTRAINT "system_slug" CHECK ("slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$');

ALTER TABLE "template" ADD CONSTRAINT "template_origin" CHECK ("origin" IN ('built-in', 'imported'));
ALTER TABLE "checklist_item" ADD CONSTRAINT "item_phase" CHECK ("phase" IN ('design', 'implementation', 'deployment', 'operations'));
ALTER TABLE "checklist_item" ADD CONSTRAINT "item_status" CHECK ("status" IN ('to-do', 'in-progress', 'done', 'not-applicable'));
ALTER TABLE "checklist_item" ADD CONSTRAINT "item_done_is_attested" CHECK ("status" <> 'done' OR ("attested_on" IS NOT NULL AND "attested_by" IS NOT NULL));
ALTER TABLE "checklist_item" ADD CONSTRAINT "item_not_applicable_has_reason" CHECK ("status" <> 'not-applicable' OR length(btrim("reason")) > 0);
CREATE UNIQUE INDEX "item_own_key" ON "checklist_item" ("system_id", "key") WHERE "template_id" IS NULL;
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_kind" CHECK (("kind" = 'file' AND "file_hash" IS NOT NULL AND "url" IS NULL) OR ("kind" = 'link' AND "url" IS NOT NULL AND "file_hash" IS NULL));
ALTER TABLE "file" ADD CONSTRAINT "file_hash_is_sha256" CHECK ("hash" ~ '^[0-9a-f]{64}$');

ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_outcome" CHECK ("outcome" IN ('done', 'denied'));

-- History is written once.
CREATE FUNCTION "refuse_rewrite"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['change', 'revision', 'audit_entry', 'item_text', 'template_version', 'template_version_item', 'evidence', 'file', 'file_chunk', 'comment']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only_row BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_rewrite()', name);
    EXECUTE format('CREATE TRIGGER append_only_table BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite()', name);
  END LOOP;
END $$;

-- At least one active administrator, whatever happens at once.
CREATE FUNCTION "keep_an_administrator"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.role = 'admin' AND OLD.status = 'active' AND (NEW.role <> 'admin' OR NEW.status <> 'active') THEN
    PERFORM pg_advisory_xact_lock(hashtext('countersign.administrators'));
    IF NOT EXISTS (SELECT 1 FROM "user" WHERE role = 'admin' AND status = 'active' AND id <> OLD.id) THEN
      RAISE EXCEPTION 'the last administrator stays' USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_an_administrator BEFORE UPDATE ON "user" FOR EACH ROW EXECUTE FUNCTION keep_an_administrator();
