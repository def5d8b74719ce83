-- Published programmes are reference data: everybody reads them, in scope or not, because they hold no migrant's data.
-- They are written once, under the name of whoever publishes, by the roles that may, and never changed.
ALTER TABLE programmes_programmeversion ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody_reads ON programmes_programmeversion FOR SELECT TO safar_app USING (true);
CREATE POLICY publisher_writes ON programmes_programmeversion FOR INSERT TO safar_app
  WITH CHECK (safar_role() IN ('programme_manager', 'administrator')
              AND published_by_id IS NOT DISTINCT FROM safar_user());
REVOKE UPDATE, DELETE, TRUNCATE ON programmes_programmeversion FROM safar_app;

-- A missing key must not pass as "unknown", which a check lets through: hence coalesce.
ALTER TABLE programmes_programmeversion
  DROP CONSTRAINT IF EXISTS programmes_body_is_that_version,
  ADD CONSTRAINT programmes_body_is_that_version
    CHECK (coalesce(body ->> 'code' = code AND (body -> 'version') = to_jsonb(version), false)),
  DROP CONSTRAINT IF EXISTS programmes_kind_is_not_published,
  ADD CONSTRAINT programmes_kind_is_not_published
    CHECK (coalesce(body -> 'kind' = 'false'::jsonb, false)),
  DROP CONSTRAINT IF EXISTS programmes_reflection_is_given,
  ADD CONSTRAINT programmes_reflection_is_given
    CHECK (coalesce((body #>> '{consent,reflection_hours}')::int >= 1, false)),
  DROP CONSTRAINT IF EXISTS programmes_terms_within_bounds,
  ADD CONSTRAINT programmes_terms_within_bounds
    CHECK (coalesce(body ->> 'basis' IN ('return_declaration', 'travel_consent')
                    AND (body #>> '{consent,lapse_days}')::int BETWEEN 1 AND 365
                    AND (body #>> '{consent,reconfirm_hours}')::int BETWEEN 1 AND 240
                    AND (body #>> '{consent,reconfirm_delay_hours}')::int BETWEEN 0 AND 72, false));
