-- Nothing is handed over that was released, and nothing while a death is reported and not yet answered (V4, V20).

CREATE FUNCTION cases_guard_hand_over() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE began text;
BEGIN
  SELECT c.began INTO began FROM cases_enrolment e JOIN cases_case c ON c.id = e.case_id WHERE e.id = NEW.enrolment_id;
  IF NEW.tied_to_return AND began = 'before_travel' AND NOT EXISTS (
       SELECT 1 FROM cases_promise p
        WHERE p.due_item_id = NEW.id AND (p.permit_id IS NULL OR p.permit_state IN ('in_force', 'used'))) THEN
    -- A promise without a permit was made after departure: the database takes it at no other time.
    PERFORM cases_refuse('cases_dueitem_released',
      'This is tied to return, and the declaration is no longer in force. What is not tied to return stays due.');
  END IF;
  IF EXISTS (SELECT 1 FROM cases_enrolmentmember em
               JOIN cases_member m ON m.id = em.member_id
               JOIN consent_deathreport r ON r.traveller_id = m.traveller_id
              WHERE em.enrolment_id = NEW.enrolment_id
                AND (NEW.enrolment_member_id IS NULL OR em.id = NEW.enrolment_member_id)
                AND NOT EXISTS (SELECT 1 FROM consent_deathanswer a WHERE a.report_id = r.id)) THEN
    PERFORM cases_refuse('v20_payments_wait',
      'A death was reported and is not yet confirmed; nothing is paid or handed over until then.');
  END IF;
  RETURN NEW;
END $$;
-- Nothing is written as handed over from the start: it becomes due, and then it is handed over.
CREATE FUNCTION cases_due_first() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.handed_over_on := NULL; NEW.handed_over_by_id := NULL; NEW.receipt := ''; NEW.handed_over_to := '';
  RETURN NEW;
END $$;
CREATE TRIGGER due_first BEFORE INSERT ON cases_dueitem FOR EACH ROW EXECUTE FUNCTION cases_due_first();
-- For whom it is, and whether it is tied to return, is written once.
REVOKE UPDATE ON cases_dueitem FROM safar_app;
GRANT UPDATE (names, kind, amount, currency, source, funder, at_most, needs_approval, standing, due_event, due_on, handed_over_on,
              handed_over_by_id, handed_over_to, receipt, explained_at, explained_by_id, explained_reason, superseded_at)
  ON cases_dueitem TO safar_app;

CREATE TRIGGER guard BEFORE UPDATE OF handed_over_on ON cases_dueitem
  FOR EACH ROW WHEN (OLD.handed_over_on IS NULL AND NEW.handed_over_on IS NOT NULL)
  EXECUTE FUNCTION cases_guard_hand_over();
