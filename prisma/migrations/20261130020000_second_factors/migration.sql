-- Second factors: authenticator apps, passkeys, recovery codes; the proof that each vote can ask for; which roles need one.

-- AlterTable
ALTER TABLE "approval_vote" ADD COLUMN     "step_up_id" UUID;

-- AlterTable
ALTER TABLE "broken_glass" ADD COLUMN     "step_up_id" UUID;

-- CreateTable
CREATE TABLE "totp_factor" (
    "user_id" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "totp_factor_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "totp_use" (
    "user_id" UUID NOT NULL,
    "step" BIGINT NOT NULL,
    "purpose" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "totp_use_pkey" PRIMARY KEY ("user_id","step")
);

-- CreateTable
CREATE TABLE "passkey" (
    "id" UUID NOT NULL,
    "credential" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL,
    "transports" TEXT[],
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "user_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("user_id","code_hash")
);

-- CreateTable
CREATE TABLE "passkey_challenge" (
    "id" UUID NOT NULL,
    "challenge" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "user_id" UUID,
    "request_id" UUID,
    "payload_hash" TEXT,
    "name" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkey_challenge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "step_up" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "request_id" UUID NOT NULL,
    "payload_hash" TEXT NOT NULL,
    "totp_step" BIGINT,
    "challenge_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "step_up_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "half_session" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "to" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "half_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_policy" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "factor_roles" TEXT[],
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "sign_in_policy_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "passkey_credential_key" ON "passkey"("credential");

-- CreateIndex
CREATE INDEX "passkey_user_id_idx" ON "passkey"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "passkey_challenge_challenge_key" ON "passkey_challenge"("challenge");

-- CreateIndex
CREATE INDEX "passkey_challenge_user_id_idx" ON "passkey_challenge"("user_id");

-- CreateIndex
CREATE INDEX "passkey_challenge_request_id_idx" ON "passkey_challenge"("request_id");

-- CreateIndex
CREATE INDEX "passkey_challenge_expires_at_idx" ON "passkey_challenge"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "step_up_challenge_id_key" ON "step_up"("challenge_id");

-- CreateIndex
CREATE INDEX "step_up_request_id_idx" ON "step_up"("request_id");

-- CreateIndex
CREATE UNIQUE INDEX "step_up_user_id_totp_step_key" ON "step_up"("user_id", "totp_step");

-- CreateIndex
CREATE UNIQUE INDEX "half_session_token_hash_key" ON "half_session"("token_hash");

-- CreateIndex
CREATE INDEX "half_session_user_id_idx" ON "half_session"("user_id");

-- CreateIndex
CREATE INDEX "half_session_expires_at_idx" ON "half_session"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "approval_vote_step_up_id_key" ON "approval_vote"("step_up_id");

-- CreateIndex
CREATE UNIQUE INDEX "broken_glass_step_up_id_key" ON "broken_glass"("step_up_id");

-- AddForeignKey
ALTER TABLE "approval_vote" ADD CONSTRAINT "approval_vote_step_up_id_fkey" FOREIGN KEY ("step_up_id") REFERENCES "step_up"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "broken_glass" ADD CONSTRAINT "broken_glass_step_up_id_fkey" FOREIGN KEY ("step_up_id") REFERENCES "step_up"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "totp_factor" ADD CONSTRAINT "totp_factor_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "totp_use" ADD CONSTRAINT "totp_use_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkey_challenge" ADD CONSTRAINT "passkey_challenge_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkey_challenge" ADD CONSTRAINT "passkey_challenge_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "approval_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step_up" ADD CONSTRAINT "step_up_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step_up" ADD CONSTRAINT "step_up_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "approval_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step_up" ADD CONSTRAINT "step_up_user_id_totp_step_fkey" FOREIGN KEY ("user_id", "totp_step") REFERENCES "totp_use"("user_id", "step") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step_up" ADD CONSTRAINT "step_up_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "passkey_challenge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "half_session" ADD CONSTRAINT "half_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma's schema can't say: what was used once is used up, whichever way a write comes.

ALTER TABLE "totp_use" ADD CONSTRAINT "totp_use_purpose" CHECK ("purpose" IN ('set-up', 'sign-in', 'account', 'step-up'));
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_counter" CHECK ("counter" >= 0);
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_has_name" CHECK (length(btrim("name")) > 0);
ALTER TABLE "passkey_challenge" ADD CONSTRAINT "challenge_purpose" CHECK (
  "purpose" IN ('set-up', 'sign-in', 'enter', 'account', 'approve', 'break-glass'));
ALTER TABLE "passkey_challenge" ADD CONSTRAINT "challenge_is_for_somebody" CHECK (("purpose" = 'enter') = ("user_id" IS NULL));
ALTER TABLE "passkey_challenge" ADD CONSTRAINT "challenge_is_bound" CHECK (
  ("purpose" IN ('approve', 'break-glass')) = ("request_id" IS NOT NULL)
  AND ("request_id" IS NULL) = ("payload_hash" IS NULL));
-- "nonce" < "payloadHash" < "purpose" < "requestId" < "userId", so this is the canonical JSON; base64url of its SHA-256.
ALTER TABLE "passkey_challenge" ADD CONSTRAINT "challenge_is_of_the_content" CHECK (
  "request_id" IS NULL OR "challenge" = rtrim(translate(encode(sha256(convert_to(
    '{"nonce":' || to_json("nonce")::text || ',"payloadHash":' || to_json("payload_hash")::text
    || ',"purpose":' || to_json("purpose")::text || ',"requestId":' || to_json("request_id"::text)::text
    || ',"userId":' || to_json("user_id"::text)::text || '}', 'UTF8')), 'base64'), '+/', '-_'), '='));
ALTER TABLE "passkey_challenge" ADD CONSTRAINT "challenge_is_short" CHECK (
  "expires_at" > "created_at" AND "expires_at" <= "created_at" + interval '10 minutes');
ALTER TABLE "step_up" ADD CONSTRAINT "step_up_purpose" CHECK ("purpose" IN ('approve', 'break-glass'));
ALTER TABLE "step_up" ADD CONSTRAINT "step_up_has_its_proof" CHECK (
  ("method" = 'totp' AND "totp_step" IS NOT NULL AND "challenge_id" IS NULL)
  OR ("method" = 'passkey' AND "totp_step" IS NULL AND "challenge_id" IS NOT NULL));
ALTER TABLE "half_session" ADD CONSTRAINT "half_session_is_short" CHECK (
  "expires_at" > "created_at" AND "expires_at" <= "created_at" + interval '15 minutes');
ALTER TABLE "sign_in_policy" ALTER COLUMN "factor_roles" SET NOT NULL;
ALTER TABLE "sign_in_policy" ADD CONSTRAINT "sign_in_policy_is_one" CHECK ("id" = 1);
ALTER TABLE "sign_in_policy" ADD CONSTRAINT "sign_in_policy_roles" CHECK (
  "factor_roles" <@ ARRAY['viewer', 'engineer', 'approver', 'security-lead', 'admin']);
INSERT INTO "sign_in_policy" ("id", "factor_roles") VALUES (1, '{}');

-- Codes go forward only: an older one than the last is no proof of anything.
CREATE FUNCTION "guard_totp_use"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM totp_use WHERE user_id = NEW.user_id AND step > NEW.step) THEN
    RAISE EXCEPTION 'a later code was used already' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_totp_use BEFORE INSERT ON "totp_use" FOR EACH ROW EXECUTE FUNCTION guard_totp_use();

