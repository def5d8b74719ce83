-- Registers of many people come in by one function, a part of the file at a time: PostgreSQL refuses COPY where
-- row-level security holds, and row by row a million people would take a day. The function is the owner's, so it asks
-- itself what the policies would ask: whose the run is, what post they hold, and that every office is in scope. Every
-- trigger fires as for a person registered by hand.

CREATE TYPE people_import_row AS (
  row int, person uuid, source text, office int, sex text, born_from date, born_to date, birth_country text,
  residence_country text, residence_place text, kind text, text text, script text, latin text, given text, family text,
  father text, sort_key text, text_key text, latin_key text, nationality text, standing text, language text,
  doc_kind text, doc_number text, doc_key text, doc_country text, phone text, phone_key text, household text,
  consented_at timestamptz, consent_language text, by_guardian boolean, card_names text, card_fathers text,
  card_from smallint, card_to smallint, keys text[]);

-- Whether whoever is signed in holds a post, today, whose role brings registers in. A post begins and ends with the day of
-- its own office, which may be a day before or after the server's.
CREATE FUNCTION people_may_import() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM accounts_posting p JOIN accounts_user u ON u.id = p.user_id AND u.is_active
                  WHERE p.user_id = safar_user() AND p.role = safar_role() AND p.role IN ('counsellor', 'programme_manager')
                    AND p.from_on <= current_date + 1 AND (p.until_on IS NULL OR p.until_on >= current_date - 1)) $$;

ALTER TABLE people_importrun ENABLE ROW LEVEL SECURITY;
CREATE POLICY office_in_scope ON people_importrun FOR SELECT TO safar_app
  USING (office_id = ANY ((SELECT safar_scope())::int[]));
CREATE POLICY ones_own_begun ON people_importrun FOR INSERT TO safar_app
  WITH CHECK (by_id = (SELECT safar_user()) AND office_id = ANY ((SELECT safar_scope())::int[]));
CREATE POLICY ones_own ON people_importrun FOR UPDATE TO safar_app
  USING (by_id = (SELECT safar_user()) AND office_id = ANY ((SELECT safar_scope())::int[]) AND finished_at IS NULL)
  WITH CHECK (by_id = (SELECT safar_user()));
REVOKE UPDATE, DELETE, TRUNCATE ON people_importrun FROM safar_app;
GRANT UPDATE (place, next_row, rows, new, known, refused, likely_twins, refused_size, finished_at) ON people_importrun TO safar_app;

-- Which record became whom is read like the person, and written by the function alone.
ALTER TABLE people_sourcerecord ENABLE ROW LEVEL SECURITY;
CREATE POLICY like_people_person ON people_sourcerecord FOR SELECT TO safar_app
  USING (EXISTS (SELECT 1 FROM people_person p WHERE p.id = people_sourcerecord.person_id));
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON people_sourcerecord FROM safar_app;
ALTER TABLE people_sourcehousehold ENABLE ROW LEVEL SECURITY;
CREATE POLICY like_people_household ON people_sourcehousehold FOR SELECT TO safar_app
  USING (EXISTS (SELECT 1 FROM people_household h WHERE h.id = people_sourcehousehold.household_id));
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON people_sourcehousehold FROM safar_app;

-- Which of these records of a register are here already, from whatever file; asked before a try-out.
CREATE FUNCTION people_records_known(of_office int, of_register text, sources text[]) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*)::int FROM people_sourcerecord s
   WHERE of_office = ANY (safar_scope()) AND s.office_id = of_office AND s.register = of_register
     AND s.source = ANY (sources) $$;

