-- Pairs of records that may be one person. A pair is read by who sees both people; one with a restricted person or one
-- with an alias (D9, D10) only by a protection officer who has that person's own office in scope.

CREATE FUNCTION people_pair_seen(one uuid, other uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*) = 2 AND bool_and(
           EXISTS (SELECT 1 FROM people_personoffice sight
                    WHERE sight.person_id = p.id AND sight.office_id = ANY (safar_scope()))
           AND (NOT (p.restricted OR EXISTS (SELECT 1 FROM people_alias a WHERE a.person_id = p.id AND a.ended_at IS NULL))
                OR (safar_role() = 'protection_officer' AND 'protection' = ANY (safar_classes())
                    AND p.office_id = ANY (safar_scope()))))
    FROM people_person p WHERE p.id IN (one, other) $$;

-- Whether a pair concerns a restricted person or one with an alias; said to nobody who does not read the pair.
CREATE FUNCTION people_pair_for_protection(one uuid, other uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT people_pair_seen(one, other)
     AND EXISTS (SELECT 1 FROM people_person p WHERE p.id IN (one, other)
                    AND (p.restricted OR p.id = ANY (people_aliased()))) $$;

ALTER TABLE people_likelypair ENABLE ROW LEVEL SECURITY;
CREATE POLICY both_are_seen ON people_likelypair FOR SELECT TO safar_app USING (people_pair_seen(a_id, b_id));
CREATE POLICY both_are_judged ON people_likelypair FOR UPDATE TO safar_app USING (people_pair_seen(a_id, b_id));
-- Which two, why and since when is written by the function below alone.
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON people_likelypair FROM safar_app;
GRANT UPDATE (answer, answered_by_id, answered_at, second_by_id, second_at, note) ON people_likelypair TO safar_app;

-- Keep pairs that a run found or somebody reports; gives how many of them are open and new. Whoever keeps a pair sees both
-- people, if not always the pair: what concerns a restricted person waits for their own protection officer, and the answer
-- does not tell of it.
-- Of a pair that is there already a run renews score and reasons while it is under way, for names are corrected and papers
-- found; not once somebody settled it: "different" is not asked again. Nor for who may not read the pair: their run compared
-- by an alias, and would write over what a protection officer's run found behind it (D10). What a colleague reported stays
-- a report, and on top.
CREATE FUNCTION people_keep_pairs(ones uuid[], others uuid[], scores float8[], whys jsonb[], of_run uuid, at timestamptz)
RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE told int; renews boolean := EXISTS (
  SELECT 1 FROM people_linkrun run WHERE run.id = of_run AND run.asked_by_id = safar_user() AND run.finished_at IS NULL);
BEGIN
  WITH given AS (
    SELECT DISTINCT ON (least(one, other), greatest(one, other))
           gen_random_uuid() AS id, least(one, other) AS one, greatest(one, other) AS other, score, why
      FROM unnest(ones, others, scores, whys) AS pair(one, other, score, why)
     WHERE one <> other
       AND (SELECT count(*) FROM people_person p
             WHERE p.id IN (one, other)
               AND EXISTS (SELECT 1 FROM people_personoffice sight
                            WHERE sight.person_id = p.id AND sight.office_id = ANY (safar_scope()))) = 2
     ORDER BY least(one, other), greatest(one, other), score DESC
  ), kept AS (
    INSERT INTO people_likelypair AS there (id, a_id, b_id, score, reasons, found_at, run_id, reported_by_id, answer, note)
    SELECT given.id, given.one, given.other, given.score, given.why, at, of_run,
           CASE WHEN of_run IS NULL THEN safar_user() END, '', ''
      FROM given
     ORDER BY given.one, given.other
    ON CONFLICT (a_id, b_id) DO UPDATE
       SET score = CASE WHEN there.reported_by_id IS NULL THEN EXCLUDED.score ELSE there.score END,
           reasons = jsonb_path_query_array(there.reasons, 'strict $[*] ? (@[0] == "people_pair_reported")') || EXCLUDED.reasons
     WHERE renews AND there.answer IN ('', 'not_sure') AND people_pair_seen(there.a_id, there.b_id)
    RETURNING id, a_id, b_id
  ) SELECT count(*) FILTER (WHERE people_pair_seen(kept.a_id, kept.b_id)) INTO told FROM kept JOIN given USING (id);
  RETURN told;
END $$;

-- An answer is given by whoever is signed in, and the second look is another person's. Two people who are different may
-- turn out to be one, and the other way round: an answer that changes needs its second look anew.
CREATE FUNCTION people_pair_answered() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.answer = '' THEN
    PERFORM people_refuse('people_likelypair_answer');
  END IF;
  IF NEW.answer <> OLD.answer OR NEW.answered_by_id IS DISTINCT FROM OLD.answered_by_id THEN
    NEW.answered_by_id := safar_user();
    NEW.second_by_id := NULL;
    NEW.second_at := NULL;
    NEW.answered_at := clock_timestamp();
  ELSIF NEW.second_at IS NOT NULL AND OLD.second_at IS NULL THEN
    NEW.second_by_id := safar_user();
    NEW.second_at := clock_timestamp();
    IF NEW.second_by_id IS NOT DISTINCT FROM NEW.answered_by_id THEN
      PERFORM people_refuse('people_pair_second_person');
    END IF;
  ELSE
    NEW.second_by_id := OLD.second_by_id;
    NEW.second_at := OLD.second_at;
    NEW.answered_at := OLD.answered_at;
  END IF;
  RETURN NEW;
END $$;
-- Whatever the application may write of a pair; the function above writes the rest, which is no answer.
CREATE TRIGGER b_answered BEFORE UPDATE OF answer, answered_by_id, answered_at, second_by_id, second_at, note
  ON people_likelypair FOR EACH ROW EXECUTE FUNCTION people_pair_answered();

REVOKE DELETE, TRUNCATE, UPDATE ON people_linkrun FROM safar_app;
GRANT UPDATE (stage, done, total, people, beat_at, stop_asked_at, finished_at) ON people_linkrun TO safar_app;
GRANT EXECUTE ON FUNCTION people_pair_for_protection(uuid, uuid), people_pair_seen(uuid, uuid),
  people_keep_pairs(uuid[], uuid[], float8[], jsonb[], uuid, timestamptz) TO safar_app;
