-- Withdrawals and holds: what ends a permit, what makes it wait, and what lets it go on.

CREATE FUNCTION consent_withdrawal_before() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM consent_lock(NEW.traveller_id);
  RETURN NEW;
END $$;
CREATE TRIGGER b_lock BEFORE INSERT ON consent_withdrawal FOR EACH ROW EXECUTE FUNCTION consent_withdrawal_before();

CREATE FUNCTION consent_withdrawn() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE consent_permit SET state = 'withdrawn', ended_at = NEW.said_at
   WHERE traveller_id = NEW.traveller_id AND state IN ('in_force', 'held');
  IF EXISTS (SELECT 1 FROM consent_departure d WHERE d.traveller_id = NEW.traveller_id) THEN
    INSERT INTO consent_journeystop (id, traveller_id, said_at, place, recorded_at)
    VALUES (gen_random_uuid(), NEW.traveller_id, NEW.said_at, '', clock_timestamp());
  ELSE
    PERFORM consent_fail_steps(NEW.traveller_id, NEW.said_at, 'withdrawn');
  END IF;
  PERFORM consent_ask_others_again(NEW.traveller_id, NEW.said_at);
  RETURN NULL;
END $$;
CREATE TRIGGER m_withdrawn AFTER INSERT ON consent_withdrawal FOR EACH ROW EXECUTE FUNCTION consent_withdrawn();

CREATE FUNCTION consent_hold_raised() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE live uuid;
BEGIN
  -- What is about the person and not about this journey holds whichever permit they have.
  FOR live IN SELECT p.traveller_id FROM consent_permit p
               WHERE p.state = 'in_force' AND p.traveller_id IN (SELECT consent_same_person(NEW.traveller_id))
                 AND (p.traveller_id = NEW.traveller_id
                      OR NEW.kind IN ('red_screen', 'capacity_doubt', 'refoulement_doubt', 'death_reported', 'recovery_period'))
  LOOP
    PERFORM consent_lock(live);
  END LOOP;
  PERFORM consent_lock(NEW.traveller_id);
  UPDATE consent_permit SET state = 'held'
   WHERE state = 'in_force' AND traveller_id IN (SELECT consent_same_person(NEW.traveller_id))
     AND (traveller_id = NEW.traveller_id
          OR NEW.kind IN ('red_screen', 'capacity_doubt', 'refoulement_doubt', 'death_reported', 'recovery_period'));
  RETURN NULL;
END $$;
CREATE TRIGGER m_raised AFTER INSERT ON consent_hold FOR EACH ROW EXECUTE FUNCTION consent_hold_raised();

