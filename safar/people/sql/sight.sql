-- Who may see a person: the offices in people_personoffice. The application reads that table and never writes it.
CREATE FUNCTION people_let_office_see(seen uuid, by_office int, because text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO people_personoffice (person_id, office_id, reason, since) VALUES (seen, by_office, because, now())
  ON CONFLICT (person_id, office_id, reason) DO NOTHING $$;

CREATE FUNCTION people_stop_office_seeing(seen uuid, by_office int, because text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM people_personoffice WHERE person_id = seen AND office_id = by_office AND reason = because $$;

-- Called by other definer functions only: whoever could call them could let themselves see anybody.
REVOKE ALL ON FUNCTION people_let_office_see(uuid, int, text), people_stop_office_seeing(uuid, int, text)
  FROM PUBLIC, safar_app;

CREATE FUNCTION people_registered() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM people_let_office_see(NEW.id, NEW.office_id, 'registered');
  RETURN NULL;
END $$;
CREATE TRIGGER registered AFTER INSERT ON people_person FOR EACH ROW EXECUTE FUNCTION people_registered();

ALTER TABLE people_personoffice ENABLE ROW LEVEL SECURITY;
CREATE POLICY office_in_scope ON people_personoffice FOR SELECT TO safar_app
  USING (office_id = ANY ((SELECT safar_scope())::int[]));
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON people_personoffice FROM safar_app;

ALTER TABLE people_person ENABLE ROW LEVEL SECURITY;
CREATE POLICY office_may_see ON people_person FOR SELECT TO safar_app
  USING (EXISTS (SELECT 1 FROM people_personoffice sight
                  WHERE sight.person_id = people_person.id AND sight.office_id = ANY ((SELECT safar_scope())::int[])));
-- D20: to save a life, for some hours, by reading alone.
CREATE POLICY glass_broken ON people_person FOR SELECT TO safar_app
  USING (id = ANY ((SELECT accounts_glass_broken())::uuid[]));
CREATE POLICY registered_here ON people_person FOR INSERT TO safar_app
  WITH CHECK (office_id = ANY ((SELECT safar_scope())::int[]));
CREATE POLICY office_may_change ON people_person FOR UPDATE TO safar_app
  USING (EXISTS (SELECT 1 FROM people_personoffice sight
                  WHERE sight.person_id = people_person.id AND sight.office_id = ANY ((SELECT safar_scope())::int[])));
-- Where and when somebody was registered is never rewritten.
REVOKE UPDATE ON people_person FROM safar_app;
GRANT UPDATE (sex, birth_earliest, birth_latest, birth_basis, birth_disputed, birth_note, country_of_birth,
              residence_country, residence_place, restricted, died_on, version) ON people_person TO safar_app;

-- V10 in the database: of age on a day. Somebody born on 29 February comes of age on 1 March, as in safar.kernel.dates.
CREATE FUNCTION people_is_of_age(birth_latest date, disputed boolean, on_day date) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT NOT disputed AND on_day >= (birth_latest + interval '18 years')::date
    + CASE WHEN extract(day FROM birth_latest) = 29
            AND extract(day FROM (birth_latest + interval '18 years')) = 28 THEN 1 ELSE 0 END $$;
GRANT EXECUTE ON FUNCTION people_is_of_age(date, boolean, date) TO safar_app;

-- A birth lies between two days of the calendar: 'infinity' would be of any age.
ALTER TABLE people_person DROP CONSTRAINT IF EXISTS people_birth_on_a_day;
ALTER TABLE people_person ADD CONSTRAINT people_birth_on_a_day CHECK (isfinite(birth_earliest) AND isfinite(birth_latest));
