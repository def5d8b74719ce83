-- A promise tied to return carries the permit of whom it is for, unless they have departed or came home without us:
-- otherwise a withdrawal would leave it standing (V4, V5).
CREATE FUNCTION cases_promise_carries_permit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE bearer uuid; tied boolean;
BEGIN
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
  IF tied AND EXISTS (SELECT 1 FROM cases_promise earlier
                       WHERE earlier.due_item_id = NEW.due_item_id AND earlier.permit_state IN ('in_force', 'held')
                         AND (earlier.amount, earlier.currency) IS DISTINCT FROM (NEW.amount, NEW.currency)) THEN
    RAISE EXCEPTION 'Another amount was promised, and the declaration is about that one.'
      USING ERRCODE = '23514', CONSTRAINT = 'v1_terms_changed';
  END IF;
  IF NEW.permit_id IS NOT NULL THEN
    -- What is for one member rests on their permit; what a family shares, on that of one who is enrolled with it.
    IF NOT EXISTS (SELECT 1 FROM consent_permit p JOIN cases_member m ON m.traveller_id = p.traveller_id
                     JOIN cases_enrolmentmember em ON em.member_id = m.id
                     JOIN cases_dueitem item ON item.enrolment_id = em.enrolment_id
                      AND (item.enrolment_member_id IS NULL OR item.enrolment_member_id = em.id)
                    WHERE p.id = NEW.permit_id AND item.id = NEW.due_item_id) THEN
      RAISE EXCEPTION 'That permit is somebody else''s.' USING ERRCODE = '23514', CONSTRAINT = 'v1_permit_of_another';
    END IF;
    RETURN NEW;
  END IF;
  IF tied AND NOT EXISTS (SELECT 1 FROM consent_departure WHERE traveller_id = bearer) THEN
    RAISE EXCEPTION 'A promise tied to return needs a declaration in force.'
      USING ERRCODE = '23514', CONSTRAINT = 'cases_promise_needs_permit';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER carries_permit BEFORE INSERT ON cases_promise
  FOR EACH ROW EXECUTE FUNCTION cases_promise_carries_permit();
