"""The rules of the database are those of the program, and loading them again leaves them as they were."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection

from safar.plumbing import rulebook

_WHAT_STANDS = """
SELECT 'policy', tablename || '.' || policyname, coalesce(qual, '') || coalesce(with_check, '') FROM pg_policies
 WHERE schemaname = 'public'
UNION ALL
SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL
SELECT 'function', oid::regprocedure::text, prosrc || coalesce(proacl::text, '') FROM pg_proc
 WHERE pronamespace = 'public'::regnamespace
UNION ALL
SELECT 'right', table_name || '.' || column_name, privilege_type FROM information_schema.column_privileges
 WHERE grantee = 'safar_app' AND table_schema = 'public'
UNION ALL
SELECT 'right', table_name, privilege_type FROM information_schema.role_table_grants
 WHERE grantee = 'safar_app' AND table_schema = 'public'
UNION ALL
SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) FROM pg_constraint
 WHERE connamespace = 'public'::regnamespace
UNION ALL
SELECT 'security', relname, relrowsecurity::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
"""


@pytest.mark.django_db
def test_the_database_says_which_rules_it_holds() -> None:
    with connection.cursor() as cursor:
        assert rulebook.loaded_digest(cursor) == rulebook.digest_of(rulebook.all_rules())


def test_loading_the_rules_again_changes_nothing(owner: psycopg.Connection) -> None:
    owner.execute(
        "DROP TABLE IF EXISTS seat, reservation"
    )  # left by other tests; their triggers are no rules of Safar's
    before = sorted(owner.execute(_WHAT_STANDS).fetchall())
    with owner.transaction(force_rollback=True):
        owner.execute(rulebook.DROP_ALL.encode())
        assert not owner.execute("SELECT 1 FROM pg_policies WHERE schemaname = 'public'").fetchall()
        for rule in rulebook.all_rules():
            owner.execute(rule.encode())
        owner.execute("SELECT 1")
        after = sorted(row for row in owner.execute(_WHAT_STANDS).fetchall())
    assert [row for row in after if row[1] != "safar_rules()"] == [row for row in before if row[1] != "safar_rules()"]
