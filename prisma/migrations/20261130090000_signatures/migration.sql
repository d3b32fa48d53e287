-- Everything that makes a signature count, in one place: of somebody other than who asked, than the authors of the content
-- and than whom the requester alone made one who decides; for exactly this content; by somebody who may; and with a
-- second factor wherever the policy asks for one.
CREATE OR REPLACE FUNCTION "signers_of"("r" approval_request, "policy" jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'role', u.role)), '[]')
  FROM approval_vote v JOIN "user" u ON u.id = v.voter_id
  WHERE v.request_id = r.id AND v.vote = 'approve' AND v.voter_id <> r.requester_id AND NOT v.voter_id = ANY (r.authors)
    AND u.deciding_granted_by IS DISTINCT FROM r.requester_id
    AND v.payload_hash = r.payload_hash AND may_decide(v.voter_id, r.system_id, r.created_at)
    AND (v.step_up_id IS NOT NULL OR policy->'stepUpNeeded' IS DISTINCT FROM 'true'::jsonb)
$$;

-- The authors of the content don't even sign; they can say no.
CREATE FUNCTION "guard_vote_author"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.vote = 'approve' AND EXISTS (SELECT 1 FROM approval_request r
      WHERE r.id = NEW.request_id AND NEW.voter_id = ANY (r.authors)) THEN
    RAISE EXCEPTION 'nobody signs content of their own' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_vote_author BEFORE INSERT ON "approval_vote" FOR EACH ROW EXECUTE FUNCTION guard_vote_author();
