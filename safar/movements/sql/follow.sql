-- Legs follow what cases and consent write, whichever page or program wrote it.

-- A station by its code or name, if an office keeps one.
CREATE FUNCTION movements_station_of(place text) RETURNS movements_station
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.* FROM movements_station s
   WHERE s.closed_at IS NULL AND lower(btrim(place)) IN (lower(s.code), lower(s.name)) ORDER BY s.code LIMIT 1 $$;

-- An itinerary is one leg until somebody writes more of them.
CREATE FUNCTION movements_itinerary_made() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE here movements_station := movements_station_of(NEW.from_place); there movements_station := movements_station_of(NEW.to_place);
        zone text;
BEGIN
  SELECT o.timezone INTO zone FROM cases_case c JOIN accounts_office o ON o.id = c.office_id WHERE c.id = NEW.case_id;
  INSERT INTO movements_leg (id, case_id, member_id, itinerary_id, permit_id, permit_state, position, way, from_place, to_place,
    from_station_id, to_station_id, from_zone, to_zone, carrier, number, leaves_at, arrives_at, expected_leaves_at,
    expected_arrives_at, state, state_since, by_id)
  VALUES (gen_random_uuid(), NEW.case_id, NEW.member_id, NEW.id, NEW.permit_id, NEW.permit_state, 1, NEW.way, NEW.from_place,
    NEW.to_place, here.id, there.id, coalesce(here.timezone, zone, 'UTC'), coalesce(there.timezone, zone, 'UTC'), NEW.carrier,
    NEW.number, NEW.leaves_at, NEW.arrives_at, NEW.leaves_at, NEW.arrives_at, 'planned', NEW.leaves_at, NEW.by_id);
  RETURN NULL;
END $$;
CREATE TRIGGER movements_leg AFTER INSERT ON cases_itinerary FOR EACH ROW EXECUTE FUNCTION movements_itinerary_made();

CREATE FUNCTION movements_itinerary_cancelled() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE movements_leg SET dropped_at = NEW.cancelled_at
   WHERE itinerary_id = NEW.id AND dropped_at IS NULL AND movements_phase(state) = 'before';
  RETURN NULL;
END $$;
CREATE TRIGGER movements_leg_off AFTER UPDATE OF cancelled_at ON cases_itinerary
  FOR EACH ROW WHEN (OLD.cancelled_at IS NULL AND NEW.cancelled_at IS NOT NULL) EXECUTE FUNCTION movements_itinerary_cancelled();

-- The leg that something said about a traveller concerns: the first or the last of the way they are on.
CREATE FUNCTION movements_leg_of(of_traveller uuid, wanted text) RETURNS movements_leg
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT l.* FROM movements_leg l JOIN cases_member m ON m.id = l.member_id
   WHERE m.traveller_id = of_traveller AND l.dropped_at IS NULL
   ORDER BY l.recorded_at DESC, CASE WHEN wanted = 'first' THEN l.position ELSE -l.position END LIMIT 1 $$;

