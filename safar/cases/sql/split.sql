-- Members leave for a case of their own, or two cases become one: rows go with their member, nothing is copied and
-- nothing is lost. What the case shared stays where it happened; `cases_caselink` says from where both sides read it.

-- A member's own rows go along with them.
CREATE FUNCTION cases_take_along(old_case uuid, new_case uuid, movers uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE theirs regclass;
BEGIN
  UPDATE cases_member SET case_id = new_case WHERE id = ANY (movers) AND case_id = old_case;
  FOREACH theirs IN ARRAY ARRAY['cases_task', 'cases_appointment', 'cases_note', 'cases_protectionnote', 'cases_casefile',
      'cases_contactattempt', 'cases_traveldocumentapplication', 'cases_itinerary', 'cases_changegate']::regclass[] LOOP
    EXECUTE format('UPDATE %s SET case_id = $1 WHERE member_id = ANY ($2) AND case_id = $3', theirs) USING new_case, movers, old_case;
  END LOOP;
  -- What a gate names as its change stays where the change was told of; the other events of a member are theirs.
  UPDATE cases_caseevent SET case_id = new_case WHERE member_id = ANY (movers) AND case_id = old_case;
END $$;

CREATE FUNCTION cases_link(
  what text, old_case uuid, new_case uuid, movers uuid[], at timestamptz, why text
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE made uuid := gen_random_uuid();
BEGIN
  INSERT INTO cases_caselink (id, kind, from_case_id, into_case_id, members, tasks, places, reason, linked_at, by_id, undone_reason)
  VALUES (made, what, old_case, new_case, movers, '{}', '{}', why, at, safar_user(), '');
  RETURN made;
END $$;

CREATE FUNCTION cases_split(old_case uuid, new_case uuid, movers uuid[], apart boolean, at timestamptz, why text)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE one record; fresh uuid; own_journey uuid; made uuid; going uuid[];
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_case o JOIN cases_case n ON n.split_from_id = o.id AND n.office_id = o.office_id
                  WHERE o.id = old_case AND n.id = new_case AND o.office_id = ANY (safar_scope())
                    AND NOT EXISTS (SELECT 1 FROM cases_member m WHERE m.case_id = new_case)) THEN
    PERFORM cases_refuse('cases_no_such_case', 'There is no such case. Search for it again.');
  END IF;
  movers := ARRAY(SELECT id FROM cases_member WHERE id = ANY (movers) AND case_id = old_case AND left_at IS NULL);
  SELECT journey_id INTO own_journey FROM cases_case WHERE id = old_case;
  IF apart AND own_journey IS NOT NULL THEN
    own_journey := consent_journey_apart(own_journey, at);
    UPDATE cases_case SET journey_id = own_journey WHERE id = new_case;
  END IF;
  PERFORM cases_take_along(old_case, new_case, movers);
  IF apart AND own_journey IS NOT NULL THEN
    going := ARRAY(SELECT m.traveller_id FROM cases_member m WHERE m.id = ANY (movers) AND m.traveller_id IS NOT NULL);
    PERFORM consent_change_journey(going, own_journey, at);
  END IF;
  FOR one IN SELECT DISTINCT e.* FROM cases_enrolment e JOIN cases_enrolmentmember em ON em.enrolment_id = e.id
              WHERE e.case_id = old_case AND em.member_id = ANY (movers) LOOP
    fresh := gen_random_uuid();
    INSERT INTO cases_enrolment (id, case_id, programme_version_id, programme_code, enrolled_at, places, facts, closed_at, came_from_id)
    VALUES (fresh, new_case, one.programme_version_id, one.programme_code, one.enrolled_at, 0, one.facts, one.closed_at, one.id);
    UPDATE cases_enrolmentmember SET enrolment_id = fresh WHERE enrolment_id = one.id AND member_id = ANY (movers);
    UPDATE cases_dueitem SET enrolment_id = fresh
     WHERE enrolment_id = one.id AND enrolment_member_id IN
           (SELECT id FROM cases_enrolmentmember WHERE enrolment_id = fresh);
    IF (cases_place_rule(one.programme_version_id)).unit = 'person' THEN
      PERFORM cases_queue_for(one.programme_code);
      UPDATE cases_enrolment SET places = least(one.places, cases_places_needed(fresh)) WHERE id = fresh;
      UPDATE cases_enrolment SET places = one.places - least(one.places, cases_places_needed(fresh)) WHERE id = one.id;
    END IF;
  END LOOP;
  made := cases_link('split', old_case, new_case, movers, at, why);
  RETURN made;
END $$;
GRANT EXECUTE ON FUNCTION cases_split(uuid, uuid, uuid[], boolean, timestamptz, text) TO safar_app;

-- A member's offices are those of the case they are in now.
CREATE FUNCTION cases_member_changed_case() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM people_let_office_see(NEW.person_id, office, 'case ' || NEW.case_id)
     FROM cases_case c, unnest(ARRAY[c.office_id, c.offered_to_id, c.sent_from_id]) office
    WHERE c.id = NEW.case_id AND office IS NOT NULL;
  PERFORM people_stop_office_seeing(NEW.person_id, office, 'case ' || OLD.case_id)
     FROM cases_case c, unnest(ARRAY[c.office_id, c.offered_to_id, c.sent_from_id]) office
    WHERE c.id = OLD.case_id AND office IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER changed_case AFTER UPDATE OF case_id ON cases_member
  FOR EACH ROW EXECUTE FUNCTION cases_member_changed_case();

-- What was decided and answered before the split was decided for those who left too, wherever their case goes.
CREATE FUNCTION cases_inherited(enrolments uuid[]) RETURNS TABLE (enrolment uuid, ancestor uuid, until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE line AS (
    SELECT e.id AS enrolment, e.came_from_id AS ancestor, e.recorded_at AS until
      FROM cases_enrolment e JOIN cases_case c ON c.id = e.case_id
     WHERE e.id = ANY (enrolments) AND e.came_from_id IS NOT NULL
       AND (c.office_id = ANY (safar_scope()) OR c.offered_to_id = ANY (safar_scope()) OR c.sent_from_id = ANY (safar_scope()))
    UNION ALL
    SELECT line.enrolment, e.came_from_id, least(line.until, e.recorded_at)
      FROM line JOIN cases_enrolment e ON e.id = line.ancestor WHERE e.came_from_id IS NOT NULL)
  SELECT * FROM line $$;

CREATE FUNCTION cases_inherited_decisions(enrolments uuid[]) RETURNS TABLE (enrolment uuid, decision cases_decision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.enrolment, d FROM cases_inherited(enrolments) i
    JOIN cases_decision d ON d.enrolment_id = i.ancestor AND d.recorded_at <= i.until $$;

CREATE FUNCTION cases_inherited_answers(enrolments uuid[]) RETURNS TABLE (enrolment uuid, answer cases_eligibilityanswer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.enrolment, a FROM cases_inherited(enrolments) i
    JOIN cases_eligibilityanswer a ON a.enrolment_id = i.ancestor AND a.recorded_at <= i.until
     AND (a.superseded_at IS NULL OR a.superseded_at > i.until)
   WHERE NOT EXISTS (SELECT 1 FROM cases_eligibilityanswer own WHERE own.enrolment_id = i.enrolment) $$;
GRANT EXECUTE ON FUNCTION cases_inherited_decisions(uuid[]), cases_inherited_answers(uuid[]) TO safar_app;

-- Both sides of a link read it.
ALTER TABLE cases_caselink ENABLE ROW LEVEL SECURITY;
CREATE POLICY either_side ON cases_caselink FOR SELECT TO safar_app
  USING (EXISTS (SELECT 1 FROM cases_case c WHERE c.id IN (from_case_id, into_case_id)));
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON cases_caselink FROM safar_app;
