-- Help after a return, ours or not: no booking for who came without us, what a promise becomes when life changes, and
-- one funder for one benefit.

-- V1: who came home without us holds no booking, ever. No permit can be made for them; nothing without one either.
CREATE FUNCTION cases_no_booking_after_arrival() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM cases_case c WHERE c.id = NEW.case_id AND c.began = 'after_arrival') THEN
    PERFORM cases_refuse('cases_no_booking_after_arrival',
      'They came home without us: nothing is booked in this case. Open another case for another journey.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_no_booking BEFORE INSERT ON cases_itinerary
  FOR EACH ROW EXECUTE FUNCTION cases_no_booking_after_arrival();

-- V3, D4: who came home without us is told what the help is and where their data goes, in a talk they understood.
CREATE FUNCTION cases_informed_of_help(travellers uuid[], at timestamptz) RETURNS TABLE (traveller_id uuid, since timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT v.id, (SELECT max(h.heard_at) FROM consent_topics_heard(v.id, at) h WHERE h.topic IN ('help_after_return', 'where_data_goes'))
    FROM consent_traveller v
   WHERE v.id = ANY (travellers)
     AND 2 = (SELECT count(*) FROM consent_topics_heard(v.id, at) h WHERE h.topic IN ('help_after_return', 'where_data_goes')) $$;
GRANT EXECUTE ON FUNCTION cases_informed_of_help(uuid[], timestamptz) TO safar_app;

-- What the published programme says of a line.
CREATE FUNCTION cases_line(of_enrolment uuid, wanted text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT line FROM cases_enrolment e JOIN programmes_programmeversion v ON v.id = e.programme_version_id
    CROSS JOIN LATERAL jsonb_array_elements(v.body -> 'entitlements') line
   WHERE e.id = of_enrolment AND line ->> 'code' = wanted $$;

-- What has changed in a member's life, from rows and never from what somebody says it is.
CREATE FUNCTION cases_circumstance(of_row uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE
      WHEN em.outcome = 'deceased' OR EXISTS (
             SELECT 1 FROM consent_traveller v JOIN consent_deathreport r ON r.traveller_id = v.id
               JOIN consent_deathanswer a ON a.report_id = r.id AND a.confirmed
              WHERE v.person_id IN (SELECT people_same(m.person_id))) THEN 'death'
      WHEN em.outcome = 'removed_by_state' OR c.began = 'after_arrival' AND e.facts ->> 'came_by' = 'forced' THEN 'forced_return'
      WHEN em.outcome IN ('moved_away', 're_migrated') OR EXISTS (
             SELECT 1 FROM (SELECT o.kind, o.certainty FROM cases_onwardmove o WHERE o.member_id = m.id
                               AND (o.certainty = 'known' OR o.kind = 'came_back')
                             ORDER BY o.told_at DESC, o.recorded_at DESC LIMIT 1) latest
              WHERE latest.kind <> 'came_back') THEN 'onward_movement'
      WHEN em.outcome = 'split' THEN 'split' ELSE 'none' END
    FROM cases_enrolmentmember em JOIN cases_member m ON m.id = em.member_id
    JOIN cases_enrolment e ON e.id = em.enrolment_id JOIN cases_case c ON c.id = e.case_id
   WHERE em.id = of_row $$;
CREATE FUNCTION cases_circumstances(of_enrolment uuid) RETURNS TABLE (enrolment_member_id uuid, circumstance text)
LANGUAGE sql STABLE AS $$
  SELECT em.id, cases_circumstance(em.id) FROM cases_enrolmentmember em WHERE em.enrolment_id = of_enrolment $$;
GRANT EXECUTE ON FUNCTION cases_circumstance(uuid), cases_circumstances(uuid) TO safar_app;

-- Whose life decides about an item: the member's own; for what a family shares, that of whoever leads it.
CREATE FUNCTION cases_bearer(item uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(d.enrolment_member_id, (
           SELECT em.id FROM cases_enrolmentmember em JOIN cases_member m ON m.id = em.member_id
            WHERE em.enrolment_id = d.enrolment_id AND m.left_at IS NULL
            ORDER BY m.role NOT IN ('main', 'unaccompanied_child'), m.position LIMIT 1))
    FROM cases_dueitem d WHERE d.id = item $$;

-- What becomes of a promise: what the programme says of this circumstance, or what was decided where it leaves it open.
CREATE FUNCTION cases_fate(item uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN said.fate = 'decided_on_case' THEN coalesce((
           SELECT f.answer FROM cases_fatedecision f WHERE f.due_item_id = item
            ORDER BY f.decided_at DESC, f.recorded_at DESC LIMIT 1), said.fate) ELSE said.fate END
    FROM (SELECT CASE WHEN c.happened = 'none' THEN 'stays'  -- the programme need not be read
                 ELSE coalesce(cases_line(d.enrolment_id, d.line) -> 'if_life_changes' ->> c.happened, 'stays') END AS fate
            FROM cases_dueitem d CROSS JOIN LATERAL (SELECT cases_circumstance(cases_bearer(d.id)) AS happened OFFSET 0) c
           WHERE d.id = item) said $$;
GRANT EXECUTE ON FUNCTION cases_fate(uuid) TO safar_app;

CREATE FUNCTION cases_guard_fate() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE fate text := cases_fate(CASE TG_TABLE_NAME WHEN 'cases_promise' THEN to_jsonb(NEW) ->> 'due_item_id'
                                                   ELSE to_jsonb(NEW) ->> 'id' END::uuid);
BEGIN
  IF fate = 'ends' THEN
    PERFORM cases_refuse('cases_dueitem_ended',
      'By the programme’s rule this promise ended when life changed. Explain it instead of handing it over.');
  END IF;
  IF fate = 'decided_on_case' THEN
    PERFORM cases_refuse('cases_dueitem_to_be_decided',
      'Life has changed and the programme leaves it open what becomes of this promise. A manager decides first.');
  END IF;
  IF TG_TABLE_NAME = 'cases_dueitem' AND fate = 'passes_to_family' AND btrim(to_jsonb(NEW) ->> 'handed_over_to') = '' THEN
    PERFORM cases_refuse('cases_dueitem_to_whom',
      'This promise has passed to the family. Say who of them received it.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fate BEFORE INSERT ON cases_promise FOR EACH ROW EXECUTE FUNCTION cases_guard_fate();
CREATE TRIGGER fate BEFORE UPDATE OF handed_over_on ON cases_dueitem
  FOR EACH ROW WHEN (OLD.handed_over_on IS NULL AND NEW.handed_over_on IS NOT NULL)
  EXECUTE FUNCTION cases_guard_fate();

-- V3: help after arrival is promised and given only to who was told what it is and where their data goes.
CREATE FUNCTION cases_guard_informed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE item uuid := CASE TG_TABLE_NAME WHEN 'cases_promise' THEN to_jsonb(NEW) ->> 'due_item_id'
                                         ELSE to_jsonb(NEW) ->> 'id' END::uuid;
BEGIN
  IF EXISTS (SELECT 1 FROM cases_enrolmentmember em JOIN cases_enrolment e ON e.id = em.enrolment_id
               JOIN cases_case c ON c.id = e.case_id JOIN cases_member m ON m.id = em.member_id
              WHERE em.id = cases_bearer(item) AND c.began = 'after_arrival' AND m.role IN ('main', 'accompanying_adult')
                AND cases_circumstance(em.id) <> 'death'
                AND NOT EXISTS (SELECT 1 FROM cases_informed_of_help(ARRAY[m.traveller_id], clock_timestamp()))) THEN
    PERFORM cases_refuse('cases_not_informed_of_help',
      'This person has not been told what the help is and where their data goes. Hold that talk first.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER informed BEFORE INSERT ON cases_promise FOR EACH ROW EXECUTE FUNCTION cases_guard_informed();
CREATE TRIGGER informed BEFORE UPDATE OF handed_over_on ON cases_dueitem
  FOR EACH ROW WHEN (OLD.handed_over_on IS NULL AND NEW.handed_over_on IS NOT NULL)
  EXECUTE FUNCTION cases_guard_informed();

-- Who decides about a promise that the programme leaves open acts as themselves, and only where it is left open.
CREATE FUNCTION cases_decide_fate() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_dueitem d
                  WHERE d.id = NEW.due_item_id AND d.handed_over_on IS NULL
                    AND cases_line(d.enrolment_id, d.line) -> 'if_life_changes'
                        ->> cases_circumstance(cases_bearer(d.id)) = 'decided_on_case') THEN
    PERFORM cases_refuse('cases_nothing_to_decide',
      'Nothing is left open about this promise: the programme says itself what becomes of it.');
  END IF;
  NEW.by_id := safar_user();
  RETURN NEW;
END $$;
CREATE TRIGGER decide BEFORE INSERT ON cases_fatedecision FOR EACH ROW EXECUTE FUNCTION cases_decide_fate();

-- One funder for one benefit. Every item says what it is across programmes, as the published programme has it.
CREATE FUNCTION cases_name_benefit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE line jsonb := cases_line(NEW.enrolment_id, NEW.line);
BEGIN
  NEW.benefit := coalesce(line ->> 'benefit', NEW.line);
  RETURN NEW;
END $$;
CREATE TRIGGER name_benefit BEFORE INSERT ON cases_dueitem FOR EACH ROW EXECUTE FUNCTION cases_name_benefit();

-- The people an item is for: a member, or those of the family whom the line names.
CREATE FUNCTION cases_receivers(item uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT same FROM cases_dueitem d
    JOIN cases_enrolmentmember em ON em.enrolment_id = d.enrolment_id JOIN cases_member m ON m.id = em.member_id
   CROSS JOIN LATERAL people_same(m.person_id) same
   WHERE d.id = item AND (em.id = cases_bearer(item)
      OR d.enrolment_member_id IS NULL AND cases_line(d.enrolment_id, d.line) -> 'roles' ? m.role) $$;

-- Whether another enrolment, in whichever case or office, gives or has given a person the same; unless somebody decided
-- that this enrolment is about another return. It looks from the person to their other enrolments, never through every
-- item of the same benefit: there may be a million of those.
CREATE FUNCTION cases_given_elsewhere(item uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1 FROM cases_dueitem mine
     CROSS JOIN LATERAL cases_receivers(mine.id) who
      JOIN cases_member m ON m.person_id = who
      JOIN cases_enrolmentmember em ON em.member_id = m.id AND em.enrolment_id <> mine.enrolment_id
      JOIN cases_dueitem d ON d.enrolment_id = em.enrolment_id AND d.benefit = mine.benefit
      JOIN cases_enrolment e ON e.id = d.enrolment_id
     WHERE mine.id = item
       AND (d.handed_over_on IS NOT NULL
            OR d.superseded_at IS NULL AND d.explained_at IS NULL AND e.closed_at IS NULL AND cases_fate(d.id) <> 'ends'
               AND EXISTS (SELECT 1 FROM cases_promise p WHERE p.due_item_id = d.id
                              AND (p.permit_state IS NULL OR p.permit_state IN ('in_force', 'held', 'used'))))
       AND who IN (SELECT cases_receivers(d.id))
       AND NOT EXISTS (SELECT 1 FROM cases_anotherreturn a WHERE a.enrolment_member_id = cases_bearer(mine.id))) $$;

-- Of the items in sight: what becomes of each, and whether somebody else already gives it; that, and never who or what.
CREATE FUNCTION cases_life_of(items uuid[]) RETURNS TABLE (due_item_id uuid, fate text, elsewhere boolean)
LANGUAGE sql STABLE AS $$
  SELECT d.id, cases_fate(d.id), d.handed_over_on IS NULL AND cases_given_elsewhere(d.id)
    FROM cases_dueitem d WHERE d.id = ANY (items) $$;
GRANT EXECUTE ON FUNCTION cases_given_elsewhere(uuid), cases_life_of(uuid[]) TO safar_app;

-- Whoever promises or hands over takes a turn for each person and benefit. The turn is an update: of two transactions the
-- second waits, and then sees what the first wrote, or fails where it reads an old snapshot.
CREATE FUNCTION cases_one_funder() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE item uuid := CASE TG_TABLE_NAME WHEN 'cases_promise' THEN to_jsonb(NEW) ->> 'due_item_id'
                                         ELSE to_jsonb(NEW) ->> 'id' END::uuid;
BEGIN
  INSERT INTO cases_benefitturn AS taken (person_id, benefit, turn)
  SELECT who, d.benefit, 1 FROM cases_dueitem d, cases_receivers(item) who WHERE d.id = item ORDER BY who
  ON CONFLICT (person_id, benefit) DO UPDATE SET turn = taken.turn + 1;
  IF cases_given_elsewhere(item) THEN
    PERFORM cases_refuse('cases_given_elsewhere',
      'Another programme already gives this person the same. Two funders never pay one thing: explain it here.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER one_funder BEFORE INSERT ON cases_promise FOR EACH ROW EXECUTE FUNCTION cases_one_funder();
CREATE TRIGGER one_funder BEFORE UPDATE OF handed_over_on ON cases_dueitem
  FOR EACH ROW WHEN (OLD.handed_over_on IS NULL AND NEW.handed_over_on IS NOT NULL)
  EXECUTE FUNCTION cases_one_funder();
ALTER TABLE cases_benefitturn ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON cases_benefitturn FROM safar_app;

-- "Another return" is decided by a person, as themselves, and never while the other help still runs.
CREATE FUNCTION cases_settle_another_return() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM cases_enrolmentmember em JOIN cases_member m ON m.id = em.member_id
               JOIN cases_member other ON other.person_id IN (SELECT people_same(m.person_id)) AND other.case_id <> m.case_id
                AND other.left_at IS NULL
               JOIN cases_case c ON c.id = other.case_id AND c.status <> 'closed'
              WHERE em.id = NEW.enrolment_member_id) THEN
    PERFORM cases_refuse('cases_other_return_still_open',
      'The other case of this person is still open, so it is the same return. It has to be closed first.');
  END IF;
  NEW.by_id := safar_user();
  RETURN NEW;
END $$;
CREATE TRIGGER settle BEFORE INSERT ON cases_anotherreturn FOR EACH ROW EXECUTE FUNCTION cases_settle_another_return();

-- Nobody is twice in one programme at a time, and where a programme says so grown-up children apply for themselves.
CREATE FUNCTION cases_enrolled_once() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE mine record;
BEGIN
  UPDATE cases_member SET position = position WHERE id = NEW.member_id;
  SELECT m.person_id, m.role, e.programme_code, coalesce((v.body ->> 'adult_children_apart')::boolean, false) AS apart INTO mine
    FROM cases_member m, cases_enrolment e JOIN programmes_programmeversion v ON v.id = e.programme_version_id
   WHERE m.id = NEW.member_id AND e.id = NEW.enrolment_id;
  IF EXISTS (SELECT 1 FROM cases_enrolmentmember em JOIN cases_enrolment e ON e.id = em.enrolment_id
              WHERE em.member_id = NEW.member_id AND e.closed_at IS NULL AND e.programme_code = mine.programme_code
                AND e.id <> NEW.enrolment_id) THEN
    PERFORM cases_refuse('cases_enrolment_once_open', 'The case is in this programme already.');
  END IF;
  IF mine.apart AND EXISTS (
       SELECT 1 FROM cases_enrolmentmember em JOIN cases_member m ON m.id = em.member_id
         JOIN people_relation r ON r.kind = 'parent' AND r.until_on IS NULL
          AND (r.person_id = m.person_id AND r.other_id = mine.person_id AND mine.role IN ('main', 'accompanying_adult')
            OR r.person_id = mine.person_id AND r.other_id = m.person_id AND m.role IN ('main', 'accompanying_adult'))
        WHERE em.enrolment_id = NEW.enrolment_id) THEN
    PERFORM cases_refuse('cases_adult_children_apart',
      'In this programme grown-up children apply for themselves. Enrol them by themselves, in the same case.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER once BEFORE INSERT ON cases_enrolmentmember FOR EACH ROW EXECUTE FUNCTION cases_enrolled_once();

-- What a person settled about a rule is never written over: a second look is a new row, and the old one stays to be read.
CREATE FUNCTION cases_settled_stays() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.settled_as <> '' AND (NEW.settled_as, NEW.settled_by_id, NEW.settled_at, NEW.settled_reason)
     IS DISTINCT FROM (OLD.settled_as, OLD.settled_by_id, OLD.settled_at, OLD.settled_reason) THEN
    PERFORM cases_refuse('cases_answer_settled_once',
      'Somebody has settled this already. It can be contested, and is then looked at by somebody else.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settled_stays BEFORE UPDATE ON cases_eligibilityanswer FOR EACH ROW EXECUTE FUNCTION cases_settled_stays();
