-- Approval policies of the organisation's own, authors whose signature doesn't count, and breaking the glass.

-- AlterTable
ALTER TABLE "approval_request" ADD COLUMN     "authors" UUID[],
ADD COLUMN     "policy_id" UUID,
ADD COLUMN     "subject" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "approval_policy" (
    "id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "system_id" UUID,
    "policy" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "approval_policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "broken_glass" (
    "request_id" UUID NOT NULL,
    "by_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "review_until" TIMESTAMPTZ(3) NOT NULL,
    "reviewed_by" UUID,
    "reviewed_at" TIMESTAMPTZ(3),
    "verdict" TEXT,
    "review_note" TEXT,

    CONSTRAINT "broken_glass_pkey" PRIMARY KEY ("request_id")
);

-- AddForeignKey
ALTER TABLE "approval_request" ADD CONSTRAINT "approval_request_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "approval_policy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_policy" ADD CONSTRAINT "approval_policy_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "broken_glass" ADD CONSTRAINT "broken_glass_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "approval_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "broken_glass" ADD CONSTRAINT "broken_glass_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "broken_glass" ADD CONSTRAINT "broken_glass_reviewed_by_fkey" FOREIGN KEY ("reviewed_by") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Requests that were made before keep their policy in the new words: one person of those who may decide, no second factor.
ALTER TABLE "approval_request" DISABLE TRIGGER guard_request;
ALTER TABLE "approval_request" DROP CONSTRAINT "request_policy_has_groups";
UPDATE "approval_request" SET
  "subject" = "command",
  "policy" = "policy" || jsonb_build_object('stepUpNeeded', false, 'breakGlass', false, 'groups',
    (SELECT jsonb_agg(jsonb_build_object('who', jsonb_build_object('kind', 'anyone'), 'count', g->'count'))
     FROM jsonb_array_elements("policy"->'groups') g));
ALTER TABLE "approval_request" ENABLE TRIGGER guard_request;
ALTER TABLE "approval_request" ALTER COLUMN "subject" DROP DEFAULT;
ALTER TABLE "approval_request" ADD CONSTRAINT "request_has_subject" CHECK ("subject" <> '');

-- What a policy must hold to be one: groups of at least one person each, time after the delay. The same as lib/domain/approvals/policy.ts.
CREATE FUNCTION "is_policy"("policy" jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_typeof(policy->'groups') = 'array'
    AND jsonb_array_length(policy->'groups') BETWEEN 1 AND 5
    AND NOT jsonb_path_exists(policy, '$.groups[*] ? (!(@.count >= 1 && @.count <= 20)
      || !(@.who.kind == "anyone" || @.who.kind == "roles" && exists(@.who.roles[*]) || @.who.kind == "people" && exists(@.who.ids[*])))')
    AND (policy->>'delayS')::int BETWEEN 0 AND 2592000
    AND (policy->>'expiresAfterS')::int BETWEEN 60 AND 7776000
    AND (policy->>'expiresAfterS')::int > (policy->>'delayS')::int
    AND jsonb_typeof(policy->'reasonNeeded') = 'boolean'
    AND jsonb_typeof(policy->'stepUpNeeded') = 'boolean'
    AND jsonb_typeof(policy->'breakGlass') = 'boolean', false)
$$;
ALTER TABLE "approval_request" ADD CONSTRAINT "request_has_policy" CHECK (is_policy("policy"));
ALTER TABLE "approval_policy" ADD CONSTRAINT "policy_is_one" CHECK (is_policy("policy"));
ALTER TABLE "approval_policy" ADD CONSTRAINT "policy_has_subject" CHECK ("subject" <> '');
CREATE UNIQUE INDEX "policy_rules_once" ON "approval_policy" ("subject", "system_id") NULLS NOT DISTINCT WHERE "retired_at" IS NULL;

-- A policy changes its content and ends; what it is about stays, and what has ended stays ended.
CREATE FUNCTION "guard_policy"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.retired_at IS NOT NULL THEN
    RAISE EXCEPTION 'a policy that was taken away stays so' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.id, NEW.subject, NEW.system_id) IS DISTINCT FROM (OLD.id, OLD.subject, OLD.system_id) THEN
    RAISE EXCEPTION 'what a policy is about never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_policy BEFORE UPDATE ON "approval_policy" FOR EACH ROW EXECUTE FUNCTION guard_policy();
CREATE TRIGGER append_only_row BEFORE DELETE ON "approval_policy" FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER append_only_table BEFORE TRUNCATE ON "approval_policy" FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();

