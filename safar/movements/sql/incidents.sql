-- A report is never silently dropped: it ends as what consent holds, or as an incident that somebody has to settle.

CREATE FUNCTION movements_settling() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE report movements_report; traveller uuid;
BEGIN
  NEW.recorded_at := clock_timestamp();
  SELECT * INTO report FROM movements_report WHERE id = NEW.report_id;
  SELECT m.traveller_id INTO traveller FROM movements_leg l JOIN cases_member m ON m.id = l.member_id WHERE l.id = report.leg_id;
  IF NEW.result = 'refused' THEN
    RETURN NEW;
  ELSIF report.kind = 'boarded' AND NOT EXISTS (SELECT 1 FROM consent_departure d WHERE d.traveller_id = traveller) THEN
    PERFORM movements_refuse('movements_report_not_dropped');
  ELSIF report.kind = 'asked' AND NOT EXISTS (SELECT 1 FROM consent_confirmation c WHERE c.traveller_id = traveller
                                                 AND (c.answer = 'no' OR report.value <> 'no')
                                                 AND c.which = 'at_departure')
        AND NOT EXISTS (SELECT 1 FROM consent_withdrawal w WHERE w.traveller_id = traveller) THEN
    PERFORM movements_refuse('movements_report_not_dropped');
  ELSIF report.kind = 'not_boarded' AND NOT EXISTS (SELECT 1 FROM consent_nottravelled n WHERE n.traveller_id = traveller)
        AND NOT EXISTS (SELECT 1 FROM consent_withdrawal w WHERE w.traveller_id = traveller)
        AND NOT EXISTS (SELECT 1 FROM movements_report r WHERE r.leg_id = report.leg_id AND r.kind = 'boarded'
                           AND r.stated_at > report.stated_at) THEN
    PERFORM movements_refuse('movements_report_not_dropped');
  ELSIF report.kind = 'arrived' AND NOT EXISTS (SELECT 1 FROM consent_arrival a WHERE a.traveller_id = traveller) THEN
    PERFORM movements_refuse('movements_report_not_dropped');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_settling BEFORE INSERT ON movements_settlement FOR EACH ROW EXECUTE FUNCTION movements_settling();

CREATE FUNCTION movements_refused_report() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE report movements_report; leg movements_leg; traveller uuid; kind text;
BEGIN
  SELECT * INTO report FROM movements_report WHERE id = NEW.report_id;
  SELECT * INTO leg FROM movements_leg WHERE id = report.leg_id;
  SELECT m.traveller_id INTO traveller FROM cases_member m WHERE m.id = leg.member_id;
  kind := CASE WHEN NEW.code IN ('no_and_boarded', 'boarded_and_not', 'cash_twice') THEN NEW.code
               WHEN report.kind = 'boarded' THEN 'departure_refused' ELSE 'answer_refused' END;
  INSERT INTO movements_incident (id, case_id, member_id, leg_id, kind, code, params, stated_at, recorded_at, finding, words)
  VALUES (gen_random_uuid(), leg.case_id, leg.member_id, leg.id, kind, NEW.code, NEW.params, report.stated_at,
          clock_timestamp(), '', '')
  ON CONFLICT DO NOTHING;
  IF kind IN ('departure_refused', 'no_and_boarded', 'boarded_and_not') THEN
    PERFORM movements_note(traveller, 'first', 'disputed', least(report.stated_at, clock_timestamp()), NEW.code, report.by_id);
  ELSE
    PERFORM movements_ask(traveller, 'look_at_report', 'me', 'movement_officer', report.stated_at, 24, '{}');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER m_refused AFTER INSERT ON movements_settlement
  FOR EACH ROW WHEN (NEW.result = 'refused') EXECUTE FUNCTION movements_refused_report();

-- An incident is settled once, by somebody, with what they found.
CREATE FUNCTION movements_incident_settled() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.settled_at IS NOT NULL THEN
    PERFORM movements_refuse('movements_incident_settled_already');
  ELSIF NEW.finding = 'put_right' AND OLD.kind IN ('departure_refused', 'no_and_boarded', 'boarded_and_not') THEN
    PERFORM movements_refuse('movements_incident_where_are_they');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_settled BEFORE UPDATE ON movements_incident FOR EACH ROW EXECUTE FUNCTION movements_incident_settled();

-- Who turns out to have left against a no is met where they land, and a protection officer hears of it.
CREATE FUNCTION movements_found_out() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE traveller uuid;
BEGIN
  SELECT m.traveller_id INTO traveller FROM cases_member m WHERE m.id = NEW.member_id;
  PERFORM movements_settled(traveller, ARRAY['find_out_who_left', 'call_about_departure', 'look_at_report'], NEW.settled_at);
  IF NEW.finding = 'left' AND (movements_leg_of(traveller, 'first')).state = 'disputed' THEN
    PERFORM movements_note(traveller, 'first', 'boarded', NEW.stated_at, NEW.words, NEW.settled_by_id);
    PERFORM movements_ask(traveller, 'left_against_a_rule', 'protection', 'protection_officer', NEW.settled_at, 2, '{}');
  ELSIF NEW.finding = 'did_not_leave' AND (movements_leg_of(traveller, 'first')).state = 'disputed' THEN
    PERFORM movements_note(traveller, 'first', CASE WHEN EXISTS (SELECT 1 FROM consent_withdrawal w WHERE w.traveller_id = traveller)
      THEN 'changed_mind' ELSE 'did_not_appear' END, NEW.stated_at, NEW.words, NEW.settled_by_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER m_found_out AFTER UPDATE OF finding ON movements_incident
  FOR EACH ROW WHEN (OLD.finding = '' AND NEW.finding <> '') EXECUTE FUNCTION movements_found_out();
