-- AlterTable
ALTER TABLE "user" ADD COLUMN "deciding_granted_by" UUID;

-- AlterTable
ALTER TABLE "invitation" ADD COLUMN "request_id" UUID;

-- AlterTable
ALTER TABLE "password_reset" ADD COLUMN "granted_to" UUID, ADD COLUMN "revealed_at" TIMESTAMPTZ(3);

-- AddForeignKey
ALTER TABLE "user" ADD CONSTRAINT "user_deciding_granted_by_fkey" FOREIGN KEY ("deciding_granted_by") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "approval_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_reset" ADD CONSTRAINT "password_reset_granted_to_fkey" FOREIGN KEY ("granted_to") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema can't say.

-- Who gave somebody the role by which they decide, alone; nobody where it came with the set-up or through two persons.
ALTER TABLE "user" ADD CONSTRAINT "user_deciding_is_given_by_somebody_else" CHECK ("deciding_granted_by" <> "id");

-- A link that two persons granted is shown once, to the one who asked for it.
ALTER TABLE "password_reset" ADD CONSTRAINT "reset_is_revealed_to_somebody" CHECK ("revealed_at" IS NULL OR "granted_to" IS NOT NULL);

-- Since when somebody has a role that may sign, and who gave it. The instant only ever moves on, to the present one: when such
-- a role is given to who had none, and when something lifts what kept them from signing.
CREATE OR REPLACE FUNCTION "note_deciding_since"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT role_may_decide(NEW.role) THEN
    NEW.deciding_granted_by = NULL;
  END IF;
  IF TG_OP = 'INSERT' OR (role_may_decide(NEW.role) AND NOT role_may_decide(OLD.role))
     OR NEW.deciding_since > OLD.deciding_since THEN
    NEW.deciding_since = date_trunc('milliseconds', clock_timestamp());
  ELSE
    NEW.deciding_since = OLD.deciding_since;
  END IF;
  RETURN NEW;
END $$;

-- Who gave a role is forgotten only when two persons say so, in the transaction of their request.
CREATE FUNCTION "keep_granter"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.deciding_granted_by IS NOT NULL AND NEW.deciding_granted_by IS NULL
     AND role_may_decide(OLD.role) AND role_may_decide(NEW.role)
     AND NOT EXISTS (SELECT 1 FROM approval_request r
       WHERE r.state = 'scheduled' AND r.command IN ('people.confirm-role', 'people.change-role')
         AND r.input::jsonb->>'userId' = NEW.id::text AND signatures_lacking(r.id) <= 0) THEN
    RAISE EXCEPTION 'two persons confirm a role' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_granter BEFORE UPDATE ON "user" FOR EACH ROW EXECUTE FUNCTION keep_granter();

-- A membership that kept somebody from signing and goes away gives that right back: like a new role, for what is asked for
-- from now on. On purpose it counts so on every system.
CREATE FUNCTION "note_lifted_membership"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF role_may_decide(OLD.role) THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF NOT role_may_decide(NEW.role) AND NEW.user_id = OLD.user_id AND NEW.system_id = OLD.system_id THEN
      RETURN NULL;
    END IF;
  END IF;
  UPDATE "user" SET deciding_since = clock_timestamp() WHERE id = OLD.user_id AND role_may_decide(role);
  RETURN NULL;
END $$;
CREATE TRIGGER note_lifted_membership AFTER UPDATE OR DELETE ON "membership" FOR EACH ROW EXECUTE FUNCTION note_lifted_membership();

-- The bootstrap closes for good when two active people could first sign for one another: neither has their role from the
-- other alone.
CREATE FUNCTION "two_could_sign"() RETURNS boolean LANGUAGE sql VOLATILE AS $$
  SELECT EXISTS (SELECT 1 FROM "user" a JOIN "user" b ON a.id < b.id
    WHERE a.status = 'active' AND role_may_decide(a.role) AND a.deciding_granted_by IS DISTINCT FROM b.id
      AND b.status = 'active' AND role_may_decide(b.role) AND b.deciding_granted_by IS DISTINCT FROM a.id)
$$;

CREATE OR REPLACE FUNCTION "close_bootstrap"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status = 'active' AND role_may_decide(NEW.role) THEN
    -- Whoever waits here looks anew: of two who come at once the second sees the first.
    PERFORM 1 FROM installation WHERE id = 1 AND bootstrap_closed_at IS NULL FOR UPDATE;
    IF FOUND AND two_could_sign() THEN
      UPDATE installation SET bootstrap_closed_at = clock_timestamp() WHERE id = 1;
    END IF;
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER close_bootstrap ON "user";
CREATE TRIGGER close_bootstrap AFTER INSERT OR UPDATE OF role, status, deciding_granted_by ON "user" FOR EACH ROW EXECUTE FUNCTION close_bootstrap();

CREATE OR REPLACE FUNCTION "keep_bootstrap_closed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'an installation is not undone' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'INSERT' AND two_could_sign() THEN
    NEW.bootstrap_closed_at = clock_timestamp();
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.bootstrap_closed_at IS NOT NULL
     AND NEW.bootstrap_closed_at IS DISTINCT FROM OLD.bootstrap_closed_at THEN
    RAISE EXCEPTION 'the bootstrap is closed for good' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
DROP FUNCTION "approvers_count"();

-- Nobody signs for who gave them, alone, the role that they sign by: not as a vote, and not when signatures are counted.
CREATE FUNCTION "guard_vote_granter"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.vote = 'approve' AND EXISTS (SELECT 1 FROM approval_request r JOIN "user" u ON u.id = NEW.voter_id
      WHERE r.id = NEW.request_id AND u.deciding_granted_by = r.requester_id) THEN
    RAISE EXCEPTION 'this person has their role from the requester alone' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_vote_granter BEFORE INSERT ON "approval_vote" FOR EACH ROW EXECUTE FUNCTION guard_vote_granter();

CREATE OR REPLACE FUNCTION "signers_of"("r" approval_request, "policy" jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'role', u.role)), '[]')
  FROM approval_vote v JOIN "user" u ON u.id = v.voter_id
  WHERE v.request_id = r.id AND v.vote = 'approve' AND v.voter_id <> r.requester_id AND NOT v.voter_id = ANY (r.authors)
    AND u.deciding_granted_by IS DISTINCT FROM r.requester_id
    AND v.payload_hash = r.payload_hash AND may_decide(v.voter_id, r.system_id, r.created_at)
$$;
