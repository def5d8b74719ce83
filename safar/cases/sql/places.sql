-- The places of a programme are counted over all offices, one enrolment at a time, and never sold twice.

CREATE FUNCTION cases_place_rule(of_version uuid, OUT code text, OUT places int, OUT unit text, OUT period text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT v.code, (v.body #>> '{places,count}')::int, v.body #>> '{places,unit}', v.body #>> '{places,period}'
    FROM programmes_programmeversion v WHERE v.id = of_version $$;

-- How many places an enrolment needs: those still going, gone, or helped to the end after they came home without us;
-- a family counts once.
CREATE FUNCTION cases_places_needed(enrolment uuid) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN (cases_place_rule(e.programme_version_id)).unit = 'family' THEN least(count(em.id), 1)::int
              ELSE count(em.id)::int END
    FROM cases_enrolment e
    JOIN cases_case c ON c.id = e.case_id
    JOIN programmes_programmeversion v ON v.id = e.programme_version_id
    LEFT JOIN (cases_enrolmentmember em JOIN cases_member m ON m.id = em.member_id)
      ON em.enrolment_id = e.id
     AND (em.phase <> 'closed'
          OR EXISTS (SELECT 1 FROM consent_departure d WHERE d.traveller_id = m.traveller_id)
          OR c.began = 'after_arrival' AND EXISTS (
               SELECT 1 FROM jsonb_array_elements(v.body -> 'outcomes') ending
                WHERE ending ->> 'code' = em.outcome AND ending ->> 'when' = 'after_travel'))
   WHERE e.id = enrolment GROUP BY e.id, e.programme_version_id $$;

CREATE FUNCTION cases_places_taken(programme text, whole_programme boolean, moment timestamptz) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(sum(e.places), 0)::int FROM cases_enrolment e
   WHERE e.programme_code = programme
     AND (whole_programme OR date_part('year', e.enrolled_at) = date_part('year', moment)) $$;

-- One at a time for each programme; the lock lasts until the transaction ends.
CREATE FUNCTION cases_queue_for(programme text) RETURNS void
LANGUAGE sql AS $$ SELECT pg_advisory_xact_lock(hashtextextended('cases.places.' || programme, 0)) $$;

-- Take the places an enrolment needs, or put it on the waiting list. Answers how many it holds.
CREATE FUNCTION cases_take_places(wanted uuid, at timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE mine record; rule record; needed int; taken int; ahead int;
BEGIN
  SELECT e.*, c.office_id INTO mine FROM cases_enrolment e JOIN cases_case c ON c.id = e.case_id WHERE e.id = wanted;
  IF mine.office_id IS NULL OR NOT mine.office_id = ANY (safar_scope()) THEN
    RETURN 0;
  END IF;
  PERFORM cases_queue_for(mine.programme_code);
  SELECT * INTO mine FROM cases_enrolment e WHERE e.id = wanted;
  SELECT * INTO rule FROM cases_place_rule(mine.programme_version_id);
  needed := cases_places_needed(wanted);
  IF mine.places >= needed THEN
    RETURN mine.places;
  END IF;
  taken := cases_places_taken(mine.programme_code, rule.period IS DISTINCT FROM 'year', mine.enrolled_at);
  SELECT count(*) INTO ahead FROM cases_enrolment e
   WHERE e.programme_code = mine.programme_code AND e.waiting_since IS NOT NULL AND e.id <> wanted
     AND (mine.waiting_since IS NULL OR (e.waiting_since, e.recorded_at, e.id) < (mine.waiting_since, mine.recorded_at, wanted));
  IF rule.places IS NULL OR (ahead = 0 AND taken - mine.places + needed <= rule.places) THEN
    UPDATE cases_enrolment SET places = needed, waiting_since = NULL WHERE id = wanted;
    RETURN needed;
  END IF;
  -- Nobody steps in front of those who wait by stating an earlier day.
  UPDATE cases_enrolment SET waiting_since = coalesce(waiting_since, greatest(at, (
    SELECT max(e.waiting_since) FROM cases_enrolment e WHERE e.programme_code = mine.programme_code))) WHERE id = wanted;
  RETURN mine.places;
END $$;
GRANT EXECUTE ON FUNCTION cases_take_places(uuid, timestamptz) TO safar_app;

-- Hand free places to those who wait, strictly in order.
CREATE FUNCTION cases_call_next(programme text, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE waiting record; rule record; needed int;
BEGIN
  FOR waiting IN SELECT * FROM cases_enrolment e WHERE e.programme_code = programme AND e.waiting_since IS NOT NULL
                  ORDER BY e.waiting_since, e.recorded_at, e.id LOOP
    SELECT * INTO rule FROM cases_place_rule(waiting.programme_version_id);
    needed := cases_places_needed(waiting.id);
    EXIT WHEN cases_places_taken(programme, rule.period IS DISTINCT FROM 'year', waiting.enrolled_at)
              - waiting.places + needed > rule.places;
    UPDATE cases_enrolment SET places = needed, waiting_since = NULL WHERE id = waiting.id;
    INSERT INTO cases_task (id, case_id, code, params, for_whom, owner_id, owner_role, since, why_due, outcome)
    SELECT gen_random_uuid(), c.id, 'place_came_free', '{}', 'me', c.assigned_to_id, '', at, '{}', ''
      FROM cases_case c WHERE c.id = waiting.case_id;
  END LOOP;
END $$;

CREATE FUNCTION cases_give_back_places(wanted uuid, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE programme text; needed int;
BEGIN
  SELECT programme_code INTO programme FROM cases_enrolment WHERE id = wanted;
  PERFORM cases_queue_for(programme);
  needed := cases_places_needed(wanted);
  UPDATE cases_enrolment SET places = least(places, needed),
         waiting_since = CASE WHEN needed = 0 OR places >= needed THEN NULL ELSE waiting_since END WHERE id = wanted;
  PERFORM cases_call_next(programme, at);
END $$;

-- A new enrolment holds nothing, whatever the row says.
CREATE FUNCTION cases_enrol_empty() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.places := 0;
  NEW.waiting_since := NULL;
  SELECT code INTO NEW.programme_code FROM cases_place_rule(NEW.programme_version_id);
  RETURN NEW;
END $$;
CREATE TRIGGER hold_nothing BEFORE INSERT ON cases_enrolment FOR EACH ROW EXECUTE FUNCTION cases_enrol_empty();

-- Where an enrolment stands in line, over all offices; counts only, nobody else's case.
CREATE FUNCTION cases_waiting_list(enrolments uuid[])
RETURNS TABLE (enrolment uuid, place int, waiting int, since timestamptz, places int, unit text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT line.id, line.place, line.waiting, line.waiting_since, (rule).places, (rule).unit
    FROM (SELECT e.id, e.case_id, e.waiting_since, cases_place_rule(e.programme_version_id) AS rule,
                 row_number() OVER (PARTITION BY e.programme_code ORDER BY e.waiting_since, e.recorded_at, e.id)::int AS place,
                 count(*) OVER (PARTITION BY e.programme_code)::int AS waiting
            FROM cases_enrolment e WHERE e.waiting_since IS NOT NULL) line
    JOIN cases_case c ON c.id = line.case_id
   WHERE line.id = ANY (enrolments)
     AND (c.office_id = ANY (safar_scope()) OR c.offered_to_id = ANY (safar_scope()) OR c.sent_from_id = ANY (safar_scope())) $$;
GRANT EXECUTE ON FUNCTION cases_waiting_list(uuid[]) TO safar_app;

-- Counts for each programme, over all offices.
CREATE FUNCTION cases_place_counts() RETURNS TABLE (programme text, taken int, waiting int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.programme_code, sum(e.places)::int, count(*) FILTER (WHERE e.waiting_since IS NOT NULL)::int
    FROM cases_enrolment e GROUP BY e.programme_code $$;
GRANT EXECUTE ON FUNCTION cases_place_counts() TO safar_app;
GRANT EXECUTE ON FUNCTION cases_places_needed(uuid) TO safar_app;
