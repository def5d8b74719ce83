-- Referrals, the escalation of what happens to people with an alias and to children, and files opened to save a life.

-- D6: nobody is referred without a consent of their own, for this receiver, standing at that moment.
CREATE FUNCTION cases_referral_made() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE allowed people_dataconsent; whom uuid;
BEGIN
  SELECT m.person_id INTO whom FROM cases_member m WHERE m.id = NEW.member_id AND m.case_id = NEW.case_id;
  SELECT * INTO allowed FROM people_dataconsent WHERE id = NEW.consent_id;
  IF whom IS NULL OR allowed.person_id IS DISTINCT FROM whom OR allowed.purpose <> 'partner_service'
     OR allowed.given_at > NEW.made_at OR allowed.withdrawn_at <= NEW.made_at
     OR allowed.until < (NEW.made_at AT TIME ZONE 'UTC')::date
     -- D5: a guardian's consent ends when the person comes of age, or does not agree.
     OR allowed.by_guardian AND NOT people_consent_holds(allowed, (NEW.made_at AT TIME ZONE 'UTC')::date)
     OR lower(btrim(allowed.recipient)) IS DISTINCT FROM lower(btrim(NEW.receiver)) THEN
    PERFORM cases_refuse('cases_referral_consent', 'The person has not agreed to be referred to this receiver.');
  ELSIF 'name' = ANY (NEW.shares) AND whom = ANY (people_aliased()) THEN
    PERFORM cases_refuse('cases_referral_alias', 'Who has an alias is referred by it.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_made BEFORE INSERT ON cases_referral FOR EACH ROW EXECUTE FUNCTION cases_referral_made();

CREATE FUNCTION cases_referral_task() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO cases_task (id, case_id, member_id, code, params, for_whom, owner_id, owner_role, since, due_at, why_due, outcome)
  VALUES (gen_random_uuid(), NEW.case_id, NEW.member_id, 'referral_answer', jsonb_build_object('referral', NEW.id), 'partner',
          NEW.made_by_id, '', NEW.made_at, NEW.answer_due_at,
          jsonb_build_object('kind', 'agreed', 'asked_at', NEW.made_at), '');
  RETURN NULL;
END $$;
CREATE TRIGGER m_task AFTER INSERT ON cases_referral FOR EACH ROW EXECUTE FUNCTION cases_referral_task();

CREATE FUNCTION cases_referral_answered() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE referral cases_referral;
BEGIN
  SELECT * INTO referral FROM cases_referral WHERE id = NEW.referral_id;
  IF NEW.answered_at < referral.made_at OR NEW.answered_at > clock_timestamp() + interval '5 minutes' THEN
    PERFORM cases_refuse('cases_referral_answer_time', 'An answer comes after the referral and not in the future.');
  ELSIF EXISTS (SELECT 1 FROM cases_referralanswer a WHERE a.referral_id = NEW.referral_id
                   AND a.outcome IN ('declined', 'served', 'not_served', 'stopped')) THEN
    PERFORM cases_refuse('cases_referral_ended', 'This referral has ended already.');
  END IF;
  UPDATE cases_task SET done_at = NEW.answered_at, done_by_id = NEW.by_id, outcome = 'referral_' || NEW.outcome
   WHERE code = 'referral_answer' AND params ->> 'referral' = NEW.referral_id::text AND done_at IS NULL;
  IF NEW.outcome IN ('declined', 'not_served') THEN
    INSERT INTO cases_task (id, case_id, member_id, code, params, for_whom, owner_id, owner_role, since, due_at, why_due, outcome)
    VALUES (gen_random_uuid(), referral.case_id, referral.member_id, 'refer_elsewhere', jsonb_build_object('referral', NEW.referral_id),
            'me', referral.made_by_id, '', NEW.answered_at, NEW.answered_at + interval '3 days',
            jsonb_build_object('kind', 'hours', 'hours', 72, 'asked_at', NEW.answered_at), '');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_answered BEFORE INSERT ON cases_referralanswer FOR EACH ROW EXECUTE FUNCTION cases_referral_answered();

-- A confidential referral is seen by the protection class and by whoever made it.
CREATE POLICY confidential ON cases_referral AS RESTRICTIVE FOR SELECT TO safar_app
  USING (NOT confidential OR 'protection' = ANY ((SELECT safar_classes())::text[]) OR made_by_id = (SELECT safar_user()));

-- What happens to a child, or to somebody with an alias, comes to a protection officer within 24 hours.
CREATE FUNCTION cases_escalate(of_traveller uuid, event text, at timestamptz, source uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM consent_traveller v WHERE v.id = of_traveller
                AND (v.person_id = ANY (people_aliased()) OR NOT consent_is_adult(v.id, consent_day(at))))
     AND NOT EXISTS (SELECT 1 FROM cases_task t WHERE t.code = 'escalation' AND t.params ->> 'source' = source::text) THEN
    PERFORM cases_add_task(of_traveller, 'escalation', 'protection', 'protection_officer', at, 24,
                           jsonb_build_object('event', event, 'source', source));
  END IF;
END $$;

CREATE FUNCTION cases_on_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'consent_hold' THEN
    PERFORM cases_escalate(NEW.traveller_id, NEW.kind, NEW.raised_at, NEW.id);
  ELSIF TG_TABLE_NAME = 'consent_notreached' THEN
    PERFORM cases_escalate(NEW.traveller_id, 'not_reached', NEW.since, NEW.id);
  ELSIF NEW.outcome IN ('not_met', 'unconfirmed', 'missing', 'refused_entry', 'sent_back', 'journey_stopped', 'died') THEN
    PERFORM cases_escalate(NEW.traveller_id, NEW.outcome, NEW.arrived_at, NEW.id);
  END IF;
  RETURN NULL;
END $$;
-- Named to fire after the alias that signs of trafficking give.
CREATE TRIGGER z_escalates AFTER INSERT ON consent_hold FOR EACH ROW EXECUTE FUNCTION cases_on_event();
CREATE TRIGGER z_escalates AFTER INSERT ON consent_notreached FOR EACH ROW EXECUTE FUNCTION cases_on_event();
CREATE TRIGGER z_escalates AFTER INSERT ON consent_arrival FOR EACH ROW EXECUTE FUNCTION cases_on_event();

-- Whoever gets an alias brings along what waits already.
CREATE FUNCTION cases_on_alias() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM cases_escalate(h.traveller_id, h.kind, h.raised_at, h.id) FROM consent_hold h
     JOIN consent_traveller v ON v.id = h.traveller_id
   WHERE v.person_id = NEW.person_id AND NOT EXISTS (SELECT 1 FROM consent_holdrelease r WHERE r.hold_id = h.id);
  RETURN NULL;
END $$;
CREATE TRIGGER z_escalates AFTER INSERT ON people_alias FOR EACH ROW EXECUTE FUNCTION cases_on_alias();

CREATE FUNCTION cases_on_escalation_released() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cases_task SET done_at = NEW.released_at, done_by_id = NEW.released_by_id, outcome = 'hold_released'
   WHERE code IN ('escalation', 'escalated_above') AND params ->> 'source' = NEW.hold_id::text AND done_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER z_escalation AFTER INSERT ON consent_holdrelease FOR EACH ROW EXECUTE FUNCTION cases_on_escalation_released();

-- Unanswered within its time, it goes to the protection officer of the office above, and on, up to the highest. The
-- caretaker makes the round; the task below stays open, and what is above says from where it came.
CREATE FUNCTION cases_escalate_overdue(at timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE late record; made int := 0; above int; moment timestamptz := least(at, clock_timestamp());
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('cases_escalate_overdue'));
  FOR late IN
    SELECT t.*, coalesce((t.params ->> 'office')::int, c.office_id) AS stands_at FROM cases_task t JOIN cases_case c ON c.id = t.case_id
     WHERE t.code IN ('escalation', 'escalated_above') AND t.done_at IS NULL AND t.due_at <= moment
       AND NOT EXISTS (SELECT 1 FROM cases_task up WHERE up.params ->> 'below' = t.id::text)
  LOOP
    SELECT o.parent_id INTO above FROM accounts_office o WHERE o.id = late.stands_at;
    CONTINUE WHEN above IS NULL;
    INSERT INTO cases_task (id, case_id, member_id, code, params, for_whom, owner_role, since, due_at, why_due, outcome)
    VALUES (gen_random_uuid(), late.case_id, late.member_id, 'escalated_above',
            jsonb_build_object('event', late.params ->> 'event', 'source', late.params ->> 'source', 'below', late.id, 'office', above),
            'protection', 'protection_officer', late.due_at, late.due_at + interval '24 hours',
            jsonb_build_object('kind', 'hours', 'hours', 24, 'asked_at', late.due_at), '');
    made := made + 1;
  END LOOP;
  RETURN made;
END $$;

-- Answering one of them answers those below and above it.
CREATE FUNCTION cases_escalation_answered() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cases_task SET done_at = NEW.done_at, done_by_id = NEW.done_by_id, outcome = NEW.outcome
   WHERE code IN ('escalation', 'escalated_above') AND params ->> 'source' = NEW.params ->> 'source' AND done_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER z_answered AFTER UPDATE OF done_at ON cases_task FOR EACH ROW
  WHEN (OLD.done_at IS NULL AND NEW.done_at IS NOT NULL AND NEW.code IN ('escalation', 'escalated_above'))
  EXECUTE FUNCTION cases_escalation_answered();

-- D20: by the reference that somebody gives over the telephone. What does not exist answers nothing.
CREATE POLICY glass_broken ON cases_case FOR SELECT TO safar_app
  USING (id = ANY ((SELECT accounts_glass_broken())::uuid[]));

CREATE FUNCTION cases_break_glass(wanted text, why text, told int, hours int) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found cases_case; made uuid;
BEGIN
  SELECT * INTO found FROM cases_case WHERE reference = wanted;
  IF found.id IS NULL THEN
    RETURN NULL;
  END IF;
  made := accounts_break_glass(wanted, found.office_id,
    ARRAY[found.id] || CASE WHEN found.journey_id IS NULL THEN '{}'::uuid[] ELSE ARRAY[found.journey_id] END
      || ARRAY(SELECT m.person_id FROM cases_member m WHERE m.case_id = found.id AND m.left_at IS NULL), why, told, hours);
  INSERT INTO cases_task (id, case_id, code, params, for_whom, owner_role, since, due_at, why_due, outcome)
  VALUES (gen_random_uuid(), found.id, 'glass_broken', jsonb_build_object('glass', made), 'protection', 'protection_officer',
          clock_timestamp(), clock_timestamp() + interval '24 hours',
          jsonb_build_object('kind', 'hours', 'hours', 24, 'asked_at', clock_timestamp()), '');
  RETURN made;
END $$;

GRANT EXECUTE ON FUNCTION cases_escalate_overdue(timestamptz), cases_break_glass(text, text, int, int) TO safar_app;
