-- Tasks that arise by themselves, whichever way the record was written: the database makes them.

CREATE FUNCTION cases_add_task(
  of_traveller uuid, task text, whom text, for_role text, asked_at timestamptz, within int, details jsonb
) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO cases_task (id, case_id, member_id, code, params, for_whom, owner_id, owner_role, since, due_at, why_due, outcome)
  SELECT gen_random_uuid(), m.case_id, m.id, task, details, whom,
         CASE WHEN for_role = '' THEN c.assigned_to_id END, for_role, asked_at, asked_at + make_interval(hours => within),
         CASE WHEN within IS NULL THEN '{}'::jsonb
              ELSE jsonb_build_object('kind', 'hours', 'hours', within, 'asked_at', asked_at) END, ''
    FROM cases_member m JOIN cases_case c ON c.id = m.case_id
   WHERE m.traveller_id = of_traveller AND m.left_at IS NULL AND c.status <> 'closed' $$;

-- The hours within which the programme wants the person reached alone.
CREATE FUNCTION cases_reach_alone_hours(of_traveller uuid) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT (v.body #>> '{consent,reach_alone_hours}')::int
                     FROM consent_traveller t
                     JOIN consent_journey j ON j.id = t.journey_id
                     JOIN programmes_programmeversion v ON v.id = j.programme_version_id
                    WHERE t.id = of_traveller), 24) $$;

-- V4: what was tied to the permit is free at once; telling those outside must be confirmed by somebody.
CREATE FUNCTION cases_on_withdrawal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM consent_permit p WHERE p.traveller_id = NEW.traveller_id) THEN
    PERFORM cases_add_task(NEW.traveller_id, told.task, told.whom, '', NEW.said_at, 24, '{}')
       FROM (VALUES ('tell_carrier', 'partner'), ('tell_receiver', 'partner'), ('tell_authority', 'authority'),
                    ('stop_cash', 'me')) AS told(task, whom);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER cases_tasks AFTER INSERT ON consent_withdrawal
  FOR EACH ROW EXECUTE FUNCTION cases_on_withdrawal();

CREATE FUNCTION cases_on_journey_stop() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM cases_add_task(NEW.traveller_id, 'meet_who_stopped', 'me', '', NEW.said_at, 2,
                         jsonb_build_object('place', NEW.place));
  RETURN NULL;
END $$;
CREATE TRIGGER cases_tasks AFTER INSERT ON consent_journeystop
  FOR EACH ROW EXECUTE FUNCTION cases_on_journey_stop();

CREATE FUNCTION cases_on_hold() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE told record;
BEGIN
  SELECT * INTO told FROM (VALUES
      ('message_from_other', 'reach_person_alone', 'me', '', cases_reach_alone_hours(NEW.traveller_id)),
      ('red_screen', 'protection_talk', 'protection', 'protection_officer', 24),
      ('dependant_of_withdrawn', 'ask_dependant', 'me', '', 24),
      ('death_reported', 'confirm_death', 'me', '', 72),
      ('not_sure', 'talk_again', 'me', '', NULL),
      ('capacity_doubt', 'settle_capacity', 'protection', 'protection_officer', NULL),
      ('refoulement_doubt', 'decide_refoulement', 'protection', 'protection_officer', NULL),
      ('recovery_period', 'recovery_talk', 'protection', 'protection_officer', NULL),
      ('protection', 'protection_talk', 'protection', 'protection_officer', 24)
    ) AS known(kind, task, whom, role, hours) WHERE known.kind = NEW.kind;
  IF FOUND THEN
    PERFORM cases_add_task(NEW.traveller_id, told.task, told.whom, told.role, NEW.raised_at, told.hours,
                           jsonb_build_object('hold', NEW.id));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER cases_tasks AFTER INSERT ON consent_hold FOR EACH ROW EXECUTE FUNCTION cases_on_hold();

-- A released hold has been dealt with: its task is done.
CREATE FUNCTION cases_on_hold_release() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cases_task SET done_at = NEW.released_at, done_by_id = NEW.released_by_id, outcome = 'hold_released'
   WHERE params ->> 'hold' = NEW.hold_id::text AND done_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER cases_tasks AFTER INSERT ON consent_holdrelease
  FOR EACH ROW EXECUTE FUNCTION cases_on_hold_release();

