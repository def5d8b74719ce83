-- V1: an itinerary rests on the permit of the member who travels by it, in a case that is a journey arranged by us.
CREATE FUNCTION cases_own_permit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_member m JOIN cases_case c ON c.id = m.case_id AND c.began = 'before_travel'
                   JOIN consent_permit p ON p.traveller_id = m.traveller_id
                  WHERE m.id = NEW.member_id AND m.case_id = NEW.case_id AND p.id = NEW.permit_id) THEN
    PERFORM cases_refuse('v1_permit_of_another', 'That permit is somebody else''s.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_own_permit BEFORE INSERT ON cases_itinerary FOR EACH ROW EXECUTE FUNCTION cases_own_permit();
-- A line is made for one member and cancelled; nothing else about it changes.
REVOKE UPDATE ON cases_itinerary FROM safar_app;
GRANT UPDATE (cancelled_at) ON cases_itinerary TO safar_app;

-- D7a: a consulate is asked only at the person's written wish, and not while their asylum claim is open.

CREATE FUNCTION cases_guard_paper_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE asked record;
BEGIN
  SELECT a.wish_on, a.member_id, a.country INTO asked FROM cases_traveldocumentapplication a WHERE a.id = NEW.application_id;
  IF NEW.step IN ('consular_request', 'consular_interview') AND (asked.wish_on IS NULL OR asked.wish_on > NEW."on") THEN
    PERFORM cases_refuse('d7a_written_wish',
      'A consulate is asked only at the written wish of the person. Record their wish and its day first.');
  END IF;
  IF NEW.step IN ('consular_request', 'consular_interview', 'chased') THEN
    PERFORM cases_bar_origin(asked.member_id, asked.country, (NEW."on" + 1)::timestamp AT TIME ZONE 'UTC');
  END IF;
  -- One request, one wish: what was sent is on file as it was sent, and is not sent twice.
  IF NEW.step = 'consular_request' AND (
       (SELECT count(*) FROM cases_consularrequest r WHERE r.application_id = NEW.application_id)
       <= (SELECT count(*) FROM cases_traveldocumentstep t
            WHERE t.application_id = NEW.application_id AND t.step = 'consular_request')) THEN
    PERFORM cases_refuse('d7a_no_request',
      'What is sent to a consulate is written down first, field by field. Use the page “Request to the consulate”.');
  END IF;
  NEW.recorded_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT ON cases_traveldocumentstep
  FOR EACH ROW EXECUTE FUNCTION cases_guard_paper_step();
