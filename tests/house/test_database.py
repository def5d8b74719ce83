"""What the database itself must keep: row-level security on every table, safe functions, no loose rights."""

from __future__ import annotations

import psycopg

# Tables that hold no migrant's data and are read before anybody is known, each with its reason.
WITHOUT_ROW_SECURITY = {
    "accounts_user": "read at sign-in",
    "accounts_office": "the organisation's own structure",
    "accounts_posting": "read at sign-in to know the role",
    "plumbing_setting": "facts of the installation; the application only reads them",
    "django_migrations": "Django's own",
    "django_content_type": "Django's own",
    "django_session": "Django's own; a random key opens one session",
    "auth_permission": "Django's own; unused",
    "auth_group": "Django's own; unused",
    "auth_group_permissions": "Django's own; unused",
    "account_emailaddress": "allauth's own; unused",
    "account_emailconfirmation": "allauth's own; unused",
}
TABLES_OF_TESTS = ("example_module_", "seat", "reservation")  # made by the tests' own modules and stories
MAY_DELETE = {
    "django_session",
    "account_emailaddress",
    "account_emailconfirmation",
    "plumbing_draft",
    "cases_importfile",
}


def tables_without_policies(owner: psycopg.Connection) -> list[str]:
    """Tables that everyone could read whole."""
    # Secured without any policy is closed to everyone, which is as good.
    rows = owner.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relkind = 'r' AND NOT c.relrowsecurity ORDER BY 1"
    ).fetchall()
    ours = [name for (name,) in rows if not name.startswith(TABLES_OF_TESTS)]
    return [name for name in ours if name not in WITHOUT_ROW_SECURITY]


def loose_definer_functions(owner: psycopg.Connection) -> list[str]:
    """SECURITY DEFINER functions whose search path a caller could bend."""
    rows = owner.execute(
        "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public'"
        " AND p.prosecdef AND NOT coalesce(p.proconfig::text LIKE '%search_path=%', false) ORDER BY 1"
    ).fetchall()
    return [name for (name,) in rows]


def loose_rights(owner: psycopg.Connection) -> list[str]:
    """Tables that the application role may empty or delete from without a written reason."""
    rows = owner.execute(
        "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
        " WHERE grantee IN ('safar_app', 'PUBLIC') AND table_schema = 'public'"
        " AND privilege_type IN ('DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES') ORDER BY 1, 2"
    ).fetchall()
    return [f"{table} {right}" for table, right in rows if not (right == "DELETE" and table in MAY_DELETE)]


def open_functions(owner: psycopg.Connection) -> list[str]:
    """Functions that anyone may call because nobody took PostgreSQL's default away."""
    rows = owner.execute(
        "SELECT DISTINCT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace,"
        " aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) acl"
        " WHERE n.nspname = 'public' AND acl.grantee = 0 ORDER BY 1"
    ).fetchall()
    return [name for (name,) in rows]


def test_every_table_is_under_row_level_security(owner: psycopg.Connection) -> None:
    assert tables_without_policies(owner) == []


def test_every_definer_function_fixes_its_search_path(owner: psycopg.Connection) -> None:
    assert loose_definer_functions(owner) == []


def test_the_application_role_deletes_nothing_it_need_not(owner: psycopg.Connection) -> None:
    assert loose_rights(owner) == []


def test_no_function_is_open_to_everyone(owner: psycopg.Connection) -> None:
    assert open_functions(owner) == []


def test_there_are_no_views_that_would_step_around_policies(owner: psycopg.Connection) -> None:
    views = owner.execute("SELECT viewname FROM pg_views WHERE schemaname = 'public'").fetchall()
    assert views == []


def test_planted_breaches_are_named(owner: psycopg.Connection) -> None:
    owner.execute("CREATE TABLE planted_breach (id int)")
    owner.execute(
        "CREATE FUNCTION planted_breach() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';"
        "GRANT EXECUTE ON FUNCTION planted_breach() TO PUBLIC; GRANT TRUNCATE ON planted_breach TO safar_app"
    )
    try:
        assert tables_without_policies(owner) == ["planted_breach"]
        assert loose_definer_functions(owner) == ["planted_breach"]
        assert loose_rights(owner) == ["planted_breach TRUNCATE"]
        assert open_functions(owner) == ["planted_breach"]
    finally:
        owner.execute("DROP FUNCTION planted_breach(); DROP TABLE planted_breach")
