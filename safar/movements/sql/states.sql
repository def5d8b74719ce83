-- The state of a leg follows from rows of outcomes; nobody but the database writes it.

CREATE FUNCTION movements_refuse(code text, params jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', code USING ERRCODE = '23514', CONSTRAINT = code, DETAIL = params::text;
END $$;

-- Stations are the organisation's structure: everybody reads them, an office keeps its own.
ALTER TABLE movements_station ENABLE ROW LEVEL SECURITY;
CREATE POLICY about_nobody ON movements_station FOR SELECT TO safar_app USING (true);
CREATE POLICY own_office_adds ON movements_station FOR INSERT TO safar_app
  WITH CHECK (office_id = ANY ((SELECT safar_scope())::int[]));
CREATE POLICY own_office_changes ON movements_station FOR UPDATE TO safar_app
  USING (office_id = ANY ((SELECT safar_scope())::int[]));

-- In which part of the way a state lies.
CREATE FUNCTION movements_phase(state text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN state IN ('planned', 'held', 'ticketed', 'confirmed') THEN 'before'
    WHEN state IN ('did_not_appear', 'late', 'changed_mind', 'ill', 'denied_papers', 'denied_fitness', 'overbooked',
                   'refused_exit', 'detained', 'transport_failed', 'removed_by_state') THEN 'not_boarded'
    WHEN state IN ('boarded', 'delayed', 'diverted', 'hospitalised', 'journey_stopped', 'missing') THEN 'under_way'
    WHEN state IN ('arrived_met', 'arrived_not_met', 'unconfirmed', 'refused_entry', 'sent_back') THEN 'end'
    ELSE state END $$;

-- Nobody is under way who has not departed by consent's own row, except where somebody found out that they did leave.
CREATE FUNCTION movements_has_left(of_leg uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT NOT EXISTS (SELECT 1 FROM movements_incident i WHERE i.leg_id = of_leg AND i.finding = 'did_not_leave')
     AND (EXISTS (SELECT 1 FROM movements_leg l JOIN cases_member m ON m.id = l.member_id
                    JOIN consent_departure d ON d.traveller_id = m.traveller_id WHERE l.id = of_leg)
       OR EXISTS (SELECT 1 FROM movements_incident i WHERE i.leg_id = of_leg AND i.finding = 'left')) $$;

CREATE FUNCTION movements_may_follow(old text, new text, has_left boolean) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN old = new OR old = 'died' THEN false
    WHEN new = 'disputed' THEN true
    WHEN movements_phase(new) IN ('under_way', 'end', 'died') THEN has_left
    WHEN movements_phase(new) = 'before' THEN movements_phase(old) = 'before'
    WHEN movements_phase(new) = 'not_boarded' THEN movements_phase(old) IN ('before', 'not_boarded', 'disputed') AND NOT has_left
    ELSE false END $$;

-- Compare and set: who says what it was before says it of the row as it is now.
CREATE FUNCTION movements_outcome_said() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE leg movements_leg;
BEGIN
  SELECT * INTO leg FROM movements_leg WHERE id = NEW.leg_id FOR UPDATE;
  NEW.recorded_at := clock_timestamp();
  IF leg.id IS NULL OR leg.dropped_at IS NOT NULL THEN
    PERFORM movements_refuse('movements_no_such_leg');
  ELSIF leg.state <> NEW.old THEN
    PERFORM movements_refuse('movements_changed_meanwhile', jsonb_build_object('state', leg.state));
  ELSIF NEW.stated_at > NEW.recorded_at + interval '5 minutes' OR NOT isfinite(NEW.stated_at) THEN
    PERFORM movements_refuse('movements_not_in_the_future');
  ELSIF NOT movements_may_follow(NEW.old, NEW.new, movements_has_left(leg.id)) THEN
    IF movements_phase(NEW.new) IN ('under_way', 'end', 'died') AND NOT movements_has_left(leg.id) THEN
      PERFORM movements_refuse('movements_not_departed', jsonb_build_object('state', NEW.new));
    END IF;
    PERFORM movements_refuse('movements_not_from_there', jsonb_build_object('old', NEW.old, 'new', NEW.new));
  END IF;
  UPDATE movements_leg SET state = NEW.new, state_since = NEW.stated_at WHERE id = leg.id;
  RETURN NEW;
END $$;
CREATE TRIGGER b_said BEFORE INSERT ON movements_outcome FOR EACH ROW EXECUTE FUNCTION movements_outcome_said();

-- A leg begins as planned, on the member's own itinerary and permit, and what is expected is what is planned.
CREATE FUNCTION movements_leg_made() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.recorded_at := clock_timestamp();
  NEW.state := 'planned';
  NEW.state_since := NEW.recorded_at;
  NEW.expected_leaves_at := NEW.leaves_at;
  NEW.expected_arrives_at := NEW.arrives_at;
  IF NOT EXISTS (SELECT 1 FROM cases_itinerary i WHERE i.id = NEW.itinerary_id AND i.member_id = NEW.member_id
                    AND i.case_id = NEW.case_id AND i.permit_id = NEW.permit_id AND i.cancelled_at IS NULL) THEN
    PERFORM movements_refuse('movements_no_such_itinerary');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_made BEFORE INSERT ON movements_leg FOR EACH ROW EXECUTE FUNCTION movements_leg_made();

-- A leg is dropped only before anybody has boarded on it: what happened stays.
CREATE FUNCTION movements_leg_dropped() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.dropped_at IS NOT NULL OR movements_phase(OLD.state) NOT IN ('before', 'not_boarded') THEN
    PERFORM movements_refuse('movements_leg_stays');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_dropped BEFORE UPDATE OF dropped_at ON movements_leg
  FOR EACH ROW WHEN (OLD.dropped_at IS DISTINCT FROM NEW.dropped_at) EXECUTE FUNCTION movements_leg_dropped();
