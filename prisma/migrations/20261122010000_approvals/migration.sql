-- Two-person approval: requests, votes, effects; the bootstrap that closes for good; exceptions, its first users.

-- AlterTable
ALTER TABLE "installation" ADD COLUMN     "bootstrap_closed_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "approval_request" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "command" TEXT NOT NULL,
    "system_id" UUID,
    "input" TEXT NOT NULL,
    "payload_hash" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "asked" TEXT NOT NULL,
    "changes" TEXT NOT NULL,
    "changes_hash" TEXT NOT NULL,
    "requester_id" UUID NOT NULL,
    "policy" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "not_before" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "approval_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval_vote" (
    "request_id" UUID NOT NULL,
    "voter_id" UUID NOT NULL,
    "vote" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "payload_hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_vote_pkey" PRIMARY KEY ("request_id","voter_id","vote")
);

-- CreateTable
CREATE TABLE "approval_effect" (
    "request_id" UUID NOT NULL,
    "change_number" BIGINT,
    "audit_entry_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_effect_pkey" PRIMARY KEY ("request_id")
);

-- CreateTable
CREATE TABLE "exception" (
    "id" UUID NOT NULL,
    "system_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "target_kind" TEXT NOT NULL,
    "target_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "expires_on" DATE NOT NULL,
    "request_id" UUID,
    "granted_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" UUID,
    "end_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "exception_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "approval_request_number_key" ON "approval_request"("number");

-- CreateIndex
CREATE INDEX "approval_request_requester_id_number_idx" ON "approval_request"("requester_id", "number");

-- CreateIndex
CREATE INDEX "approval_request_system_id_number_idx" ON "approval_request"("system_id", "number");

-- CreateIndex
CREATE INDEX "approval_vote_voter_id_idx" ON "approval_vote"("voter_id");

-- CreateIndex
CREATE UNIQUE INDEX "approval_effect_audit_entry_id_key" ON "approval_effect"("audit_entry_id");

-- CreateIndex
CREATE UNIQUE INDEX "exception_request_id_key" ON "exception"("request_id");

-- CreateIndex
CREATE INDEX "exception_owner_id_idx" ON "exception"("owner_id");

-- CreateIndex
CREATE UNIQUE INDEX "exception_system_id_number_key" ON "exception"("system_id", "number");

-- AddForeignKey
ALTER TABLE "approval_request" ADD CONSTRAINT "approval_request_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_request" ADD CONSTRAINT "approval_request_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_vote" ADD CONSTRAINT "approval_vote_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "approval_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_vote" ADD CONSTRAINT "approval_vote_voter_id_fkey" FOREIGN KEY ("voter_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_effect" ADD CONSTRAINT "approval_effect_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "approval_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_effect" ADD CONSTRAINT "approval_effect_change_number_fkey" FOREIGN KEY ("change_number") REFERENCES "change"("number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_effect" ADD CONSTRAINT "approval_effect_audit_entry_id_fkey" FOREIGN KEY ("audit_entry_id") REFERENCES "audit_entry"("entry_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exception" ADD CONSTRAINT "exception_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exception" ADD CONSTRAINT "exception_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exception" ADD CONSTRAINT "exception_ended_by_fkey" FOREIGN KEY ("ended_by") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exception" ADD CONSTRAINT "exception_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "approval_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema can't say: the rules of lib/domain/approvals once more, so that no way around the application gives
-- an effect without a second person.

-- What was asked for is what its hash says: "command" sorts before "input", so this is the canonical JSON of both.
ALTER TABLE "approval_request" ADD CONSTRAINT "request_payload_is_bound" CHECK (
  "payload_hash" = encode(sha256(convert_to('{"command":' || to_json("command")::text || ',"input":' || "input" || '}', 'UTF8')), 'hex'));
ALTER TABLE "approval_request" ADD CONSTRAINT "request_changes_are_bound" CHECK (
  "changes_hash" = encode(sha256(convert_to("changes", 'UTF8')), 'hex'));
ALTER TABLE "approval_request" ADD CONSTRAINT "request_holds_json" CHECK (
  jsonb_typeof("input"::jsonb) = 'object' AND jsonb_typeof("changes"::jsonb) = 'array');
ALTER TABLE "approval_request" ADD CONSTRAINT "request_state" CHECK (
  "state" IN ('pending', 'scheduled', 'executed', 'failed', 'rejected', 'withdrawn', 'expired', 'stale'));
ALTER TABLE "approval_request" ADD CONSTRAINT "request_state_has_its_facts" CHECK (
  ("state" IN ('pending', 'scheduled')) = ("decided_at" IS NULL)
  AND ("state" IN ('pending', 'scheduled')) = ("outcome" IS NULL)
  AND ("state" NOT IN ('scheduled', 'executed', 'failed') OR "not_before" IS NOT NULL)
  AND ("state" <> 'pending' OR "not_before" IS NULL));
ALTER TABLE "approval_request" ADD CONSTRAINT "request_expires_later" CHECK ("expires_at" > "created_at");
ALTER TABLE "approval_request" ADD CONSTRAINT "request_policy_has_groups" CHECK (
  jsonb_typeof("policy"->'groups') = 'array' AND jsonb_array_length("policy"->'groups') > 0
  AND ("policy"->>'delayS')::int >= 0
  AND NOT jsonb_path_exists("policy", '$.groups[*] ? (!(@.count >= 1) || !(@.capability == "approvals:decide"))'));
CREATE UNIQUE INDEX "request_open_once" ON "approval_request" ("command", "payload_hash") WHERE "state" IN ('pending', 'scheduled');
CREATE INDEX "request_open" ON "approval_request" ("number") WHERE "state" IN ('pending', 'scheduled');
CREATE INDEX "request_scheduled" ON "approval_request" ("not_before") WHERE "state" = 'scheduled';

ALTER TABLE "approval_vote" ADD CONSTRAINT "vote_kind" CHECK ("vote" IN ('approve', 'reject'));
ALTER TABLE "approval_vote" ADD CONSTRAINT "vote_has_reason" CHECK (length(btrim("reason")) > 0);

-- Whether a role may sign; the same as "approvals:decide" in lib/domain/people/capability.ts.
CREATE FUNCTION "role_may_decide"("role" text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT "role" IN ('approver', 'security-lead', 'admin')
$$;

-- Since when somebody has a role that may sign; set whenever such a role is given to who had none.
-- Whole milliseconds, cut off as those of a request are: in the same one the role counts as older.
ALTER TABLE "user" ADD COLUMN "deciding_since" TIMESTAMPTZ(3) NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp());
CREATE FUNCTION "note_deciding_since"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR (role_may_decide(NEW.role) AND NOT role_may_decide(OLD.role)) THEN
    NEW.deciding_since = date_trunc('milliseconds', clock_timestamp());
  ELSE
    NEW.deciding_since = OLD.deciding_since;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER note_deciding_since BEFORE INSERT OR UPDATE ON "user" FOR EACH ROW EXECUTE FUNCTION note_deciding_since();

-- Whether somebody may sign what concerns this system (null: the organisation) and was asked for then: active, in the role
-- since before, not lowered there.
CREATE FUNCTION "may_decide"("person" uuid, "on_system" uuid, "asked_at" timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM "user" u WHERE u.id = person AND u.status = 'active' AND role_may_decide(u.role)
      AND u.deciding_since <= asked_at)
    AND NOT EXISTS (SELECT 1 FROM membership m
      WHERE m.user_id = person AND m.system_id = on_system AND NOT role_may_decide(m.role))
$$;

-- Signatures that a request lacks: approvals by others who may still sign, against the sum of its policy's groups.
CREATE FUNCTION "signatures_lacking"("request" uuid) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT greatest(1, (SELECT sum((g->>'count')::int)::int FROM jsonb_array_elements(r.policy->'groups') g))
    - (SELECT count(DISTINCT v.voter_id)::int FROM approval_vote v
        WHERE v.request_id = r.id AND v.vote = 'approve' AND v.voter_id <> r.requester_id
          AND v.payload_hash = r.payload_hash AND may_decide(v.voter_id, r.system_id, r.created_at))
  FROM approval_request r WHERE r.id = request
$$;

-- A request begins open, and only its state ever changes, along the one state machine.
CREATE FUNCTION "guard_request"() RETURNS trigger LANGUAGE plpgsql AS $$
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
      IF NEW.not_before < date_trunc('milliseconds', now()) + make_interval(secs => (NEW.policy->>'delayS')::int) THEN
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
CREATE TRIGGER guard_request BEFORE INSERT OR UPDATE ON "approval_request" FOR EACH ROW EXECUTE FUNCTION guard_request();
CREATE TRIGGER append_only_row BEFORE DELETE ON "approval_request" FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER append_only_table BEFORE TRUNCATE ON "approval_request" FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();

-- A vote is somebody else's, on exactly this content, while it is open and in time, by a person who may.
CREATE FUNCTION "guard_vote"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE request approval_request;
BEGIN
  SELECT * INTO STRICT request FROM approval_request WHERE id = NEW.request_id FOR UPDATE;
  IF NEW.voter_id = request.requester_id THEN
    RAISE EXCEPTION 'nobody votes on a request of their own' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.payload_hash <> request.payload_hash THEN
    RAISE EXCEPTION 'this vote is for other content' USING ERRCODE = 'restrict_violation';
  END IF;
  IF request.state NOT IN ('pending', 'scheduled') OR (NEW.vote = 'approve' AND request.state <> 'pending') THEN
    RAISE EXCEPTION 'this request is not open to that vote' USING ERRCODE = 'restrict_violation';
  END IF;
  IF clock_timestamp() >= request.expires_at THEN
    RAISE EXCEPTION 'this request has expired' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.vote = 'approve' AND NOT may_decide(NEW.voter_id, request.system_id, request.created_at)
     OR NEW.vote = 'reject' AND NOT may_decide(NEW.voter_id, request.system_id, clock_timestamp()) THEN
    RAISE EXCEPTION 'this person may not vote on it' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_vote BEFORE INSERT ON "approval_vote" FOR EACH ROW EXECUTE FUNCTION guard_vote();

-- An effect needs every signature, in time and after the delay, and goes with the state that says so.
CREATE FUNCTION "guard_effect"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE request approval_request;
BEGIN
  SELECT * INTO STRICT request FROM approval_request WHERE id = NEW.request_id FOR UPDATE;
  IF request.state <> 'scheduled' OR signatures_lacking(request.id) > 0
     OR EXISTS (SELECT 1 FROM approval_vote WHERE request_id = request.id AND vote = 'reject') THEN
    RAISE EXCEPTION 'no effect without every signature' USING ERRCODE = 'restrict_violation';
  END IF;
  IF clock_timestamp() < request.not_before OR clock_timestamp() >= request.expires_at THEN
    RAISE EXCEPTION 'no effect outside its time' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_effect BEFORE INSERT ON "approval_effect" FOR EACH ROW EXECUTE FUNCTION guard_effect();

CREATE FUNCTION "effect_is_executed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM approval_request WHERE id = NEW.request_id AND state = 'executed') THEN
    RAISE EXCEPTION 'an effect and its state go together' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER effect_is_executed AFTER INSERT ON "approval_effect"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION effect_is_executed();

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['approval_vote', 'approval_effect']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only_row BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_rewrite()', name);
    EXECUTE format('CREATE TRIGGER append_only_table BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite()', name);
  END LOOP;
END $$;

-- The bootstrap: closes for good when two active people could first sign for one another.
CREATE FUNCTION "approvers_count"() RETURNS bigint LANGUAGE sql VOLATILE AS $$
  SELECT count(*) FROM "user" WHERE status = 'active' AND role_may_decide(role)
$$;

CREATE FUNCTION "close_bootstrap"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status = 'active' AND role_may_decide(NEW.role) THEN
    -- Whoever waits here counts anew: of two who come at once the second sees the first.
    PERFORM 1 FROM installation WHERE id = 1 AND bootstrap_closed_at IS NULL FOR UPDATE;
    IF FOUND AND approvers_count() >= 2 THEN
      UPDATE installation SET bootstrap_closed_at = clock_timestamp() WHERE id = 1;
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER close_bootstrap AFTER INSERT OR UPDATE OF role, status ON "user" FOR EACH ROW EXECUTE FUNCTION close_bootstrap();

CREATE FUNCTION "keep_bootstrap_closed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'an installation is not undone' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'INSERT' AND approvers_count() >= 2 THEN
    NEW.bootstrap_closed_at = clock_timestamp();
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.bootstrap_closed_at IS NOT NULL
     AND NEW.bootstrap_closed_at IS DISTINCT FROM OLD.bootstrap_closed_at THEN
    RAISE EXCEPTION 'the bootstrap is closed for good' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_bootstrap_closed BEFORE INSERT OR UPDATE OR DELETE ON "installation" FOR EACH ROW EXECUTE FUNCTION keep_bootstrap_closed();
CREATE TRIGGER append_only_table BEFORE TRUNCATE ON "installation" FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();

UPDATE "installation" SET "bootstrap_closed_at" = clock_timestamp() WHERE approvers_count() >= 2;

-- Exceptions: bounded, reasoned, and signed by two unless there were no two.
ALTER TABLE "exception" ADD CONSTRAINT "exception_number" CHECK ("number" >= 1);
ALTER TABLE "exception" ADD CONSTRAINT "exception_target_kind" CHECK ("target_kind" IN ('item', 'finding'));
ALTER TABLE "exception" ADD CONSTRAINT "exception_kind" CHECK ("kind" IN ('accept', 'not-applicable'));
ALTER TABLE "exception" ADD CONSTRAINT "exception_has_reason" CHECK (length(btrim("reason")) >= 10);
ALTER TABLE "exception" ADD CONSTRAINT "exception_is_bounded" CHECK ("expires_on" <= ("granted_at" AT TIME ZONE 'UTC')::date + 365);
ALTER TABLE "exception" ADD CONSTRAINT "exception_end_is_whole" CHECK (("ended_at" IS NULL) = ("end_reason" IS NULL));
CREATE UNIQUE INDEX "exception_stands_once" ON "exception" ("system_id", "target_kind", "target_key") WHERE "ended_at" IS NULL;

CREATE FUNCTION "guard_exception"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.request_id IS NULL AND NOT EXISTS (SELECT 1 FROM installation WHERE id = 1 AND bootstrap_closed_at IS NULL) THEN
      RAISE EXCEPTION 'an exception needs a second person' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.request_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM approval_request r
        WHERE r.id = NEW.request_id AND r.state = 'scheduled' AND r.system_id = NEW.system_id
          AND signatures_lacking(r.id) <= 0) THEN
      RAISE EXCEPTION 'this request grants no exception' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.ended_at IS NOT NULL
     OR (to_jsonb(NEW) - ARRAY['ended_at', 'ended_by', 'end_reason', 'version'])
        <> (to_jsonb(OLD) - ARRAY['ended_at', 'ended_by', 'end_reason', 'version']) THEN
    RAISE EXCEPTION 'an exception only ever ends' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_exception BEFORE INSERT OR UPDATE ON "exception" FOR EACH ROW EXECUTE FUNCTION guard_exception();
CREATE TRIGGER append_only_row BEFORE DELETE ON "exception" FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER append_only_table BEFORE TRUNCATE ON "exception" FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();

-- An answer to a form that was sent twice is the whole answer now: done, or sent to a second person.
UPDATE "idempotent_result" SET "result" = jsonb_build_object('ok', true, 'value', "result");
