-- Tasks that arise for children: something fell away, a parent says no, they came of age, nobody signed for them.

CREATE FUNCTION cases_on_child_hold() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM cases_add_task(NEW.traveller_id,
                         CASE WHEN NEW.kind = 'parental_dissent' THEN 'court_or_panel'
                              WHEN consent_is_adult(NEW.traveller_id, consent_day(NEW.raised_at)) THEN 'counsel_of_age'
                              ELSE 'child_item_missing' END,
                         'me', '', NEW.raised_at, 24, jsonb_build_object('hold', NEW.id));
  RETURN NULL;
END $$;
CREATE TRIGGER cases_child_tasks AFTER INSERT ON consent_hold FOR EACH ROW
  WHEN (NEW.kind IN ('child_procedure', 'parental_dissent')) EXECUTE FUNCTION cases_on_child_hold();

-- The child stays with us: the named carer is looked for at once, and a protection officer is told.
CREATE FUNCTION cases_on_hand_over() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.outcome = 'handed_over' THEN
    UPDATE cases_task SET done_at = NEW.happened_at, done_by_id = NEW.recorded_by_id, outcome = 'handed_over'
     WHERE done_at IS NULL AND (code = 'find_named_carer' OR code IN ('escalation', 'escalated_above')
                                AND params ->> 'event' = 'not_handed_over')
       AND member_id IN (SELECT m.id FROM cases_member m WHERE m.traveller_id = NEW.child_id);
  ELSE
    PERFORM cases_add_task(NEW.child_id, 'find_named_carer', 'me', '', NEW.happened_at, 2, '{}');
    PERFORM cases_escalate(NEW.child_id, 'not_handed_over', NEW.happened_at, NEW.id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER cases_tasks AFTER INSERT ON consent_handover FOR EACH ROW EXECUTE FUNCTION cases_on_hand_over();

-- D5: the data consents that a guardian gave and the person, of age now, has not given: nothing rests on them meanwhile.
CREATE FUNCTION cases_consents_to_ask(person uuid, day date) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM people_dataconsent c JOIN people_person p ON p.id = c.person_id
   WHERE c.person_id = person AND c.by_guardian AND c.withdrawn_at IS NULL AND (c.until IS NULL OR c.until >= day)
     AND p.died_on IS NULL AND people_is_of_age(p.birth_latest, p.birth_disputed, day)
     AND NOT EXISTS (SELECT 1 FROM people_dataconsent own WHERE own.person_id = person AND NOT own.by_guardian
                        AND own.purpose = c.purpose AND lower(btrim(own.recipient)) = lower(btrim(c.recipient))) $$;

-- The caretaker's round: whoever came of age is asked about them, once.
CREATE FUNCTION cases_ask_consents_anew(at timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE moment timestamptz := least(at, clock_timestamp()); made int;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('cases_ask_consents_anew'));
  INSERT INTO cases_task (id, case_id, member_id, code, params, for_whom, owner_id, owner_role, since, due_at, why_due, outcome)
  SELECT gen_random_uuid(), m.case_id, m.id, 'ask_consents_anew', jsonb_build_object('n', asked.n), 'me', c.assigned_to_id, '',
         moment, moment + interval '72 hours', jsonb_build_object('kind', 'hours', 'hours', 72, 'asked_at', moment), ''
    FROM cases_member m JOIN cases_case c ON c.id = m.case_id
   CROSS JOIN LATERAL (SELECT cases_consents_to_ask(m.person_id, consent_day(moment)) AS n) asked
   WHERE m.left_at IS NULL AND c.status <> 'closed' AND asked.n > 0
     AND m.person_id IN (SELECT g.person_id FROM people_dataconsent g WHERE g.by_guardian AND g.withdrawn_at IS NULL)
     AND NOT EXISTS (SELECT 1 FROM cases_task t WHERE t.member_id = m.id AND t.code = 'ask_consents_anew');
  GET DIAGNOSTICS made = ROW_COUNT;
  RETURN made;
END $$;
GRANT EXECUTE ON FUNCTION cases_ask_consents_anew(timestamptz) TO safar_app;

-- They gave each of them themselves, or took back what the guardian gave: the question is answered.
CREATE FUNCTION cases_consents_asked() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE moment timestamptz := coalesce(NEW.withdrawn_at, NEW.given_at);
BEGIN
  UPDATE cases_task t SET done_at = greatest(t.since, moment), done_by_id = safar_user(), outcome = 'asked_again'
    FROM cases_member m
   WHERE m.id = t.member_id AND m.person_id = NEW.person_id AND t.code = 'ask_consents_anew' AND t.done_at IS NULL
     AND cases_consents_to_ask(NEW.person_id, consent_day(greatest(t.since, moment))) = 0;
  RETURN NULL;
END $$;
CREATE TRIGGER cases_asked AFTER INSERT OR UPDATE ON people_dataconsent
  FOR EACH ROW EXECUTE FUNCTION cases_consents_asked();
