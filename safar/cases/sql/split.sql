-- Members leave for a case of their own: their rows go with them, nothing is copied and nothing is lost.

CREATE FUNCTION cases_split(old_case uuid, new_case uuid, movers uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE one record; fresh uuid;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_case o JOIN cases_case n ON n.split_from_id = o.id AND n.office_id = o.office_id
                  WHERE o.id = old_case AND n.id = new_case AND o.office_id = ANY (safar_scope())
                    AND NOT EXISTS (SELECT 1 FROM cases_member m WHERE m.case_id = new_case)) THEN
    PERFORM cases_refuse('cases_no_such_case', 'There is no such case. Search for it again.');
  END IF;
  UPDATE cases_member SET case_id = new_case WHERE id = ANY (movers) AND case_id = old_case;
  FOR one IN SELECT DISTINCT e.* FROM cases_enrolment e JOIN cases_enrolmentmember em ON em.enrolment_id = e.id
              WHERE e.case_id = old_case AND em.member_id = ANY (movers) LOOP
    fresh := gen_random_uuid();
    INSERT INTO cases_enrolment (id, case_id, programme_version_id, programme_code, enrolled_at, places, facts, closed_at)
    VALUES (fresh, new_case, one.programme_version_id, one.programme_code, one.enrolled_at, 0, one.facts, one.closed_at);
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
  UPDATE cases_task SET case_id = new_case WHERE member_id = ANY (movers) AND case_id = old_case;
  UPDATE cases_appointment SET case_id = new_case WHERE member_id = ANY (movers) AND case_id = old_case;
  UPDATE cases_note SET case_id = new_case WHERE member_id = ANY (movers) AND case_id = old_case;
  UPDATE cases_protectionnote SET case_id = new_case WHERE member_id = ANY (movers) AND case_id = old_case;
  UPDATE cases_casefile SET case_id = new_case WHERE member_id = ANY (movers) AND case_id = old_case;
  UPDATE cases_contactattempt SET case_id = new_case WHERE member_id = ANY (movers) AND case_id = old_case;
  UPDATE cases_traveldocumentapplication SET case_id = new_case WHERE member_id = ANY (movers) AND case_id = old_case;
  UPDATE cases_itinerary SET case_id = new_case WHERE member_id = ANY (movers) AND case_id = old_case;
  UPDATE cases_caseevent SET case_id = new_case WHERE member_id = ANY (movers) AND case_id = old_case;
END $$;
GRANT EXECUTE ON FUNCTION cases_split(uuid, uuid, uuid[]) TO safar_app;

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
