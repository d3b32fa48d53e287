-- AlterTable
ALTER TABLE "invitation" ADD COLUMN "link_by" UUID;

-- AlterTable
ALTER TABLE "password_reset" ADD COLUMN "made_by" UUID;

-- AlterTable
ALTER TABLE "user" ADD COLUMN "on_word_of" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN "vouched_by" UUID;

-- AddForeignKey
ALTER TABLE "user" ADD CONSTRAINT "user_vouched_by_fkey" FOREIGN KEY ("vouched_by") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_reset" ADD CONSTRAINT "password_reset_made_by_fkey" FOREIGN KEY ("made_by") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema can't say.

-- Everybody who alone let an account in: by an invitation, a reset link, or the role by which it decides. Either of the two
-- could be the other, so neither signs for the other until somebody else has vouched for the account.
UPDATE "user" SET "on_word_of" = ARRAY["deciding_granted_by"] WHERE "deciding_granted_by" IS NOT NULL;
UPDATE "user" u SET "on_word_of" = ARRAY[i.invited_by] FROM invitation i
  WHERE i.accepted_at IS NOT NULL AND i.request_id IS NULL AND i.email = u.email AND i.invited_by <> u.id AND u.on_word_of = '{}';
UPDATE "password_reset" SET "used_at" = clock_timestamp() WHERE "used_at" IS NULL;
ALTER TABLE "user" ALTER COLUMN "on_word_of" SET NOT NULL;
ALTER TABLE "user" ADD CONSTRAINT "user_is_let_in_by_somebody_else" CHECK (NOT "id" = ANY ("on_word_of"));
ALTER TABLE "user" ADD CONSTRAINT "user_is_vouched_for_by_somebody_else" CHECK ("vouched_by" <> "id");

CREATE FUNCTION "could_be_one"("a" "user", "b" "user") RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT a.id = ANY (b.on_word_of) OR b.id = ANY (a.on_word_of)
$$;

-- Of a confirmation only the requester's own makings are left out, or three people of whom one invited the other two could
-- never confirm each other.
CREATE FUNCTION "could_be_own"("signer" "user", "r" approval_request) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT r.requester_id = ANY (signer.on_word_of) OR (r.command <> 'people.confirm-role'
    AND EXISTS (SELECT 1 FROM "user" requester WHERE requester.id = r.requester_id AND signer.id = ANY (requester.on_word_of)))
$$;

-- Each natural person once: whoever alone let another signer in could be that one, and is left out beside them.
CREATE OR REPLACE FUNCTION "signers_of"("r" approval_request, "policy" jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
  WITH counted AS (
    SELECT u.id, u.role, u.on_word_of FROM approval_vote v JOIN "user" u ON u.id = v.voter_id
    WHERE v.request_id = r.id AND v.vote = 'approve' AND v.voter_id <> r.requester_id AND NOT v.voter_id = ANY (r.authors)
      AND NOT could_be_own(u, r)
      AND v.payload_hash = r.payload_hash AND may_decide(v.voter_id, r.system_id, r.created_at)
      AND (v.step_up_id IS NOT NULL OR policy->'stepUpNeeded' IS DISTINCT FROM 'true'::jsonb))
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'role', c.role)), '[]') FROM counted c
  WHERE NOT EXISTS (SELECT 1 FROM counted other WHERE c.id = ANY (other.on_word_of))
$$;

DROP TRIGGER guard_vote_granter ON "approval_vote";
DROP FUNCTION "guard_vote_granter"();
CREATE FUNCTION "guard_vote_own"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.vote = 'approve' AND EXISTS (SELECT 1 FROM approval_request r, "user" u
      WHERE r.id = NEW.request_id AND u.id = NEW.voter_id AND could_be_own(u, r)) THEN
    RAISE EXCEPTION 'one of the two let the other in alone' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_vote_own BEFORE INSERT ON "approval_vote" FOR EACH ROW EXECUTE FUNCTION guard_vote_own();

CREATE OR REPLACE FUNCTION "note_deciding_since"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR (role_may_decide(NEW.role) AND NEW.role <> OLD.role)
     OR NEW.deciding_since > OLD.deciding_since THEN
    NEW.deciding_since = date_trunc('milliseconds', clock_timestamp());
  ELSE
    NEW.deciding_since = OLD.deciding_since;
  END IF;
  RETURN NEW;
END $$;

-- Who let somebody in alone is forgotten when two persons say so, in the transaction of their request; of somebody who
-- decides nothing also when one who decides vouches for them and could be none of them.
DROP TRIGGER keep_granter ON "user";
DROP FUNCTION "keep_granter"();
CREATE FUNCTION "keep_word"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT OLD.on_word_of @> NEW.on_word_of THEN
    NEW.vouched_by = NULL; -- Who vouched did so before this one let them in, too.
  END IF;
  IF NEW.on_word_of @> OLD.on_word_of
     OR EXISTS (SELECT 1 FROM approval_request r
       WHERE r.state = 'scheduled' AND r.command = 'people.confirm-role'
         AND r.input::jsonb->>'userId' = NEW.id::text AND signatures_lacking(r.id) <= 0)
     OR (NOT role_may_decide(OLD.role) AND NOT role_may_decide(NEW.role)
       AND EXISTS (SELECT 1 FROM "user" voucher WHERE voucher.id = NEW.vouched_by
         AND voucher.status = 'active' AND role_may_decide(voucher.role) AND NOT could_be_one(voucher, OLD)
         AND NOT EXISTS (SELECT 1 FROM "user" u WHERE u.id = ANY (OLD.on_word_of) AND could_be_one(voucher, u)))) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'somebody else vouches for an account, two persons confirm a role' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER keep_word BEFORE UPDATE ON "user" FOR EACH ROW EXECUTE FUNCTION keep_word();

CREATE OR REPLACE FUNCTION "two_could_sign"() RETURNS boolean LANGUAGE sql VOLATILE AS $$
  SELECT EXISTS (SELECT 1 FROM "user" a JOIN "user" b ON a.id < b.id
    WHERE a.status = 'active' AND role_may_decide(a.role) AND b.status = 'active' AND role_may_decide(b.role)
      AND NOT could_be_one(a, b))
$$;
DROP TRIGGER close_bootstrap ON "user";
CREATE TRIGGER close_bootstrap AFTER INSERT OR UPDATE OF role, status, on_word_of ON "user" FOR EACH ROW EXECUTE FUNCTION close_bootstrap();

ALTER TABLE "user" DROP CONSTRAINT "user_deciding_is_given_by_somebody_else";
ALTER TABLE "user" DROP CONSTRAINT "user_deciding_granted_by_fkey";
ALTER TABLE "user" DROP COLUMN "deciding_granted_by";

-- An emergency is reviewed by nobody who could be the one who asked or the one who went ahead.
CREATE FUNCTION "guard_glass_review"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.reviewed_by IS NOT NULL AND OLD.reviewed_by IS NULL AND EXISTS (
      SELECT 1 FROM "user" reviewer, "user" other, approval_request r
      WHERE reviewer.id = NEW.reviewed_by AND r.id = NEW.request_id AND other.id IN (OLD.by_id, r.requester_id)
        AND could_be_one(reviewer, other)) THEN
    RAISE EXCEPTION 'somebody else reviews what was done in an emergency' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_glass_review BEFORE UPDATE ON "broken_glass" FOR EACH ROW EXECUTE FUNCTION guard_glass_review();
