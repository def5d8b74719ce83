-- V21: the register of interpreters, their bookings, and what follows when one is found unfit.

-- One found unfit does not come back under another number: not the same person, and nobody of the same name, in whichever
-- order it is written. Whether a namesake is somebody else is seen by a protection officer, who may enter them.
CREATE FUNCTION consent_known_unfit(n consent_interpreter) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT min(i.number) FROM consent_interpreter i CROSS JOIN LATERAL consent_finding(i.id) f
   WHERE i.office_id = n.office_id AND f.unfit
     AND (people_is_same(i.person_id, n.person_id)
          OR people_words_of(i.name) = people_words_of(n.name)
             AND consent_post_of(safar_user(), 'protection_officer', consent_day(n.registered_at)) IS NULL) $$;

CREATE FUNCTION consent_interpreter_registered() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE unfit int;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('consent_interpreter_number'));
  unfit := consent_known_unfit(NEW);
  IF unfit IS NOT NULL THEN
    PERFORM consent_refuse('v21_unfit_under_another_number', jsonb_build_object('number', unfit));
  END IF;
  SELECT coalesce(max(i.number), 0) + 1 INTO NEW.number FROM consent_interpreter i;
  RETURN NEW;
END $$;
CREATE TRIGGER b_number BEFORE INSERT ON consent_interpreter FOR EACH ROW EXECUTE FUNCTION consent_interpreter_registered();

-- A finding is a protection officer's or a programme manager's.
CREATE FUNCTION consent_finding_before() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF consent_may_advise(NEW.found_by_id, consent_day(NEW.found_at)) IS NULL THEN
    PERFORM consent_refuse('v21_found_by');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_finder BEFORE INSERT ON consent_interpreterfinding FOR EACH ROW EXECUTE FUNCTION consent_finding_before();

-- Whether somebody of the register is meant by a name or a number.
CREATE FUNCTION consent_is_called(i uuid, written text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM consent_interpreter x WHERE x.id = i
                    AND (people_words_of(x.name) = people_words_of(written)
                         OR translate(btrim(written), '۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩', '01234567890123456789') = x.number::text)) $$;

-- The name that is written down is that of whom the number means: nobody interprets in the name of another.
CREATE FUNCTION consent_spoken_by() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT consent_is_called(NEW.interpreter_id, NEW.interpreter_name) THEN
    SELECT x.name INTO NEW.interpreter_name FROM consent_interpreter x WHERE x.id = NEW.interpreter_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_spoken_by BEFORE INSERT ON consent_session FOR EACH ROW
  WHEN (NEW.interpreter_id IS NOT NULL) EXECUTE FUNCTION consent_spoken_by();
CREATE TRIGGER b_spoken_by BEFORE INSERT ON consent_declaration FOR EACH ROW
  WHEN (NEW.interpreter_id IS NOT NULL AND NEW.paper_id IS NULL) EXECUTE FUNCTION consent_spoken_by();
CREATE TRIGGER b_spoken_by BEFORE INSERT ON consent_confirmation FOR EACH ROW
  WHEN (NEW.interpreter_id IS NOT NULL) EXECUTE FUNCTION consent_spoken_by();

