-- A delay changes what is expected, brings duties, and may make it necessary to ask the person again (V11).

CREATE FUNCTION movements_delay_said() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE leg movements_leg;
BEGIN
  SELECT * INTO leg FROM movements_leg WHERE id = NEW.leg_id FOR UPDATE;
  NEW.recorded_at := clock_timestamp();
  IF leg.id IS NULL OR leg.dropped_at IS NOT NULL THEN
    PERFORM movements_refuse('movements_no_such_leg');
  ELSIF NEW.said_at > NEW.recorded_at + interval '5 minutes' OR NOT isfinite(NEW.leaves_at) THEN
    PERFORM movements_refuse('movements_not_in_the_future');
  ELSIF NEW.leaves_at < leg.leaves_at OR NEW.arrives_at <= NEW.leaves_at THEN
    PERFORM movements_refuse('movements_delay_is_later');
  ELSIF movements_phase(leg.state) = 'end' THEN
    PERFORM movements_refuse('movements_not_from_there', jsonb_build_object('old', leg.state, 'new', 'delayed'));
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_said BEFORE INSERT ON movements_delay FOR EACH ROW EXECUTE FUNCTION movements_delay_said();

CREATE FUNCTION movements_delayed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE leg movements_leg; traveller uuid; allowed int; waits interval; owed record;
BEGIN
  SELECT * INTO leg FROM movements_leg WHERE id = NEW.leg_id;
  SELECT m.traveller_id, j.reconfirm_delay_hours INTO traveller, allowed FROM cases_member m
    JOIN consent_traveller v ON v.id = m.traveller_id JOIN consent_journey j ON j.id = v.journey_id WHERE m.id = leg.member_id;
  UPDATE movements_leg SET expected_leaves_at = NEW.leaves_at,
         expected_arrives_at = coalesce(NEW.arrives_at, leg.arrives_at + (NEW.leaves_at - leg.leaves_at))
   WHERE id = leg.id;
  waits := greatest(NEW.leaves_at - leg.leaves_at, coalesce(NEW.arrives_at - leg.arrives_at, interval '0'));
  FOR owed IN SELECT * FROM (VALUES ('receiver_told', 0, 1), ('papers_checked', 0, 2), ('food', 2, 2), ('telephone', 2, 2),
                                    ('medicine', 2, 2), ('room', 6, 3)) AS duty(code, from_hours, within) LOOP
    IF waits >= make_interval(hours => owed.from_hours) THEN
      INSERT INTO movements_duty (id, leg_id, delay_id, code, due_at, note)
      SELECT gen_random_uuid(), leg.id, NEW.id, owed.code, NEW.said_at + make_interval(hours => owed.within), ''
       WHERE NOT EXISTS (SELECT 1 FROM movements_duty d WHERE d.leg_id = leg.id AND d.code = owed.code AND d.done_at IS NULL);
    END IF;
  END LOOP;
  IF movements_phase(leg.state) = 'under_way' THEN
    PERFORM movements_note(traveller, 'last', 'delayed', NEW.said_at, NEW.reason, NEW.by_id);
  ELSIF leg.position = 1 AND NEW.leaves_at - leg.leaves_at > make_interval(hours => allowed) THEN
    PERFORM movements_ask(traveller, 'ask_again_after_delay', 'me', '', NEW.said_at,
      greatest(1, floor(extract(epoch FROM NEW.leaves_at - NEW.said_at) / 3600)::int), '{}');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER m_delayed AFTER INSERT ON movements_delay FOR EACH ROW EXECUTE FUNCTION movements_delayed();
