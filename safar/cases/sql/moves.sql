-- Where members stand follows from moves: a move is a row, and the database applies it or refuses it.

CREATE FUNCTION cases_phase(of_version uuid, wanted text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT stage ->> 'phase' FROM programmes_programmeversion v, jsonb_array_elements(v.body -> 'stages') stage
   WHERE v.id = of_version AND stage ->> 'code' = wanted $$;

-- A member starts where the programme lets people begin.
CREATE FUNCTION cases_begin() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE beginning record;
BEGIN
  SELECT stage ->> 'phase' AS phase, stage ->> 'entry' AS entry, c.began, c.id = m.case_id AS same_case INTO beginning
    FROM cases_enrolment e
    JOIN cases_case c ON c.id = e.case_id
    JOIN cases_member m ON m.id = NEW.member_id
    JOIN programmes_programmeversion v ON v.id = e.programme_version_id
    CROSS JOIN LATERAL jsonb_array_elements(v.body -> 'stages') stage
   WHERE e.id = NEW.enrolment_id AND stage ->> 'code' = NEW.stage;
  IF beginning.same_case IS NOT TRUE THEN
    PERFORM cases_refuse('cases_enrolmentmember_same_case', 'Only members of the case can be enrolled with it.');
  END IF;
  IF beginning.entry IS DISTINCT FROM (CASE beginning.began WHEN 'after_arrival' THEN 'came_without_us' ELSE 'first_contact' END) THEN
    PERFORM cases_refuse('cases_enrolmentmember_begins_at_entry',
      'Nobody begins at that stage. Enrol them where the programme begins and make the moves from there.');
  END IF;
  NEW.phase := beginning.phase;
  NEW.outcome := '';
  RETURN NEW;
END $$;
CREATE TRIGGER begin_at_entry BEFORE INSERT ON cases_enrolmentmember
  FOR EACH ROW EXECUTE FUNCTION cases_begin();

-- Compare and set: the row says from where; whoever comes second finds the member elsewhere and is refused.
CREATE FUNCTION cases_apply_move() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE stand record; step jsonb; to_phase text;
BEGIN
  SELECT em.id, em.phase, em.enrolment_id, e.programme_version_id AS version, c.began, c.status, m.traveller_id
    INTO stand
    FROM cases_enrolmentmember em
    JOIN cases_enrolment e ON e.id = em.enrolment_id
    JOIN cases_case c ON c.id = e.case_id
    JOIN cases_member m ON m.id = em.member_id
   WHERE em.id = NEW.enrolment_member_id;
  to_phase := cases_phase(stand.version, NEW.new_stage);
  SELECT move INTO step FROM programmes_programmeversion v, jsonb_array_elements(v.body -> 'moves') move
   WHERE v.id = stand.version AND move ->> 'code' = NEW.code AND move ->> 'to' = NEW.new_stage
     AND move -> 'from' ? NEW.old_stage;
  IF to_phase IS NULL OR NOT (
       step IS NOT NULL
       OR NEW.code IN ('cancelled', 'struck') AND to_phase = 'closed'
       OR NEW.code = 'reopened' AND stand.phase = 'closed'
       -- Who is born on the way stands where somebody of the family stands who has left, and came by no move.
       OR NEW.code = 'born_on_the_way' AND consent_is_born_on_the_way(stand.traveller_id) AND EXISTS (
            SELECT 1 FROM cases_enrolmentmember em JOIN cases_member m ON m.id = em.member_id
              JOIN consent_departure d ON d.traveller_id = m.traveller_id
             WHERE em.enrolment_id = stand.enrolment_id AND em.stage = NEW.new_stage)) THEN
    PERFORM cases_refuse('cases_move_in_programme', 'The programme has no such move from that stage.',
      jsonb_build_object('move', NEW.code));
  END IF;
  IF step IS NOT NULL AND stand.status <> 'open' THEN
    PERFORM cases_refuse('cases_move_case_open', 'The case is on hold or closed. Resume or reopen it first.');
  END IF;
  IF coalesce((step ->> 'two_person')::boolean, false) AND NOT EXISTS (
       SELECT 1 FROM cases_approval a
        WHERE a.id = NEW.approval_id AND a.enrolment_id = stand.enrolment_id AND a.answer = 'approved'
          AND a.move = NEW.code AND NEW.enrolment_member_id = ANY (a.members)) THEN
    PERFORM cases_refuse('cases_move_second_person', 'This move needs a second person. Ask for their approval first.');
  END IF;
  IF to_phase IN ('travelling', 'post_arrival') AND stand.began = 'before_travel' AND NOT EXISTS (
       SELECT 1 FROM consent_departure d WHERE d.traveller_id = stand.traveller_id)
     AND NOT consent_is_born_on_the_way(stand.traveller_id) THEN
    PERFORM cases_refuse('cases_move_after_departure',
      'Nobody stands at a stage of travelling or later who has not departed. Record the departure first.');
  END IF;
  IF to_phase = 'closed' AND EXISTS (
       SELECT 1 FROM consent_deathreport r WHERE r.traveller_id = stand.traveller_id
          AND NOT EXISTS (SELECT 1 FROM consent_deathanswer a WHERE a.report_id = r.id)) THEN
    PERFORM cases_refuse('cases_move_frozen_by_report',
      'A death was reported and is not yet confirmed; nothing is closed until then.');
  END IF;
  UPDATE cases_enrolmentmember
     SET stage = NEW.new_stage, phase = to_phase, entered_at = NEW.moved_at,
         outcome = CASE WHEN to_phase = 'closed' THEN NEW.outcome ELSE '' END
   WHERE id = NEW.enrolment_member_id AND stage = NEW.old_stage;
  IF NOT FOUND THEN
    PERFORM cases_refuse('cases_move_from_where_they_stand',
      'Somebody else has moved this person in the meantime. Look at the case again.');
  END IF;
  NEW.recorded_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER apply BEFORE INSERT ON cases_move FOR EACH ROW EXECUTE FUNCTION cases_apply_move();

-- Leaving a programme without having travelled gives the place back, and the next in line gets it. Whose way has ended
-- everywhere without travel is no longer going: a permit that nobody looks after any more must not keep a seat.
CREATE FUNCTION cases_after_move() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE consent_traveller v SET going = 'struck', struck_reason = 'way_closed', struck_at = NEW.moved_at
    FROM cases_enrolmentmember em JOIN cases_member m ON m.id = em.member_id
   WHERE em.id = NEW.enrolment_member_id AND em.phase = 'closed' AND v.id = m.traveller_id AND v.going = 'going'
     AND EXISTS (SELECT 1 FROM consent_permit p WHERE p.traveller_id = v.id AND p.state IN ('in_force', 'held'))
     AND NOT EXISTS (SELECT 1 FROM cases_enrolmentmember other
                      WHERE other.member_id = m.id AND other.phase <> 'closed');
  UPDATE consent_traveller v SET going = 'going', struck_reason = '', struck_at = NEW.moved_at
    FROM cases_enrolmentmember em JOIN cases_member m ON m.id = em.member_id
   WHERE em.id = NEW.enrolment_member_id AND em.phase <> 'closed' AND v.id = m.traveller_id
     AND v.going = 'struck' AND v.struck_reason = 'way_closed';
  PERFORM cases_give_back_places(em.enrolment_id, NEW.moved_at)
     FROM cases_enrolmentmember em WHERE em.id = NEW.enrolment_member_id AND em.phase = 'closed';
  RETURN NULL;
END $$;
CREATE TRIGGER give_back AFTER INSERT ON cases_move FOR EACH ROW EXECUTE FUNCTION cases_after_move();

-- A second person answers once, as themselves.
CREATE FUNCTION cases_answer_approval() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.answer <> 'open' THEN
    PERFORM cases_refuse('cases_approval_answered_once', 'This approval has been answered already.');
  END IF;
  NEW.answered_by_id := safar_user();
  RETURN NEW;
END $$;
CREATE TRIGGER answer BEFORE UPDATE ON cases_approval FOR EACH ROW EXECUTE FUNCTION cases_answer_approval();

CREATE FUNCTION cases_ask_approval() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.answer := 'open'; NEW.answered_by_id := NULL; NEW.answered_at := NULL; NEW.requested_by_id := safar_user();
  RETURN NEW;
END $$;
CREATE TRIGGER ask BEFORE INSERT ON cases_approval FOR EACH ROW EXECUTE FUNCTION cases_ask_approval();
