-- V6 and V8, continued: time to recover for who may have been trafficked; capacity for each decision, with support.

-- V8: what was found last, by a day, about a doubt. A finding ends on its own day; a reassessment takes its place.
CREATE FUNCTION consent_capacity_finding(doubt uuid, day date) RETURNS consent_capacitydoubtsettled
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT cs FROM consent_capacitydoubtsettled cs WHERE cs.doubt_id = doubt AND cs.settled_on <= day
   ORDER BY cs.settled_on DESC, cs.recorded_at DESC LIMIT 1 $$;

-- Doubts about the return that were not settled, by a day, in the sense that it can be decided. A doubt about another
-- decision (money, treatment, where to live) never stands against the return: capacity is presumed for each by itself.
CREATE FUNCTION consent_open_capacity_doubts(t uuid, day date) RETURNS SETOF consent_capacitydoubt
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT cd.* FROM consent_capacitydoubt cd
   CROSS JOIN LATERAL consent_capacity_finding(cd.id, day) found
   WHERE cd.traveller_id IN (SELECT consent_same_person(t)) AND cd.raised_on <= day AND cd.about = 'return'
     AND NOT coalesce(found.can_decide AND (found.valid_until IS NULL OR found.valid_until >= day), false) $$;

CREATE FUNCTION consent_v8(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN found.can_decide THEN 'v8_finding_ended' ELSE 'v8_capacity_doubt' END,
         jsonb_build_object('since', CASE WHEN found.can_decide THEN found.valid_until ELSE cd.raised_on END)
    FROM consent_matter(t, d, at) m
   CROSS JOIN LATERAL (SELECT * FROM consent_open_capacity_doubts(t, consent_day(m.declared_at))
                        UNION SELECT * FROM consent_open_capacity_doubts(t, consent_day(at))) cd
   CROSS JOIN LATERAL consent_capacity_finding(cd.id, consent_day(at)) found
   WHERE m.own
  UNION ALL
  SELECT 'v8_support', '{}' FROM consent_matter(t, d, at) m
   WHERE m.own AND EXISTS (
     SELECT 1 FROM consent_capacitydoubt cd
      CROSS JOIN LATERAL consent_capacity_finding(cd.id, consent_day(m.declared_at)) found
      WHERE cd.traveller_id IN (SELECT consent_same_person(t)) AND cd.about = 'return' AND found.result = 'with_support'
        AND NOT EXISTS (SELECT 1 FROM consent_decisionsupport ds
                         WHERE ds.traveller_id = t AND ds.about = 'return' AND ds.given_at <= m.declared_at
                           AND consent_day(ds.given_at) >= found.settled_on)) $$;

CREATE FUNCTION consent_capacity_doubted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.about = 'return' THEN
    PERFORM consent_raise_hold(NEW.traveller_id, 'capacity_doubt', NEW.raised_on::timestamp AT TIME ZONE 'UTC', NEW.id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER m_doubt AFTER INSERT ON consent_capacitydoubt FOR EACH ROW EXECUTE FUNCTION consent_capacity_doubted();

CREATE FUNCTION consent_capacity_found() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.result = '' THEN
    NEW.result := CASE WHEN NOT NEW.can_decide THEN 'cannot'
                       WHEN NEW.settled_by = 'legal_decision_maker' THEN 'decided_for' ELSE 'can' END;
  END IF;
  NEW.can_decide := NEW.result <> 'cannot';
  IF (NEW.result = 'decided_for') <> (NEW.settled_by = 'legal_decision_maker' AND NEW.result <> 'cannot') THEN
    PERFORM consent_refuse('v8_who_decides');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_found BEFORE INSERT ON consent_capacitydoubtsettled FOR EACH ROW EXECUTE FUNCTION consent_capacity_found();

CREATE FUNCTION consent_capacity_settled() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE doubt consent_capacitydoubt;
BEGIN
  SELECT * INTO doubt FROM consent_capacitydoubt WHERE id = NEW.doubt_id;
  IF doubt.about <> 'return' THEN
    RETURN NULL;
  ELSIF NOT EXISTS (SELECT 1 FROM consent_open_capacity_doubts(doubt.traveller_id, greatest(NEW.settled_on, consent_day(clock_timestamp())))
                     cd WHERE cd.id = doubt.id)
     OR (NEW.can_decide AND NOT EXISTS (SELECT 1 FROM consent_open_capacity_doubts(doubt.traveller_id, NEW.settled_on) cd
                                         WHERE cd.id = doubt.id)) THEN
    PERFORM consent_release_by_source(
      NEW.doubt_id, least((NEW.settled_on + 1)::timestamp AT TIME ZONE 'UTC', clock_timestamp()), safar_user());
  ELSE
    -- A reassessment that finds otherwise holds again what was released.
    PERFORM consent_hold_once(doubt.traveller_id, 'capacity_doubt', least(NEW.settled_on::timestamp AT TIME ZONE 'UTC', clock_timestamp()),
                              doubt.id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER m_settled AFTER INSERT ON consent_capacitydoubtsettled FOR EACH ROW EXECUTE FUNCTION consent_capacity_settled();

-- What the person said last, by a moment, to the protection officer who heard them about the time to recover.
CREATE FUNCTION consent_recovery_talk(period uuid, at timestamptz) RETURNS SETOF consent_recoveryend
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.* FROM consent_recoveryend e WHERE e.period_id = period AND e.ended_at <= at
   ORDER BY e.ended_at DESC, e.recorded_at DESC LIMIT 1 $$;

-- V6: nothing is asked of who may have been trafficked until the period is over and a protection officer has heard, alone,
-- what they wish. What was declared before that end does not count: whoever wishes to go is counselled and declares anew.
CREATE FUNCTION consent_v6_recovery(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'v6_recovery_time', jsonb_build_object('until', period.until_at)
    FROM consent_matter(t, d, at) m
    JOIN consent_recoveryperiod period ON period.traveller_id IN (SELECT consent_same_person(t))
    LEFT JOIN LATERAL consent_recovery_talk(period.id, at) heard ON true
   WHERE heard.wish IS DISTINCT FROM 'go_on'
      OR (m.declared AND m.declared_at < heard.ended_at AND heard.identification <> 'no_indication') $$;

CREATE FUNCTION consent_recovery_days(t uuid) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT (v.body #>> '{consent,recovery_days}')::int
                     FROM consent_traveller tr JOIN consent_journey j ON j.id = tr.journey_id
                     JOIN programmes_programmeversion v ON v.id = j.programme_version_id WHERE tr.id = t), 30) $$;

CREATE FUNCTION consent_recovery_begins() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- The programme says how long, never whoever writes it down; a longer time may be given, a shorter one not.
  NEW.until_at := greatest(NEW.until_at, NEW.started_at + make_interval(days => consent_recovery_days(NEW.traveller_id)));
  RETURN NEW;
END $$;
CREATE TRIGGER b_length BEFORE INSERT ON consent_recoveryperiod FOR EACH ROW EXECUTE FUNCTION consent_recovery_begins();

CREATE FUNCTION consent_recovery_begun() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM consent_lock(NEW.traveller_id);
  PERFORM consent_raise_hold(NEW.traveller_id, 'recovery_period', NEW.started_at, NEW.id);
  PERFORM people_give_alias(v.person_id, NEW.started_at, 'recovery_period') FROM consent_traveller v WHERE v.id = NEW.traveller_id;
  RETURN NULL;
END $$;
CREATE TRIGGER m_begun AFTER INSERT ON consent_recoveryperiod FOR EACH ROW EXECUTE FUNCTION consent_recovery_begun();

-- Signs of trafficking begin the time to recover, once; the person has an alias from then on (D10).
CREATE FUNCTION consent_trafficking_seen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO consent_recoveryperiod (id, traveller_id, started_at, until_at, begun_by_id, source_id, recorded_at)
  SELECT gen_random_uuid(), sp.traveller_id, s.held_at, s.held_at + interval '1 minute', s.counsellor_id, NEW.id, clock_timestamp()
    FROM consent_sessionperson sp JOIN consent_session s ON s.id = sp.session_id
   WHERE sp.id = NEW.session_person_id
     AND NOT EXISTS (SELECT 1 FROM consent_recoveryperiod open
                      WHERE open.traveller_id IN (SELECT consent_same_person(sp.traveller_id)) AND open.until_at > s.held_at
                        AND NOT EXISTS (SELECT 1 FROM consent_recovery_talk(open.id, 'infinity') e WHERE e.wish = 'go_on'));
  RETURN NULL;
END $$;
CREATE TRIGGER m_trafficking AFTER INSERT ON consent_screen FOR EACH ROW WHEN (NEW.trafficking_signs)
  EXECUTE FUNCTION consent_trafficking_seen();

CREATE FUNCTION consent_recovery_ending() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE period consent_recoveryperiod;
BEGIN
  SELECT * INTO period FROM consent_recoveryperiod WHERE id = NEW.period_id;
  PERFORM consent_lock(period.traveller_id);
  IF consent_post_of(NEW.ended_by_id, 'protection_officer', consent_day(NEW.ended_at)) IS NULL THEN
    PERFORM consent_refuse('v6_protection_officer');
  ELSIF NEW.ended_by_id IN (SELECT consent_counsellors(period.traveller_id)) THEN
    PERFORM consent_refuse('v6_not_the_counsellor');
  ELSIF NEW.spoke_alone_at > NEW.ended_at OR NEW.spoke_alone_at < period.started_at THEN
    PERFORM consent_refuse('v6_spoke_before');
  ELSIF NEW.identification <> 'no_indication' AND (NEW.ended_at < period.until_at OR NEW.spoke_alone_at < period.until_at) THEN
    PERFORM consent_refuse('v6_recovery_time', jsonb_build_object('until', period.until_at));
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_ending BEFORE INSERT ON consent_recoveryend FOR EACH ROW EXECUTE FUNCTION consent_recovery_ending();

CREATE FUNCTION consent_recovery_ended() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.wish = 'go_on' THEN
    PERFORM consent_release_by_source(NEW.period_id, NEW.ended_at, NEW.ended_by_id);
    -- What they declared before is asked again, unless nothing had pointed to trafficking after all.
    IF NEW.identification <> 'no_indication' THEN
      UPDATE consent_permit SET state = 'lapsed', ended_at = NEW.ended_at
       WHERE state IN ('in_force', 'held') AND traveller_id IN (
         SELECT same FROM consent_recoveryperiod p CROSS JOIN LATERAL consent_same_person(p.traveller_id) same WHERE p.id = NEW.period_id);
    END IF;
  ELSE
    PERFORM consent_hold_once(p.traveller_id, 'recovery_period', NEW.ended_at, p.id) FROM consent_recoveryperiod p WHERE p.id = NEW.period_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER m_ended AFTER INSERT ON consent_recoveryend FOR EACH ROW EXECUTE FUNCTION consent_recovery_ended();
