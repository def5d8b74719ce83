-- Two records of one person are merged, and parted again. Nothing of a case, a consent or a declaration is touched: the
-- merge is a pointer, and what is taken over into the kept record leaves what stood there beside it.

-- What can be taken over, and of which columns each consists: a birth goes with what it rests on.
CREATE FUNCTION people_merge_units() RETURNS TABLE (unit text, columns text[])
LANGUAGE sql IMMUTABLE AS $$
  VALUES ('sex', ARRAY['sex']),
         ('birth', ARRAY['birth_earliest', 'birth_latest', 'birth_basis', 'birth_disputed', 'birth_note']),
         ('country_of_birth', ARRAY['country_of_birth']),
         ('residence', ARRAY['residence_country', 'residence_place']),
         ('died_on', ARRAY['died_on']) $$;

CREATE FUNCTION people_only(of_row jsonb, columns text[]) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(of_row) WHERE key = ANY (columns) $$;

-- The version somebody read never comes again with other words behind it: undoing brings the old number back, and
-- whoever read meanwhile holds a number that nobody else will ever have (D3).
CREATE FUNCTION people_version_after(version int) RETURNS int
LANGUAGE sql VOLATILE AS $$ SELECT version + 2 + floor(random() * 100000)::int $$;

CREATE FUNCTION people_write_columns(of_person uuid, given jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- Only what changes is named: a trigger waits for some of these columns.
  EXECUTE 'UPDATE people_person p SET '
    || (SELECT string_agg(format('%I = v.%I', key, key), ', ') FROM jsonb_object_keys(given) key)
    || ' FROM jsonb_populate_record(NULL::people_person, $1) v WHERE p.id = $2' USING given, of_person;
END $$;

-- Restricted, or under an alias: known to their own office's protection officer alone (D9, D10).
CREATE FUNCTION people_is_hidden(who uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM people_person p WHERE p.id = who AND (p.restricted OR p.id = ANY (people_aliased()))) $$;

-- Whether somebody who held the post then may merge these two: a protection officer or a programme manager; where one is
-- hidden, a protection officer of that person's own office, or of one above it.
CREATE FUNCTION people_may_merge(one uuid, other uuid, day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT bool_and(EXISTS (
           SELECT 1 FROM accounts_posting post
            WHERE post.user_id = safar_user() AND post.from_on <= day AND (post.until_on IS NULL OR post.until_on >= day)
              AND (post.role = 'protection_officer'
                   AND (NOT people_is_hidden(p.id) OR post.office_id IN (
                          WITH RECURSIVE above(id) AS (
                            SELECT p.office_id
                            UNION SELECT o.parent_id FROM above JOIN accounts_office o ON o.id = above.id
                                   WHERE o.parent_id IS NOT NULL)
                          SELECT id FROM above))
                   OR post.role = 'programme_manager' AND NOT people_is_hidden(p.id))))
    FROM people_person p WHERE p.id IN (one, other) $$;

-- Why two records are not merged, as far as people themselves tell; upper floors add theirs by triggers on people_merge.
CREATE FUNCTION people_merge_why_not(one people_person, other people_person, day date) RETURNS TABLE (code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'people_merge_already' WHERE EXISTS (
    SELECT 1 FROM people_merge m WHERE m.undone_at IS NULL
       AND ((m.kept_id, m.gone_id) IN ((one.id, other.id), (other.id, one.id))
            OR m.gone_id = other.id AND people_is_ours(m.kept_id)))
  UNION ALL
  SELECT 'people_merge_relatives' WHERE EXISTS (
    SELECT 1 FROM people_relation r CROSS JOIN people_same(one.id) a CROSS JOIN people_same(other.id) b
     WHERE (r.person_id, r.other_id) IN ((a, b), (b, a)))
  UNION ALL
  -- Under one of them they would be called by the alias and under the other by their name.
  SELECT 'people_merge_alias_both' WHERE (one.id = ANY (people_aliased())) <> (other.id = ANY (people_aliased()))
  UNION ALL
  -- A human is not dead on one record and alive on the other: everything of a dead person stands still (V20).
  SELECT 'people_merge_death' WHERE (one.died_on IS NULL) <> (other.died_on IS NULL)
  UNION ALL
  -- Nobody comes of age by being merged, and nobody ceases to be of age (V10).
  SELECT 'people_merge_child_or_adult'
   WHERE people_is_of_age(one.birth_latest, one.birth_disputed, day)
      <> people_is_of_age(other.birth_latest, other.birth_disputed, day)
  UNION ALL
  SELECT 'people_merge_second_look'
   WHERE (people_is_hidden(one.id) OR people_is_hidden(other.id)) AND NOT EXISTS (
     SELECT 1 FROM people_likelypair pair CROSS JOIN people_same(one.id) a CROSS JOIN people_same(other.id) b
      WHERE (pair.a_id, pair.b_id) IN ((a, b), (b, a)) AND pair.answer = 'same'
        AND pair.second_by_id IS NOT NULL AND pair.second_by_id <> pair.answered_by_id) $$;

CREATE FUNCTION people_merge_records(
  new_id uuid, kept uuid, gone uuid, picks text[], list_name uuid, why text, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE one people_person; other people_person; no text; wanted record; took jsonb := '{}'; had jsonb := '{}';
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('people.merging', 0));
  IF kept = gone OR NOT (people_is_ours(kept) AND people_is_ours(gone)) THEN
    PERFORM people_refuse('people_unknown');
  ELSIF NOT people_may_merge(kept, gone, (at AT TIME ZONE 'UTC')::date) THEN
    PERFORM people_refuse('people_merge_by');
  ELSIF btrim(why) = '' THEN
    PERFORM people_refuse('people_merge_reason');
  END IF;
  PERFORM 1 FROM people_person p WHERE p.id IN (kept, gone) ORDER BY p.id FOR UPDATE;
  SELECT * INTO one FROM people_person WHERE id = kept;
  SELECT * INTO other FROM people_person WHERE id = gone;
  SELECT code INTO no FROM people_merge_why_not(one, other, (at AT TIME ZONE 'UTC')::date) LIMIT 1;
  IF FOUND THEN
    PERFORM people_refuse(no);
  END IF;
  FOR wanted IN SELECT * FROM people_merge_units() WHERE unit = ANY (picks) LOOP
    IF people_only(to_jsonb(one), wanted.columns) <> people_only(to_jsonb(other), wanted.columns) THEN
      took := took || people_only(to_jsonb(other), wanted.columns);
      had := had || people_only(to_jsonb(one), wanted.columns);
    END IF;
  END LOOP;
  -- Whoever sees only the kept record would read what is hidden on the other.
  IF took <> '{}' AND people_is_hidden(gone) THEN
    PERFORM people_refuse('people_merge_pick_hidden');
  ELSIF list_name IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM people_name n WHERE n.id = list_name AND people_is_ours(n.person_id)
         AND (n.person_id IN (SELECT people_same(kept)) OR n.person_id IN (SELECT people_same(gone)))) THEN
    PERFORM people_refuse('people_merge_name');
  END IF;
  IF took <> '{}' THEN
    had := had || jsonb_build_object('version', one.version);
    took := took || jsonb_build_object('version', people_version_after(one.version));
  END IF;
  INSERT INTO people_merge (id, kept_id, gone_id, listed_name_id, taken, former, reason, merged_at, merged_by_id,
                            undone_reason, stayed, recorded_at)
  VALUES (new_id, kept, gone, list_name, took, had, btrim(why), at, safar_user(), '', '{}', clock_timestamp());
  IF took <> '{}' THEN
    PERFORM people_write_columns(kept, took);
  END IF;
END $$;

-- Bring back what a merge took over, unless somebody corrected it since. Where a later merge stands on top of it, that one
-- learns what was there before, so that parting them in any order ends at the beginning.
CREATE FUNCTION people_give_back(the people_merge) RETURNS text[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE part record; later people_merge; stands jsonb; back jsonb := '{}'; stay text[] := '{}'; fresh int;
BEGIN
  SELECT to_jsonb(p) INTO stands FROM people_person p WHERE p.id = the.kept_id FOR UPDATE;
  FOR part IN SELECT * FROM people_merge_units() UNION ALL SELECT 'version', ARRAY['version'] LOOP
    CONTINUE WHEN NOT the.taken ? part.columns[1];
    SELECT m.* INTO later FROM people_merge m
     WHERE m.kept_id = the.kept_id AND m.undone_at IS NULL AND m.recorded_at > the.recorded_at
       AND m.taken ? part.columns[1] ORDER BY m.recorded_at LIMIT 1;
    IF FOUND AND people_only(later.former, part.columns) = people_only(the.taken, part.columns) THEN
      UPDATE people_merge SET former = former || people_only(the.former, part.columns) WHERE id = later.id;
    ELSIF later.id IS NULL AND people_only(stands, part.columns) = people_only(the.taken, part.columns) THEN
      back := back || people_only(the.former, part.columns);
    ELSIF part.unit <> 'version' THEN
      stay := stay || part.unit;
    END IF;
  END LOOP;
  IF back <> '{}' AND NOT back ? 'version' THEN
    fresh := people_version_after((stands ->> 'version')::int);
    UPDATE people_merge SET taken = taken || jsonb_build_object('version', fresh)
     WHERE kept_id = the.kept_id AND id <> the.id AND undone_at IS NULL AND taken -> 'version' = stands -> 'version';
    back := back || jsonb_build_object('version', fresh);
  END IF;
  IF back <> '{}' THEN
    PERFORM people_write_columns(the.kept_id, back);
  END IF;
  RETURN stay;
END $$;

-- Part two records again; gives what stayed because somebody corrected it after the merge.
CREATE FUNCTION people_undo_merge(wanted uuid, why text, at timestamptz) RETURNS text[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE the people_merge; stay text[];
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('people.merging', 0));
  SELECT * INTO the FROM people_merge m WHERE m.id = wanted;
  IF NOT FOUND OR NOT (people_is_ours(the.kept_id) AND people_is_ours(the.gone_id)) THEN
    PERFORM people_refuse('people_merge_unknown');
  ELSIF the.undone_at IS NOT NULL THEN
    PERFORM people_refuse('people_merge_undone');
  ELSIF NOT people_may_merge(the.kept_id, the.gone_id, (at AT TIME ZONE 'UTC')::date) THEN
    PERFORM people_refuse('people_merge_by');
  ELSIF btrim(why) = '' THEN
    PERFORM people_refuse('people_merge_undone_reason');
  ELSIF at < the.merged_at THEN
    PERFORM people_refuse('people_merge_undone_before');
  END IF;
  stay := people_give_back(the);
  UPDATE people_merge SET undone_at = at, undone_by_id = safar_user(), undone_reason = btrim(why), stayed = stay
   WHERE id = wanted;
  -- A name on lists that has gone with its record is no longer shown for the other.
  UPDATE people_merge m SET listed_name_id = NULL
   WHERE m.undone_at IS NULL AND m.listed_name_id IS NOT NULL
     AND (SELECT n.person_id FROM people_name n WHERE n.id = m.listed_name_id) NOT IN (SELECT people_same(m.kept_id));
  RETURN stay;
END $$;
GRANT EXECUTE ON FUNCTION people_merge_records(uuid, uuid, uuid, text[], uuid, text, timestamptz),
  people_undo_merge(uuid, text, timestamptz) TO safar_app;
