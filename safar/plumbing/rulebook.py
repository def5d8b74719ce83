"""The rules inside the database: loaded whole after every change of the tables, never patched.

Tables are migrated; functions, triggers, policies, rights and ties are not. Each context lists its own in
`safar/<context>/sql/__init__.py` as `RULES`, in the order in which they are made. Loading drops all of them and makes
all of them again in one transaction: a rule stands in one place, as it is now, and a database that was upgraded has the
same rules as one that was made today (decision 0007).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

DROP_ALL = """
DO $$
DECLARE old record; names text;
BEGIN
  FOR old IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public' LOOP
    EXECUTE format('DROP POLICY %I ON %I', old.policyname, old.tablename);
  END LOOP;
  FOR old IN SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
              WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace LOOP
    EXECUTE format('DROP TRIGGER %I ON %I', old.tgname, old.relname);
  END LOOP;
  SELECT string_agg(p.oid::regprocedure::text, ', ') INTO names FROM pg_proc p
   WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = current_user::regrole;
  IF names IS NOT NULL THEN
    EXECUTE 'DROP ROUTINE ' || names;
  END IF;
  FOR old IN SELECT t.typname FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid
              WHERE t.typnamespace = 'public'::regnamespace AND c.relkind = 'c' LOOP
    EXECUTE format('DROP TYPE %I', old.typname);
  END LOOP;
END $$;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM safar_app;
"""


def all_rules() -> list[str]:
    """The SQL of every installed context, in the order of the floors."""
    rules: list[str] = []
    for config in apps.get_app_configs():
        name = f"{config.name}.sql"
        if find_spec(config.name) and find_spec(name):
            rules.extend(getattr(import_module(name), "RULES", ()))
    return rules


def digest_of(rules: Sequence[str]) -> str:
    """What tells one set of rules from another: sixteen hexadecimal digits."""
    return hashlib.sha256("\n".join(rules).encode()).hexdigest()[:16]


def loaded_digest(cursor: CursorWrapper) -> str | None:
    """The digest of the rules that the database holds now; None when it holds none of ours."""
    cursor.execute("SELECT to_regprocedure('safar_rules()') IS NOT NULL")
    if not (cursor.fetchone() or (False,))[0]:
        return None
    cursor.execute("SELECT safar_rules()")
    return str((cursor.fetchone() or ("",))[0])


def load_rules(using: str) -> None:
    """Drop every rule and make every rule, as the owner, in one transaction: nobody is served without them."""
    rules = all_rules()
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(DROP_ALL)
        for rule in rules:
            cursor.execute(rule)
        cursor.execute(
            "CREATE FUNCTION safar_rules() RETURNS text LANGUAGE sql IMMUTABLE"
            f" AS $$ SELECT '{digest_of(rules)}' $$;"
            " GRANT EXECUTE ON FUNCTION safar_rules() TO safar_app"
        )


def after_migrating(*, using: str, plan: Sequence[Any] = (), **_: Any) -> None:
    """Load the rules when tables or rules changed; Django calls it at the end of `migrate`."""
    with connections[using].cursor() as cursor:
        stands = loaded_digest(cursor) == digest_of(all_rules())
    if plan or not stands:
        load_rules(using)
