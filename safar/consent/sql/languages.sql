-- V3: whether somebody understands a language, or an interpreter spoke one that they do. Dari and Persian are one here.
-- Where nobody has written down which languages they understand, nothing can be compared.
CREATE FUNCTION consent_understands(person uuid, spoken text, interpreter uuid, interpreter_name text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH theirs AS (SELECT split_part(l.language, '-', 1) AS language FROM people_spokenlanguage l
                   WHERE l.person_id = person AND l.ended_at IS NULL AND l.speaks)
  SELECT NOT EXISTS (SELECT 1 FROM theirs)
      OR split_part(spoken, '-', 1) IN (SELECT language FROM theirs)
      OR (interpreter_name <> '' AND (
            NOT EXISTS (SELECT 1 FROM consent_interpreterlanguage il WHERE il.interpreter_id = interpreter AND il.ended_on IS NULL)
            OR EXISTS (SELECT 1 FROM consent_interpreterlanguage il WHERE il.interpreter_id = interpreter AND il.ended_on IS NULL
                          AND split_part(il.language, '-', 1) IN (SELECT language FROM theirs)))) $$;
