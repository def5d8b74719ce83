-- "Helped before?" for the programmes that exclude earlier recipients. D9: that help was given, by which office and when;
-- never what. V5: who withdrew was not helped, nor who never left and received nothing.

-- What counts as help: a journey we arranged and that the person did not stop, and what was handed over to who came home
-- without us. What is given before departure is nobody's debt: they may still withdraw.
CREATE FUNCTION cases_help_given(persons uuid[])
RETURNS TABLE (person_id uuid, case_id uuid, office_id int, helped_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.person_id, c.id, c.office_id, given.latest
    FROM cases_member m JOIN cases_case c ON c.id = m.case_id
    CROSS JOIN LATERAL (
      SELECT max(help.given_on) AS latest FROM (
        SELECT d.departed_at::date FROM consent_departure d
         WHERE d.traveller_id = m.traveller_id
           AND NOT EXISTS (SELECT 1 FROM consent_journeystop s WHERE s.traveller_id = d.traveller_id)
           AND coalesce((SELECT a.outcome FROM consent_arrival a WHERE a.traveller_id = d.traveller_id
                          ORDER BY a.recorded_at DESC LIMIT 1), '') NOT IN ('refused_entry', 'sent_back', 'journey_stopped')
        UNION ALL
        SELECT item.handed_over_on FROM cases_enrolment e JOIN cases_dueitem item ON item.enrolment_id = e.id
         WHERE e.case_id = c.id AND c.began = 'after_arrival' AND item.handed_over_on IS NOT NULL
           AND m.person_id IN (SELECT cases_receivers(item.id))
        UNION ALL
        -- A list from before says that they had travelled, and not on which day this system would have written.
        SELECT c.opened_at::date FROM cases_importedcase i WHERE i.case_id = c.id AND c.began = 'after_arrival'
      ) help(given_on)) given
   WHERE m.person_id = ANY (persons) AND m.moved_to_id IS NULL AND given.latest IS NOT NULL $$;

-- The cases that are one and the same return: split from one another, merged, or on one journey.
CREATE FUNCTION cases_of_one_return(wanted uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE reached(id) AS (
    SELECT wanted
    UNION
    SELECT other.id FROM reached JOIN cases_case here ON here.id = reached.id
     CROSS JOIN LATERAL (
       SELECT c.id FROM cases_case c WHERE c.journey_id = here.journey_id
       UNION ALL SELECT l.into_case_id FROM cases_caselink l WHERE l.from_case_id = here.id
       UNION ALL SELECT l.from_case_id FROM cases_caselink l WHERE l.into_case_id = here.id) other(id)
  ) SELECT id FROM reached $$;

-- Who may be the same person: the same record, the same document, or names that sound alike and a birth within a year.
-- One name alone says nothing, nor do two where both have three or more: three words that sound alike are three pairs.
-- Who has an alias is compared by their record only: a likeness would tell their name (D10).
CREATE FUNCTION cases_likely_same(asked uuid) RETURNS TABLE (person_id uuid, because text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH own AS (
    SELECT card.born_from, card.born_to, key.key
      FROM people_searchcard card CROSS JOIN LATERAL unnest(card.keys) key(key)
     WHERE card.person_id = asked AND key.key ~ '^[pq]:' AND asked <> ALL (people_unfindable())
  )
  SELECT people_same(asked), 'record'
  UNION ALL
  SELECT paper.person_id, 'document'
    FROM people_document mine JOIN people_document paper
      ON paper.number_key = mine.number_key AND paper.kind = mine.kind AND paper.country = mine.country
   WHERE mine.person_id = asked AND mine.number_key <> '' AND asked <> ALL (people_unfindable())
  UNION ALL
  SELECT card.person_id, 'name'
    FROM own JOIN people_searchkey found ON found.key = own.key
    JOIN people_searchcard card ON card.person_id = found.person_id
   WHERE card.born_from <= own.born_to + 1 AND card.born_to >= own.born_from - 1
     AND EXISTS (SELECT 1 FROM cases_member m WHERE m.person_id = found.person_id)
   GROUP BY card.person_id
  HAVING count(DISTINCT own.key) FILTER (WHERE own.key LIKE 'q:%') >= 3
      OR (bool_or(own.key LIKE 'p:%')
          AND (3 > (SELECT count(*) FROM own mine WHERE mine.key LIKE 'q:%')
            OR 3 > (SELECT count(*) FROM unnest(card.keys) theirs WHERE theirs LIKE 'q:%'))) $$;

-- D9, D10: a restricted person and one with an alias answer as absent, but to a protection officer of their own office.
CREATE FUNCTION cases_help_is_hidden(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (person.restricted OR person.id = ANY (people_aliased()))
     AND NOT (safar_role() = 'protection_officer' AND 'protection' = ANY (safar_classes())
              AND person.office_id = ANY (safar_scope()))
    FROM people_person person WHERE person.id = wanted $$;

-- Asked about the members of an enrolment, and of nobody else. What was found out of sight is written down for the office
-- that was asked about; where the answer is as of somebody absent, their own office sees that it was asked.
CREATE FUNCTION cases_helped_before(of_enrolment uuid, at timestamptz)
RETURNS TABLE (member_id uuid, because text, helped_at int, helped_on date, case_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE hit record; own_case uuid; scope int[] := safar_scope();
BEGIN
  SELECT e.case_id INTO own_case
    FROM cases_enrolment e JOIN programmes_programmeversion v ON v.id = e.programme_version_id
   WHERE e.id = of_enrolment AND cases_is_ours(e.case_id) AND (v.body ->> 'helped_before_excludes')::boolean
     AND safar_role() IN ('counsellor', 'protection_officer', 'reintegration_officer', 'programme_manager');
  FOR hit IN
    SELECT DISTINCT ON (m.id, help.case_id)
           m.id AS member, same.because, help.case_id, help.office_id, help.helped_on, help.person_id,
           person.office_id AS own_office, scope && ARRAY[c.office_id, c.offered_to_id, c.sent_from_id] AS in_sight,
           cases_help_is_hidden(person.id) AS hidden
      FROM cases_enrolmentmember em JOIN cases_member m ON m.id = em.member_id AND m.left_at IS NULL
      CROSS JOIN LATERAL cases_likely_same(m.person_id) same
      JOIN people_person person ON person.id = same.person_id
      CROSS JOIN LATERAL cases_help_given(ARRAY[same.person_id]) help
      JOIN cases_case c ON c.id = help.case_id
     WHERE em.enrolment_id = of_enrolment AND own_case IS NOT NULL
       AND help.case_id NOT IN (SELECT cases_of_one_return(own_case))
     ORDER BY m.id, help.case_id, array_position(ARRAY['record', 'document', 'name'], same.because)
     LIMIT 50
  LOOP
    -- Whoever reads the other file anyway is told of their own colleague's work; of a likeness to somebody hidden, nobody.
    hit.hidden := hit.hidden AND NOT (hit.because = 'record' AND hit.in_sight);
    IF hit.hidden OR NOT hit.in_sight THEN
      INSERT INTO people_matchquestion (id, office_id, person, asked_by, asked_at, because, was_told)
      SELECT gen_random_uuid(), CASE WHEN hit.hidden THEN hit.own_office ELSE hit.office_id END, hit.person_id, safar_user(),
             at, 'helped_before', NOT hit.hidden
       WHERE NOT EXISTS (SELECT 1 FROM people_matchquestion q
                          WHERE q.person = hit.person_id AND q.asked_by = safar_user() AND q.because = 'helped_before'
                            AND q.was_told = (NOT hit.hidden) AND q.asked_at > at - interval '1 day');
    END IF;
    IF NOT hit.hidden THEN
      member_id := hit.member; because := hit.because; helped_at := hit.office_id; helped_on := hit.helped_on;
      case_id := CASE WHEN hit.in_sight THEN hit.case_id END;
      RETURN NEXT;
    END IF;
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION cases_helped_before(uuid, timestamptz) TO safar_app;
