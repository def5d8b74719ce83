-- V18 on the floor of the cases: nobody is troubled about a closed case, and who leaves soon is told before they leave.

CREATE FUNCTION cases_telling() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE leaves timestamptz;
BEGIN
  IF NEW.first_to_last = 'rest' AND EXISTS (
       SELECT 1 FROM cases_member m JOIN cases_case c ON c.id = m.case_id
        WHERE m.traveller_id = NEW.traveller_id AND (c.status = 'closed' OR m.left_at IS NOT NULL))
     AND NOT EXISTS (
       SELECT 1 FROM cases_member m JOIN cases_case c ON c.id = m.case_id
        WHERE m.traveller_id = NEW.traveller_id AND c.status <> 'closed' AND m.left_at IS NULL) THEN
    RETURN NULL;
  END IF;
  SELECT min(i.leaves_at) INTO leaves FROM cases_itinerary i JOIN cases_member m ON m.id = i.member_id
   WHERE m.traveller_id = NEW.traveller_id AND i.cancelled_at IS NULL AND i.leaves_at > NEW.arose_at;
  NEW.due_at := least(NEW.due_at, greatest(leaves - interval '12 hours', NEW.arose_at + interval '1 hour'));
  RETURN NEW;
END $$;
CREATE TRIGGER cases_telling BEFORE INSERT ON consent_advisorytelling FOR EACH ROW EXECUTE FUNCTION cases_telling();
