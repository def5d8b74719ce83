-- V16: where violence is feared between two people nothing brings one to the other about them, by hand or by machine:
-- no consent request, no guardianship, no carer, no search. Asked by every place that could.

CREATE FUNCTION people_refuse(code text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Refused by the rule %', code USING ERRCODE = '23514', CONSTRAINT = code, DETAIL = '{}';
END $$;

-- Fear between the two, or between one of them and a parent of the other: asking about the child tells where the parent is.
CREATE FUNCTION people_no_contact(one uuid, other uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH feared AS (
    SELECT r.person_id AS a, r.other_id AS b FROM people_relationconcern c JOIN people_relation r ON r.id = c.relation_id
     WHERE c.lifted_at IS NULL),
  near AS (
    SELECT one AS a, other AS b
    UNION SELECT p.person_id, other FROM people_relation p WHERE p.kind = 'parent' AND p.other_id = one AND p.person_id <> other
    UNION SELECT one, p.person_id FROM people_relation p WHERE p.kind = 'parent' AND p.other_id = other AND p.person_id <> one)
  SELECT EXISTS (SELECT 1 FROM feared f JOIN near n ON (f.a, f.b) IN ((n.a, n.b), (n.b, n.a))) $$;

-- The same for somebody who is only named: a feared person written by hand is still that person.
CREATE FUNCTION people_no_contact_named(one uuid, written text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1 FROM people_relationconcern c JOIN people_relation r ON r.id = c.relation_id
     CROSS JOIN LATERAL (VALUES (r.person_id), (r.other_id)) feared(id)
      JOIN people_name n ON n.person_id = feared.id
     WHERE c.lifted_at IS NULL AND feared.id <> one AND btrim(written) <> ''
       AND lower(btrim(written)) IN (lower(btrim(n.text)), lower(btrim(n.latin)))
       AND people_no_contact(one, feared.id)) $$;

-- Of some people, those with whom there is no contact about this person: what a page leaves out. It says nothing else.
CREATE FUNCTION people_barred_from(one uuid, others uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT other FROM unnest(others) other
   WHERE people_no_contact(one, other)
     AND EXISTS (SELECT 1 FROM people_personoffice sight
                  WHERE sight.person_id = one AND sight.office_id = ANY (safar_scope())) $$;
GRANT EXECUTE ON FUNCTION people_barred_from(uuid, uuid[]) TO safar_app;
