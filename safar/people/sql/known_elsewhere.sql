-- D9: while somebody is registered, other offices are asked whether they know them. Every hit is written down for the
-- office that was asked about. The answer says that somebody is known, and where; a restricted person is never told of,
-- nor one with an alias, not even to their own office: its protection officer sees that somebody asked (D10).
CREATE FUNCTION people_known_elsewhere(paper_keys text[], name_keys text[], earliest date, latest date, at timestamptz)
RETURNS TABLE (known_at int, known_because text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE hit record;
BEGIN
  FOR hit IN
    SELECT person.id, person.office_id, person.restricted OR person.id = ANY (people_aliased()) AS restricted,
           CASE WHEN bool_or(found.by_paper) THEN 'document' ELSE 'name' END AS because
      FROM (SELECT paper.person_id, true AS by_paper FROM people_document paper
             WHERE paper.number_key <> '' AND paper.kind || '|' || paper.country || '|' || paper.number_key = ANY (paper_keys)
               AND paper.number_key = ANY (SELECT split_part(key, '|', 3) FROM unnest(paper_keys) key)
            UNION ALL
            SELECT name.person_id, false FROM people_name name JOIN people_person bearer ON bearer.id = name.person_id
             WHERE (name.text_key = ANY (name_keys) OR name.latin_key = ANY (name_keys))
               AND bearer.birth_earliest <= latest + 366 AND bearer.birth_latest >= earliest - 366) found
      JOIN people_person person ON person.id = found.person_id
     WHERE person.id = ANY (people_unfindable())
        OR NOT EXISTS (SELECT 1 FROM people_personoffice sight
                        WHERE sight.person_id = person.id AND sight.office_id = ANY (safar_scope()))
     GROUP BY person.id, person.office_id, person.restricted
     LIMIT 50
  LOOP
    INSERT INTO people_matchquestion (id, office_id, person, asked_by, asked_at, because, was_told)
    VALUES (gen_random_uuid(), hit.office_id, hit.id, safar_user(), at, hit.because, NOT hit.restricted);
    IF NOT hit.restricted THEN
      known_at := hit.office_id; known_because := hit.because;
      RETURN NEXT;
    END IF;
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION people_known_elsewhere(text[], text[], date, date, timestamptz) TO safar_app;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON people_matchquestion FROM safar_app;
