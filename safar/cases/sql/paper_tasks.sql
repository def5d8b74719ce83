-- A paper on its way into force: who checks it and who reaches the person are tasks that arise by themselves.

CREATE FUNCTION cases_end_paper_tasks(of_paper uuid, task text, at timestamptz, member int) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE cases_task SET done_at = at, done_by_id = member, outcome = 'happened'
   WHERE code = task AND params ->> 'paper' = of_paper::text AND done_at IS NULL $$;

CREATE FUNCTION cases_on_paper() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'consent_paperdeclaration' THEN
    PERFORM cases_add_task(NEW.traveller_id, 'check_paper', 'me', 'counsellor', NEW.entered_at, NULL,
                           jsonb_build_object('paper', NEW.id));
  ELSIF TG_TABLE_NAME = 'consent_papercheck' THEN
    PERFORM cases_end_paper_tasks(NEW.paper_id, 'check_paper', NEW.checked_at, NEW.checked_by_id);
    PERFORM cases_add_task(NEW.traveller_id, CASE WHEN NEW.differences = '{}' THEN 'reach_about_paper' ELSE 'enter_paper_anew' END,
                           'me', '', NEW.checked_at, NULL, jsonb_build_object('paper', NEW.paper_id));
  ELSIF NEW.outcome <> 'not_reached' THEN
    PERFORM cases_end_paper_tasks(NEW.paper_id, 'reach_about_paper', NEW.spoke_at, NEW.spoke_by_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER cases_tasks AFTER INSERT ON consent_paperdeclaration FOR EACH ROW EXECUTE FUNCTION cases_on_paper();
CREATE TRIGGER cases_tasks AFTER INSERT ON consent_papercheck FOR EACH ROW EXECUTE FUNCTION cases_on_paper();
CREATE TRIGGER cases_tasks AFTER INSERT ON consent_paperreach FOR EACH ROW EXECUTE FUNCTION cases_on_paper();
