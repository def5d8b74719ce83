-- V13, V16, V19: what was allowed when it was prepared is asked again when it is done, and no row is turned into another.

-- A list is prepared, and a claim is lodged before it is released: whoever may not be named to that border stops it.
CREATE FUNCTION cases_border_still_allowed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM cases_bar_origin(r.member_id, l.country, NEW.released_at)
     FROM cases_borderlistrow r JOIN cases_borderlist l ON l.id = r.list_id
    WHERE r.list_id = NEW.list_id AND r.permit_state = 'in_force';
  RETURN NEW;
END $$;
CREATE TRIGGER b_still_allowed BEFORE INSERT ON cases_borderrelease
  FOR EACH ROW EXECUTE FUNCTION cases_border_still_allowed();

-- Which country an application for papers goes to, and for whom, is asked when it is opened and not changed afterwards.
REVOKE UPDATE ON cases_traveldocumentapplication FROM safar_app;
GRANT UPDATE (wish_on, wish_paper, state, state_since, due_on, valid_from, valid_until, closed_at)
  ON cases_traveldocumentapplication TO safar_app;

-- V16: whoever is feared does not wait at the door of arrivals.
CREATE FUNCTION cases_met_by_nobody_feared() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM cases_member m WHERE m.id = NEW.member_id AND people_no_contact_named(m.person_id, NEW.met_by)) THEN
    PERFORM cases_refuse('v16_no_contact',
      'There is no contact between these two, and nothing is asked of one about the other. Ask a protection officer.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_met_by BEFORE INSERT ON cases_itinerary FOR EACH ROW EXECUTE FUNCTION cases_met_by_nobody_feared();