-- Everything said to us through an interpreter since a moment: what kind of row, which, whose and when.
CREATE FUNCTION consent_said_through(i uuid, since timestamptz)
RETURNS TABLE (kind text, row_id uuid, traveller_id uuid, moment timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'declaration', d.id, d.traveller_id, d.signed_at FROM consent_declaration d WHERE d.interpreter_id = i AND d.signed_at >= since
  UNION ALL
  SELECT 'confirmation', c.id, c.traveller_id, c.asked_at FROM consent_confirmation c WHERE c.interpreter_id = i AND c.asked_at >= since
  UNION ALL
  SELECT 'session', s.id, sp.traveller_id, s.held_at FROM consent_session s JOIN consent_sessionperson sp ON sp.session_id = s.id
   WHERE s.interpreter_id = i AND s.held_at >= since $$;

-- One found unfit: whoever holds a permit that rests on what was said through them waits, and is asked again through
-- another. A finding taken back lets go those who waited for it.
CREATE FUNCTION consent_found_unfit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT NEW.unfit THEN
    PERFORM consent_release_by_source(NEW.interpreter_id, NEW.found_at, NEW.found_by_id);
    RETURN NULL;
  END IF;
  PERFORM consent_hold_once_for(who.traveller_id, NEW.interpreter_id, NEW.found_at)
     FROM (SELECT DISTINCT x.traveller_id FROM consent_said_through(NEW.interpreter_id, NEW.unfit_from) x
             JOIN consent_permit p ON p.traveller_id = x.traveller_id AND p.state IN ('in_force', 'held')
             LEFT JOIN consent_declaration dec ON dec.id = p.declaration_id
            WHERE (x.kind = 'declaration' AND x.row_id = p.declaration_id) OR (x.kind = 'session' AND x.moment <= dec.signed_at)
               OR (x.kind = 'confirmation' AND x.moment >= p.made_at)
            ORDER BY x.traveller_id) who;
  RETURN NULL;
END $$;

-- Unlike a hold by a source of one person, many people may wait for the same interpreter.
CREATE FUNCTION consent_hold_once_for(t uuid, source uuid, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM consent_lock(t);
  IF NOT EXISTS (SELECT 1 FROM consent_hold h WHERE h.traveller_id = t AND h.source_id = source
                    AND NOT EXISTS (SELECT 1 FROM consent_holdrelease r WHERE r.hold_id = h.id)) THEN
    PERFORM consent_raise_hold(t, 'interpreter_unfit', at, source);
  END IF;
END $$;
CREATE TRIGGER m_unfit AFTER INSERT ON consent_interpreterfinding FOR EACH ROW EXECUTE FUNCTION consent_found_unfit();

-- A new declaration or confirmation through another ends the waiting.
CREATE FUNCTION consent_asked_through_another() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE moment timestamptz := coalesce((to_jsonb(NEW) ->> 'asked_at')::timestamptz, (to_jsonb(NEW) ->> 'signed_at')::timestamptz);
BEGIN
  INSERT INTO consent_holdrelease (id, hold_id, released_at, released_by_id, recorded_at, note)
  SELECT gen_random_uuid(), h.id, greatest(moment, h.raised_at), safar_user(), clock_timestamp(), ''
    FROM consent_hold h
   WHERE h.traveller_id = NEW.traveller_id AND h.kind = 'interpreter_unfit'
     AND NOT EXISTS (SELECT 1 FROM consent_holdrelease r WHERE r.hold_id = h.id)
     AND NOT consent_waits_for_another(NEW.traveller_id, h.source_id);
  RETURN NULL;
END $$;
CREATE TRIGGER n_another AFTER INSERT ON consent_declaration FOR EACH ROW EXECUTE FUNCTION consent_asked_through_another();
CREATE TRIGGER n_another AFTER INSERT ON consent_confirmation FOR EACH ROW EXECUTE FUNCTION consent_asked_through_another();

-- A yes, asked again, counts only through an interpreter of the register against whom nothing stands; a no always counts.
CREATE FUNCTION consent_confirmed_through() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE against text; known int;
BEGIN
  IF NEW.answer <> 'still_yes' OR (NEW.interpreter_id IS NULL AND NEW.interpreter_name = '') THEN
    RETURN NEW;
  END IF;
  SELECT i.number INTO known FROM consent_interpreter i WHERE i.id = NEW.interpreter_id;
  IF known IS NULL THEN
    PERFORM consent_refuse('v21_not_in_register', jsonb_build_object('name', NEW.interpreter_name));
  END IF;
  SELECT code INTO against FROM consent_against_interpreter(NEW.interpreter_id, NEW.traveller_id, NEW.asked_at) LIMIT 1;
  IF against IS NULL AND NOT consent_is_fit(NEW.interpreter_id, NEW.asked_at) THEN
    against := 'v21_unfit';
  END IF;
  IF against IS NOT NULL THEN
    PERFORM consent_refuse(against, jsonb_build_object('number', known));
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_interpreter BEFORE INSERT ON consent_confirmation
  FOR EACH ROW EXECUTE FUNCTION consent_confirmed_through();

-- No interpreter is in two places: the register's row is locked, so that two offices booking at once do not both succeed.
CREATE FUNCTION consent_booking_before() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE the consent_interpreter;
BEGIN
  SELECT * INTO the FROM consent_interpreter i WHERE i.id = NEW.interpreter_id FOR UPDATE;
  IF NEW.cancelled_at IS NOT NULL THEN
    RETURN NEW;
  ELSIF the.ended_on <= consent_day(NEW.starts_at) OR NOT consent_is_fit(the.id, greatest(NEW.starts_at, clock_timestamp())) THEN
    PERFORM consent_refuse('v21_not_to_be_booked', jsonb_build_object('number', the.number));
  ELSIF EXISTS (SELECT 1 FROM consent_interpreterbooking b
                 WHERE b.interpreter_id = NEW.interpreter_id AND b.id <> NEW.id AND b.cancelled_at IS NULL
                   AND b.starts_at < NEW.ends_at AND NEW.starts_at < b.ends_at) THEN
    PERFORM consent_refuse('v21_booked_already', jsonb_build_object('number', the.number));
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_free BEFORE INSERT OR UPDATE ON consent_interpreterbooking
  FOR EACH ROW EXECUTE FUNCTION consent_booking_before();

-- Within a minute: every declaration, confirmation and talk through one interpreter, of the travellers in scope; how many
-- there are in offices that the reader does not reach is told as a number, so that nobody takes the list for the whole.
CREATE FUNCTION consent_through_interpreter(i uuid, since timestamptz)
RETURNS TABLE (kind text, row_id uuid, traveller_id uuid, moment timestamptz, waits boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH said AS MATERIALIZED (SELECT * FROM consent_said_through(i, since))
  SELECT x.kind, x.row_id, x.traveller_id, x.moment, consent_waits_for_another(x.traveller_id, i)
    FROM said x JOIN consent_in_scope(ARRAY(SELECT DISTINCT said.traveller_id FROM said)) s ON s.traveller_id = x.traveller_id $$;

CREATE FUNCTION consent_through_elsewhere(i uuid, since timestamptz) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*)::int FROM consent_said_through(i, since) x
   WHERE x.traveller_id NOT IN (SELECT s.traveller_id FROM consent_in_scope(
           ARRAY(SELECT DISTINCT y.traveller_id FROM consent_said_through(i, since) y)) s) $$;

-- What stands against an interpreter for a traveller in scope, now.
CREATE FUNCTION consent_interpreter_against(ids uuid[], t uuid) RETURNS TABLE (interpreter_id uuid, code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.id, x.code FROM unnest(ids) i(id) CROSS JOIN consent_in_scope(ARRAY[t]) s
   CROSS JOIN LATERAL (SELECT a.code FROM consent_against_interpreter(i.id, s.traveller_id, clock_timestamp()) a
                       UNION ALL SELECT 'v21_unfit' WHERE NOT consent_is_fit(i.id, clock_timestamp())) x $$;

GRANT EXECUTE ON FUNCTION consent_through_interpreter(uuid, timestamptz), consent_through_elsewhere(uuid, timestamptz),
  consent_interpreter_against(uuid[], uuid) TO safar_app;

CREATE FUNCTION consent_is_interpreters_home(i uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM consent_interpreter x WHERE x.id = i AND x.office_id = ANY (safar_scope())) $$;
GRANT EXECUTE ON FUNCTION consent_is_interpreters_home(uuid) TO safar_app;

DO $$
DECLARE pair text[];
BEGIN
  FOREACH pair SLICE 1 IN ARRAY ARRAY[
    ['consent_interpreter', 'registered_at'], ['consent_interpreterconflict', 'noted_at'], ['consent_interpreterrefusal', 'said_at'],
    ['consent_interpreterfinding', 'found_at'], ['consent_interpreterbooking', 'booked_at'], ['consent_audiopack', 'added_at']]
  LOOP
    EXECUTE format('CREATE TRIGGER a_stamp BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION consent_stamp(%L)', pair[1], pair[2]);
  END LOOP;
END $$;

-- The register is seen by the interpreter's own office and by those that may book them.
ALTER TABLE consent_interpreteroffice ENABLE ROW LEVEL SECURITY;
CREATE POLICY booking_office ON consent_interpreteroffice FOR SELECT TO safar_app
  USING (office_id = ANY ((SELECT safar_scope())::int[]));
CREATE POLICY added_by_the_home_office ON consent_interpreteroffice FOR INSERT TO safar_app
  WITH CHECK (consent_is_interpreters_home(interpreter_id));
ALTER TABLE consent_interpreter ENABLE ROW LEVEL SECURITY;
CREATE POLICY offices ON consent_interpreter FOR SELECT TO safar_app USING (
  office_id = ANY ((SELECT safar_scope())::int[])
  OR EXISTS (SELECT 1 FROM consent_interpreteroffice o WHERE o.interpreter_id = consent_interpreter.id));
CREATE POLICY home_registers ON consent_interpreter FOR INSERT TO safar_app
  WITH CHECK (office_id = ANY ((SELECT safar_scope())::int[]));
CREATE POLICY home_changes ON consent_interpreter FOR UPDATE TO safar_app
  USING (office_id = ANY ((SELECT safar_scope())::int[])) WITH CHECK (office_id = ANY ((SELECT safar_scope())::int[]));
REVOKE UPDATE ON consent_interpreter FROM safar_app;
GRANT UPDATE (gender, employer, agreement_on, telephone, ended_on, one_off) ON consent_interpreter TO safar_app;
REVOKE UPDATE ON consent_interpreterlanguage FROM safar_app;
GRANT UPDATE (reads, ended_on) ON consent_interpreterlanguage TO safar_app;
REVOKE UPDATE ON consent_interpreterbooking FROM safar_app;
GRANT UPDATE (cancelled_at) ON consent_interpreterbooking TO safar_app;

-- A recorded pack is about nobody, like the pack itself.
ALTER TABLE consent_audiopack ENABLE ROW LEVEL SECURITY;
CREATE POLICY about_nobody ON consent_audiopack FOR ALL TO safar_app USING (true) WITH CHECK (true);
