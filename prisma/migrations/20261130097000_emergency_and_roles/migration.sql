-- An emergency never reaches who decides and how: what goes by one person now must not let them go alone ever after.
CREATE FUNCTION "guard_glass_reach"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM approval_request r
      WHERE r.id = NEW.request_id AND (starts_with(r.command, 'people.') OR starts_with(r.command, 'policies.'))) THEN
    RAISE EXCEPTION 'no emergency changes who decides and how' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_glass_reach BEFORE INSERT ON "broken_glass" FOR EACH ROW EXECUTE FUNCTION guard_glass_reach();

-- Since when somebody has the role by which they sign: with another such role it begins anew, since a policy may ask for
-- that very role, and nobody signs by a role that came after the request.
CREATE OR REPLACE FUNCTION "note_deciding_since"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT role_may_decide(NEW.role) THEN
    NEW.deciding_granted_by = NULL;
  END IF;
  IF TG_OP = 'INSERT' OR (role_may_decide(NEW.role) AND NEW.role <> OLD.role)
     OR NEW.deciding_since > OLD.deciding_since THEN
    NEW.deciding_since = date_trunc('milliseconds', clock_timestamp());
  ELSE
    NEW.deciding_since = OLD.deciding_since;
  END IF;
  RETURN NEW;
END $$;

-- Whether a request takes effect at this very moment: signed, its delay over, its time not.
CREATE OR REPLACE FUNCTION "takes_effect"(request uuid, asked_with text, about_system uuid) RETURNS boolean LANGUAGE sql VOLATILE AS $$
  SELECT CASE WHEN request IS NULL
    THEN EXISTS (SELECT 1 FROM installation WHERE id = 1 AND bootstrap_closed_at IS NULL)
    ELSE EXISTS (SELECT 1 FROM approval_request r WHERE r.id = request AND r.state = 'scheduled'
      AND r.command = asked_with AND r.system_id = about_system
      AND clock_timestamp() >= r.not_before AND clock_timestamp() < r.expires_at AND signatures_lacking(r.id) <= 0)
  END
$$;

-- Whether that is what the request asks for; what runs without one has nothing to be held against.
CREATE FUNCTION "asks_for"(request uuid, wanted jsonb) RETURNS boolean LANGUAGE sql VOLATILE AS $$
  SELECT request IS NULL OR EXISTS (SELECT 1 FROM approval_request r WHERE r.id = request AND r.input::jsonb @> wanted)
$$;

-- What two persons agreed to is granted as they agreed to it, for nothing else.
CREATE OR REPLACE FUNCTION "guard_phase_gate"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT takes_effect(NEW.request_id, 'checklists.pass-gate', NEW.system_id)
     OR NOT asks_for(NEW.request_id, jsonb_build_object('gate', NEW.gate)) THEN
    RAISE EXCEPTION 'a gate is passed by two persons' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION "guard_evidence_deletion"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT takes_effect(NEW.request_id, 'checklists.delete-evidence',
      (SELECT system_id FROM evidence WHERE id = NEW.evidence_id))
     OR NOT asks_for(NEW.request_id, jsonb_build_object('evidenceId', NEW.evidence_id)) THEN
    RAISE EXCEPTION 'evidence is deleted by two persons' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION "guard_exception"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asked_with text := CASE NEW.target_kind WHEN 'item' THEN 'checklists.except-item' ELSE 'threats.accept-finding' END;
  target jsonb := CASE NEW.target_kind WHEN 'item' THEN jsonb_build_object('itemId', NEW.target_key)
    ELSE jsonb_build_object('ruleId', split_part(NEW.target_key, '@', 1), 'elementId', split_part(NEW.target_key, '@', 2)) END;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.request_id IS NULL AND NOT EXISTS (SELECT 1 FROM installation WHERE id = 1 AND bootstrap_closed_at IS NULL) THEN
      RAISE EXCEPTION 'an exception needs a second person' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT takes_effect(NEW.request_id, asked_with, NEW.system_id)
       OR NOT asks_for(NEW.request_id, target || jsonb_build_object('kind', NEW.kind, 'reason', NEW.reason,
         'ownerId', NEW.owner_id, 'expiresOn', NEW.expires_on::text)) THEN
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
