-- A promise tied to return carries the permit of whom it is for, unless they have departed or came home without us:
-- otherwise a withdrawal would leave it standing (V4, V5).
CREATE FUNCTION cases_promise_carries_permit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE bearer uuid; tied boolean;
BEGIN
  IF NEW.permit_id IS NOT NULL THEN
    RETURN NEW;
  END IF;
  SELECT item.tied_to_return AND cases_case.began = 'before_travel',
         coalesce(own.traveller_id, (
           SELECT m.traveller_id FROM cases_enrolmentmember em JOIN cases_member m ON m.id = em.member_id
            WHERE em.enrolment_id = item.enrolment_id ORDER BY m.position LIMIT 1))
    INTO tied, bearer
    FROM cases_dueitem item
    JOIN cases_enrolment ON cases_enrolment.id = item.enrolment_id
    JOIN cases_case ON cases_case.id = cases_enrolment.case_id
    LEFT JOIN cases_enrolmentmember row ON row.id = item.enrolment_member_id
    LEFT JOIN cases_member own ON own.id = row.member_id
   WHERE item.id = NEW.due_item_id;
  IF tied AND NOT EXISTS (SELECT 1 FROM consent_departure WHERE traveller_id = bearer) THEN
    RAISE EXCEPTION 'A promise tied to return needs a declaration in force.'
      USING ERRCODE = '23514', CONSTRAINT = 'cases_promise_needs_permit';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER carries_permit BEFORE INSERT ON cases_promise
  FOR EACH ROW EXECUTE FUNCTION cases_promise_carries_permit();
