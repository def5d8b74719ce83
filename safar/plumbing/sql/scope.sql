-- Nothing that the owner creates may be executed by everyone: each function is granted by name.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE ON TABLES TO safar_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO safar_app;
GRANT USAGE ON SCHEMA public TO safar_app;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO safar_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO safar_app;

-- The offices in scope. Raises when nobody opened a scope: an unset setting reads as '' and must never mean "all".
CREATE OR REPLACE FUNCTION safar_scope() RETURNS int[]
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE offices text := current_setting('safar.offices', true);
BEGIN
  IF offices IS NULL OR offices = '' THEN
    RAISE EXCEPTION 'No scope is open: say who is asking before touching personal data.'
      USING ERRCODE = '42501', CONSTRAINT = 'scope_is_open';
  END IF;
  RETURN offices::int[];
END $$;

CREATE OR REPLACE FUNCTION safar_classes() RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(nullif(current_setting('safar.classes', true), ''), '{}')::text[] $$;

CREATE OR REPLACE FUNCTION safar_user() RETURNS int
LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT nullif(current_setting('safar.user', true), '')::int $$;

CREATE OR REPLACE FUNCTION safar_role() RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT coalesce(current_setting('safar.role', true), '') $$;

CREATE OR REPLACE FUNCTION safar_is_demonstration() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT value = 'true'::jsonb FROM plumbing_setting WHERE key = 'demonstration'), false) $$;

-- History: one generic trigger that no role can switch off by a setting.
CREATE OR REPLACE FUNCTION plumbing_keep_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF to_jsonb(OLD) IS DISTINCT FROM to_jsonb(NEW) THEN
    INSERT INTO plumbing_rowversion (table_name, row_id, changed_by, old)
    VALUES (TG_TABLE_NAME, to_jsonb(OLD) ->> 'id', safar_user(), to_jsonb(OLD));
  END IF;
  RETURN NULL;
END $$;

-- An old version may be read by whoever may read the row as it is now: asked as the reader, under their own policies.
CREATE OR REPLACE FUNCTION plumbing_may_see(table_name text, row_id text) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE seen boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.%I WHERE id::text = $1)', 'public', table_name) INTO seen USING row_id;
  RETURN seen;
END $$;

GRANT EXECUTE ON FUNCTION safar_scope(), safar_classes(), safar_user(), safar_role(), safar_is_demonstration(),
  plumbing_may_see(text, text) TO safar_app;

-- Audit entries: anyone acting may write one about an office in their scope; nobody changes one.
ALTER TABLE plumbing_auditentry ENABLE ROW LEVEL SECURITY;
CREATE POLICY office_in_scope ON plumbing_auditentry FOR SELECT TO safar_app
  USING (office_id = ANY ((SELECT safar_scope())::int[]));
CREATE POLICY written_by_the_actor ON plumbing_auditentry FOR INSERT TO safar_app
  WITH CHECK (user_id IS NOT DISTINCT FROM safar_user()
              AND (office_id IS NULL OR office_id = ANY ((SELECT safar_scope())::int[])));
REVOKE UPDATE, DELETE, TRUNCATE ON plumbing_auditentry FROM safar_app;

ALTER TABLE plumbing_auditseal ENABLE ROW LEVEL SECURITY;
CREATE POLICY office_in_scope ON plumbing_auditseal FOR SELECT TO safar_app
  USING (office_id IS NULL OR office_id = ANY ((SELECT safar_scope())::int[]));
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON plumbing_auditseal FROM safar_app;

ALTER TABLE plumbing_rowversion ENABLE ROW LEVEL SECURITY;
CREATE POLICY like_the_row_itself ON plumbing_rowversion FOR SELECT TO safar_app
  USING (plumbing_may_see(table_name, row_id));
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON plumbing_rowversion FROM safar_app;

-- Settings are made by the owner when installing; the application only reads them.
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON plumbing_setting FROM safar_app;

-- Seal the entries since the last seal, one chain for each office. The caretaker calls it every minute.
CREATE OR REPLACE FUNCTION plumbing_seal_audit() RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE chain record; previous record; sealed int := 0; body text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('plumbing_seal_audit'));
  FOR chain IN
    SELECT entry.office_id, min(entry.id) AS first_entry, max(entry.id) AS last_entry,
           string_agg(row_to_json(entry)::text, E'\n' ORDER BY entry.id) AS entries
      FROM plumbing_auditentry entry
     WHERE entry.id > coalesce((SELECT max(seal.last_entry) FROM plumbing_auditseal seal
                                 WHERE seal.office_id IS NOT DISTINCT FROM entry.office_id), 0)
     GROUP BY entry.office_id
  LOOP
    SELECT seal.number, seal.digest INTO previous FROM plumbing_auditseal seal
     WHERE seal.office_id IS NOT DISTINCT FROM chain.office_id ORDER BY seal.number DESC LIMIT 1;
    body := coalesce(previous.digest, '') || chain.entries;
    INSERT INTO plumbing_auditseal (office_id, number, first_entry, last_entry, digest)
    VALUES (chain.office_id, coalesce(previous.number, 0) + 1, chain.first_entry, chain.last_entry,
            encode(sha256(convert_to(body, 'UTF8')), 'hex'));
    sealed := sealed + 1;
  END LOOP;
  RETURN sealed;
END $$;
GRANT EXECUTE ON FUNCTION plumbing_seal_audit() TO safar_app;
