-- D10: who has an alias is called by it everywhere. The names stay on file, and no query of the application reads them
-- unless somebody opened them for a stated purpose in the same transaction; every such opening is in the access log.

CREATE FUNCTION people_aliased() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(person_id), '{}') FROM people_alias WHERE ended_at IS NULL $$;

-- Those whom the reader may not find by name, number or telephone: they answer as absent (D9).
CREATE FUNCTION people_unfindable() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN 'protection' = ANY (safar_classes()) THEN '{}'::uuid[] ELSE people_aliased() END $$;

CREATE FUNCTION people_opened_names() RETURNS uuid[]
LANGUAGE sql STABLE AS $$ SELECT coalesce(nullif(current_setting('safar.names', true), ''), '{}')::uuid[] $$;

-- Which role may open a name for which purpose: what carrier or border must see, and what the person signs themselves.
CREATE FUNCTION people_may_open_names(because text) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM (VALUES
    ('protection', 'protection_officer'), ('correction', 'protection_officer'), ('statement', 'protection_officer'),
    ('ticket', 'protection_officer'), ('ticket', 'movement_officer'),
    ('border_list', 'protection_officer'), ('border_list', 'movement_officer'),
    ('travel_document', 'protection_officer'), ('travel_document', 'movement_officer'), ('travel_document', 'counsellor'),
    ('declaration', 'protection_officer'), ('declaration', 'counsellor')) AS may(purpose, role)
   WHERE may.purpose = because AND may.role = safar_role()) $$;

-- Open the names of some people until the end of this transaction, and write down that it was done.
CREATE FUNCTION people_open_names(wanted uuid[], because text, office int, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE behind uuid[];
BEGIN
  IF NOT people_may_open_names(because) THEN
    RAISE EXCEPTION 'This role does not open names for that.' USING ERRCODE = '23514', CONSTRAINT = 'people_names_not_opened';
  END IF;
  SELECT array_agg(person) INTO behind FROM unnest(wanted) person
   WHERE person = ANY (people_aliased())
     AND EXISTS (SELECT 1 FROM people_personoffice sight
                  WHERE sight.person_id = person AND sight.office_id = ANY (safar_scope()));
  IF behind IS NULL THEN
    RETURN;
  END IF;
  INSERT INTO accounts_accessentry (at, user_id, role, office_id, kind, page, subject_ids)
  VALUES (at, safar_user(), safar_role(), office, 'name', 'name behind an alias: ' || because, behind);
  PERFORM set_config('safar.names', (people_opened_names() || behind)::text, true);
END $$;

-- A name behind an alias goes out to who must know it: the opening is written down, as it is for a reader inside.
CREATE FUNCTION people_name_told(wanted uuid, because text, office int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF wanted = ANY (people_aliased()) THEN
    INSERT INTO accounts_accessentry (at, user_id, role, office_id, kind, page, subject_ids)
    VALUES (clock_timestamp(), safar_user(), safar_role(), office, 'name', 'name behind an alias: ' || because, ARRAY[wanted]);
  END IF;
END $$;

-- Two syllables twice and a number: said aloud in any language, and nobody's name.
CREATE FUNCTION people_draw_alias() RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE drawn text;
  starts text[] := ARRAY['b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'z'];
  ends text[] := ARRAY['a', 'e', 'i', 'o', 'u'];
BEGIN
  LOOP
    SELECT initcap(string_agg(starts[1 + floor(random() * 14)::int] || ends[1 + floor(random() * 5)::int], ''))
           || ' ' || (10 + floor(random() * 90)::int)
      INTO drawn FROM generate_series(1, 2);
    EXIT WHEN NOT EXISTS (SELECT 1 FROM people_alias a WHERE a.alias = drawn)
          AND NOT EXISTS (SELECT 1 FROM people_searchkey k WHERE k.key = 'w:' || lower(split_part(drawn, ' ', 1)));
  END LOOP;
  RETURN drawn;
END $$;

CREATE FUNCTION people_alias_given() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- Drawn, never chosen: a chosen one says something of the person.
  NEW.alias := people_draw_alias();
  NEW.alias_key := lower(NEW.alias);
  NEW.ended_at := NULL;
  NEW.recorded_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER drawn BEFORE INSERT ON people_alias FOR EACH ROW EXECUTE FUNCTION people_alias_given();

-- Other offices are answered as if they were absent, and a household that bears their name bears the alias.
CREATE FUNCTION people_alias_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE people_person SET restricted = true WHERE id = NEW.person_id AND NOT restricted;
  -- One human is not called by an alias on one record and by their name on another.
  PERFORM people_give_alias(other, NEW.given_at, 'another_record') FROM people_same(NEW.person_id) other
    WHERE other <> NEW.person_id;
  UPDATE people_household home SET label = NEW.alias
   WHERE home.id IN (SELECT m.household_id FROM people_householdmember m WHERE m.person_id = NEW.person_id)
     AND EXISTS (SELECT 1 FROM people_searchcard card CROSS JOIN regexp_split_to_table(card.names, '\W+') word
                  WHERE card.person_id = NEW.person_id AND word <> '' AND position(word IN lower(home.label)) > 0);
  RETURN NULL;
END $$;
CREATE TRIGGER follows AFTER INSERT ON people_alias FOR EACH ROW EXECUTE FUNCTION people_alias_follows();

-- What the database gives by itself, when signs of trafficking are written down; once is enough.
CREATE FUNCTION people_give_alias(wanted uuid, at timestamptz, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE drawn uuid := gen_random_uuid();
BEGIN
  INSERT INTO people_alias (id, person_id, alias, alias_key, given_at, given_by_id, recorded_at)
  VALUES (drawn, wanted, '', '', at, safar_user(), clock_timestamp())
  ON CONFLICT (person_id) WHERE ended_at IS NULL DO NOTHING;
  IF FOUND THEN
    INSERT INTO people_aliasreason (id, alias_id, reason, recorded_at) VALUES (gen_random_uuid(), drawn, because, clock_timestamp());
  END IF;
END $$;

CREATE POLICY behind_alias ON people_name AS RESTRICTIVE FOR SELECT TO safar_app
  USING (person_id <> ALL ((SELECT people_aliased())::uuid[]) OR person_id = ANY ((SELECT people_opened_names())::uuid[]));
CREATE POLICY changed_behind_alias ON people_name AS RESTRICTIVE FOR UPDATE TO safar_app
  USING (person_id <> ALL ((SELECT people_aliased())::uuid[]) OR person_id = ANY ((SELECT people_opened_names())::uuid[]));

-- An alias is given and ended by whoever holds the protection class; everybody who sees the person reads it.
CREATE POLICY protection_gives ON people_alias AS RESTRICTIVE FOR INSERT TO safar_app
  WITH CHECK ('protection' = ANY ((SELECT safar_classes())::text[]));
CREATE POLICY protection_ends ON people_alias AS RESTRICTIVE FOR UPDATE TO safar_app
  USING ('protection' = ANY ((SELECT safar_classes())::text[]));
REVOKE UPDATE, DELETE, TRUNCATE ON people_alias FROM safar_app;
GRANT UPDATE (ended_at) ON people_alias TO safar_app;

GRANT EXECUTE ON FUNCTION people_aliased(), people_unfindable(), people_opened_names(), people_may_open_names(text),
  people_open_names(uuid[], text, int, timestamptz) TO safar_app;
