-- D20: a file that is not somebody's is opened to save a life. The database opens it, ends it after four hours at most by
-- its own clock, and lets nobody write these rows by another way.

-- What the reader has open now: the ids of cases, journeys and people.
CREATE FUNCTION accounts_glass_broken() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT opened), '{}') FROM accounts_breakglass glass CROSS JOIN LATERAL unnest(glass.subject_ids) opened
   WHERE glass.user_id = safar_user() AND clock_timestamp() >= glass.opened_at AND clock_timestamp() < glass.until_at $$;

-- Called by the context that knows the file; nobody else may.
CREATE FUNCTION accounts_break_glass(
  wanted text, file_office int, subjects uuid[], why text, told int, hours int
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
-- The clock is read once: two readings lie some microseconds apart, and four hours would be more than four.
DECLARE made uuid := gen_random_uuid(); mine accounts_posting; at_once timestamptz := clock_timestamp();
        today date := (at_once AT TIME ZONE 'UTC')::date;
BEGIN
  SELECT * INTO mine FROM accounts_posting p
   WHERE p.user_id = safar_user() AND p.from_on <= today AND (p.until_on IS NULL OR p.until_on >= today)
     -- D18: whoever reads from outside, or a list at an airport, opens no file of ours this way.
     AND p.role NOT IN ('competent_authority', 'auditor', 'airport_assistant')
   ORDER BY p.from_on, p.id LIMIT 1;
  IF mine.id IS NULL THEN
    RAISE EXCEPTION 'Nobody without a post opens a file.' USING ERRCODE = '23514', CONSTRAINT = 'accounts_glass_no_post';
  ELSIF NOT EXISTS (SELECT 1 FROM accounts_posting p JOIN accounts_user u ON u.id = p.user_id
                     WHERE p.user_id = told AND u.is_active AND p.from_on <= today AND (p.until_on IS NULL OR p.until_on >= today)) THEN
    RAISE EXCEPTION 'The second person holds no post.' USING ERRCODE = '23514', CONSTRAINT = 'accounts_glass_second';
  END IF;
  INSERT INTO accounts_breakglass (id, user_id, office_id, role, reference, file_office_id, subject_ids, reason, second_id,
                                   opened_at, until_at, finding, finding_note)
  VALUES (made, mine.user_id, mine.office_id, mine.role, wanted, file_office, subjects, why, told, at_once,
          at_once + make_interval(hours => least(greatest(hours, 1), 4)), '', '');
  INSERT INTO accounts_accessentry (at, user_id, role, office_id, kind, page, subject_ids)
  VALUES (at_once, mine.user_id, mine.role, mine.office_id, 'break-glass', 'opened to save a life', subjects);
  RETURN made;
END $$;

-- The second person says that they know; the data protection officer says what they found. Neither is the one who opened.
CREATE FUNCTION accounts_glass_told(wanted uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH told AS (UPDATE accounts_breakglass SET told_at = clock_timestamp()
                 WHERE id = wanted AND second_id = safar_user() AND told_at IS NULL RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM told) $$;

CREATE FUNCTION accounts_glass_reviewed(wanted uuid, found text, why text) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH seen AS (
    UPDATE accounts_breakglass glass SET reviewed_at = clock_timestamp(), reviewed_by_id = safar_user(), finding = found, finding_note = why
     WHERE glass.id = wanted AND glass.reviewed_at IS NULL AND glass.user_id <> safar_user()
       AND safar_role() = 'data_protection_officer'
       AND (glass.office_id = ANY (safar_scope()) OR glass.file_office_id = ANY (safar_scope())) RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM seen) $$;

-- Whoever opened one ends it when it is no longer needed: never later than it would have ended.
CREATE FUNCTION accounts_glass_closed(wanted uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH ended AS (
    UPDATE accounts_breakglass SET until_at = greatest(clock_timestamp(), opened_at + interval '1 second')
     WHERE id = wanted AND user_id = safar_user() AND until_at > clock_timestamp() RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM ended) $$;

ALTER TABLE accounts_breakglass ENABLE ROW LEVEL SECURITY;
CREATE POLICY whom_it_concerns ON accounts_breakglass FOR SELECT TO safar_app
  USING (user_id = (SELECT safar_user()) OR second_id = (SELECT safar_user())
         OR ((SELECT safar_role()) = 'data_protection_officer'
             AND (office_id = ANY ((SELECT safar_scope())::int[]) OR file_office_id = ANY ((SELECT safar_scope())::int[]))));
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON accounts_breakglass FROM safar_app;
GRANT EXECUTE ON FUNCTION accounts_glass_broken(), accounts_glass_told(uuid), accounts_glass_reviewed(uuid, text, text),
  accounts_glass_closed(uuid) TO safar_app;