-- The organisation's policy for a request at this moment; null where it has none of its own. The same order as rulingPolicy.
CREATE FUNCTION "policy_now"("of_subject" text, "on_system" uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT p.policy FROM approval_policy p
  WHERE p.retired_at IS NULL AND p.subject IN (of_subject, '*') AND (p.system_id IS NULL OR p.system_id = on_system)
  ORDER BY p.system_id IS NULL, p.subject = '*' LIMIT 1
$$;

-- Whether a role may break the glass; the same as "approvals:break-glass" in lib/domain/people/capability.ts.
CREATE FUNCTION "role_may_break"("role" text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT "role" IN ('security-lead', 'admin')
$$;
CREATE FUNCTION "may_break"("person" uuid, "on_system" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM "user" u WHERE u.id = person AND u.status = 'active' AND role_may_break(u.role))
    AND NOT EXISTS (SELECT 1 FROM membership m
      WHERE m.user_id = person AND m.system_id = on_system AND NOT role_may_break(m.role))
$$;

-- Seats of a policy that its signers leave empty. Hall's theorem: the most, over all sets of groups, by which the people
-- that these groups ask for exceed the people who fit any of them.
CREATE FUNCTION "seats_empty"("policy" jsonb, "signers" jsonb) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  groups integer := jsonb_array_length(policy->'groups');
  wanted integer;
  fitting integer;
  most integer := 0;
BEGIN
  FOR chosen IN 1 .. (1 << groups) - 1 LOOP
    SELECT sum((g.value->>'count')::int) INTO wanted
      FROM jsonb_array_elements(policy->'groups') WITH ORDINALITY g
      WHERE (chosen >> (g.ordinality::int - 1)) & 1 = 1;
    SELECT count(*) INTO fitting FROM jsonb_array_elements(signers) s WHERE EXISTS (
      SELECT 1 FROM jsonb_array_elements(policy->'groups') WITH ORDINALITY g
      WHERE (chosen >> (g.ordinality::int - 1)) & 1 = 1 AND CASE g.value->'who'->>'kind'
        WHEN 'anyone' THEN true
        WHEN 'roles' THEN g.value->'who'->'roles' ? (s.value->>'role')
        WHEN 'people' THEN g.value->'who'->'ids' ? (s.value->>'id')
        ELSE false END);
    most := greatest(most, wanted - fitting);
  END LOOP;
  RETURN most;
END $$;

-- Approvals that count for a request under a policy: of others than its requester and authors, for this content, by people who may.
CREATE FUNCTION "signers_of"("r" approval_request, "policy" jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'role', u.role)), '[]')
  FROM approval_vote v JOIN "user" u ON u.id = v.voter_id
  WHERE v.request_id = r.id AND v.vote = 'approve' AND v.voter_id <> r.requester_id AND NOT v.voter_id = ANY (r.authors)
    AND v.payload_hash = r.payload_hash AND may_decide(v.voter_id, r.system_id, r.created_at)
$$;

-- Signatures that a request lacks, under the policy that it was made under and under the one that rules now; none where
-- the glass was broken by somebody who may, and more than there can be where its policy was taken away.
CREATE OR REPLACE FUNCTION "signatures_lacking"("request" uuid) RETURNS integer LANGUAGE plpgsql STABLE AS $$
DECLARE
  r approval_request;
  current jsonb;
BEGIN
  SELECT * INTO STRICT r FROM approval_request WHERE id = request;
  IF EXISTS (SELECT 1 FROM approval_policy WHERE id = r.policy_id AND retired_at IS NOT NULL) THEN
    RETURN 1000;
  END IF;
  current := coalesce(policy_now(r.subject, r.system_id), r.policy);
  IF EXISTS (SELECT 1 FROM broken_glass g WHERE g.request_id = r.id AND may_break(g.by_id, r.system_id))
     AND (r.policy->>'breakGlass')::boolean AND (current->>'breakGlass')::boolean THEN
    RETURN 0;
  END IF;
  RETURN greatest(seats_empty(r.policy, signers_of(r, r.policy)), seats_empty(current, signers_of(r, current)));
END $$;

