-- What the application may write: never the state of a permit, never what a rule was decided by.

REVOKE INSERT, UPDATE ON consent_permit FROM safar_app;
GRANT INSERT (id, traveller_id, declaration_id, rests_on_id, made_at) ON consent_permit TO safar_app;

REVOKE UPDATE ON consent_journey FROM safar_app;
GRANT UPDATE (programme_version_id, return_country, return_place, promised_digest) ON consent_journey TO safar_app;

REVOKE UPDATE ON consent_traveller FROM safar_app;
GRANT UPDATE (going, struck_reason, struck_at, cannot_read) ON consent_traveller TO safar_app;

REVOKE UPDATE ON consent_irreversiblestep FROM safar_app;
GRANT UPDATE (done_at) ON consent_irreversiblestep TO safar_app;

REVOKE UPDATE ON consent_notreached FROM safar_app;
GRANT UPDATE (attempts, reached_again_at) ON consent_notreached TO safar_app;

REVOKE UPDATE ON consent_informationpack, consent_declarationtext FROM safar_app;
GRANT UPDATE (superseded_at, approved_by_name, approved_at) ON consent_informationpack TO safar_app;
GRANT UPDATE (superseded_at, approved_by_name, approved_at) ON consent_declarationtext TO safar_app;

-- Packs and texts are about nobody: every actor reads them; publishing them is asked of the role in code.
ALTER TABLE consent_informationpack ENABLE ROW LEVEL SECURITY;
CREATE POLICY about_nobody ON consent_informationpack FOR ALL TO safar_app USING (true) WITH CHECK (true);
ALTER TABLE consent_declarationtext ENABLE ROW LEVEL SECURITY;
CREATE POLICY about_nobody ON consent_declarationtext FOR ALL TO safar_app USING (true) WITH CHECK (true);

-- Words in use on paper before they were published here: said once, by those who may approve words, of the first version
-- only. What was told under an earlier version of ours was told under that version.
ALTER TABLE consent_wordsonpaper ENABLE ROW LEVEL SECURITY;
CREATE POLICY about_nobody ON consent_wordsonpaper FOR SELECT TO safar_app USING (true);
CREATE POLICY said_by_who_may_approve ON consent_wordsonpaper FOR INSERT TO safar_app WITH CHECK (said_by_id = safar_user());
REVOKE UPDATE ON consent_wordsonpaper FROM safar_app;
CREATE FUNCTION consent_said_of_paper() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE published timestamptz; approved timestamptz; number int;
BEGIN
  SELECT p.current_from, p.approved_at, p.version INTO published, approved, number
    FROM consent_informationpack p WHERE p.id = NEW.pack_id
   UNION ALL SELECT x.current_from, x.approved_at, x.version FROM consent_declarationtext x WHERE x.id = NEW.text_id;
  IF number IS DISTINCT FROM 1 THEN
    PERFORM consent_refuse('consent_on_paper_first_version');
  ELSIF approved IS NULL THEN
    PERFORM consent_refuse('consent_on_paper_approved');
  ELSIF NEW.since > consent_day(published) THEN
    PERFORM consent_refuse('consent_on_paper_before');
  ELSIF consent_post_of(NEW.said_by_id, 'programme_manager', consent_day(NEW.said_at)) IS NULL
    AND consent_post_of(NEW.said_by_id, 'protection_officer', consent_day(NEW.said_at)) IS NULL THEN
    PERFORM consent_refuse('consent_on_paper_who');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_said BEFORE INSERT ON consent_wordsonpaper FOR EACH ROW EXECUTE FUNCTION consent_said_of_paper();

-- Written by the database alone.
REVOKE INSERT, UPDATE ON consent_chainlink, consent_failedstep FROM safar_app;
REVOKE ALL ON consent_chainsalt FROM safar_app;
ALTER TABLE consent_chainsalt ENABLE ROW LEVEL SECURITY;
REVOKE INSERT, UPDATE ON consent_lateentry FROM safar_app;
GRANT UPDATE (reviewed_by_id, reviewed_at, note) ON consent_lateentry TO safar_app;

-- Days are added in Coordinated Universal Time: a zone that a role invents for itself can make a day a week long.
DO $$
DECLARE rule regprocedure;
BEGIN
  FOR rule IN SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef AND proname LIKE 'consent\_%' LOOP
    EXECUTE format('ALTER FUNCTION %s SET timezone = ''UTC''', rule);
  END LOOP;
END $$;
