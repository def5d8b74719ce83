-- D18: a competent authority reads and answers its own named applications and nothing else. It reaches no office and no
-- table: it reads through the functions below, and each of them writes down who opened what.

-- Whether whoever is acting is posted at this authority today; an office that is no authority reads nothing this way.
CREATE FUNCTION cases_authority_today() RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.office_id FROM accounts_posting p JOIN accounts_office o ON o.id = p.office_id AND o.kind = 'authority'
   WHERE p.user_id = safar_user() AND p.role = 'competent_authority' AND p.from_on <= consent_day(clock_timestamp())
     AND (p.until_on IS NULL OR p.until_on >= consent_day(clock_timestamp())) LIMIT 1 $$;

-- An authority is no office of ours: it has no cases, no people, and nothing is offered to it.
CREATE FUNCTION cases_no_authority() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM accounts_office o WHERE o.kind = 'authority'
                AND o.id IN ((to_jsonb(NEW) ->> 'office_id')::int, (to_jsonb(NEW) ->> 'offered_to_id')::int)) THEN
    PERFORM cases_refuse('d18_authority_holds_no_files',
      'An authority holds no files of ours. Submit an application to it instead.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_no_authority BEFORE INSERT OR UPDATE OF office_id, offered_to_id ON cases_case
  FOR EACH ROW EXECUTE FUNCTION cases_no_authority();
CREATE TRIGGER a_no_authority BEFORE INSERT ON people_person FOR EACH ROW EXECUTE FUNCTION cases_no_authority();
CREATE TRIGGER a_no_authority BEFORE INSERT ON consent_journey FOR EACH ROW EXECUTE FUNCTION cases_no_authority();

-- Who works at an authority works for it: no role of ours, with the offices it reaches, is posted there.
CREATE FUNCTION cases_guard_posting() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.role <> 'competent_authority'
     AND EXISTS (SELECT 1 FROM accounts_office o WHERE o.id = NEW.office_id AND o.kind = 'authority') THEN
    PERFORM cases_refuse('d18_role_at_authority', 'At an authority there is only the role of the competent authority.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_authority BEFORE INSERT ON accounts_posting FOR EACH ROW EXECUTE FUNCTION cases_guard_posting();

CREATE FUNCTION cases_submits(of_enrolment uuid, field text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT v.body #> '{authority,fields}' ? field FROM cases_enrolment e
                     JOIN programmes_programmeversion v ON v.id = e.programme_version_id WHERE e.id = of_enrolment), false) $$;

CREATE FUNCTION cases_application_before() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held record;
BEGIN
  SELECT c.id, c.status, c.host_country, c.return_country, v.body #> '{authority}' AS declared, v.body ->> 'code' AS programme
    INTO held FROM cases_enrolment e JOIN cases_case c ON c.id = e.case_id
    JOIN programmes_programmeversion v ON v.id = e.programme_version_id WHERE e.id = NEW.enrolment_id;
  IF held.id IS NULL OR NOT cases_is_ours(held.id) THEN
    PERFORM cases_refuse('cases_no_such_enrolment', 'There is no such enrolment.');
  ELSIF held.status = 'closed' THEN
    PERFORM cases_refuse('cases_case_is_closed', 'The case is closed.');
  ELSIF held.declared IS NULL THEN
    PERFORM cases_refuse('d18_not_declared', 'The programme declares no fields for an authority.');
  ELSIF NOT EXISTS (SELECT 1 FROM accounts_office o WHERE o.id = NEW.authority_id AND o.kind = 'authority') THEN
    PERFORM cases_refuse('d18_no_authority', 'That office is no authority.');
  END IF;
  NEW.host_country := held.host_country;
  NEW.return_country := CASE WHEN cases_submits(NEW.enrolment_id, 'return_country') THEN held.return_country ELSE '' END;
  NEW.programme := held.programme;
  NEW.round := 1;
  NEW.state := 'waiting';
  NEW.state_since := NEW.submitted_at;
  NEW.submitted_by_id := safar_user();
  NEW.recorded_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER a_before BEFORE INSERT ON cases_authorityapplication
  FOR EACH ROW EXECUTE FUNCTION cases_application_before();

-- The consent to this use by this recipient, as it stands on a day (D4).
CREATE FUNCTION cases_consents_to_authority(person uuid, authority int, day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM people_dataconsent dc JOIN accounts_office o ON o.id = authority
                  WHERE dc.person_id = person AND dc.purpose = 'competent_authority'
                    AND lower(btrim(dc.recipient)) = lower(btrim(o.name)) AND dc.withdrawn_at IS NULL
                    AND NOT people_taken_back_elsewhere(dc)
                    AND consent_day(dc.given_at) <= day AND (dc.until IS NULL OR dc.until >= day)) $$;

-- What is sent is copied here: the declared fields, as they stand. Nobody can write anything else into them.
CREATE FUNCTION cases_applicant_before() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE app cases_authorityapplication; who record; one people_person; paper people_document;
BEGIN
  SELECT * INTO app FROM cases_authorityapplication WHERE id = NEW.application_id;
  SELECT m.person_id, m.role, m.position, m.traveller_id, em.enrolment_id, m.case_id, c.office_id INTO who
    FROM cases_enrolmentmember em JOIN cases_member m ON m.id = em.member_id AND m.left_at IS NULL
    JOIN cases_case c ON c.id = m.case_id
   WHERE em.id = NEW.enrolment_member_id;
  IF who.enrolment_id IS DISTINCT FROM app.enrolment_id OR NOT cases_is_ours(who.case_id) OR app.state <> 'waiting' THEN
    PERFORM cases_refuse('cases_no_such_member', 'There is no such member in this application.');
  ELSIF consent_is_removed(who.traveller_id) THEN
    PERFORM cases_refuse('v19_nothing_to_who_enforces', 'The State removed this person. Nothing of the file goes to it.');
  ELSIF NOT cases_consents_to_authority(who.person_id, app.authority_id, consent_day(clock_timestamp())) THEN
    PERFORM cases_refuse('d18_no_consent', 'The person has not consented to this authority receiving their data.');
  END IF;
  SELECT * INTO one FROM people_person WHERE id = who.person_id;
  NEW.round := app.round; NEW.position := who.position; NEW.ended_at := NULL; NEW.recorded_at := clock_timestamp();
  NEW.name := ''; NEW.own_name := ''; NEW.sex := ''; NEW.birth_earliest := NULL; NEW.birth_latest := NULL;
  NEW.nationality := ''; NEW.document_kind := ''; NEW.document_number := ''; NEW.document_until := NULL; NEW.role := '';
  -- D10: an authority decides on the person, not on the alias; what its programme does not declare it is not told, and
  -- every name told from behind an alias is on the list that the data protection officer reads.
  IF cases_submits(app.enrolment_id, 'name') OR cases_submits(app.enrolment_id, 'own_name') THEN
    PERFORM people_name_told(who.person_id, 'authority', who.office_id);
  END IF;
  IF cases_submits(app.enrolment_id, 'name') THEN
    NEW.name := cases_name_in_document(who.person_id);
  END IF;
  IF cases_submits(app.enrolment_id, 'own_name') THEN
    SELECT n.text INTO NEW.own_name FROM people_name n WHERE n.person_id = who.person_id AND n.is_primary;
  END IF;
  IF cases_submits(app.enrolment_id, 'sex') THEN NEW.sex := one.sex; END IF;
  IF cases_submits(app.enrolment_id, 'birth') THEN
    NEW.birth_earliest := one.birth_earliest; NEW.birth_latest := one.birth_latest;
  END IF;
  IF cases_submits(app.enrolment_id, 'nationality') THEN NEW.nationality := cases_nationalities(who.person_id); END IF;
  IF cases_submits(app.enrolment_id, 'document') THEN
    paper := cases_travel_paper(who.person_id);
    NEW.document_kind := coalesce(paper.kind, ''); NEW.document_number := coalesce(paper.number, '');
    NEW.document_until := paper.valid_until;
  END IF;
  IF cases_submits(app.enrolment_id, 'role') THEN NEW.role := who.role; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_before BEFORE INSERT ON cases_authorityapplicant FOR EACH ROW EXECUTE FUNCTION cases_applicant_before();

-- More was asked: the same people with their fields as they stand now, as a new round.
CREATE FUNCTION cases_submit_again(wanted uuid, at timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE app cases_authorityapplication;
BEGIN
  SELECT a.* INTO app FROM cases_authorityapplication a JOIN cases_enrolment e ON e.id = a.enrolment_id
   WHERE a.id = wanted AND cases_is_ours(e.case_id) FOR UPDATE OF a;
  IF app.id IS NULL OR app.state <> 'more_asked' THEN
    PERFORM cases_refuse('cases_no_such_application_waiting', 'This application does not wait for anything from us.');
  END IF;
  UPDATE cases_authorityapplication SET round = round + 1, state = 'waiting', state_since = at WHERE id = wanted;
  INSERT INTO cases_authorityapplicant (id, application_id, enrolment_member_id)
  SELECT gen_random_uuid(), wanted, p.enrolment_member_id FROM cases_authorityapplicant p
   WHERE p.application_id = wanted AND p.round = app.round AND p.ended_at IS NULL;
  RETURN app.round + 1;
END $$;

-- Somebody's part of an application ends; when nobody is left in it, so does the application. `withdrawn` is all the
-- authority is told; of `ended` it is told nothing.
CREATE FUNCTION cases_end_application_of(person uuid, only_authority text, how text, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cases_authorityapplicant p SET ended_at = at
    FROM cases_enrolmentmember em, cases_member m, cases_authorityapplication a, accounts_office o
   WHERE em.id = p.enrolment_member_id AND m.id = em.member_id AND m.person_id IN (SELECT people_same(person)) AND p.ended_at IS NULL
     AND a.id = p.application_id AND o.id = a.authority_id
     AND (only_authority IS NULL OR lower(btrim(o.name)) = lower(btrim(only_authority)));
  UPDATE cases_authorityapplication a SET state = how, state_since = at
   WHERE a.state NOT IN ('withdrawn', 'ended')
     AND EXISTS (SELECT 1 FROM cases_authorityapplicant p JOIN cases_enrolmentmember em ON em.id = p.enrolment_member_id
                   JOIN cases_member m ON m.id = em.member_id
                  WHERE p.application_id = a.id AND m.person_id IN (SELECT people_same(person)))
     AND NOT EXISTS (SELECT 1 FROM cases_authorityapplicant p
                      WHERE p.application_id = a.id AND p.round = a.round AND p.ended_at IS NULL);
END $$;

CREATE FUNCTION cases_application_withdrawn() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM cases_end_application_of(v.person_id, NULL, 'withdrawn', NEW.said_at)
     FROM consent_traveller v WHERE v.id = NEW.traveller_id;
  RETURN NULL;
END $$;
CREATE TRIGGER cases_application AFTER INSERT ON consent_withdrawal
  FOR EACH ROW EXECUTE FUNCTION cases_application_withdrawn();

CREATE FUNCTION cases_application_cut_off() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM cases_end_application_of(v.person_id, NULL, 'ended', NEW.removed_at)
     FROM consent_traveller v WHERE v.id = NEW.traveller_id;
  RETURN NULL;
END $$;
CREATE TRIGGER cases_application AFTER INSERT ON consent_removal
  FOR EACH ROW EXECUTE FUNCTION cases_application_cut_off();

CREATE FUNCTION cases_application_consent() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM cases_end_application_of(NEW.person_id, NEW.recipient, 'withdrawn', NEW.withdrawn_at);
  RETURN NULL;
END $$;
CREATE TRIGGER cases_application AFTER UPDATE OF withdrawn_at ON people_dataconsent
  FOR EACH ROW WHEN (NEW.purpose = 'competent_authority' AND OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL)
  EXECUTE FUNCTION cases_application_consent();

-- The applicant takes the application back, without anything else being said.
CREATE FUNCTION cases_take_back_application(wanted uuid, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cases_authorityapplication a SET state = 'withdrawn', state_since = at
    FROM cases_enrolment e WHERE e.id = a.enrolment_id AND cases_is_ours(e.case_id) AND a.id = wanted
     AND a.state IN ('waiting', 'more_asked');
  IF NOT FOUND THEN
    PERFORM cases_refuse('cases_no_such_application_waiting', 'This application does not wait for anything.');
  END IF;
  UPDATE cases_authorityapplicant SET ended_at = at WHERE application_id = wanted AND ended_at IS NULL;
END $$;

-- Every opening is written down for the office whose file it is, by the function that opens it.
CREATE FUNCTION cases_log_opening(kind text, page text, for_office int, ids uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO accounts_accessentry (at, user_id, role, office_id, kind, page, subject_ids)
  VALUES (clock_timestamp(), safar_user(), safar_role(), for_office, kind, page, coalesce(ids, '{}')) $$;

-- The authority's list: what waits for it, or what it answered. What was withdrawn is on neither.
CREATE FUNCTION cases_authority_list(answered boolean)
RETURNS TABLE (id uuid, reference text, name text, people int, state text, submitted_at timestamptz, state_since timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE mine int := cases_authority_today();
BEGIN
  PERFORM cases_log_opening('list', 'applications to the authority', c.office_id, array_agg(m.person_id))
     FROM cases_authorityapplication a JOIN cases_authorityapplicant p ON p.application_id = a.id AND p.round = a.round
      AND p.ended_at IS NULL JOIN cases_enrolmentmember em ON em.id = p.enrolment_member_id
     JOIN cases_member m ON m.id = em.member_id JOIN cases_case c ON c.id = m.case_id
    WHERE a.authority_id = mine AND a.state = ANY (CASE WHEN answered THEN '{approved,refused,more_asked}'::text[]
                                                         ELSE '{waiting}' END) GROUP BY c.office_id;
  RETURN QUERY
    SELECT a.id, a.reference, first.name, first.people, a.state, a.submitted_at, a.state_since
      FROM cases_authorityapplication a
     CROSS JOIN LATERAL (SELECT (array_agg(p.name ORDER BY p.position))[1] AS name, count(*)::int AS people
                           FROM cases_authorityapplicant p
                          WHERE p.application_id = a.id AND p.round = a.round AND p.ended_at IS NULL) first
     WHERE a.authority_id = mine AND first.people > 0
       AND a.state = ANY (CASE WHEN answered THEN '{approved,refused,more_asked}'::text[] ELSE '{waiting}' END)
     ORDER BY CASE WHEN answered THEN a.state_since END DESC, a.submitted_at LIMIT 500;
END $$;

-- One application of its own. Of a withdrawn one it learns only that; any other is as if it did not exist.
CREATE FUNCTION cases_authority_open(wanted uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE app cases_authorityapplication; home record;
BEGIN
  SELECT * INTO app FROM cases_authorityapplication a
   WHERE a.id = wanted AND a.authority_id = cases_authority_today() AND a.state <> 'ended';
  IF app.id IS NULL THEN
    RETURN NULL;
  END IF;
  SELECT c.office_id, o.name INTO home FROM cases_enrolment e JOIN cases_case c ON c.id = e.case_id
    JOIN accounts_office o ON o.id = c.office_id WHERE e.id = app.enrolment_id;
  IF app.state = 'withdrawn' THEN
    PERFORM cases_log_opening('application', 'withdrawn application', home.office_id, ARRAY[app.id]);
    RETURN jsonb_build_object('id', app.id, 'reference', app.reference, 'state', app.state);
  END IF;
  PERFORM cases_log_opening('application', 'application to the authority', home.office_id,
    (SELECT array_agg(m.person_id) FROM cases_authorityapplicant p
       JOIN cases_enrolmentmember em ON em.id = p.enrolment_member_id JOIN cases_member m ON m.id = em.member_id
      WHERE p.application_id = app.id AND p.round = app.round AND p.ended_at IS NULL));
  RETURN jsonb_build_object('id', app.id, 'reference', app.reference, 'state', app.state, 'programme', app.programme,
    'host_country', app.host_country, 'return_country', app.return_country, 'submitted_at', app.submitted_at,
    'office', home.name,
    'people', (SELECT coalesce(jsonb_agg(to_jsonb(p) - ARRAY['id', 'application_id', 'enrolment_member_id', 'round',
                                'position', 'ended_at', 'recorded_at'] ORDER BY p.position), '[]')
                 FROM cases_authorityapplicant p
                WHERE p.application_id = app.id AND p.round = app.round AND p.ended_at IS NULL),
    'answers', (SELECT coalesce(jsonb_agg(to_jsonb(s) - ARRAY['id', 'application_id', 'round', 'answered_by_id',
                                 'decision_id', 'recorded_at'] ORDER BY s.recorded_at), '[]')
                  FROM cases_authorityanswer s WHERE s.application_id = app.id));
END $$;

-- An answer becomes a decision on the case, with the authority as who decided, and a task for whoever has the case.
CREATE FUNCTION cases_authority_answer(
  answer_id uuid, wanted uuid, given text, why text[], against text, against_until date, more text, on_day date, number text
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE app cases_authorityapplication; named text; made uuid := gen_random_uuid();
BEGIN
  SELECT * INTO app FROM cases_authorityapplication a
   WHERE a.id = wanted AND a.authority_id = cases_authority_today() AND a.state NOT IN ('ended', 'withdrawn') FOR UPDATE;
  IF app.id IS NULL THEN
    PERFORM cases_refuse('cases_no_such_application_here', 'There is no such application.');
  ELSIF app.state <> 'waiting' THEN
    PERFORM cases_refuse('cases_application_answered', 'This application has been answered already.');
  ELSIF on_day > consent_day(clock_timestamp()) THEN
    PERFORM cases_refuse('cases_day_in_future', 'The day lies in the future.');
  END IF;
  SELECT o.name INTO named FROM accounts_office o WHERE o.id = app.authority_id;
  INSERT INTO cases_decision (id, enrolment_id, kind, answer, reasons, remedy, remedy_until, decided_on, decided_by,
                              reference, by_id)
  VALUES (made, app.enrolment_id, 'authority', given, why, against, against_until, on_day, named, number, safar_user());
  INSERT INTO cases_authorityanswer (id, application_id, round, answer, reasons, remedy, remedy_until, asks, decided_on,
                                     reference, answered_by_id, decision_id)
  VALUES (answer_id, app.id, app.round, given, why, against, against_until, more, on_day, number, safar_user(), made);
  UPDATE cases_authorityapplication SET state = given, state_since = clock_timestamp() WHERE id = app.id;
  INSERT INTO cases_caseevent (id, case_id, code, params, reason, happened_at, by_id)
  SELECT gen_random_uuid(), e.case_id, 'decided', jsonb_build_object('kind', 'authority', 'answer', given), '',
         clock_timestamp(), safar_user() FROM cases_enrolment e WHERE e.id = app.enrolment_id;
  INSERT INTO cases_task (id, case_id, code, params, for_whom, owner_id, owner_role, since, due_at, why_due, outcome)
  SELECT gen_random_uuid(), c.id, 'authority_answered_' || given, jsonb_build_object('application', app.id),
         CASE WHEN given = 'more_asked' THEN 'person' ELSE 'me' END, c.assigned_to_id, '', clock_timestamp(),
         clock_timestamp() + interval '48 hours',
         jsonb_build_object('kind', 'hours', 'hours', 48, 'asked_at', clock_timestamp()), ''
    FROM cases_enrolment e JOIN cases_case c ON c.id = e.case_id WHERE e.id = app.enrolment_id;
  INSERT INTO plumbing_auditentry (office_id, at, user_id, role, channel, action, subject, subject_id, detail)
  SELECT c.office_id, clock_timestamp(), safar_user(), safar_role(), 'desk', 'cases.authority_answered', 'case', c.id::text,
         jsonb_build_object('answer', given)
    FROM cases_enrolment e JOIN cases_case c ON c.id = e.case_id WHERE e.id = app.enrolment_id;
  RETURN app.enrolment_id;
END $$;

REVOKE UPDATE ON cases_authorityapplication, cases_authorityapplicant FROM safar_app;
REVOKE INSERT, UPDATE ON cases_authorityanswer FROM safar_app;
GRANT EXECUTE ON FUNCTION cases_authority_list(boolean), cases_authority_open(uuid),
  cases_authority_answer(uuid, uuid, text, text[], text, date, text, date, text),
  cases_submit_again(uuid, timestamptz), cases_take_back_application(uuid, timestamptz) TO safar_app;