-- The glass is broken on an open request, in time, by somebody who may, where the policies allow it; its review is
-- somebody else's, once.
CREATE FUNCTION "guard_glass"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE r approval_request;
BEGIN
  SELECT * INTO STRICT r FROM approval_request WHERE id = NEW.request_id FOR UPDATE;
  IF TG_OP = 'INSERT' THEN
    IF r.state <> 'pending' OR clock_timestamp() >= r.expires_at OR NOT may_break(NEW.by_id, r.system_id)
       OR NOT (r.policy->>'breakGlass')::boolean
       OR NOT (coalesce(policy_now(r.subject, r.system_id), r.policy)->>'breakGlass')::boolean THEN
      RAISE EXCEPTION 'this glass can''t be broken' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.reviewed_by IS NOT NULL OR NEW.review_until <= NEW.at OR length(btrim(NEW.reason)) < 10 THEN
      RAISE EXCEPTION 'breaking the glass needs a reason and a review' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.reviewed_by IS NOT NULL
     OR (NEW.request_id, NEW.by_id, NEW.reason, NEW.at, NEW.review_until)
        IS DISTINCT FROM (OLD.request_id, OLD.by_id, OLD.reason, OLD.at, OLD.review_until) THEN
    RAISE EXCEPTION 'what was done in an emergency stays on record' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.reviewed_by IS NULL OR NEW.reviewed_by IN (OLD.by_id, r.requester_id)
     OR NOT may_decide(NEW.reviewed_by, r.system_id, clock_timestamp()) THEN
    RAISE EXCEPTION 'somebody else reviews what was done in an emergency' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_glass BEFORE INSERT OR UPDATE ON "broken_glass" FOR EACH ROW EXECUTE FUNCTION guard_glass();
CREATE TRIGGER append_only_row BEFORE DELETE ON "broken_glass" FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER append_only_table BEFORE TRUNCATE ON "broken_glass" FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
ALTER TABLE "broken_glass" ADD CONSTRAINT "glass_review_is_whole" CHECK (
  ("reviewed_by" IS NULL) = ("reviewed_at" IS NULL) AND ("reviewed_by" IS NULL) = ("verdict" IS NULL)
  AND ("reviewed_by" IS NULL) = ("review_note" IS NULL) AND ("verdict" IS NULL OR "verdict" IN ('justified', 'not-justified')));
CREATE INDEX "glass_to_review" ON "broken_glass" ("review_until") WHERE "reviewed_by" IS NULL;

-- The longest delay that any policy that counts demands; in an emergency there is none.
CREATE FUNCTION "delay_of"("r" approval_request) RETURNS interval LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN EXISTS (SELECT 1 FROM broken_glass g WHERE g.request_id = r.id) THEN interval '0'
    ELSE make_interval(secs => greatest((r.policy->>'delayS')::int,
      (coalesce(policy_now(r.subject, r.system_id), r.policy)->>'delayS')::int)) END
$$;

CREATE OR REPLACE FUNCTION "guard_request"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'pending' THEN
      RAISE EXCEPTION 'a request begins as pending' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state NOT IN ('pending', 'scheduled') THEN
    RAISE EXCEPTION 'a closed request stays as it is' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (to_jsonb(NEW) - ARRAY['state', 'not_before', 'decided_at', 'outcome'])
     <> (to_jsonb(OLD) - ARRAY['state', 'not_before', 'decided_at', 'outcome']) THEN
    RAISE EXCEPTION 'what was asked for never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state NOT IN ('rejected', 'withdrawn', 'expired', 'stale')
     AND NOT (OLD.state = 'pending' AND NEW.state = 'scheduled')
     AND NOT (OLD.state = 'scheduled' AND NEW.state IN ('executed', 'failed')) THEN
    RAISE EXCEPTION 'a % request can''t become %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.not_before IS DISTINCT FROM OLD.not_before AND NEW.state <> 'scheduled' THEN
    RAISE EXCEPTION 'the delay of a request never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  CASE NEW.state
    WHEN 'scheduled' THEN
      IF signatures_lacking(NEW.id) > 0 THEN
        RAISE EXCEPTION 'this request lacks signatures' USING ERRCODE = 'restrict_violation';
      END IF;
      IF NEW.not_before < date_trunc('milliseconds', now()) + delay_of(NEW) THEN
        RAISE EXCEPTION 'the delay of a request never shrinks' USING ERRCODE = 'restrict_violation';
      END IF;
    WHEN 'executed' THEN
      IF NOT EXISTS (SELECT 1 FROM approval_effect WHERE request_id = NEW.id) THEN
        RAISE EXCEPTION 'nothing took effect' USING ERRCODE = 'restrict_violation';
      END IF;
    WHEN 'rejected' THEN
      IF NOT EXISTS (SELECT 1 FROM approval_vote WHERE request_id = NEW.id AND vote = 'reject') THEN
        RAISE EXCEPTION 'nobody rejected it' USING ERRCODE = 'restrict_violation';
      END IF;
    WHEN 'expired' THEN
      IF clock_timestamp() < NEW.expires_at THEN
        RAISE EXCEPTION 'its time is not over' USING ERRCODE = 'restrict_violation';
      END IF;
    ELSE NULL;
  END CASE;
  RETURN NEW;
END $$;