-- V1, V4: the other adults are asked again, alone, in a short talk.
CREATE FUNCTION cases_on_ask_again() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM consent_permit p WHERE p.traveller_id = NEW.id AND p.state IN ('in_force', 'held'))
     AND NOT EXISTS (SELECT 1 FROM cases_task t JOIN cases_member m ON m.id = t.member_id
                      WHERE m.traveller_id = NEW.id AND t.code = 'ask_again_alone' AND t.done_at IS NULL) THEN
    PERFORM cases_add_task(NEW.id, 'ask_again_alone', 'me', '', NEW.ask_again_since, NULL, '{}');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER cases_tasks AFTER UPDATE OF ask_again_since ON consent_traveller
  FOR EACH ROW WHEN (NEW.ask_again_since IS NOT NULL AND OLD.ask_again_since IS DISTINCT FROM NEW.ask_again_since)
  EXECUTE FUNCTION cases_on_ask_again();

-- Whoever declares anew has been asked.
CREATE FUNCTION cases_on_renewal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cases_task SET done_at = NEW.renewed_at, done_by_id = safar_user(), outcome = 'asked_again'
   WHERE code = 'ask_again_alone' AND done_at IS NULL
     AND member_id IN (SELECT m.id FROM cases_member m JOIN consent_permit p ON p.traveller_id = m.traveller_id
                        WHERE p.id = NEW.permit_id);
  RETURN NULL;
END $$;
CREATE TRIGGER cases_tasks AFTER INSERT ON consent_permitrenewal
  FOR EACH ROW EXECUTE FUNCTION cases_on_renewal();

-- V17: a step that cannot be undone was done and the journey failed.
CREATE FUNCTION cases_on_failed_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM cases_add_task(NEW.traveller_id, 'protect_after_failed_step', 'protection', 'protection_officer',
                         NEW.failed_at, 24, jsonb_build_object('step', NEW.step_id, 'because', NEW.because));
  PERFORM cases_add_task(NEW.traveller_id, 'statement_for_authority', 'authority', '', NEW.failed_at, 72,
                         jsonb_build_object('step', NEW.step_id, 'because', NEW.because));
  RETURN NULL;
END $$;
CREATE TRIGGER cases_tasks AFTER INSERT ON consent_failedstep
  FOR EACH ROW EXECUTE FUNCTION cases_on_failed_step();

-- D22: whether anybody the attempt was about has a safe way on which a message may be left.
CREATE FUNCTION cases_message_allowed(of_case uuid, of_member uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT NOT EXISTS (
    SELECT 1 FROM cases_member m
     WHERE m.case_id = of_case AND m.left_at IS NULL AND (of_member IS NULL OR m.id = of_member)
       AND EXISTS (SELECT 1 FROM people_safecontact s WHERE s.person_id = m.person_id AND s.ended_at IS NULL
                      AND NOT s.may_leave_message))
   AND EXISTS (
    SELECT 1 FROM cases_member m JOIN people_safecontact s ON s.person_id = m.person_id AND s.ended_at IS NULL
     WHERE m.case_id = of_case AND m.left_at IS NULL AND (of_member IS NULL OR m.id = of_member) AND s.may_leave_message) $$;

-- What has happened is written down as it happened, and a protection officer looks after it within a day.
CREATE FUNCTION cases_on_message_left() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT cases_message_allowed(NEW.case_id, NEW.member_id) THEN
    INSERT INTO cases_task (id, case_id, member_id, code, params, for_whom, owner_role, since, due_at, why_due, outcome)
    VALUES (gen_random_uuid(), NEW.case_id, NEW.member_id, 'message_left_unsafely', jsonb_build_object('attempt', NEW.id),
            'protection', 'protection_officer', NEW.tried_at, NEW.tried_at + interval '24 hours',
            jsonb_build_object('kind', 'hours', 'hours', 24, 'asked_at', NEW.tried_at), '');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER m_message AFTER INSERT ON cases_contactattempt
  FOR EACH ROW WHEN (NEW.outcome = 'message_left') EXECUTE FUNCTION cases_on_message_left();