-- Writes an outcome down where it can follow; where there is no leg, what has to be done is asked all the same.
CREATE FUNCTION movements_note(of_traveller uuid, wanted text, outcome text, at timestamptz, why text, said_by int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE leg movements_leg := movements_leg_of(of_traveller, wanted);
BEGIN
  IF leg.id IS NULL THEN
    PERFORM movements_ask_next(of_traveller, outcome, at);
  ELSIF movements_may_follow(leg.state, outcome, movements_has_left(leg.id)) THEN
    INSERT INTO movements_outcome (id, leg_id, old, new, stated_at, reason, by_id)
    VALUES (gen_random_uuid(), leg.id, leg.state, outcome, least(at, clock_timestamp()), why, said_by);
  END IF;
END $$;

CREATE FUNCTION movements_on_departure() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM movements_note(NEW.traveller_id, 'first', 'boarded', NEW.departed_at, '', NEW.recorded_by_id);
  RETURN NULL;
END $$;
CREATE TRIGGER movements_follow AFTER INSERT ON consent_departure FOR EACH ROW EXECUTE FUNCTION movements_on_departure();

CREATE FUNCTION movements_on_not_travelled() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM movements_note(NEW.traveller_id, 'first', NEW.outcome, NEW.planned_at, NEW.next_step, NEW.recorded_by_id);
  PERFORM movements_ask_the_family(NEW.traveller_id, NEW.planned_at);
  RETURN NULL;
END $$;
CREATE TRIGGER movements_follow AFTER INSERT ON consent_nottravelled FOR EACH ROW EXECUTE FUNCTION movements_on_not_travelled();

-- A withdrawal before departure is a changed mind; after it the journey is stopped, by the row that consent writes.
CREATE FUNCTION movements_on_withdrawal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (movements_leg_of(NEW.traveller_id, 'first')).id IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM consent_departure d WHERE d.traveller_id = NEW.traveller_id) THEN
    PERFORM movements_note(NEW.traveller_id, 'first', 'changed_mind', NEW.said_at, '', NEW.recorded_by_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER movements_follow AFTER INSERT ON consent_withdrawal FOR EACH ROW EXECUTE FUNCTION movements_on_withdrawal();

CREATE FUNCTION movements_on_stop() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM movements_note(NEW.traveller_id, 'last', 'journey_stopped', NEW.said_at, NEW.place, safar_user());
  RETURN NULL;
END $$;
CREATE TRIGGER movements_follow AFTER INSERT ON consent_journeystop FOR EACH ROW EXECUTE FUNCTION movements_on_stop();

CREATE FUNCTION movements_on_arrival() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM movements_note(NEW.traveller_id, 'last',
    CASE NEW.outcome WHEN 'met' THEN 'arrived_met' WHEN 'not_met' THEN 'arrived_not_met' ELSE NEW.outcome END,
    NEW.arrived_at, '', NEW.recorded_by_id);
  RETURN NULL;
END $$;
CREATE TRIGGER movements_follow AFTER INSERT ON consent_arrival FOR EACH ROW EXECUTE FUNCTION movements_on_arrival();

-- V20: a report freezes and closes nothing; only a confirmed death is written as one, and then the family is seen to.
CREATE FUNCTION movements_on_death() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE died uuid;
BEGIN
  SELECT r.traveller_id INTO died FROM consent_deathreport r WHERE r.id = NEW.report_id;
  IF NEW.confirmed AND EXISTS (SELECT 1 FROM consent_departure d WHERE d.traveller_id = died)
     AND NOT EXISTS (SELECT 1 FROM consent_arrival a WHERE a.traveller_id = died AND a.outcome IN ('met', 'not_met')) THEN
    PERFORM movements_note(died, 'last', 'died', NEW.answered_at, '', NEW.answered_by_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER movements_follow AFTER INSERT ON consent_deathanswer FOR EACH ROW EXECUTE FUNCTION movements_on_death();

-- Who travelled with the person is not left alone while nobody knows yet.
CREATE FUNCTION movements_on_death_report() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM consent_departure d WHERE d.traveller_id = NEW.traveller_id)
     AND movements_cares_for(NEW.traveller_id, NEW.reported_at) THEN
    PERFORM movements_ask(NEW.traveller_id, 'child_not_alone', 'protection', 'protection_officer', NEW.reported_at, 1, '{}');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER movements_follow AFTER INSERT ON consent_deathreport
  FOR EACH ROW EXECUTE FUNCTION movements_on_death_report();

-- The bell: who should have arrived so many hours ago and of whom nothing is known is written as not confirmed.
CREATE FUNCTION movements_ring(at timestamptz, hours int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE late record; rung int := 0; moment timestamptz := least(at, clock_timestamp());
BEGIN
  FOR late IN
    SELECT DISTINCT ON (m.traveller_id) m.traveller_id, l.state,
           coalesce(l.expected_arrives_at, l.expected_leaves_at + interval '24 hours') AS due
      FROM movements_leg l JOIN cases_member m ON m.id = l.member_id
      JOIN consent_departure d ON d.traveller_id = m.traveller_id
     WHERE l.dropped_at IS NULL AND NOT EXISTS (SELECT 1 FROM consent_arrival a WHERE a.traveller_id = m.traveller_id)
     ORDER BY m.traveller_id, l.recorded_at DESC, l.position DESC
  LOOP
    IF late.due + make_interval(hours => hours) <= moment
       AND late.state NOT IN ('hospitalised', 'journey_stopped', 'missing', 'died', 'disputed') THEN
      INSERT INTO consent_arrival (id, traveller_id, outcome, arrived_at, recorded_at, place, met_by)
      VALUES (gen_random_uuid(), late.traveller_id, 'unconfirmed', moment, clock_timestamp(), '', '');
      rung := rung + 1;
    END IF;
  END LOOP;
  RETURN rung;
END $$;
GRANT EXECUTE ON FUNCTION movements_ring(timestamptz, int) TO safar_app;
