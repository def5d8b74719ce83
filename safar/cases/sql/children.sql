-- Tasks that arise for children: something fell away, a parent says no, they came of age, nobody signed for them.

CREATE FUNCTION cases_on_child_hold() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM cases_add_task(NEW.traveller_id,
                         CASE WHEN NEW.kind = 'parental_dissent' THEN 'court_or_panel'
                              WHEN consent_is_adult(NEW.traveller_id, consent_day(NEW.raised_at)) THEN 'counsel_of_age'
                              ELSE 'child_item_missing' END,
                         'me', '', NEW.raised_at, 24, jsonb_build_object('hold', NEW.id));
  RETURN NULL;
END $$;
CREATE TRIGGER cases_child_tasks AFTER INSERT ON consent_hold FOR EACH ROW
  WHEN (NEW.kind IN ('child_procedure', 'parental_dissent')) EXECUTE FUNCTION cases_on_child_hold();

-- The child stays with us: the named carer is looked for at once, and a protection officer is told.
CREATE FUNCTION cases_on_hand_over() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.outcome = 'handed_over' THEN
    UPDATE cases_task SET done_at = NEW.happened_at, done_by_id = NEW.recorded_by_id, outcome = 'handed_over'
     WHERE done_at IS NULL AND (code = 'find_named_carer' OR code IN ('escalation', 'escalated_above')
                                AND params ->> 'event' = 'not_handed_over')
       AND member_id IN (SELECT m.id FROM cases_member m WHERE m.traveller_id = NEW.child_id);
  ELSE
    PERFORM cases_add_task(NEW.child_id, 'find_named_carer', 'me', '', NEW.happened_at, 2, '{}');
    PERFORM cases_escalate(NEW.child_id, 'not_handed_over', NEW.happened_at, NEW.id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER cases_tasks AFTER INSERT ON consent_handover FOR EACH ROW EXECUTE FUNCTION cases_on_hand_over();
