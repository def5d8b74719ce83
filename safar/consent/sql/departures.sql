-- Departure is a row for each traveller. It takes a permit in force, every rule still met, and the person asked again.

-- Whether V11 asks this traveller on that day: every adult, and every child who may be old enough.
CREATE FUNCTION consent_is_asked(t uuid, day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT bool_or(p.birth_earliest <= (day - make_interval(years => j.child_asked_from_age))::date)
                     FROM consent_traveller v JOIN consent_journey j ON j.id = v.journey_id
                     JOIN people_person p ON p.id IN (SELECT people_same(v.person_id)) WHERE v.id = t), true) $$;

-- V6 before ticketing: an amber person confirms a second time, to somebody who is not their counsellor.
CREATE FUNCTION consent_v6_ticketing(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'v6_second_confirmation', '{}'::jsonb FROM consent_matter(t, d, at) m
   WHERE m.own AND consent_is_amber(t, at) AND NOT EXISTS (
     SELECT 1 FROM consent_ambermeasure am
      WHERE am.traveller_id = t AND am.measure = 'second_confirmation' AND am.done_at >= m.declared_at AND am.done_at <= at
        AND am.done_by_id NOT IN (SELECT consent_counsellors(t))
        AND consent_is_posted(am.done_by_id, consent_day(am.done_at))) $$;

-- V11: asked alone at most so many hours before departure and once more at the place of departure. After a delay within
-- the programme's allowance the first is counted from the planned time, and only the second is asked again.
CREATE FUNCTION consent_v11(t uuid, permit_made timestamptz, planned timestamptz, departed timestamptz)
RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH journey AS (
    SELECT j.reconfirm_hours, j.reconfirm_delay_hours,
           CASE WHEN planned < departed AND departed <= planned + make_interval(hours => j.reconfirm_delay_hours)
                THEN planned ELSE departed END AS counted_from
      FROM consent_traveller v JOIN consent_journey j ON j.id = v.journey_id
     WHERE v.id = t AND consent_is_asked(t, consent_day(departed))),
  asked AS (
    SELECT c.* FROM consent_confirmation c
     WHERE c.traveller_id = t AND c.asked_at <= departed AND c.asked_at >= permit_made
       AND (c.answer <> 'still_yes' OR consent_is_fit(c.interpreter_id, c.asked_at)))
  SELECT 'v11_before', jsonb_build_object('hours', j.reconfirm_hours) FROM journey j
   WHERE NOT EXISTS (SELECT 1 FROM asked c WHERE c.which = 'before' AND c.alone AND c.answer = 'still_yes'
                        AND c.asked_at >= j.counted_from - make_interval(hours => j.reconfirm_hours))
  UNION ALL
  SELECT 'v11_at_departure', '{}' FROM journey j
   WHERE NOT EXISTS (SELECT 1 FROM asked c WHERE c.which = 'at_departure' AND c.alone AND c.answer = 'still_yes'
                        AND c.asked_at >= departed - interval '24 hours')
  UNION ALL
  SELECT 'v11_last_answer', jsonb_build_object('answer', last.answer) FROM journey j
   CROSS JOIN LATERAL (SELECT c.answer FROM asked c ORDER BY c.asked_at DESC, c.recorded_at DESC LIMIT 1) last
   WHERE last.answer <> 'still_yes' $$;

-- What stands against anything new being tied to the permit: a ticket, a seat, a transfer.
CREATE FUNCTION consent_ticketing_refusals(t uuid, at timestamptz, only_first boolean DEFAULT false)
RETURNS SETOF consent_refusal
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE permit consent_permit;
BEGIN
  SELECT * INTO permit FROM consent_permit p WHERE p.traveller_id = t ORDER BY p.recorded_at DESC LIMIT 1;
  IF permit.id IS NULL THEN
    RETURN NEXT ROW('v1_no_permit', '{}'::jsonb)::consent_refusal;
  ELSIF permit.state <> 'in_force' THEN
    RETURN NEXT ROW('v1_permit_not_in_force', jsonb_build_object('state', permit.state))::consent_refusal;
  ELSIF at >= permit.lapses_at THEN
    RETURN NEXT ROW('v1_permit_past_its_day', jsonb_build_object('until', permit.lapses_at))::consent_refusal;
  END IF;
  IF permit.id IS NOT NULL AND NOT (only_first AND (permit.state <> 'in_force' OR at >= permit.lapses_at)) THEN
    RETURN QUERY SELECT * FROM consent_permit_refusals(t, permit.declaration_id, at, only_first);
    IF FOUND AND only_first THEN RETURN; END IF;
    RETURN QUERY SELECT * FROM consent_v6_ticketing(t, permit.declaration_id, at);
  END IF;
END $$;

CREATE FUNCTION consent_departure_refusals(
  t uuid, planned timestamptz, departed timestamptz, only_first boolean DEFAULT false)
RETURNS SETOF consent_refusal
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE permit consent_permit;
BEGIN
  RETURN QUERY SELECT * FROM consent_ticketing_refusals(t, departed, only_first);
  IF FOUND AND only_first THEN RETURN; END IF;
  SELECT * INTO permit FROM consent_permit p WHERE p.traveller_id = t ORDER BY p.recorded_at DESC LIMIT 1;
  IF permit.made_at > departed THEN
    RETURN NEXT ROW('v1_departed_before_permit', '{}'::jsonb)::consent_refusal;
  END IF;
  RETURN QUERY SELECT * FROM consent_v9_departing(t, departed);
  RETURN QUERY SELECT * FROM consent_v11(t, coalesce(permit.made_at, departed), planned, departed);
END $$;

CREATE FUNCTION consent_departing() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE refusal consent_refusal;
BEGIN
  PERFORM consent_lock(NEW.traveller_id);
  SELECT * INTO refusal
    FROM consent_departure_refusals(NEW.traveller_id, NEW.planned_at, NEW.departed_at, true) LIMIT 1;
  IF FOUND THEN
    PERFORM consent_refuse(refusal.code, refusal.params);
  END IF;
  IF NOT EXISTS (SELECT 1 FROM consent_permit p WHERE p.id = NEW.permit_id AND p.traveller_id = NEW.traveller_id) THEN
    PERFORM consent_refuse('v1_permit_of_another');
  END IF;
  SELECT * INTO refusal FROM consent_v9_leaving(NEW.traveller_id, NEW.departed_at);
  IF FOUND THEN
    PERFORM consent_refuse(refusal.code, refusal.params);
  END IF;
  NEW.permit_state := 'in_force';
  RETURN NEW;
END $$;
CREATE TRIGGER b_departing BEFORE INSERT ON consent_departure FOR EACH ROW EXECUTE FUNCTION consent_departing();

CREATE FUNCTION consent_departed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE consent_permit SET state = 'used', ended_at = NEW.departed_at WHERE id = NEW.permit_id;
  RETURN NULL;
END $$;
CREATE TRIGGER m_departed AFTER INSERT ON consent_departure FOR EACH ROW EXECUTE FUNCTION consent_departed();

ALTER TABLE consent_departure DROP CONSTRAINT IF EXISTS consent_departure_tied;
ALTER TABLE consent_departure ADD CONSTRAINT consent_departure_tied
  FOREIGN KEY (permit_id, permit_state) REFERENCES consent_permit (id, state) ON UPDATE CASCADE;

-- V17: a step that cannot be undone is done last, with a permit in force and after the first confirmation.
CREATE FUNCTION consent_v17_order(t uuid, done timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'v17_no_permit', '{}'::jsonb
   WHERE NOT EXISTS (SELECT 1 FROM consent_permit p WHERE p.traveller_id = t AND p.state = 'in_force')
  UNION ALL
  SELECT 'v17_before_confirmation', '{}' WHERE NOT EXISTS (
    SELECT 1 FROM consent_confirmation c JOIN consent_permit p ON p.traveller_id = t AND p.state = 'in_force'
     WHERE c.traveller_id = t AND c.which = 'before' AND c.alone AND c.answer = 'still_yes'
       AND c.asked_at >= p.made_at AND c.asked_at <= done) $$;

CREATE FUNCTION consent_step_written() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE refusal consent_refusal;
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.done_at := NULL;
    IF NOT EXISTS (SELECT 1 FROM consent_traveller v JOIN consent_journey j ON j.id = v.journey_id
                    WHERE v.id = NEW.traveller_id AND NEW.code = ANY (j.irreversible_steps)) THEN
      PERFORM consent_refuse('v17_not_listed', jsonb_build_object('step', NEW.code));
    END IF;
    RETURN NEW;
  END IF;
  PERFORM consent_lock(NEW.traveller_id);
  IF OLD.done_at IS NOT NULL THEN
    PERFORM consent_refuse('v17_done_already');
  ELSIF NEW.done_at > clock_timestamp() + interval '5 minutes' THEN
    PERFORM consent_refuse('consent_not_in_the_future', jsonb_build_object('moment', NEW.done_at));
  END IF;
  SELECT * INTO refusal FROM consent_v17_order(NEW.traveller_id, NEW.done_at) LIMIT 1;
  IF FOUND THEN
    PERFORM consent_refuse(refusal.code, refusal.params);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_written BEFORE INSERT OR UPDATE ON consent_irreversiblestep
  FOR EACH ROW EXECUTE FUNCTION consent_step_written();
