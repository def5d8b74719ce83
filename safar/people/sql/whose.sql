-- Whose a name, a paper or a telephone is never changes: the passport or the safe number of one person would become
-- another's. A spelling or a number is corrected; a way to somebody, a nationality or a language ends, and a new one
-- is written. The card by which a person is found is written anew with it (finding.sql).
REVOKE UPDATE ON people_name, people_document, people_safecontact, people_nationality,
  people_spokenlanguage, people_enquiry FROM safar_app;
GRANT UPDATE (kind, text, script, latin, given, family, father_name, is_primary, sort_key, text_key, latin_key)
  ON people_name TO safar_app;
GRANT UPDATE (kind, number, number_key, country, issued_on, valid_until, note) ON people_document TO safar_app;
GRANT UPDATE (ended_at) ON people_safecontact, people_nationality, people_spokenlanguage TO safar_app;
GRANT UPDATE (led_to_registration) ON people_enquiry TO safar_app;

-- A number that is no longer safe is not called again because somebody took its end away.
CREATE FUNCTION people_contact_ended() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL THEN
    PERFORM people_refuse('people_contact_ended_once');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_ended BEFORE UPDATE ON people_safecontact FOR EACH ROW EXECUTE FUNCTION people_contact_ended();
