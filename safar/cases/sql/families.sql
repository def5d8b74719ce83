-- V16: a change in the family is settled with those it touches before they go on; and one open case of a kind for a person.

-- Where something is open with a member, nothing is booked for them, they do not leave, and they do not move towards it.
CREATE FUNCTION cases_open_change(of_member uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.code FROM cases_changegate g WHERE g.member_id = of_member AND g.cleared_at IS NULL ORDER BY g.recorded_at, g.id LIMIT 1 $$;

CREATE FUNCTION cases_refuse_open_change(of_member uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE open_code text := cases_open_change(of_member);
BEGIN
  IF open_code IS NOT NULL THEN
    PERFORM cases_refuse('cases_change_unsettled', 'Something is still to be settled after a change in the family.',
                         jsonb_build_object('gate', open_code));
  END IF;
END $$;

CREATE FUNCTION cases_settled_before_booking() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM cases_refuse_open_change(NEW.member_id);
  RETURN NEW;
END $$;
CREATE TRIGGER b_settled BEFORE INSERT ON cases_itinerary FOR EACH ROW EXECUTE FUNCTION cases_settled_before_booking();

CREATE FUNCTION cases_settled_before_leaving() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM cases_refuse_open_change(m.id) FROM cases_member m WHERE m.traveller_id = NEW.traveller_id AND m.left_at IS NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER c_settled BEFORE INSERT ON consent_departure FOR EACH ROW EXECUTE FUNCTION cases_settled_before_leaving();

CREATE FUNCTION cases_settled_before_moving() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE stand record;
BEGIN
  SELECT em.member_id, cases_phase(e.programme_version_id, NEW.new_stage) AS phase,
         EXISTS (SELECT 1 FROM programmes_programmeversion v, jsonb_array_elements(v.body -> 'moves') step
                  WHERE v.id = e.programme_version_id AND step ->> 'code' = NEW.code
                    AND NOT coalesce((step ->> 'reason_required')::boolean, false)) AS onward
    INTO stand FROM cases_enrolmentmember em JOIN cases_enrolment e ON e.id = em.enrolment_id
   WHERE em.id = NEW.enrolment_member_id;
  IF stand.onward AND stand.phase IN ('pre_departure', 'travelling')
     AND NOT EXISTS (SELECT 1 FROM cases_member m JOIN consent_departure d ON d.traveller_id = m.traveller_id WHERE m.id = stand.member_id) THEN
    PERFORM cases_refuse_open_change(stand.member_id);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_settled BEFORE INSERT ON cases_move FOR EACH ROW EXECUTE FUNCTION cases_settled_before_moving();

-- A gate is settled once, in words, as oneself; what is best for a child, by a protection officer who had that post then.
CREATE FUNCTION cases_gate_settled() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.cleared_at IS NOT NULL THEN
    PERFORM cases_refuse('cases_changegate_cleared_once', 'This was settled already.');
  END IF;
  NEW.cleared_by_id := safar_user();
  IF OLD.code = 'child_reassessed'
     AND consent_post_of(NEW.cleared_by_id, 'protection_officer', consent_day(NEW.cleared_at)) IS NULL THEN
    PERFORM cases_refuse('cases_changegate_by_protection', 'A protection officer settles what is best for a child.');
  END IF;
  IF NEW.cleared_at < OLD.opened_at OR NEW.cleared_at > clock_timestamp() + interval '5 minutes' THEN
    PERFORM cases_refuse('cases_changegate_settled_after', 'It is settled after the change, and not in the future.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settled BEFORE UPDATE OF cleared_at, cleared_by_id, how ON cases_changegate
  FOR EACH ROW EXECUTE FUNCTION cases_gate_settled();

CREATE FUNCTION cases_gate_opened() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.cleared_at := NULL; NEW.cleared_by_id := NULL; NEW.how := '';
  IF NOT EXISTS (SELECT 1 FROM cases_member m WHERE m.id = NEW.member_id AND m.case_id = NEW.case_id) THEN
    PERFORM cases_refuse('cases_no_such_member', 'There is no such member in this case.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_opened BEFORE INSERT ON cases_changegate FOR EACH ROW EXECUTE FUNCTION cases_gate_opened();

-- One open case of a kind for a person unless it is said that this is another journey, among the offices that whoever acts can see (what lies elsewhere is not told of):
-- two people pressing the button at once wait for each other here. The permit alone guards across offices.
CREATE FUNCTION cases_one_open_case() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM people_take_turn(NEW.person_id);
  IF NEW.left_at IS NULL AND NEW.joined_reason <> 'another_journey' AND EXISTS (
       SELECT 1 FROM cases_member m JOIN cases_case other ON other.id = m.case_id AND other.status <> 'closed'
         JOIN cases_case mine ON mine.id = NEW.case_id
        WHERE m.person_id IN (SELECT people_same(NEW.person_id)) AND m.left_at IS NULL AND m.case_id <> NEW.case_id
          AND other.began = mine.began AND other.office_id = mine.office_id
          -- Whose way has ended there may begin again here: a new application is always open (V5).
          AND (NOT EXISTS (SELECT 1 FROM cases_enrolmentmember em WHERE em.member_id = m.id)
               OR EXISTS (SELECT 1 FROM cases_enrolmentmember em WHERE em.member_id = m.id AND em.phase <> 'closed'))) THEN
    PERFORM cases_refuse('cases_one_open_case', 'This person is in an open case of this kind already.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER c_one_open_case BEFORE INSERT ON cases_member FOR EACH ROW EXECUTE FUNCTION cases_one_open_case();

-- Notes, tasks and meetings belong to open cases: what is found later waits for the case to be opened again.
CREATE FUNCTION cases_only_open() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM cases_case c WHERE c.id = NEW.case_id AND c.status = 'closed') THEN
    PERFORM cases_refuse('cases_case_is_closed', 'The case is closed. Reopen it first.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_only_open BEFORE INSERT ON cases_note FOR EACH ROW EXECUTE FUNCTION cases_only_open();
CREATE TRIGGER a_only_open BEFORE INSERT ON cases_protectionnote FOR EACH ROW EXECUTE FUNCTION cases_only_open();
CREATE TRIGGER a_only_open BEFORE INSERT ON cases_appointment FOR EACH ROW EXECUTE FUNCTION cases_only_open();