CREATE FUNCTION people_import_people(fresh people_import_row[], moment timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO people_person (id, office_id, sex, birth_earliest, birth_latest, birth_basis, birth_disputed, birth_note,
                             country_of_birth, residence_country, residence_place, restricted, version, created_at)
  SELECT r.person, r.office, r.sex, r.born_from, r.born_to, 'told', false, '', r.birth_country, r.residence_country,
         r.residence_place, false, 1, moment FROM unnest(fresh) r;
  INSERT INTO people_dataconsent (id, person_id, purpose, recipient, given_at, language, by_guardian, guardian_name, assent,
                                  recorded_by_id)
  SELECT gen_random_uuid(), r.person, 'registration', '', r.consented_at, r.consent_language, r.by_guardian, '', '',
         safar_user() FROM unnest(fresh) r;
  INSERT INTO people_name (id, person_id, kind, text, script, latin, given, family, father_name, is_primary, sort_key,
                           text_key, latin_key)
  SELECT gen_random_uuid(), r.person, r.kind, r.text, r.script, r.latin, r.given, r.family, r.father, true, r.sort_key,
         r.text_key, r.latin_key FROM unnest(fresh) r;
  INSERT INTO people_nationality (person_id, country, standing, recorded_at)
  SELECT r.person, r.nationality, r.standing, moment FROM unnest(fresh) r WHERE r.standing <> '';
  INSERT INTO people_spokenlanguage (person_id, language, speaks, reads, needs_interpreter, is_preferred)
  SELECT r.person, r.language, true, false, true, true FROM unnest(fresh) r WHERE r.language <> '';
  WITH papers AS (
    INSERT INTO people_document (id, person_id, kind, number, number_key, country, note, recorded_at)
    SELECT gen_random_uuid(), r.person, r.doc_kind, r.doc_number, r.doc_key, r.doc_country, '', moment
      FROM unnest(fresh) r WHERE r.doc_kind <> '' RETURNING id)
  INSERT INTO people_custody (id, document_id, holder, since, receipt, note, recorded_by_id, recorded_at)
  SELECT gen_random_uuid(), id, 'person', moment, '', '', safar_user(), clock_timestamp() FROM papers;
  INSERT INTO people_safecontact (id, person_id, channel, number, number_key, hours, who_may_answer, neutral_words,
                                  may_leave_message, note, since)
  SELECT gen_random_uuid(), r.person, 'phone', r.phone, r.phone_key, '', '', '', false, '', moment
    FROM unnest(fresh) r WHERE r.phone <> '';
  INSERT INTO people_searchcard (person_id, names, fathers, born_from, born_to, keys)
  SELECT r.person, r.card_names, r.card_fathers, r.card_from, r.card_to, r.keys FROM unnest(fresh) r;
$$;

-- A household of the register becomes one of ours where its first member comes in; a later member joins it, while who
-- brings them in may see it. Each is looked up alone: of a table that is being filled the planner knows nothing, and
-- joined whole it compares each household with each.
CREATE FUNCTION people_import_households(fresh people_import_row[], run people_importrun, moment timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO people_sourcehousehold (household_id, register_office_id, register, office_id, source)
  SELECT gen_random_uuid(), run.office_id, run.register, r.office, r.household
    FROM unnest(fresh) r WHERE r.household <> '' GROUP BY r.office, r.household
  ON CONFLICT (register_office_id, register, office_id, source) DO NOTHING;
  INSERT INTO people_household (id, office_id, label, created_at)
  SELECT home.household_id, told.office, told.label, moment
    FROM (SELECT DISTINCT ON (r.office, r.household) r.office, r.household, r.text AS label
            FROM unnest(fresh) r WHERE r.household <> '' ORDER BY r.office, r.household, r.row) told
    CROSS JOIN LATERAL (
      SELECT known.household_id FROM people_sourcehousehold known
       WHERE known.register_office_id = run.office_id AND known.register = run.register
         AND known.office_id = told.office AND known.source = told.household LIMIT 1) home
  ON CONFLICT (id) DO NOTHING;
  INSERT INTO people_householdmember (id, household_id, person_id, place, from_on)
  SELECT gen_random_uuid(), home.household_id, r.person, '', moment::date
    FROM unnest(fresh) r CROSS JOIN LATERAL (
      SELECT known.household_id FROM people_sourcehousehold known
       WHERE known.register_office_id = run.office_id AND known.register = run.register
         AND known.office_id = r.office AND known.source = r.household LIMIT 1) home
   WHERE r.household <> '';
$$;

-- The same paper on file for somebody else: a likely pair, read by who sees both (D9). Five of one number are enough to
-- show that it is no number. Gives how many of the pairs the reader may see.
CREATE FUNCTION people_import_twins(fresh people_import_row[], moment timestamptz) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH twins AS (
    INSERT INTO people_likelypair (id, a_id, b_id, score, reasons, found_at, answer, note)
    SELECT DISTINCT ON (least(r.person, held.person_id), greatest(r.person, held.person_id)) gen_random_uuid(),
           least(r.person, held.person_id), greatest(r.person, held.person_id), 1.0,
           '[["people_match_document", 20.0]]'::jsonb, moment, '', ''
      FROM unnest(fresh) r CROSS JOIN LATERAL (
        SELECT d.person_id FROM people_document d
         WHERE d.number_key = r.doc_key AND d.kind = r.doc_kind AND d.country = r.doc_country AND d.person_id <> r.person
         LIMIT 5) held
     WHERE r.doc_key <> ''
    ON CONFLICT (a_id, b_id) DO NOTHING
    RETURNING a_id, b_id)
  SELECT count(*) FILTER (WHERE people_pair_seen(a_id, b_id))::int FROM twins $$;
REVOKE ALL ON FUNCTION people_import_people(people_import_row[], timestamptz),
  people_import_households(people_import_row[], people_importrun, timestamptz),
  people_import_twins(people_import_row[], timestamptz) FROM PUBLIC, safar_app;

-- One part of a file: everybody in it who is not here yet is registered, at their own consent (D4), in one transaction
-- with how far the run came. Gives the rows left out because their record stands higher up in this file, the number known
-- from an earlier file, the number new, and the likely pairs that the reader may see.
CREATE FUNCTION people_import_chunk(wanted uuid, told json, moment timestamptz)
RETURNS TABLE (fresh_rows int, known_rows int, twins int, twice int[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE run people_importrun; rows people_import_row[]; fresh people_import_row[]; offices int[] := safar_scope();
BEGIN
  SELECT * INTO run FROM people_importrun r
   WHERE r.id = wanted AND r.by_id = safar_user() AND r.finished_at IS NULL FOR UPDATE;
  IF run.id IS NULL OR NOT people_may_import() OR run.office_id <> ALL (offices) THEN
    PERFORM people_refuse('people_import_unknown');
  END IF;
  IF NOT isfinite(moment) OR moment > clock_timestamp() + interval '5 minutes' THEN
    PERFORM people_refuse('people_import_unknown');
  END IF;
  SELECT coalesce(array_agg(r), '{}') INTO rows FROM json_populate_recordset(NULL::people_import_row, told) r;
  IF EXISTS (SELECT 1 FROM unnest(rows) r WHERE r.office IS NULL OR r.office <> ALL (offices)) THEN
    PERFORM people_refuse('people_import_office');
  END IF;
  WITH here AS (
    INSERT INTO people_sourcerecord (person_id, office_id, register, source, run_id)
    SELECT r.person, run.office_id, run.register, r.source, run.id FROM unnest(rows) r ORDER BY r.row
    ON CONFLICT (office_id, register, source) DO NOTHING RETURNING person_id)
  SELECT coalesce(array_agg(r ORDER BY r.row), '{}') INTO fresh FROM unnest(rows) r JOIN here ON here.person_id = r.person;
  twice := '{}';
  known_rows := 0;
  -- Asked only where somebody is here already: while a large register comes in, the database does not know yet how many
  -- records there are, and takes minutes to compare each with each.
  IF cardinality(fresh) < cardinality(rows) THEN
    SELECT coalesce(array_agg(r.row ORDER BY r.row) FILTER (WHERE s.run_id = run.id), '{}'),
           coalesce(count(*) FILTER (WHERE s.run_id <> run.id), 0)::int
      INTO twice, known_rows
      FROM unnest(rows) r JOIN people_sourcerecord s
        ON s.office_id = run.office_id AND s.register = run.register AND s.source = r.source AND s.person_id <> r.person;
  END IF;
  PERFORM people_import_people(fresh, moment);
  PERFORM people_import_households(fresh, run, moment);
  twins := people_import_twins(fresh, moment);
  fresh_rows := cardinality(fresh);
  INSERT INTO plumbing_auditentry (office_id, at, user_id, role, channel, action, subject, subject_id, detail)
  VALUES (run.office_id, moment, safar_user(), safar_role(), 'import', 'people.register_brought_in', 'importrun', run.id::text,
          jsonb_build_object('new', fresh_rows, 'known', known_rows, 'twice', cardinality(twice)));
  RETURN NEXT;
END $$;
GRANT EXECUTE ON FUNCTION people_may_import(), people_import_chunk(uuid, json, timestamptz),
  people_records_known(int, text, text[]) TO safar_app;
