-- D6: a case goes to another office with each person's consent, and to another organisation under an agreement that is
-- valid that day. To save a life the least is told, and the person hears of it.

CREATE FUNCTION cases_is_outside(office int) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT kind IN ('partner', 'authority') FROM accounts_office WHERE id = office), true) $$;

CREATE FUNCTION cases_agreement_for(office int, day date) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.id FROM cases_transferagreement a
   WHERE a.recipient_id = office AND a.from_on <= day AND a.until_on >= day AND (a.ended_on IS NULL OR a.ended_on > day)
   ORDER BY a.until_on DESC LIMIT 1 $$;

-- The consent to this very transfer: its purpose says what kind of office, its recipient is the office's code.
CREATE FUNCTION cases_transfer_consent(person uuid, office int, day date, by_guardian boolean) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id FROM people_dataconsent c JOIN accounts_office o ON o.id = office
   WHERE c.person_id = person AND people_consent_holds(c, day) AND c.by_guardian = cases_transfer_consent.by_guardian
     AND c.purpose = CASE WHEN cases_is_outside(office) THEN 'partner_service' ELSE 'receiving_office' END
     AND upper(btrim(c.recipient)) = upper(o.code) AND c.given_at <= (day + 1)::timestamp AT TIME ZONE 'UTC'
   ORDER BY c.given_at DESC LIMIT 1 $$;

