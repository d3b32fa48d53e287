-- What is no number, or not understood, is no policy: every group has to be found good, not only none found bad. A comparison
-- of other kinds is neither true nor false in a JSON path, so that a count of "1" passed before.
CREATE OR REPLACE FUNCTION "is_policy"("policy" jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_typeof(policy->'groups') = 'array'
    AND jsonb_array_length(policy->'groups') BETWEEN 1 AND 5
    AND jsonb_array_length(policy->'groups') = jsonb_array_length(jsonb_path_query_array(policy, '$.groups[*] ? (
      @.count.type() == "number" && @.count >= 1 && @.count <= 20 && @.count.floor() == @.count
      && (@.who.kind == "anyone" || @.who.kind == "roles" && exists(@.who.roles[*]) || @.who.kind == "people" && exists(@.who.ids[*])))'))
    AND jsonb_typeof(policy->'delayS') = 'number' AND jsonb_typeof(policy->'expiresAfterS') = 'number'
    AND (policy->>'delayS')::int BETWEEN 0 AND 2592000
    AND (policy->>'expiresAfterS')::int BETWEEN 60 AND 7776000
    AND (policy->>'expiresAfterS')::int > (policy->>'delayS')::int
    AND jsonb_typeof(policy->'reasonNeeded') = 'boolean'
    AND jsonb_typeof(policy->'stepUpNeeded') = 'boolean'
    AND jsonb_typeof(policy->'breakGlass') = 'boolean', false)
$$;
