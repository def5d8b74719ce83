-- Which office a case belongs to, who may change it, and which offices see its people.

-- Refuses with a code that the program has a sentence for.
CREATE FUNCTION cases_refuse(code text, sentence text, params jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', sentence USING ERRCODE = '23514', CONSTRAINT = code, DETAIL = params::text;
END $$;

-- Whether whoever is acting belongs to the case's own office: the sender and the office it is offered to only read.
CREATE FUNCTION cases_is_ours(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = wanted AND c.office_id = ANY (safar_scope())) $$;
GRANT EXECUTE ON FUNCTION cases_is_ours(uuid) TO safar_app;

-- Offering changes only `offered_to`; only the receiving office accepts; the sender reads until closure.
CREATE FUNCTION cases_guard_case() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE scope int[] := safar_scope();
BEGIN
  IF NEW.office_id IS DISTINCT FROM OLD.office_id THEN
    IF OLD.offered_to_id IS DISTINCT FROM NEW.office_id OR NOT NEW.office_id = ANY (scope)
       OR NEW.offered_to_id IS NOT NULL OR NEW.sent_from_id IS DISTINCT FROM OLD.office_id THEN
      PERFORM cases_refuse('cases_case_accepted_by_receiver',
        'Only the office that a case is offered to can make it its own. Offer it, and let them accept.');
    END IF;
  ELSIF OLD.offered_to_id = ANY (scope) AND to_jsonb(NEW) = jsonb_set(to_jsonb(OLD), '{offered_to_id}', 'null') THEN
    RETURN NEW;
  ELSIF OLD.offered_to_id IS NOT NULL AND to_jsonb(NEW) = jsonb_set(to_jsonb(OLD), '{offered_to_id}', 'null')
        AND NOT EXISTS (SELECT 1 FROM cases_transfer t WHERE t.case_id = OLD.id AND t.answer = 'open') THEN
    -- D6: a consent was taken back, wherever that was written down: nothing is on offer any more.
    RETURN NEW;
  ELSIF NOT OLD.office_id = ANY (scope) THEN
    PERFORM cases_refuse('cases_case_changed_by_its_office',
      'Only the office that has the case can change it. Ask that office.');
  ELSIF NEW.sent_from_id IS DISTINCT FROM OLD.sent_from_id
        AND NOT (NEW.sent_from_id IS NULL AND NEW.status = 'closed') THEN
    PERFORM cases_refuse('cases_case_sender_reads_until_closure',
      'The office that sent the case reads it until it is closed.');
  END IF;
  IF OLD.journey_id IS NOT NULL AND NEW.journey_id IS DISTINCT FROM OLD.journey_id THEN
    PERFORM cases_refuse('cases_case_keeps_its_journey',
      'A case keeps its journey. Give those who travel differently a case of their own.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON cases_case FOR EACH ROW EXECUTE FUNCTION cases_guard_case();

-- The people and the journey of a case are seen by the same three offices as the case.
CREATE FUNCTION cases_sync_offices() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE one record; gone int;
BEGIN
  FOR one IN SELECT m.person_id FROM cases_member m WHERE m.case_id = NEW.id LOOP
    PERFORM people_let_office_see(one.person_id, office, 'case ' || NEW.id)
       FROM unnest(ARRAY[NEW.office_id, NEW.offered_to_id, NEW.sent_from_id]) office WHERE office IS NOT NULL;
    IF TG_OP = 'UPDATE' THEN
      FOREACH gone IN ARRAY ARRAY[OLD.office_id, OLD.offered_to_id, OLD.sent_from_id] LOOP
        IF gone IS NOT NULL AND gone NOT IN (NEW.office_id, coalesce(NEW.offered_to_id, 0), coalesce(NEW.sent_from_id, 0))
        THEN
          PERFORM people_stop_office_seeing(one.person_id, gone, 'case ' || NEW.id);
        END IF;
      END LOOP;
    END IF;
  END LOOP;
  IF NEW.journey_id IS NOT NULL THEN
    PERFORM consent_journey_offices(NEW.journey_id, NEW.office_id, NEW.offered_to_id, NEW.sent_from_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER sync_offices AFTER INSERT OR UPDATE OF office_id, offered_to_id, sent_from_id, journey_id ON cases_case
  FOR EACH ROW EXECUTE FUNCTION cases_sync_offices();

-- Nobody is put into a case by somebody who may not see them; then the case's offices see them.
CREATE FUNCTION cases_guard_member() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM people_personoffice po
                  WHERE po.person_id = NEW.person_id AND po.office_id = ANY (safar_scope())) THEN
    PERFORM cases_refuse('cases_member_person_seen', 'There is no such person. Search again, or register them first.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT ON cases_member FOR EACH ROW EXECUTE FUNCTION cases_guard_member();

-- A member travels as themselves, on the journey of their case: what somebody else did, or they on another journey, is not theirs.
CREATE FUNCTION cases_guard_traveller() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.traveller_id IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM consent_traveller t JOIN cases_case c ON c.id = NEW.case_id AND c.journey_id = t.journey_id
        WHERE t.id = NEW.traveller_id AND t.person_id = NEW.person_id) THEN
    PERFORM cases_refuse('cases_no_such_member', 'This member travels as somebody else or on another journey.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_traveller BEFORE INSERT OR UPDATE OF traveller_id ON cases_member
  FOR EACH ROW EXECUTE FUNCTION cases_guard_traveller();

-- A case takes up a journey of its own office only, and one that is arranged as the case began.
CREATE FUNCTION cases_guard_journey() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.journey_id IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM consent_journey j WHERE j.id = NEW.journey_id AND j.office_id = ANY (safar_scope())
          AND j.arranged_by_us = (NEW.began = 'before_travel')) THEN
    PERFORM cases_refuse('cases_no_such_case', 'There is no such journey in the offices of whoever is acting.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_journey_new BEFORE INSERT ON cases_case FOR EACH ROW EXECUTE FUNCTION cases_guard_journey();
CREATE TRIGGER guard_journey BEFORE UPDATE OF journey_id ON cases_case
  FOR EACH ROW WHEN (OLD.journey_id IS DISTINCT FROM NEW.journey_id) EXECUTE FUNCTION cases_guard_journey();

-- V1: the destination of a case is that of its journey; whoever changes one changes both, and declarations lapse.
CREATE FUNCTION cases_destination_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE consent_journey SET return_country = NEW.return_country, return_place = NEW.return_place
   WHERE id = NEW.journey_id AND (return_country, return_place) IS DISTINCT FROM (NEW.return_country, NEW.return_place);
  RETURN NULL;
END $$;
CREATE TRIGGER destination AFTER UPDATE OF return_country, return_place ON cases_case
  FOR EACH ROW WHEN ((OLD.return_country, OLD.return_place) IS DISTINCT FROM (NEW.return_country, NEW.return_place))
  EXECUTE FUNCTION cases_destination_changed();

CREATE FUNCTION cases_member_seen_by_offices() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM people_let_office_see(NEW.person_id, office, 'case ' || NEW.case_id)
     FROM cases_case c, unnest(ARRAY[c.office_id, c.offered_to_id, c.sent_from_id]) office
    WHERE c.id = NEW.case_id AND office IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER seen_by_offices AFTER INSERT ON cases_member
  FOR EACH ROW EXECUTE FUNCTION cases_member_seen_by_offices();

-- Declining is the receiving office's act, after which it no longer sees the case.
CREATE FUNCTION cases_decline(wanted uuid, why text, at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE offered int;
BEGIN
  SELECT offered_to_id INTO offered FROM cases_case WHERE id = wanted FOR UPDATE;
  IF offered IS NULL OR NOT offered = ANY (safar_scope()) THEN
    RETURN false;
  END IF;
  INSERT INTO cases_caseevent (id, case_id, code, params, reason, happened_at, by_id)
  VALUES (gen_random_uuid(), wanted, 'declined', jsonb_build_object('office', offered), why, at, safar_user());
  INSERT INTO cases_task (id, case_id, code, params, for_whom, owner_id, owner_role, since, why_due, outcome)
  SELECT gen_random_uuid(), wanted, 'offer_declined', jsonb_build_object('office', offered), 'me', assigned_to_id, '', at,
         '{}', '' FROM cases_case WHERE id = wanted;
  UPDATE cases_case SET offered_to_id = NULL WHERE id = wanted;
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION cases_decline(uuid, text, timestamptz) TO safar_app;

-- The database's own clock on everything that says when it was written.
CREATE FUNCTION cases_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.recorded_at := clock_timestamp();
  RETURN NEW;
END $$;