-- A passkey stays whose and what it is, and its counter never goes back.
CREATE FUNCTION "guard_passkey"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.counter < OLD.counter THEN
    RAISE EXCEPTION 'the counter of a passkey never goes back' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (to_jsonb(NEW) - ARRAY['counter', 'name', 'last_used_at'])
     <> (to_jsonb(OLD) - ARRAY['counter', 'name', 'last_used_at']) THEN
    RAISE EXCEPTION 'a passkey stays what it is' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_passkey BEFORE UPDATE ON "passkey" FOR EACH ROW EXECUTE FUNCTION guard_passkey();

-- A challenge is answered once, in time, and a step of a sign-in is taken once.
CREATE FUNCTION "guard_consumed_once"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.consumed_at IS NOT NULL THEN
    RAISE EXCEPTION 'this was used already' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (to_jsonb(NEW) - 'consumed_at') <> (to_jsonb(OLD) - 'consumed_at') THEN
    RAISE EXCEPTION 'this only ever gets used' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_consumed_once BEFORE UPDATE ON "passkey_challenge" FOR EACH ROW EXECUTE FUNCTION guard_consumed_once();
CREATE TRIGGER guard_consumed_once BEFORE UPDATE ON "half_session" FOR EACH ROW EXECUTE FUNCTION guard_consumed_once();

CREATE FUNCTION "guard_challenge_time"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF clock_timestamp() >= OLD.expires_at THEN
    RAISE EXCEPTION 'the time of this challenge is over' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_challenge_time BEFORE UPDATE ON "passkey_challenge" FOR EACH ROW EXECUTE FUNCTION guard_challenge_time();

CREATE FUNCTION "guard_recovery_code"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.used_at IS NOT NULL OR (to_jsonb(NEW) - 'used_at') <> (to_jsonb(OLD) - 'used_at') THEN
    RAISE EXCEPTION 'a recovery code works once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_recovery_code BEFORE UPDATE ON "recovery_code" FOR EACH ROW EXECUTE FUNCTION guard_recovery_code();

