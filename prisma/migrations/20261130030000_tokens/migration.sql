-- Keys of programs: who owns them, what they let a program do, and until when.

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "scopes" TEXT[],
    "system_ids" UUID[],
    "actions" TEXT[],
    "secret_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revealed_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_token_secret_hash_key" ON "api_token"("secret_hash");

-- CreateIndex
CREATE INDEX "api_token_owner_id_idx" ON "api_token"("owner_id");

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_revoked_by_fkey" FOREIGN KEY ("revoked_by") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema can't say.
ALTER TABLE "api_token" ADD CONSTRAINT "token_scopes" CHECK (
  cardinality("scopes") >= 1 AND "scopes" <@ ARRAY['approvals:request', 'approvals:read']);
ALTER TABLE "api_token" ADD CONSTRAINT "token_lists" CHECK (
  "system_ids" IS NOT NULL AND "actions" IS NOT NULL
  AND array_position("system_ids", NULL) IS NULL AND array_position("actions", NULL) IS NULL);
ALTER TABLE "api_token" ADD CONSTRAINT "token_secret_is_a_hash" CHECK ("secret_hash" ~ '^[0-9a-f]{64}$');
ALTER TABLE "api_token" ADD CONSTRAINT "token_secret_was_shown" CHECK (("secret_hash" IS NULL) = ("revealed_at" IS NULL));
ALTER TABLE "api_token" ADD CONSTRAINT "token_expires" CHECK (
  "expires_at" > "created_at" AND "expires_at" <= "created_at" + interval '365 days');
ALTER TABLE "api_token" ADD CONSTRAINT "token_revoked_by_somebody" CHECK (("revoked_at" IS NULL) = ("revoked_by" IS NULL));

-- What a token may do, whose it is and when it ends never change; a revoked one stays revoked.
CREATE FUNCTION "guard_token"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.owner_id, NEW.name, NEW.scopes, NEW.system_ids, NEW.actions, NEW.created_at, NEW.expires_at)
    IS DISTINCT FROM
    (OLD.id, OLD.owner_id, OLD.name, OLD.scopes, OLD.system_ids, OLD.actions, OLD.created_at, OLD.expires_at)
  THEN RAISE EXCEPTION 'a token stays what it was granted as'; END IF;
  IF OLD.revoked_at IS NOT NULL
    AND (NEW.revoked_at, NEW.revoked_by, NEW.secret_hash) IS DISTINCT FROM (OLD.revoked_at, OLD.revoked_by, OLD.secret_hash)
  THEN RAISE EXCEPTION 'a revoked token stays revoked'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_token BEFORE UPDATE ON "api_token" FOR EACH ROW EXECUTE FUNCTION guard_token();

-- CreateTable
CREATE TABLE "approval_statement" (
    "request_id" UUID NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "approval_statement_pkey" PRIMARY KEY ("request_id")
);

-- AddForeignKey
ALTER TABLE "approval_statement" ADD CONSTRAINT "approval_statement_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "approval_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER append_only_row BEFORE UPDATE OR DELETE ON "approval_statement" FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER append_only_table BEFORE TRUNCATE ON "approval_statement" FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
