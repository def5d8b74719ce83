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
  -- Each by all their records, and so are their parents.
  ones AS (SELECT people_same(one) AS id), others AS (SELECT people_same(other) AS id),
  near AS (
    SELECT a.id AS a, b.id AS b FROM ones a CROSS JOIN others b
    UNION SELECT people_same(p.person_id), b.id FROM people_relation p CROSS JOIN others b
           WHERE p.kind = 'parent' AND p.other_id IN (SELECT id FROM ones) AND p.person_id NOT IN (SELECT id FROM others)
    UNION SELECT a.id, people_same(p.person_id) FROM people_relation p CROSS JOIN ones a
           WHERE p.kind = 'parent' AND p.other_id IN (SELECT id FROM others) AND p.person_id NOT IN (SELECT id FROM ones))
  SELECT EXISTS (SELECT 1 FROM feared f JOIN near n ON (f.a, f.b) IN ((n.a, n.b), (n.b, n.a))) $$;

-- The words of a name as they are compared: small letters without accents, whatever stands between them.
CREATE FUNCTION people_words_of(written text) RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(DISTINCT word ORDER BY word), '{}')
    FROM unnest(regexp_split_to_array(
           translate(regexp_replace(normalize(lower(written), NFKD), '[\u0300-\u036f\u064b-\u065f\u0670\u200b\u200d-\u200f\u2060\ufeff]', '', 'g'), 'يىك', 'ییک'),
           '[^[:alnum:]]+')) word WHERE word <> '' $$;

-- The same for somebody who is only named: a feared person written by hand is still that person, in whichever order their
-- names are written and whatever is written beside them. A single word must be the whole of what is written.
CREATE FUNCTION people_no_contact_named(one uuid, written text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1 FROM people_relationconcern c JOIN people_relation r ON r.id = c.relation_id
     CROSS JOIN LATERAL (VALUES (r.person_id), (r.other_id)) feared(id)
     CROSS JOIN LATERAL people_same(feared.id) same
      JOIN people_name n ON n.person_id = same
     WHERE c.lifted_at IS NULL AND NOT people_is_same(feared.id, one) AND btrim(written) <> ''
       AND EXISTS (SELECT 1 FROM unnest(ARRAY[n.text, n.latin]) spelling CROSS JOIN LATERAL people_words_of(spelling) words
                    WHERE words <> '{}' AND words <@ people_words_of(written)
                      AND (cardinality(words) > 1 OR words = people_words_of(written)))
       AND people_no_contact(one, feared.id)) $$;

-- Of some people, those with whom there is no contact about this person: what a page leaves out. It says nothing else.
CREATE FUNCTION people_barred_from(one uuid, others uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT other FROM unnest(others) other
   WHERE people_no_contact(one, other)
     AND EXISTS (SELECT 1 FROM people_personoffice sight
                  WHERE sight.person_id = one AND sight.office_id = ANY (safar_scope())) $$;
GRANT EXECUTE ON FUNCTION people_barred_from(uuid, uuid[]) TO safar_app;

-- Between whom a fear lies is never rewritten: it would be kept from somebody else instead. A relation ends; a fear is
-- lifted once, by a protection officer who held that post then.
CREATE FUNCTION people_concern_lifted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.lifted_at IS NOT NULL THEN
    PERFORM people_refuse('people_concern_lifted_once');
  ELSIF NOT EXISTS (SELECT 1 FROM accounts_posting p
                     WHERE p.user_id = safar_user() AND p.role = 'protection_officer'
                       AND p.from_on <= (NEW.lifted_at AT TIME ZONE 'UTC')::date
                       AND (p.until_on IS NULL OR p.until_on >= (NEW.lifted_at AT TIME ZONE 'UTC')::date)) THEN
    PERFORM people_refuse('people_concern_by_protection');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_lifted BEFORE UPDATE ON people_relationconcern FOR EACH ROW EXECUTE FUNCTION people_concern_lifted();
REVOKE UPDATE ON people_relation, people_relationconcern FROM safar_app;
GRANT UPDATE (until_on) ON people_relation TO safar_app;
GRANT UPDATE (lifted_at) ON people_relationconcern TO safar_app;
