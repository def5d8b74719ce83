-- Sign-in reads accounts before anybody is known, so staff tables carry no row policies: they hold no migrant's data.
-- Sessions and allauth's own rows are the only ones the application may delete.
GRANT DELETE ON django_session, account_emailaddress, account_emailconfirmation TO safar_app;

ALTER TABLE accounts_accessentry ENABLE ROW LEVEL SECURITY;
-- Readers write what they read; only a data protection officer of that office or above reads the log.
CREATE POLICY reader_writes ON accounts_accessentry FOR INSERT TO safar_app
  WITH CHECK (user_id IS NOT DISTINCT FROM safar_user());
CREATE POLICY officer_reads ON accounts_accessentry FOR SELECT TO safar_app
  USING (safar_role() = 'data_protection_officer' AND office_id = ANY ((SELECT safar_scope())::int[]));
REVOKE UPDATE, DELETE, TRUNCATE ON accounts_accessentry FROM safar_app;

-- V6, V13: who held which post on which day decides who may clear and who may decide. A post is begun and ended, never
-- rewritten, and every change of it is kept.
REVOKE UPDATE ON accounts_posting FROM safar_app;
GRANT UPDATE (until_on) ON accounts_posting TO safar_app;