-- Everybody of the case, and whether a consent lets their file go: their own, or a guardian's for a child.
CREATE FUNCTION cases_transfer_needs(wanted uuid, office int, day date)
RETURNS TABLE (member uuid, person uuid, is_child boolean, consent uuid, old_enough boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.id, m.person_id, NOT grown.yes,
         CASE WHEN grown.yes THEN cases_transfer_consent(m.person_id, office, day, false)
              ELSE cases_transfer_consent(m.person_id, office, day, true) END,
         NOT grown.yes AND p.birth_earliest <= (day - make_interval(years => coalesce(j.child_asked_from_age, 12)))::date
    FROM cases_member m JOIN people_person p ON p.id = m.person_id JOIN cases_case c ON c.id = m.case_id
    LEFT JOIN consent_journey j ON j.id = c.journey_id
   CROSS JOIN LATERAL (SELECT people_is_of_age(p.birth_latest, p.birth_disputed, day) AS yes) grown
   WHERE m.case_id = wanted AND m.left_at IS NULL AND p.died_on IS NULL
     AND (c.office_id = ANY (safar_scope()) OR c.offered_to_id = ANY (safar_scope())) $$;
GRANT EXECUTE ON FUNCTION cases_transfer_needs(uuid, int, date) TO safar_app;

CREATE FUNCTION cases_transferring() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE lacking int; day date := consent_day(NEW.offered_at); home cases_case;
BEGIN
  SELECT * INTO home FROM cases_case WHERE id = NEW.case_id;
  NEW.from_office_id := home.office_id;
  NEW.by_id := safar_user();
  NEW.answered_at := NULL; NEW.recalled_at := NULL; NEW.person_told_at := NULL;
  IF NEW.offered_at > clock_timestamp() + interval '5 minutes' THEN
    PERFORM cases_refuse('cases_day_in_future', 'That day has not come yet.');
  END IF;
  IF NEW.kind = 'to_save_life' THEN
    NEW.answer := 'told'; NEW.consents := '{}'; NEW.assents := '{}'; NEW.agreement_id := NULL;
    RETURN NEW;
  END IF;
  NEW.answer := 'open'; NEW.told := '';
  NEW.agreement_id := cases_agreement_for(NEW.to_office_id, day);
  IF cases_is_outside(NEW.to_office_id) AND NEW.agreement_id IS NULL THEN
    PERFORM cases_refuse('d6_no_agreement', 'No agreement with that office is valid on that day.');
  END IF;
  SELECT count(*) FILTER (WHERE n.consent IS NULL), array_agg(n.consent) FILTER (WHERE n.consent IS NOT NULL)
    INTO lacking, NEW.consents FROM cases_transfer_needs(NEW.case_id, NEW.to_office_id, day) n;
  IF lacking > 0 THEN
    PERFORM cases_refuse('d6_no_consent', 'Not everybody agreed to this transfer.', jsonb_build_object('n', lacking));
  END IF;
  IF EXISTS (SELECT 1 FROM cases_transfer_needs(NEW.case_id, NEW.to_office_id, day) n
              WHERE n.old_enough AND NOT n.person = ANY (NEW.assents)) THEN
    PERFORM cases_refuse('d6_no_assent', 'A child who is old enough was not asked.');
  END IF;
  NEW.consents := coalesce(NEW.consents, '{}');
  RETURN NEW;
END $$;
CREATE TRIGGER b_lawful BEFORE INSERT ON cases_transfer FOR EACH ROW EXECUTE FUNCTION cases_transferring();

-- A case is on offer only while a transfer that was lawful when it was made is open for it.
CREATE FUNCTION cases_offered_lawfully() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.offered_to_id IS NOT NULL AND NEW.offered_to_id IS DISTINCT FROM OLD.offered_to_id AND NOT EXISTS (
       SELECT 1 FROM cases_transfer t WHERE t.case_id = NEW.id AND t.to_office_id = NEW.offered_to_id
          AND t.kind = 'offer' AND t.answer = 'open') THEN
    PERFORM cases_refuse('d6_no_transfer', 'A case is offered with the consents and the agreement it rests on.');
  END IF;
  IF NEW.office_id IS DISTINCT FROM OLD.office_id THEN
    PERFORM cases_transfer_still_lawful(t.id) FROM cases_transfer t
      WHERE t.case_id = NEW.id AND t.to_office_id = NEW.office_id AND t.kind = 'offer' AND t.answer = 'open';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER h_lawful BEFORE UPDATE OF offered_to_id, office_id ON cases_case
  FOR EACH ROW EXECUTE FUNCTION cases_offered_lawfully();

-- Between offer and acceptance a consent may be taken back, and an agreement may end.
CREATE FUNCTION cases_transfer_still_lawful(transfer uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE t cases_transfer; today date := consent_day(clock_timestamp());
BEGIN
  SELECT * INTO t FROM cases_transfer WHERE id = transfer;
  -- D5: who came of age since the offer is asked themselves; a guardian's word went with the guardian.
  IF EXISTS (SELECT 1 FROM people_dataconsent c WHERE c.id = ANY (t.consents)
                AND (c.withdrawn_at IS NOT NULL OR c.by_guardian AND NOT people_consent_holds(c, today))) THEN
    PERFORM cases_refuse('d6_no_consent', 'Not everybody agrees to this transfer any more.', jsonb_build_object('n', 1));
  END IF;
  IF cases_is_outside(t.to_office_id) AND NOT EXISTS (
       SELECT 1 FROM cases_transferagreement a WHERE a.id = t.agreement_id AND (a.ended_on IS NULL OR a.ended_on > today)) THEN
    PERFORM cases_refuse('d6_no_agreement', 'The agreement with that office has ended.');
  END IF;
END $$;

-- What became of an offer follows from the case itself.
CREATE FUNCTION cases_transfer_answered() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cases_transfer t SET answered_at = clock_timestamp(),
         answer = CASE WHEN NEW.office_id = OLD.offered_to_id THEN 'accepted'
                       WHEN OLD.office_id = ANY (safar_scope()) THEN 'taken_back' ELSE 'declined' END
   WHERE t.case_id = NEW.id AND t.kind = 'offer' AND t.answer = 'open' AND t.to_office_id = OLD.offered_to_id;
  RETURN NULL;
END $$;
CREATE TRIGGER m_answered AFTER UPDATE OF offered_to_id ON cases_case
  FOR EACH ROW WHEN (OLD.offered_to_id IS NOT NULL AND NEW.offered_to_id IS DISTINCT FROM OLD.offered_to_id)
  EXECUTE FUNCTION cases_transfer_answered();

-- A consent taken back takes an offer back at once; what was sent already is recalled by a task with whoever has it now.
CREATE FUNCTION cases_consent_taken_back() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE t record;
BEGIN
  -- Taken back on whichever record of theirs: it is the same no.
  FOR t IN SELECT * FROM cases_transfer WHERE answer IN ('open', 'accepted') AND EXISTS (
             SELECT 1 FROM people_dataconsent c
              WHERE c.id = ANY (consents) AND c.purpose = NEW.purpose AND c.recipient = NEW.recipient
                AND c.given_at <= NEW.withdrawn_at AND people_is_same(c.person_id, NEW.person_id)) LOOP
    IF t.answer = 'open' THEN
      UPDATE cases_transfer SET answer = 'recalled', answered_at = clock_timestamp(), recalled_at = clock_timestamp() WHERE id = t.id;
      UPDATE cases_case SET offered_to_id = NULL WHERE id = t.case_id AND offered_to_id = t.to_office_id;
    ELSE
      UPDATE cases_transfer SET recalled_at = clock_timestamp() WHERE id = t.id AND recalled_at IS NULL;
    END IF;
    INSERT INTO cases_task (id, case_id, member_id, code, params, for_whom, owner_id, owner_role, since, due_at, why_due, outcome)
    SELECT gen_random_uuid(), m.case_id, m.id, CASE t.answer WHEN 'open' THEN 'offer_recalled' ELSE 'transfer_recalled' END,
           jsonb_build_object('transfer', t.id), 'me', c.assigned_to_id, '', NEW.withdrawn_at, NEW.withdrawn_at + interval '72 hours',
           jsonb_build_object('kind', 'hours', 'hours', 72, 'asked_at', NEW.withdrawn_at), ''
      FROM cases_case c JOIN cases_member m ON m.case_id = c.id AND people_is_same(m.person_id, NEW.person_id) WHERE c.id = t.case_id;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER cases_taken_back AFTER UPDATE OF withdrawn_at ON people_dataconsent
  FOR EACH ROW WHEN (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL) EXECUTE FUNCTION cases_consent_taken_back();

-- Told to save a life: the person hears of it within three days, and that is somebody's task.
CREATE FUNCTION cases_life_saving_told() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO cases_task (id, case_id, code, params, for_whom, owner_id, owner_role, since, due_at, why_due, outcome)
  SELECT gen_random_uuid(), NEW.case_id, 'tell_of_disclosure', jsonb_build_object('transfer', NEW.id), 'me', c.assigned_to_id, '',
         NEW.offered_at, NEW.offered_at + interval '72 hours',
         jsonb_build_object('kind', 'hours', 'hours', 72, 'asked_at', NEW.offered_at), ''
    FROM cases_case c WHERE c.id = NEW.case_id;
  RETURN NULL;
END $$;
CREATE TRIGGER m_told AFTER INSERT ON cases_transfer FOR EACH ROW WHEN (NEW.kind = 'to_save_life')
  EXECUTE FUNCTION cases_life_saving_told();

CREATE FUNCTION cases_person_told() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cases_transfer SET person_told_at = NEW.done_at
   WHERE id::text = NEW.params ->> 'transfer' AND case_id = NEW.case_id AND person_told_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER m_person_told AFTER UPDATE OF done_at ON cases_task
  FOR EACH ROW WHEN (NEW.code = 'tell_of_disclosure' AND NEW.done_at IS NOT NULL AND OLD.done_at IS NULL)
  EXECUTE FUNCTION cases_person_told();

-- Both offices read a transfer; only the sending one makes it, about its own case, and nobody rewrites it.
ALTER TABLE cases_transfer ENABLE ROW LEVEL SECURITY;
CREATE POLICY both_offices ON cases_transfer FOR SELECT TO safar_app
  USING (from_office_id = ANY ((SELECT safar_scope())::int[]) OR to_office_id = ANY ((SELECT safar_scope())::int[]));
CREATE POLICY sender ON cases_transfer FOR INSERT TO safar_app
  WITH CHECK (from_office_id = ANY ((SELECT safar_scope())::int[]) AND cases_is_ours(case_id));
REVOKE UPDATE, DELETE, TRUNCATE ON cases_transfer FROM safar_app;

-- An agreement is about no person: everybody reads it; a data protection officer who holds that post writes and ends it.
ALTER TABLE cases_transferagreement ENABLE ROW LEVEL SECURITY;
CREATE POLICY about_nobody ON cases_transferagreement FOR SELECT TO safar_app USING (true);
CREATE POLICY written ON cases_transferagreement FOR INSERT TO safar_app WITH CHECK (true);
CREATE POLICY ended ON cases_transferagreement FOR UPDATE TO safar_app USING (true);
REVOKE UPDATE, DELETE, TRUNCATE ON cases_transferagreement FROM safar_app;
GRANT UPDATE (ended_on) ON cases_transferagreement TO safar_app;

CREATE FUNCTION cases_agreement_written() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF consent_post_of(safar_user(), 'data_protection_officer', consent_day(clock_timestamp())) IS NULL THEN
    PERFORM cases_refuse('d6_by_data_protection', 'Only a data protection officer writes or ends an agreement.');
  END IF;
  IF TG_OP = 'INSERT' THEN
    NEW.by_id := safar_user();
    NEW.ended_on := NULL;
  ELSIF OLD.ended_on IS NOT NULL THEN
    PERFORM cases_refuse('d6_agreement_ended_once', 'This agreement has ended already.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_written BEFORE INSERT OR UPDATE ON cases_transferagreement
  FOR EACH ROW EXECUTE FUNCTION cases_agreement_written();
