-- Who is one human: records that were merged and not parted again. Asked by every rule that stands for a person and not
-- for a record. Not executable by the application, which would learn of records that the reader may not see (D9).

-- All records of one human, this one too.
CREATE FUNCTION people_same(who uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 2 AS $$
  WITH RECURSIVE same(id) AS (
    SELECT who
    UNION
    SELECT CASE WHEN m.kept_id = same.id THEN m.gone_id ELSE m.kept_id END
      FROM same JOIN people_merge m ON m.undone_at IS NULL AND (m.kept_id = same.id OR m.gone_id = same.id))
  SELECT id FROM same $$;

CREATE FUNCTION people_is_same(one uuid, other uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT one = other OR other IN (SELECT people_same(one)) $$;

-- The record whose sex and birth count: the one under which the others are read. Two offices may have merged one record
-- into two others without knowing of each other: then all of those count, and so does every one where none is left over.
CREATE FUNCTION people_heads(who uuid) RETURNS SETOF people_person
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 1 AS $$
  WITH same AS (
    SELECT p, EXISTS (SELECT 1 FROM people_merge m WHERE m.gone_id = p.id AND m.undone_at IS NULL) AS is_gone
      FROM people_person p WHERE p.id IN (SELECT people_same(who)))
  SELECT (same.p).* FROM same WHERE NOT same.is_gone OR NOT EXISTS (SELECT 1 FROM same other WHERE NOT other.is_gone) $$;

-- V10 for a human: of age when the record that counts says so and no record of theirs is doubted.
CREATE FUNCTION people_human_of_age(who uuid, day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(bool_and(head.birth_latest <= (day - interval '18 years')::date), false)
     AND NOT EXISTS (SELECT 1 FROM people_person p WHERE p.id IN (SELECT people_same(who)) AND p.birth_disputed)
    FROM people_heads(who) head $$;

-- Whether a human is known to have died, on whichever record; by a day, if one is given.
CREATE FUNCTION people_has_died(who uuid, day date DEFAULT 'infinity') RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM people_person p WHERE p.id IN (SELECT people_same(who)) AND p.died_on <= day) $$;

-- Two things about one human are not done at once, whichever record each is about; and nobody is merged meanwhile.
CREATE FUNCTION people_take_turn(who uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE first_of_all uuid;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('people.merging', 0));
  SELECT id INTO first_of_all FROM people_same(who) id ORDER BY id LIMIT 1;
  PERFORM pg_advisory_xact_lock(hashtextextended('people.same.' || first_of_all, 0));
END $$;

-- A merge is read by who sees both people: half of one would tell that somebody else exists.
ALTER TABLE people_merge ENABLE ROW LEVEL SECURITY;
CREATE POLICY like_both_people ON people_merge FOR SELECT TO safar_app
  USING (EXISTS (SELECT 1 FROM people_person one WHERE one.id = people_merge.kept_id)
         AND EXISTS (SELECT 1 FROM people_person two WHERE two.id = people_merge.gone_id));
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON people_merge FROM safar_app;