-- A step-up is the person's own proof, made for this purpose on this content.
CREATE FUNCTION "guard_step_up"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM approval_request WHERE id = NEW.request_id AND payload_hash = NEW.payload_hash) THEN
    RAISE EXCEPTION 'this step-up is for other content' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.method = 'totp' AND NOT EXISTS (SELECT 1 FROM totp_use
      WHERE user_id = NEW.user_id AND step = NEW.totp_step AND purpose = 'step-up') THEN
    RAISE EXCEPTION 'this code was given for something else' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.method = 'passkey' AND NOT EXISTS (SELECT 1 FROM passkey_challenge
      WHERE id = NEW.challenge_id AND user_id = NEW.user_id AND purpose = NEW.purpose
        AND request_id = NEW.request_id AND payload_hash = NEW.payload_hash AND consumed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'this challenge was for something else' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_step_up BEFORE INSERT ON "step_up" FOR EACH ROW EXECUTE FUNCTION guard_step_up();

-- Whether a step-up is somebody's own, made just now, for this purpose and exactly this content.
CREATE FUNCTION "step_up_fits"("step_up_id" uuid, "person" uuid, "wanted" text, "request" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM step_up s JOIN approval_request r ON r.id = s.request_id
    WHERE s.id = step_up_id AND s.user_id = person AND s.purpose = wanted AND r.id = request
      AND s.payload_hash = r.payload_hash AND s.at > clock_timestamp() - interval '5 minutes')
$$;

-- Whether what a request was asked under, or what rules such requests now, wants a step-up.
CREATE FUNCTION "step_up_needed"("request" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT r.policy->'stepUpNeeded' = 'true'::jsonb
    OR coalesce(policy_now(r.subject, r.system_id)->'stepUpNeeded' = 'true'::jsonb, false)
  FROM approval_request r WHERE r.id = request
$$;

-- As before; a vote without a step-up counts for no policy that wants one.
CREATE OR REPLACE FUNCTION "signers_of"("r" approval_request, "policy" jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'role', u.role)), '[]')
  FROM approval_vote v JOIN "user" u ON u.id = v.voter_id
  WHERE v.request_id = r.id AND v.vote = 'approve' AND v.voter_id <> r.requester_id AND NOT v.voter_id = ANY (r.authors)
    AND v.payload_hash = r.payload_hash AND may_decide(v.voter_id, r.system_id, r.created_at)
    AND (v.step_up_id IS NOT NULL OR policy->'stepUpNeeded' IS DISTINCT FROM 'true'::jsonb)
$$;

-- A vote carries its voter's own proof; where a policy asks for one there is no approval without. A stop is never hindered.
CREATE FUNCTION "guard_vote_step_up"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.step_up_id IS NULL THEN
    IF NEW.vote = 'approve' AND step_up_needed(NEW.request_id) THEN
      RAISE EXCEPTION 'this vote lacks the proof of who gives it' USING ERRCODE = 'restrict_violation';
    END IF;
  ELSIF NOT step_up_fits(NEW.step_up_id, NEW.voter_id, 'approve', NEW.request_id) THEN
    RAISE EXCEPTION 'this proof is for something else' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_vote_step_up BEFORE INSERT ON "approval_vote" FOR EACH ROW EXECUTE FUNCTION guard_vote_step_up();

CREATE FUNCTION "guard_glass_step_up"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.step_up_id IS DISTINCT FROM OLD.step_up_id THEN
      RAISE EXCEPTION 'a proof stays what it is' USING ERRCODE = 'restrict_violation';
    END IF;
  ELSIF NEW.step_up_id IS NULL THEN
    IF step_up_needed(NEW.request_id) THEN
      RAISE EXCEPTION 'going ahead alone lacks the proof of who does it' USING ERRCODE = 'restrict_violation';
    END IF;
  ELSIF NOT step_up_fits(NEW.step_up_id, NEW.by_id, 'break-glass', NEW.request_id) THEN
    RAISE EXCEPTION 'this proof is for something else' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_glass_step_up BEFORE INSERT OR UPDATE ON "broken_glass" FOR EACH ROW EXECUTE FUNCTION guard_glass_step_up();

CREATE TRIGGER append_only_row BEFORE DELETE ON "sign_in_policy" FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER append_only_table BEFORE TRUNCATE ON "sign_in_policy" FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['totp_use', 'step_up']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only_row BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_rewrite()', name);
    EXECUTE format('CREATE TRIGGER append_only_table BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite()', name);
  END LOOP;
END $$;
