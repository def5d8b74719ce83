-- By what people are found: a row for each key and each office that may see the person, kept by the database itself from
-- the cards and from people_personoffice. Statements, not rows, fire these triggers: a register of a million cards comes
-- in by a few hundred statements.

-- The keys of a card as they are found: to those with a sound alone, each year in which the person may be born is added
-- here, for a birth is corrected without reading the names. Somebody whose birth is wide open has none of them.
CREATE FUNCTION people_keys_of(keys text[], born_from smallint, born_to smallint) RETURNS SETOF text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT key FROM unnest(keys) key WHERE NOT starts_with(key, 'y:')
  UNION ALL
  SELECT key || ' ' || year FROM unnest(keys) key, generate_series(born_from::int, born_to::int) year
   WHERE starts_with(key, 'y:') AND born_to - born_from < 3 $$;

CREATE FUNCTION people_keys_of_cards() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO people_searchkey (key, office_id, person_id)
  SELECT DISTINCT key, sight.office_id, fresh.person_id
    FROM fresh JOIN people_personoffice sight USING (person_id)
         CROSS JOIN people_keys_of(fresh.keys, fresh.born_from, fresh.born_to) key;
  RETURN NULL;
END $$;
CREATE TRIGGER keys_written AFTER INSERT ON people_searchcard
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION people_keys_of_cards();

CREATE FUNCTION people_keys_of_changed_cards() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM stale JOIN fresh USING (person_id)
                  WHERE (stale.keys, stale.born_from, stale.born_to) <> (fresh.keys, fresh.born_from, fresh.born_to)) THEN
    RETURN NULL;
  END IF;
  DELETE FROM people_searchkey gone
   USING stale CROSS JOIN people_keys_of(stale.keys, stale.born_from, stale.born_to) old_key, people_personoffice sight
   WHERE sight.person_id = stale.person_id AND gone.key = old_key AND gone.office_id = sight.office_id
     AND gone.person_id = stale.person_id;
  INSERT INTO people_searchkey (key, office_id, person_id)
  SELECT DISTINCT key, sight.office_id, fresh.person_id
    FROM fresh JOIN people_personoffice sight USING (person_id)
         CROSS JOIN people_keys_of(fresh.keys, fresh.born_from, fresh.born_to) key;
  RETURN NULL;
END $$;
CREATE TRIGGER keys_changed AFTER UPDATE ON people_searchcard
  REFERENCING OLD TABLE AS stale NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION people_keys_of_changed_cards();

-- The years follow the birth, whoever corrects it: who may correct a birth need not see the names behind an alias.
CREATE FUNCTION people_card_follows_birth() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE people_searchcard SET born_from = extract(year FROM NEW.birth_earliest), born_to = extract(year FROM NEW.birth_latest)
   WHERE person_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER card_follows AFTER UPDATE OF birth_earliest, birth_latest ON people_person
  FOR EACH ROW EXECUTE FUNCTION people_card_follows_birth();

-- An office that comes to see somebody finds them, and one that no longer does finds them no more.
CREATE FUNCTION people_keys_of_new_sight() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO people_searchkey (key, office_id, person_id)
  SELECT DISTINCT key, fresh.office_id, fresh.person_id
    FROM fresh JOIN people_searchcard card USING (person_id)
         CROSS JOIN people_keys_of(card.keys, card.born_from, card.born_to) key
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER keys_of_sight AFTER INSERT ON people_personoffice
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION people_keys_of_new_sight();

CREATE FUNCTION people_keys_of_lost_sight() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM people_searchkey gone
   USING stale JOIN people_searchcard card USING (person_id)
         CROSS JOIN people_keys_of(card.keys, card.born_from, card.born_to) old_key
   WHERE gone.key = old_key AND gone.office_id = stale.office_id AND gone.person_id = stale.person_id
     AND NOT EXISTS (SELECT 1 FROM people_personoffice kept
                      WHERE kept.person_id = stale.person_id AND kept.office_id = stale.office_id);
  RETURN NULL;
END $$;
CREATE TRIGGER keys_of_sight_lost AFTER DELETE ON people_personoffice
  REFERENCING OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION people_keys_of_lost_sight();

ALTER TABLE people_searchkey ENABLE ROW LEVEL SECURITY;
CREATE POLICY office_in_scope ON people_searchkey FOR SELECT TO safar_app
  USING (office_id = ANY ((SELECT safar_scope())::int[]));
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON people_searchkey FROM safar_app;

-- A card is read and written like the person, judged in one step, for a search reads hundreds.
ALTER TABLE people_searchcard ENABLE ROW LEVEL SECURITY;
CREATE POLICY office_may_see ON people_searchcard FOR ALL TO safar_app
  USING (EXISTS (SELECT 1 FROM people_personoffice sight WHERE sight.person_id = people_searchcard.person_id
                    AND sight.office_id = ANY ((SELECT safar_scope())::int[])))
  WITH CHECK (EXISTS (SELECT 1 FROM people_personoffice sight WHERE sight.person_id = people_searchcard.person_id
                         AND sight.office_id = ANY ((SELECT safar_scope())::int[])));
REVOKE UPDATE, DELETE, TRUNCATE ON people_searchcard FROM safar_app;
GRANT UPDATE (names, fathers, born_from, born_to, keys) ON people_searchcard TO safar_app;

-- D9, D10: who has an alias answers as absent to a search, for everybody but the protection class.
CREATE POLICY behind_alias ON people_searchkey AS RESTRICTIVE FOR SELECT TO safar_app
  USING (person_id <> ALL ((SELECT people_unfindable())::uuid[]) OR person_id = ANY ((SELECT people_opened_names())::uuid[]));
CREATE POLICY behind_alias ON people_searchcard AS RESTRICTIVE FOR SELECT TO safar_app
  USING (person_id <> ALL ((SELECT people_unfindable())::uuid[]) OR person_id = ANY ((SELECT people_opened_names())::uuid[]));
