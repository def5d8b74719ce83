-- Family tracing: whoever is found is told nothing and told of to nobody until both sides have said yes.
-- A no, silence and nobody found look alike to the other side, and a fear of violence makes no match at all.

CREATE FUNCTION people_tracing_matches(wanted people_tracing, candidate uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT wanted.closed_at IS NULL AND wanted.seeker_id <> candidate AND NOT people_no_contact(wanted.seeker_id, candidate)
     AND EXISTS (SELECT 1 FROM people_person p JOIN people_name n ON n.person_id = p.id
                  WHERE p.id = candidate
                    AND (n.text_key IN (wanted.sought_key, nullif(wanted.sought_latin_key, ''))
                         OR n.latin_key IN (wanted.sought_key, nullif(wanted.sought_latin_key, '')))
                    AND (wanted.birth_earliest IS NULL
                         OR (p.birth_earliest <= wanted.birth_latest + 366 AND p.birth_latest >= wanted.birth_earliest - 366))) $$;

CREATE FUNCTION people_tracing_asked() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO people_tracingmatch (id, tracing_id, found_id, matched_at)
  SELECT DISTINCT ON (n.person_id) gen_random_uuid(), NEW.id, n.person_id, clock_timestamp() FROM people_name n
   WHERE (n.text_key IN (NEW.sought_key, nullif(NEW.sought_latin_key, ''))
          OR n.latin_key IN (NEW.sought_key, nullif(NEW.sought_latin_key, '')))
     AND people_tracing_matches(NEW, n.person_id)
  ON CONFLICT (tracing_id, found_id) DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER m_asked AFTER INSERT ON people_tracing FOR EACH ROW EXECUTE FUNCTION people_tracing_asked();

-- Somebody registered later may be who was looked for all along.
CREATE FUNCTION people_tracing_named() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO people_tracingmatch (id, tracing_id, found_id, matched_at)
  SELECT gen_random_uuid(), t.id, NEW.person_id, clock_timestamp() FROM people_tracing t
   WHERE t.closed_at IS NULL
     AND (t.sought_key IN (NEW.text_key, NEW.latin_key) OR nullif(t.sought_latin_key, '') IN (NEW.text_key, NEW.latin_key))
     AND people_tracing_matches(t, NEW.person_id)
  ON CONFLICT (tracing_id, found_id) DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER m_traced AFTER INSERT OR UPDATE OF text_key, latin_key ON people_name
  FOR EACH ROW EXECUTE FUNCTION people_tracing_named();

CREATE FUNCTION people_tracing_answer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE wanted people_tracing;
BEGIN
  SELECT * INTO wanted FROM people_tracing WHERE id = NEW.tracing_id;
  NEW.recorded_at := clock_timestamp();
  -- A yes from the future would stand against every later no.
  IF NOT isfinite(NEW.answered_at) OR NEW.answered_at > NEW.recorded_at + interval '5 minutes' THEN
    PERFORM people_refuse('people_tracing_in_future');
  END IF;
  IF wanted.seeker_id <> NEW.person_id
     AND NOT EXISTS (SELECT 1 FROM people_tracingmatch m WHERE m.tracing_id = NEW.tracing_id AND m.found_id = NEW.person_id) THEN
    PERFORM people_refuse('people_tracing_unknown');
  ELSIF NEW.agrees AND wanted.seeker_id <> NEW.person_id AND people_no_contact(wanted.seeker_id, NEW.person_id) THEN
    PERFORM people_refuse('people_no_contact');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_side BEFORE INSERT ON people_tracinganswer FOR EACH ROW EXECUTE FUNCTION people_tracing_answer();

CREATE FUNCTION people_tracing_agrees(of_tracing uuid, side uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT a.agrees FROM people_tracinganswer a WHERE a.tracing_id = of_tracing AND a.person_id = side
                    ORDER BY a.answered_at DESC, a.recorded_at DESC LIMIT 1), false) $$;

-- Whether both sides may be told: both said yes, nothing is closed, and nobody is afraid.
CREATE FUNCTION people_tracing_told(wanted people_tracing, found uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT wanted.closed_at IS NULL AND people_tracing_agrees(wanted.id, wanted.seeker_id)
     AND people_tracing_agrees(wanted.id, found) AND NOT people_no_contact(wanted.seeker_id, found) $$;

-- D10: whoever has an alias is told of by it: a yes to being told of is not a yes to giving the name away. Their office
-- and they themselves tell it, if they wish.
CREATE FUNCTION people_tracing_name(wanted uuid) RETURNS TABLE (name text, latin text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(a.alias, n.text), CASE WHEN a.alias IS NULL THEN n.latin ELSE '' END
    FROM people_person p LEFT JOIN people_name n ON n.person_id = p.id AND n.is_primary
    LEFT JOIN people_alias a ON a.person_id = p.id AND a.ended_at IS NULL
   WHERE p.id = wanted $$;

-- What the seeker's office learns: the name and the office of who agreed to be told of, and otherwise nothing.
CREATE FUNCTION people_tracing_found(ids uuid[]) RETURNS TABLE (tracing_id uuid, name text, latin text, office_id int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.id, n.name, n.latin, p.office_id
    FROM people_tracing t JOIN people_tracingmatch m ON m.tracing_id = t.id JOIN people_person p ON p.id = m.found_id
    CROSS JOIN LATERAL people_tracing_name(p.id) n
   WHERE t.id = ANY (ids) AND people_tracing_told(t, m.found_id)
     AND EXISTS (SELECT 1 FROM people_personoffice sight
                  WHERE sight.person_id = t.seeker_id AND sight.office_id = ANY (safar_scope())) $$;

-- What the office of who was found learns: that a relative looks for them; who, only when both have said yes.
CREATE FUNCTION people_tracing_questions()
RETURNS TABLE (tracing_id uuid, found_id uuid, matched_at timestamptz, answered boolean, agrees boolean,
               seeker_name text, seeker_office int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.id, m.found_id, m.matched_at,
         EXISTS (SELECT 1 FROM people_tracinganswer a WHERE a.tracing_id = t.id AND a.person_id = m.found_id),
         people_tracing_agrees(t.id, m.found_id),
         CASE WHEN people_tracing_told(t, m.found_id) THEN n.name END,
         CASE WHEN people_tracing_told(t, m.found_id) THEN s.office_id END
    FROM people_tracingmatch m JOIN people_tracing t ON t.id = m.tracing_id JOIN people_person s ON s.id = t.seeker_id
    CROSS JOIN LATERAL people_tracing_name(s.id) n
   WHERE t.closed_at IS NULL AND NOT people_no_contact(t.seeker_id, m.found_id)
     AND EXISTS (SELECT 1 FROM people_personoffice sight
                  WHERE sight.person_id = m.found_id AND sight.office_id = ANY (safar_scope()))
   ORDER BY m.matched_at $$;
GRANT EXECUTE ON FUNCTION people_tracing_found(uuid[]), people_tracing_questions() TO safar_app;

REVOKE UPDATE ON people_tracing FROM safar_app;
GRANT UPDATE (closed_at, closed_because) ON people_tracing TO safar_app;
REVOKE ALL ON people_tracingmatch FROM safar_app;
ALTER TABLE people_tracingmatch ENABLE ROW LEVEL SECURITY;
