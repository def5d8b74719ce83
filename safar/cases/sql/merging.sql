-- Two records of one person are merged: not two who stand side by side in one case. That both are in an open case of
-- their own is found by merging and seen on the page; which of the two goes on is decided by people, and no third is
-- opened (cases_one_open_case).
CREATE FUNCTION cases_merging() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE seen boolean;
BEGIN
  SELECT bool_and(c.office_id = ANY (safar_scope()) OR c.offered_to_id = ANY (safar_scope()) OR c.sent_from_id = ANY (safar_scope()))
    INTO seen
    FROM cases_member a JOIN cases_member b ON b.case_id = a.case_id JOIN cases_case c ON c.id = a.case_id
   WHERE a.person_id IN (SELECT people_same(NEW.kept_id)) AND b.person_id IN (SELECT people_same(NEW.gone_id));
  IF seen IS NOT NULL THEN
    PERFORM cases_refuse(CASE WHEN seen THEN 'people_merge_together' ELSE 'people_merge_not_now' END, 'These are two people.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER c_cases BEFORE INSERT ON people_merge FOR EACH ROW EXECUTE FUNCTION cases_merging();
