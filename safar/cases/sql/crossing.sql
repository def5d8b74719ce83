-- D7: what the country of origin or a border is told. Fixed fields, copied here; one wish for one request; two people for
-- one list; a no recalls by itself.

CREATE FUNCTION cases_name_in_document(person uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(nullif(n.latin, ''), n.text) FROM people_name n WHERE n.person_id = person
   ORDER BY (n.kind = 'document') DESC, n.is_primary DESC, n.id LIMIT 1 $$;

CREATE FUNCTION cases_nationalities(person uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(string_agg(n.country, ' ' ORDER BY n.country), '') FROM people_nationality n
   WHERE n.person_id = person AND n.ended_at IS NULL AND n.country <> '' $$;

-- The paper somebody travels by: the one that is valid longest among those that cross a border.
CREATE FUNCTION cases_travel_paper(person uuid) RETURNS people_document
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d FROM people_document d WHERE d.person_id = person AND d.kind IN ('passport', 'laissez_passer', 'national_id')
   ORDER BY (d.kind <> 'national_id') DESC, d.valid_until DESC NULLS LAST, d.recorded_at DESC LIMIT 1 $$;

-- Whether a country is one of origin for the person: where they return to, were born, or whose national they are.
CREATE FUNCTION cases_is_origin(of_member uuid, land text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM cases_member m JOIN cases_case c ON c.id = m.case_id JOIN people_person p ON p.id = m.person_id
                  WHERE m.id = of_member AND (c.return_country = land OR p.country_of_birth = land OR EXISTS (
                    SELECT 1 FROM people_nationality n WHERE n.person_id = p.id AND n.ended_at IS NULL AND n.country = land))) $$;

-- V13, V19: refuses any contact about a member with their country of origin that is barred at that moment.
CREATE FUNCTION cases_bar_origin(of_member uuid, land text, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE traveller uuid;
BEGIN
  SELECT m.traveller_id INTO traveller FROM cases_member m WHERE m.id = of_member;
  IF traveller IS NULL OR NOT cases_is_origin(of_member, land) THEN
    RETURN;
  ELSIF consent_origin_contact_barred(traveller, at) THEN
    PERFORM cases_refuse('d7a_open_claim',
      'A contact with the country of origin is barred now. Speak with the person and the protection officer.');
  ELSIF consent_is_removed(traveller) THEN
    PERFORM cases_refuse('v19_nothing_to_who_enforces', 'The State removed this person. Nothing of the file goes on.');
  END IF;
END $$;

CREATE FUNCTION cases_guard_paper_application() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM cases_bar_origin(NEW.member_id, NEW.country, NEW.opened_at);
  RETURN NEW;
END $$;
CREATE TRIGGER bar_origin BEFORE INSERT ON cases_traveldocumentapplication
  FOR EACH ROW EXECUTE FUNCTION cases_guard_paper_application();

CREATE FUNCTION cases_consular_before() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE asked record; one people_person;
BEGIN
  SELECT a.member_id, a.case_id, a.country, m.person_id, m.traveller_id INTO asked FROM cases_traveldocumentapplication a
    JOIN cases_member m ON m.id = a.member_id WHERE a.id = NEW.application_id;
  IF asked.case_id IS NULL OR NOT cases_is_ours(asked.case_id) THEN
    PERFORM cases_refuse('cases_no_such_application', 'There is no such application for papers.');
  ELSIF coalesce(NEW.wish_on > NEW.sent_on OR btrim(NEW.wish_paper) = '', true) THEN
    PERFORM cases_refuse('d7a_written_wish',
      'A consulate is asked only at the written wish of the person. Record their wish and its day first.');
  ELSIF NEW.sent_on > consent_day(clock_timestamp()) + 1 THEN
    PERFORM cases_refuse('cases_day_in_future', 'The day lies in the future.');
  END IF;
  PERFORM cases_bar_origin(asked.member_id, asked.country, (NEW.sent_on + 1)::timestamp AT TIME ZONE 'UTC');
  IF asked.traveller_id IS NOT NULL AND NOT consent_is_adult(asked.traveller_id, NEW.sent_on)
     AND (btrim(NEW.guardian_name) = '' OR btrim(NEW.guardian_paper) = '' OR btrim(NEW.child_view) = '') THEN
    PERFORM cases_refuse('d7a_child', 'For a child: the guardian, the paper that shows it, and the child''s own view.');
  END IF;
  SELECT * INTO one FROM people_person WHERE id = asked.person_id;
  NEW.member_id := asked.member_id; NEW.country := asked.country; NEW.released_by_id := safar_user();
  PERFORM people_name_told(asked.person_id, 'travel_document', (SELECT c.office_id FROM cases_case c WHERE c.id = asked.case_id));
  NEW.sent_name := cases_name_in_document(asked.person_id);
  SELECT n.text, n.father_name INTO NEW.sent_own_name, NEW.sent_father_name
    FROM people_name n WHERE n.person_id = asked.person_id AND n.is_primary;
  NEW.sent_sex := one.sex; NEW.sent_birth_earliest := one.birth_earliest; NEW.sent_birth_latest := one.birth_latest;
  NEW.sent_birth_country := one.country_of_birth; NEW.sent_nationality := cases_nationalities(asked.person_id);
  SELECT a.document_kind INTO NEW.sent_document_kind FROM cases_traveldocumentapplication a WHERE a.id = NEW.application_id;
  NEW.answer := 'awaited'; NEW.answered_on := NULL; NEW.answer_note := ''; NEW.recorded_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER a_before BEFORE INSERT ON cases_consularrequest FOR EACH ROW EXECUTE FUNCTION cases_consular_before();
REVOKE UPDATE ON cases_consularrequest FROM safar_app;
GRANT UPDATE (answer, answered_on, answer_note) ON cases_consularrequest TO safar_app;

CREATE FUNCTION cases_consular_answered() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.answer <> 'awaited' THEN
    PERFORM cases_refuse('d7a_answered_once', 'The answer to this request is on file. A new question needs a new wish.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER answered BEFORE UPDATE ON cases_consularrequest FOR EACH ROW EXECUTE FUNCTION cases_consular_answered();

-- D7b. The line is copied from the file; who may not be named to this border is not on it.
CREATE FUNCTION cases_border_row_before() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE paper people_document; way record; one people_person; head cases_borderlist;
BEGIN
  SELECT * INTO head FROM cases_borderlist WHERE id = NEW.list_id;
  SELECT i.*, m.person_id, m.traveller_id INTO way FROM cases_itinerary i JOIN cases_member m ON m.id = i.member_id
   WHERE i.id = NEW.itinerary_id AND i.cancelled_at IS NULL;
  IF way.id IS NULL OR NOT cases_is_ours(way.case_id) OR (way.leaves_at, way.carrier, way.number) IS DISTINCT FROM
     (head.leaves_at, head.carrier, head.number) THEN
    PERFORM cases_refuse('d7b_one_movement', 'A border list holds the people of one movement.');
  ELSIF EXISTS (SELECT 1 FROM cases_borderrelease r WHERE r.list_id = NEW.list_id) THEN
    PERFORM cases_refuse('d7b_list_is_released', 'The list is released. Prepare another for who comes later.');
  END IF;
  PERFORM cases_bar_origin(way.member_id, head.country, least(clock_timestamp(), head.leaves_at));
  IF consent_is_removed(way.traveller_id) THEN
    PERFORM cases_refuse('v19_nothing_to_who_enforces', 'The State removed this person. Nothing of the file goes to it.');
  END IF;
  SELECT * INTO one FROM people_person WHERE id = way.person_id;
  paper := cases_travel_paper(way.person_id);
  NEW.member_id := way.member_id; NEW.permit_id := way.permit_id; NEW.permit_state := 'in_force';
  NEW.name := cases_name_in_document(way.person_id);
  NEW.birth_earliest := one.birth_earliest; NEW.birth_latest := one.birth_latest;
  NEW.document_number := coalesce(paper.number, '');
  NEW.flight := btrim(head.carrier || ' ' || head.number); NEW.recorded_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER a_own BEFORE INSERT ON cases_borderlistrow FOR EACH ROW EXECUTE FUNCTION cases_border_row_before();

CREATE FUNCTION cases_border_released() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM cases_borderlist WHERE id = NEW.list_id FOR UPDATE;
  IF NEW.by_id IS DISTINCT FROM safar_user() OR NOT consent_is_posted(NEW.by_id, consent_day(NEW.released_at)) THEN
    PERFORM cases_refuse('d7b_released_as_oneself', 'A list is released by whoever releases it, as themselves.');
  ELSIF EXISTS (SELECT 1 FROM cases_borderlist l WHERE l.id = NEW.list_id AND l.released_at IS NOT NULL) THEN
    PERFORM cases_refuse('d7b_list_is_released', 'The list is released already.');
  ELSIF NOT EXISTS (SELECT 1 FROM cases_borderlistrow r WHERE r.list_id = NEW.list_id AND r.permit_state = 'in_force') THEN
    PERFORM cases_refuse('d7b_nobody_on_it', 'Nobody on the list has a permit in force.');
  END IF;
  NEW.recorded_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER a_two BEFORE INSERT ON cases_borderrelease FOR EACH ROW EXECUTE FUNCTION cases_border_released();

CREATE FUNCTION cases_border_second() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cases_borderlist SET released_at = NEW.released_at
   WHERE id = NEW.list_id AND (SELECT count(DISTINCT r.by_id) FROM cases_borderrelease r WHERE r.list_id = NEW.list_id) >= 2;
  RETURN NULL;
END $$;
CREATE TRIGGER m_second AFTER INSERT ON cases_borderrelease FOR EACH ROW EXECUTE FUNCTION cases_border_second();

CREATE FUNCTION cases_border_list_before() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.released_at := NULL; NEW.prepared_by_id := safar_user(); NEW.recorded_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER a_before BEFORE INSERT ON cases_borderlist FOR EACH ROW EXECUTE FUNCTION cases_border_list_before();
REVOKE UPDATE ON cases_borderlist, cases_borderlistrow, cases_borderrelease FROM safar_app;

-- The permit is not in force any more: whoever was told is told so, and somebody confirms it.
CREATE FUNCTION cases_border_recalled() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ended timestamptz; traveller uuid;
BEGIN
  SELECT coalesce(p.ended_at, clock_timestamp()), p.traveller_id INTO ended, traveller
    FROM consent_permit p WHERE p.id = NEW.permit_id;
  IF EXISTS (SELECT 1 FROM cases_borderlist l WHERE l.id = NEW.list_id AND l.released_at IS NOT NULL)
     AND NOT EXISTS (SELECT 1 FROM cases_borderrecall r WHERE r.row_id = NEW.id) THEN
    INSERT INTO cases_borderrecall (id, row_id, because, recalled_at, told_whom, recorded_at)
    VALUES (gen_random_uuid(), NEW.id, NEW.permit_state, ended, '', clock_timestamp());
    PERFORM cases_add_task(traveller, 'recall_from_border', 'authority', '', ended, 4, jsonb_build_object('list', NEW.list_id));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER m_recalled AFTER UPDATE OF permit_state ON cases_borderlistrow FOR EACH ROW
  WHEN (NEW.permit_state IN ('held', 'withdrawn', 'lapsed') AND OLD.permit_state <> NEW.permit_state)
  EXECUTE FUNCTION cases_border_recalled();
REVOKE INSERT, UPDATE ON cases_borderrecall FROM safar_app;
GRANT UPDATE (told_at, told_by_id, told_whom) ON cases_borderrecall TO safar_app;

CREATE FUNCTION cases_border_told() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.told_at IS NOT NULL THEN
    PERFORM cases_refuse('d7b_told_once', 'The border was told already.');
  END IF;
  NEW.told_by_id := safar_user();
  RETURN NEW;
END $$;
CREATE TRIGGER told BEFORE UPDATE ON cases_borderrecall FOR EACH ROW EXECUTE FUNCTION cases_border_told();

-- The removal date and detention have clocks of their own; a changed date begins anew.
CREATE FUNCTION cases_on_detention() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE before record; due timestamptz;
BEGIN
  SELECT dp.in_detention, dp.removal_on INTO before FROM consent_detentionposition dp
   WHERE dp.traveller_id = NEW.traveller_id AND dp.id <> NEW.id
   ORDER BY dp.stated_at DESC, dp.recorded_at DESC LIMIT 1;
  IF NEW.removal_on IS DISTINCT FROM before.removal_on THEN
    UPDATE cases_task SET done_at = NEW.stated_at, done_by_id = safar_user(), outcome = 'date_changed'
     WHERE code = 'removal_date' AND done_at IS NULL
       AND member_id IN (SELECT m.id FROM cases_member m WHERE m.traveller_id = NEW.traveller_id);
    IF NEW.removal_on IS NOT NULL THEN
      PERFORM cases_add_task(NEW.traveller_id, 'removal_date', 'me', '', NEW.stated_at,
        greatest(1, least(24, extract(epoch FROM (NEW.removal_on::timestamp AT TIME ZONE 'UTC') - NEW.stated_at)::int / 3600)),
        jsonb_build_object('day', NEW.removal_on));
    END IF;
  END IF;
  IF NEW.in_detention AND NOT coalesce(before.in_detention, false) THEN
    PERFORM cases_add_task(NEW.traveller_id, 'detained_visit', 'me', '', NEW.stated_at, 24,
                           jsonb_build_object('place', NEW.place));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER cases_tasks AFTER INSERT ON consent_detentionposition
  FOR EACH ROW EXECUTE FUNCTION cases_on_detention();

-- V19: what happened is told, and the way to help afterwards stays open.
CREATE FUNCTION cases_on_removal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cases_itinerary SET cancelled_at = NEW.removed_at
   WHERE cancelled_at IS NULL AND member_id IN (SELECT m.id FROM cases_member m WHERE m.traveller_id = NEW.traveller_id);
  PERFORM cases_add_task(NEW.traveller_id, 'help_after_removal', 'protection', 'protection_officer', NEW.removed_at, 72, '{}');
  RETURN NULL;
END $$;
CREATE TRIGGER cases_tasks AFTER INSERT ON consent_removal FOR EACH ROW EXECUTE FUNCTION cases_on_removal();
