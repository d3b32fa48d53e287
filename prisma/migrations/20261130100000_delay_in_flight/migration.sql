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
