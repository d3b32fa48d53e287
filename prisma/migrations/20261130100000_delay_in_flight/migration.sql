-- A delay that a policy made longer while a request waited for its effect counts, as lib/domain/approvals/decide.ts says.
CREATE OR REPLACE FUNCTION "guard_effect"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  request approval_request;
  signed_at timestamptz;
BEGIN
  SELECT * INTO STRICT request FROM approval_request WHERE id = NEW.request_id FOR UPDATE;
  IF request.state <> 'scheduled' OR signatures_lacking(request.id) > 0
     OR EXISTS (SELECT 1 FROM approval_vote WHERE request_id = request.id AND vote = 'reject') THEN
    RAISE EXCEPTION 'no effect without every signature' USING ERRCODE = 'restrict_violation';
  END IF;
  SELECT coalesce(max(at), request.created_at) INTO signed_at FROM approval_vote WHERE request_id = request.id;
  IF clock_timestamp() < greatest(request.not_before, signed_at + delay_of(request))
     OR clock_timestamp() >= request.expires_at THEN
    RAISE EXCEPTION 'no effect outside its time' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

-- What a request changes about policies holds from its effect on, not for itself: a policy that is made, changed or taken
-- away in this very transaction counts as it stood when the request was asked for.
CREATE OR REPLACE FUNCTION "policy_now"("of_subject" text, "on_system" uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN p.xmin = pg_current_xact_id_if_assigned()::xid THEN NULL ELSE p.policy END
  FROM approval_policy p
  WHERE (p.retired_at IS NULL OR p.xmin = pg_current_xact_id_if_assigned()::xid)
    AND p.subject IN (of_subject, '*') AND (p.system_id IS NULL OR p.system_id = on_system)
  ORDER BY p.system_id IS NULL, p.subject = '*' LIMIT 1
$$;

CREATE OR REPLACE FUNCTION "signatures_lacking"("request" uuid) RETURNS integer LANGUAGE plpgsql STABLE AS $$
DECLARE
  r approval_request;
  current jsonb;
BEGIN
  SELECT * INTO STRICT r FROM approval_request WHERE id = request;
  IF EXISTS (SELECT 1 FROM approval_policy p WHERE p.id = r.policy_id AND p.retired_at IS NOT NULL
      AND p.xmin IS DISTINCT FROM pg_current_xact_id_if_assigned()::xid) THEN
    RETURN 1000;
  END IF;
  current := coalesce(policy_now(r.subject, r.system_id), r.policy);
  IF EXISTS (SELECT 1 FROM broken_glass g WHERE g.request_id = r.id AND may_break(g.by_id, r.system_id))
     AND (r.policy->>'breakGlass')::boolean AND (current->>'breakGlass')::boolean THEN
    RETURN 0;
  END IF;
  RETURN greatest(seats_empty(r.policy, signers_of(r, r.policy)), seats_empty(current, signers_of(r, current)));
END $$;