-- V4: after a message from somebody else, a counsellor of the journey's office or a protection officer reaches the person
-- alone; whoever did may say so.
CREATE FUNCTION consent_reaches_alone(member int, t uuid, day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT consent_post_of(member, 'protection_officer', day) IS NOT NULL
      OR EXISTS (SELECT 1 FROM consent_traveller v JOIN consent_journey j ON j.id = v.journey_id
                  WHERE v.id = t AND consent_post_of(member, 'counsellor', day) = j.office_id) $$;

-- A hold is released only when what raised it is answered.
CREATE FUNCTION consent_hold_release_before() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE hold consent_hold; judged timestamptz;
BEGIN
  SELECT * INTO hold FROM consent_hold WHERE id = NEW.hold_id;
  PERFORM consent_lock(hold.traveller_id);
  -- Before it arose nothing stood against anything: that moment answers nothing.
  judged := greatest(NEW.released_at, hold.raised_at);
  IF NEW.spoke_alone_at > NEW.released_at THEN
    PERFORM consent_refuse('consent_not_in_the_future', jsonb_build_object('moment', NEW.spoke_alone_at));
  END IF;
  IF hold.kind = 'message_from_other' AND coalesce(NEW.spoke_alone_at < hold.raised_at, true) THEN
    PERFORM consent_refuse('v4_reach_alone');
  ELSIF hold.kind = 'message_from_other' AND NEW.released_by_id IS NOT DISTINCT FROM coalesce(hold.about_member_id, -1) THEN
    PERFORM consent_refuse('v4_not_who_it_came_through');
  ELSIF hold.kind = 'message_from_other'
        AND NOT coalesce(consent_reaches_alone(NEW.released_by_id, hold.traveller_id, consent_day(NEW.released_at)), false) THEN
    PERFORM consent_refuse('v4_by_counsellor_or_protection');
  ELSIF hold.kind = 'protection'
        AND consent_post_of(NEW.released_by_id, 'protection_officer', consent_day(NEW.released_at)) IS NULL THEN
    PERFORM consent_refuse('v6_protection_officer');
  ELSIF hold.kind = 'recovery_period' AND NOT EXISTS (
      SELECT 1 FROM consent_recovery_talk(hold.source_id, NEW.released_at) heard WHERE heard.wish = 'go_on') THEN
    PERFORM consent_refuse('v6_recovery_time', (SELECT jsonb_build_object('until', p.until_at)
                                                  FROM consent_recoveryperiod p WHERE p.id = hold.source_id));
  ELSIF hold.kind = 'not_sure' AND coalesce(NEW.spoke_alone_at < hold.raised_at, true) AND NOT EXISTS (
      SELECT 1 FROM consent_confirmation c WHERE c.traveller_id = hold.traveller_id AND c.answer = 'still_yes'
         AND c.alone AND c.asked_at >= hold.raised_at) THEN
    PERFORM consent_refuse('v11_ask_again_alone');
  ELSIF hold.kind = 'red_screen' AND NOT consent_is_cleared(hold.source_id, NEW.released_at) THEN
    PERFORM consent_refuse('v6_red', jsonb_build_object('screen', hold.source_id));
  ELSIF hold.kind = 'capacity_doubt' AND EXISTS (
      SELECT 1 FROM consent_open_capacity_doubts(hold.traveller_id, consent_day(judged)) cd
       WHERE cd.id = hold.source_id) THEN
    PERFORM consent_refuse('v8_capacity_doubt', jsonb_build_object('since', consent_day(hold.raised_at)));
  ELSIF hold.kind = 'refoulement_doubt' AND NOT EXISTS (
      SELECT 1 FROM (SELECT r.decision FROM consent_refoulementdecision r WHERE r.doubt_id = hold.source_id
                      ORDER BY r.decided_at DESC, r.recorded_at DESC LIMIT 1) last WHERE last.decision = 'may_go') THEN
    PERFORM consent_refuse('v13_undecided');
  ELSIF hold.kind = 'death_reported' AND NOT EXISTS (
      SELECT 1 FROM consent_deathanswer a WHERE a.report_id = hold.source_id AND NOT a.confirmed) THEN
    PERFORM consent_refuse('v20_death_reported');
  ELSIF hold.kind = 'child_procedure' THEN
    PERFORM consent_refuse(missing.code, missing.params) FROM (
      SELECT f.* FROM consent_permit p
       CROSS JOIN LATERAL consent_fallen_away(p.traveller_id, p.declaration_id, greatest(judged, p.made_at)) f
       WHERE p.traveller_id = hold.traveller_id AND p.state IN ('in_force', 'held') LIMIT 1) missing;
  ELSIF hold.kind = 'parental_dissent' AND EXISTS (SELECT 1 FROM consent_disputes(hold.traveller_id, NEW.released_at))
        AND NOT EXISTS (SELECT 1 FROM consent_permit p WHERE p.traveller_id = hold.traveller_id
                           AND p.state IN ('in_force', 'held') AND p.declaration_id IS NOT NULL) THEN
    PERFORM consent_refuse('v16_dispute');
  ELSIF hold.kind = 'advisory' AND EXISTS (
      SELECT 1 FROM consent_concerning(hold.traveller_id, clock_timestamp(),
                                       consent_day(greatest(NEW.released_at, hold.raised_at))) c
       WHERE c.advisory_id = hold.source_id AND c.level = 'halt' AND c.known) THEN
    PERFORM consent_refuse('v18_lift_it', jsonb_build_object('advisory', hold.source_id));
  ELSIF hold.kind = 'interpreter_unfit' AND consent_waits_for_another(hold.traveller_id, hold.source_id) THEN
    PERFORM consent_refuse('v21_ask_through_another');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_answered BEFORE INSERT ON consent_holdrelease
  FOR EACH ROW EXECUTE FUNCTION consent_hold_release_before();

CREATE FUNCTION consent_hold_released() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM consent_resume(p.traveller_id, greatest(NEW.released_at, h.raised_at)) FROM consent_hold h
     JOIN consent_permit p ON p.state = 'held' AND p.traveller_id IN (SELECT consent_same_person(h.traveller_id))
   WHERE h.id = NEW.hold_id;
  RETURN NULL;
END $$;
CREATE TRIGGER m_released AFTER INSERT ON consent_holdrelease FOR EACH ROW EXECUTE FUNCTION consent_hold_released();

CREATE FUNCTION consent_raise_hold(traveller uuid, what text, at timestamptz, source uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO consent_hold (id, traveller_id, kind, raised_at, recorded_at, reason, source_id)
  VALUES (gen_random_uuid(), traveller, what, at, clock_timestamp(), '', source) $$;

CREATE FUNCTION consent_release_by_source(source uuid, at timestamptz, member int) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO consent_holdrelease (id, hold_id, released_at, released_by_id, recorded_at, note)
  SELECT gen_random_uuid(), h.id, at, member, clock_timestamp(), '' FROM consent_hold h
   WHERE h.source_id = source AND NOT EXISTS (SELECT 1 FROM consent_holdrelease r WHERE r.hold_id = h.id) $$;

-- Hold again what was released, unless it is held already.
CREATE FUNCTION consent_hold_once(traveller uuid, what text, at timestamptz, source uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM consent_lock(traveller);
  IF NOT EXISTS (SELECT 1 FROM consent_hold h WHERE h.source_id = source
                    AND NOT EXISTS (SELECT 1 FROM consent_holdrelease r WHERE r.hold_id = h.id)) THEN
    PERFORM consent_raise_hold(traveller, what, at, source);
  END IF;
END $$;

-- V6: the result of a screen is worked out here; red holds until a protection officer has spoken with the person.
CREATE FUNCTION consent_screen_result() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.result := CASE
    WHEN NEW.threat OR NEW.someone_answers OR NEW.trafficking_signs OR NEW.document_held OR NEW.pressure_spouse
      OR NEW.pressure_family OR NEW.pressure_employer OR NEW.pressure_hospital THEN 'red'
    WHEN NEW.detention OR NEW.removal_date OR NEW.debt OR NEW.destitution THEN 'amber'
    ELSE 'green' END;
  RETURN NEW;
END $$;
CREATE TRIGGER b_result BEFORE INSERT ON consent_screen FOR EACH ROW EXECUTE FUNCTION consent_screen_result();

CREATE FUNCTION consent_screened() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE heard record;
BEGIN
  SELECT sp.traveller_id, s.held_at INTO heard FROM consent_sessionperson sp JOIN consent_session s ON s.id = sp.session_id
   WHERE sp.id = NEW.session_person_id;
  PERFORM consent_lock(heard.traveller_id);
  IF NEW.result = 'red' THEN
    PERFORM consent_raise_hold(heard.traveller_id, 'red_screen', heard.held_at, NEW.id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER m_screened AFTER INSERT ON consent_screen FOR EACH ROW EXECUTE FUNCTION consent_screened();

CREATE FUNCTION consent_clearance_before() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held record;
BEGIN
  SELECT s.counsellor_id, s.held_at INTO held FROM consent_screen sc
    JOIN consent_sessionperson sp ON sp.id = sc.session_person_id JOIN consent_session s ON s.id = sp.session_id
   WHERE sc.id = NEW.screen_id;
  IF NEW.officer_id = held.counsellor_id THEN
    PERFORM consent_refuse('v6_not_the_counsellor');
  ELSIF consent_post_of(NEW.officer_id, 'protection_officer', consent_day(NEW.spoke_at)) IS NULL THEN
    PERFORM consent_refuse('v6_protection_officer');
  ELSIF NEW.spoke_at < held.held_at THEN
    PERFORM consent_refuse('v6_spoke_before');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_officer BEFORE INSERT ON consent_screenclearance FOR EACH ROW EXECUTE FUNCTION consent_clearance_before();

CREATE FUNCTION consent_cleared() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.outcome = 'cleared' THEN
    PERFORM consent_release_by_source(NEW.screen_id, NEW.spoke_at, NEW.officer_id);
  ELSE
    PERFORM consent_hold_once(sp.traveller_id, 'red_screen', NEW.spoke_at, NEW.screen_id)
       FROM consent_screen sc JOIN consent_sessionperson sp ON sp.id = sc.session_person_id
      WHERE sc.id = NEW.screen_id AND sc.result = 'red';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER m_cleared AFTER INSERT ON consent_screenclearance FOR EACH ROW EXECUTE FUNCTION consent_cleared();

-- V7: an authority found to have been within hearing voids what was declared in that session.
CREATE FUNCTION consent_presence_added() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM consent_lock(sp.traveller_id) FROM consent_sessionperson sp WHERE sp.session_id = NEW.session_id;
  IF consent_authority_heard(NEW.session_id) THEN
    UPDATE consent_permit SET state = 'lapsed', ended_at = clock_timestamp()
     WHERE state IN ('in_force', 'held')
       AND declaration_id IN (SELECT d.id FROM consent_declaration d WHERE d.session_id = NEW.session_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER m_heard AFTER INSERT ON consent_presence FOR EACH ROW EXECUTE FUNCTION consent_presence_added();

CREATE FUNCTION consent_refoulement_doubted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM consent_raise_hold(NEW.traveller_id, 'refoulement_doubt', NEW.raised_at, NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER m_doubt AFTER INSERT ON consent_refoulementdoubt FOR EACH ROW EXECUTE FUNCTION consent_refoulement_doubted();

-- V13: a protection lead outside the journey's office decides.
CREATE FUNCTION consent_refoulement_decided() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE home int; post int;
BEGIN
  SELECT j.office_id INTO home FROM consent_refoulementdoubt rd JOIN consent_traveller v ON v.id = rd.traveller_id
    JOIN consent_journey j ON j.id = v.journey_id WHERE rd.id = NEW.doubt_id;
  post := consent_post_of(NEW.decided_by_id, 'protection_officer', consent_day(NEW.decided_at));
  IF post IS NULL OR EXISTS (SELECT 1 FROM accounts_posting p
                              WHERE p.user_id = NEW.decided_by_id AND p.office_id = home AND p.from_on <= consent_day(NEW.decided_at)
                                AND (p.until_on IS NULL OR p.until_on >= consent_day(NEW.decided_at))) THEN
    PERFORM consent_refuse('v13_outside_the_office');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_decider BEFORE INSERT ON consent_refoulementdecision
  FOR EACH ROW EXECUTE FUNCTION consent_refoulement_decided();

CREATE FUNCTION consent_refoulement_answered() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.decision = 'may_go' THEN
    PERFORM consent_release_by_source(NEW.doubt_id, NEW.decided_at, NEW.decided_by_id);
  ELSE
    PERFORM consent_hold_once(rd.traveller_id, 'refoulement_doubt', NEW.decided_at, NEW.doubt_id)
       FROM consent_refoulementdoubt rd WHERE rd.id = NEW.doubt_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER m_decided AFTER INSERT ON consent_refoulementdecision
  FOR EACH ROW EXECUTE FUNCTION consent_refoulement_answered();

-- V20: a report of death makes everything wait; only its confirmation ends anything.
CREATE FUNCTION consent_death_reported() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM consent_raise_hold(NEW.traveller_id, 'death_reported', NEW.reported_at, NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER m_reported AFTER INSERT ON consent_deathreport FOR EACH ROW EXECUTE FUNCTION consent_death_reported();

-- A day of death written on the person is such a report, for whoever holds a live permit.
CREATE FUNCTION consent_person_died() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO consent_deathreport (id, traveller_id, reported_at, source, recorded_at)
  SELECT gen_random_uuid(), p.traveller_id, clock_timestamp(), '', clock_timestamp()
    FROM consent_permit p
   WHERE p.person_id IN (SELECT people_same(NEW.id)) AND p.state IN ('in_force', 'held')
     AND NOT consent_is_frozen(p.traveller_id);
  RETURN NULL;
END $$;
CREATE TRIGGER consent_died AFTER UPDATE OF died_on ON people_person
  FOR EACH ROW WHEN (NEW.died_on IS NOT NULL AND OLD.died_on IS DISTINCT FROM NEW.died_on)
  EXECUTE FUNCTION consent_person_died();

CREATE FUNCTION consent_death_answered() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE who uuid;
BEGIN
  SELECT r.traveller_id INTO who FROM consent_deathreport r WHERE r.id = NEW.report_id;
  IF NEW.confirmed THEN
    PERFORM consent_lock(who);
    UPDATE consent_permit SET state = 'lapsed', ended_at = NEW.answered_at
     WHERE traveller_id IN (SELECT consent_same_person(who)) AND state IN ('in_force', 'held');
    PERFORM consent_ask_others_again(other, NEW.answered_at) FROM consent_same_person(who) other;
  ELSE
    PERFORM consent_release_by_source(NEW.report_id, NEW.answered_at, NEW.answered_by_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER m_answered AFTER INSERT ON consent_deathanswer FOR EACH ROW EXECUTE FUNCTION consent_death_answered();

-- V11: "not sure" holds; "no" withdraws, whoever wrote it down.
CREATE FUNCTION consent_confirmed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.answer = 'not_sure' THEN
    PERFORM consent_raise_hold(NEW.traveller_id, 'not_sure', NEW.asked_at, NEW.id);
  ELSIF NEW.answer = 'no' THEN
    INSERT INTO consent_withdrawal (id, traveller_id, said_at, recorded_at, late, channel, recorded_by_id,
                                    by_traveller_self, consequences_told)
    VALUES (gen_random_uuid(), NEW.traveller_id, NEW.asked_at, clock_timestamp(), false, 'asked_again',
            NEW.asked_by_id, true, false);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER m_confirmed AFTER INSERT ON consent_confirmation FOR EACH ROW EXECUTE FUNCTION consent_confirmed();
