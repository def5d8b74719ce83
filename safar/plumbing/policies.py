"""The SQL that each context's list of rules uses to put its tables under row-level security."""

from __future__ import annotations

from pathlib import Path

_IN_SCOPE = "= ANY ((SELECT safar_scope())::int[])"


def sql_file(context: str, name: str) -> str:
    """The text of `safar/<context>/sql/<name>.sql`."""
    return (Path(__file__).parents[1] / context / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def office_policy(table: str, column: str = "office_id") -> str:
    """A row is seen and written by those who have its office in scope."""
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"CREATE POLICY office_in_scope ON {table} FOR ALL TO safar_app"
        f" USING ({column} {_IN_SCOPE}) WITH CHECK ({column} {_IN_SCOPE});"
    )


def three_office_policy(table: str) -> str:
    """A row is read by its office, the office it is offered to and the office that sent it; the first two write."""
    writers = f"office_id {_IN_SCOPE} OR offered_to_id {_IN_SCOPE}"
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"CREATE POLICY readers ON {table} FOR SELECT TO safar_app USING ({writers} OR sent_from_id {_IN_SCOPE});"
        f"CREATE POLICY openers ON {table} FOR INSERT TO safar_app WITH CHECK (office_id {_IN_SCOPE});"
        f"CREATE POLICY writers ON {table} FOR UPDATE TO safar_app USING ({writers})"
        f" WITH CHECK ({writers} OR sent_from_id {_IN_SCOPE});"
    )


def follows(table: str, parent_table: str, column: str) -> str:
    """A row is seen and written by those who see its parent, judged by the parent's own policies."""
    sees = f"EXISTS (SELECT 1 FROM {parent_table} parent WHERE parent.id = {table}.{column})"  # noqa: S608 - names from migrations
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"CREATE POLICY like_{parent_table} ON {table} FOR ALL TO safar_app USING ({sees}) WITH CHECK ({sees});"
    )


def needs_class(table: str, field_class: str) -> str:
    """Besides any other policy, reading and changing take the field class (D8); writing down does not."""
    holds = f"'{field_class}' = ANY ((SELECT safar_classes())::text[])"
    return (
        f"CREATE POLICY {field_class}_class_reads ON {table} AS RESTRICTIVE FOR SELECT TO safar_app USING ({holds});"
        f"CREATE POLICY {field_class}_class_changes ON {table} AS RESTRICTIVE FOR UPDATE TO safar_app USING ({holds});"
    )


def append_only(table: str) -> str:
    """Rows are added and never changed: the application has no right to."""
    return f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM safar_app;"


def keep_history(table: str) -> str:
    """Every change of a row leaves what it said before in `plumbing_rowversion`."""
    return f"CREATE TRIGGER keep_version AFTER UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION plumbing_keep_version();"


def grant_delete(table: str) -> str:
    """Let the application delete rows of this table, which it otherwise never may."""
    return f"GRANT DELETE ON {table} TO safar_app;"
