-- What has to be done after each outcome, with its clock: it arises by itself, whoever wrote the outcome and how.

CREATE FUNCTION movements_next_steps(outcome text) RETURNS TABLE (task text, whom text, role text, hours int)
LANGUAGE sql IMMUTABLE AS $$
  SELECT step.task, step.whom, step.role, step.hours FROM (VALUES
    ('did_not_appear', 'call_absent', 'me', '', 2),
    ('did_not_appear', 'reach_absent_otherwise', 'me', '', 24),
    ('did_not_appear', 'claim_lost_seat', 'partner', 'movement_officer', 24),
    ('late', 'look_after_stranded', 'me', '', 2),
    ('late', 'book_again', 'me', 'movement_officer', 24),
    ('changed_mind', 'see_person_home', 'me', '', 2),
    ('ill', 'see_doctor', 'medical', '', 2),
    ('ill', 'book_when_well', 'me', 'movement_officer', 72),
    ('denied_papers', 'carrier_says_why', 'partner', 'movement_officer', 24),
    ('denied_papers', 'mend_papers', 'me', '', 24),
    ('denied_papers', 'look_after_stranded', 'me', '', 2),
    ('denied_fitness', 'carrier_says_why', 'partner', 'movement_officer', 24),
    ('denied_fitness', 'fitness_again', 'medical', '', 24),
    ('denied_fitness', 'look_after_stranded', 'me', '', 2),
    ('overbooked', 'carrier_owes', 'partner', 'movement_officer', 2),
    ('overbooked', 'look_after_stranded', 'me', '', 2),
    ('overbooked', 'book_again', 'me', 'movement_officer', 24),
    ('refused_exit', 'ask_why_exit_refused', 'authority', '', 4),
    ('refused_exit', 'lawyer_for_person', 'protection', 'protection_officer', 24),
    ('refused_exit', 'look_after_stranded', 'me', '', 2),
    ('detained', 'protect_detained', 'protection', 'protection_officer', 2),
    ('detained', 'lawyer_for_person', 'protection', 'protection_officer', 4),
    ('detained', 'tell_family_with_consent', 'me', '', 24),
    ('transport_failed', 'look_after_stranded', 'me', '', 2),
    ('transport_failed', 'book_again', 'me', 'movement_officer', 24),
    ('diverted', 'find_diverted', 'me', 'movement_officer', 2),
    ('diverted', 'tell_receiver_of_change', 'partner', '', 4),
    ('hospitalised', 'companion_in_hospital', 'me', '', 2),
    ('hospitalised', 'tell_family_with_consent', 'me', '', 4),
    ('hospitalised', 'child_not_alone', 'protection', 'protection_officer', 1),
    ('journey_stopped', 'ask_where_to_now', 'me', '', 24),
    ('missing', 'search_missing', 'protection', 'protection_officer', 2),
    ('missing', 'tell_family_with_consent', 'me', '', 24),
    ('missing', 'tracing_request', 'protection', 'protection_officer', 72),
    ('died', 'tell_family_of_death', 'protection', 'protection_officer', 24),
    ('died', 'body_and_belongings', 'me', 'movement_officer', 24),
    ('died', 'papers_of_death', 'authority', '', 72),
    ('died', 'child_not_alone', 'protection', 'protection_officer', 1),
    ('unconfirmed', 'confirm_arrival', 'me', 'movement_officer', 2),
    ('arrived_not_met', 'reach_not_met', 'me', '', 2),
    ('refused_entry', 'receive_refused', 'me', '', 4),
    ('refused_entry', 'statement_of_refusal', 'authority', '', 24),
    ('refused_entry', 'lawyer_for_person', 'protection', 'protection_officer', 24),
    ('refused_entry', 'promises_stand', 'me', '', 72),
    ('sent_back', 'receive_sent_back', 'me', '', 2),
    ('sent_back', 'lawyer_for_person', 'protection', 'protection_officer', 24),
    ('sent_back', 'promises_stand', 'me', '', 72),
    ('disputed', 'find_out_who_left', 'me', 'movement_officer', 2),
    ('disputed', 'call_about_departure', 'me', '', 2)
  ) AS step(outcome, task, whom, role, hours) WHERE step.outcome = movements_next_steps.outcome $$;

-- Once: whoever hears the same twice is not asked to do it twice.
CREATE FUNCTION movements_ask(of_traveller uuid, task text, whom text, role text, at timestamptz, hours int, details jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_task t JOIN cases_member m ON m.id = t.member_id
                  WHERE m.traveller_id = of_traveller AND t.code = task AND t.done_at IS NULL) THEN
    PERFORM cases_add_task(of_traveller, task, whom, role, at, hours, details);
  END IF;
END $$;

-- What was asked because of a state that is over is done; a person who appears need not be searched for.
CREATE FUNCTION movements_settled(of_traveller uuid, tasks text[], at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE cases_task SET done_at = greatest(at, since), done_by_id = safar_user(), outcome = 'happened'
   WHERE code = ANY (tasks) AND done_at IS NULL
     AND member_id IN (SELECT m.id FROM cases_member m WHERE m.traveller_id = of_traveller) $$;

CREATE FUNCTION movements_ask_next(of_traveller uuid, outcome text, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM movements_ask(of_traveller, step.task, step.whom, step.role, at, step.hours, '{}')
     FROM movements_next_steps(outcome) step
    WHERE step.task <> 'child_not_alone' OR movements_cares_for(of_traveller, at);
END $$;

-- Whether a child travels with this person: if they fall ill or worse, the child is not left alone.
CREATE FUNCTION movements_cares_for(of_traveller uuid, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM consent_traveller me JOIN consent_traveller child ON child.journey_id = me.journey_id
                  WHERE me.id = of_traveller AND child.id <> me.id AND child.going = 'going'
                    AND NOT consent_is_adult(child.id, consent_day(at))) $$;

CREATE FUNCTION movements_outcome_asks() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE traveller uuid;
BEGIN
  SELECT m.traveller_id INTO traveller FROM movements_leg l JOIN cases_member m ON m.id = l.member_id WHERE l.id = NEW.leg_id;
  IF movements_phase(NEW.new) IN ('end', 'died') AND NEW.new <> 'unconfirmed' THEN
    PERFORM movements_settled(traveller, ARRAY['confirm_arrival', 'search_missing'], NEW.stated_at);
  ELSIF movements_phase(NEW.new) IN ('before', 'under_way') THEN
    PERFORM movements_settled(traveller, ARRAY['call_absent', 'reach_absent_otherwise'], NEW.stated_at);
  END IF;
  PERFORM movements_ask_next(traveller, NEW.new, NEW.stated_at);
  RETURN NULL;
END $$;
CREATE TRIGGER m_asks AFTER INSERT ON movements_outcome FOR EACH ROW EXECUTE FUNCTION movements_outcome_asks();
