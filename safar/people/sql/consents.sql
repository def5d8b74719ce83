-- D4: nobody is registered without their consent to it, given before and written down in the same transaction.
CREATE FUNCTION people_require_registration_consent() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM people_dataconsent consent
                  WHERE consent.person_id = NEW.id AND consent.purpose = 'registration'
                    AND consent.withdrawn_at IS NULL AND consent.given_at <= NEW.created_at) THEN
    RAISE EXCEPTION 'Nobody is registered without consenting first.'
      USING ERRCODE = '23514', CONSTRAINT = 'people_registration_consent';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER registration_consent AFTER INSERT ON people_person
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION people_require_registration_consent();

-- A consent is withdrawn once and stays withdrawn; nothing else about it changes.
CREATE FUNCTION people_consent_stays_withdrawn() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at THEN
    RAISE EXCEPTION 'A withdrawn consent stays withdrawn; ask for a new one.'
      USING ERRCODE = '23514', CONSTRAINT = 'people_consent_withdrawn';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stays_withdrawn BEFORE UPDATE ON people_dataconsent
  FOR EACH ROW EXECUTE FUNCTION people_consent_stays_withdrawn();
REVOKE UPDATE ON people_dataconsent FROM safar_app;
GRANT UPDATE (withdrawn_at) ON people_dataconsent TO safar_app;
