-- A half-written form is its writer's alone.
ALTER TABLE plumbing_draft ENABLE ROW LEVEL SECURITY;
CREATE POLICY its_writer ON plumbing_draft FOR ALL TO safar_app
  USING (user_id = (SELECT safar_user())) WITH CHECK (user_id = (SELECT safar_user()));
GRANT DELETE ON plumbing_draft TO safar_app;

-- Old drafts go, whoever wrote them; nothing younger than a day can be dropped through this.
CREATE OR REPLACE FUNCTION plumbing_drop_drafts_before(moment timestamptz) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH gone AS (
    DELETE FROM plumbing_draft WHERE saved_at < least(moment, now() - interval '1 day') RETURNING 1
  ) SELECT count(*)::int FROM gone $$;
GRANT EXECUTE ON FUNCTION plumbing_drop_drafts_before(timestamptz) TO safar_app;
