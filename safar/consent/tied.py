"""Ties another context's table to the permit, so that losing the permit releases its rows whatever code is running."""

from __future__ import annotations

from typing import Literal


def tie_to_permit(
    table: str,
    kind: Literal["ticketing", "provisional"] = "ticketing",
    permit_column: str = "permit_id",
    state_column: str = "permit_state",
    at_column: str | None = None,
) -> str:
    """Tie `table` (which has the two columns) to `consent_permit`, in its context's list of rules.

    A new row must say `in_force`, and the application has no right to change either column. When the permit is used,
    held, withdrawn or lapsed, the foreign key writes the new state into every tied row, which is how it is released.
    `ticketing` rows also take every rule still met, and the second confirmation of an amber person; `provisional` ones
    cost the person nothing. `at_column` names the stated moment of the row, when it has one. Both columns may be null
    together: such a row is not tied.
    """
    if (permit_column, state_column) != ("permit_id", "permit_state"):
        raise ValueError("A tied table names its columns permit_id and permit_state: the guard reads them by name.")
    return _SQL.format(table=table, kind=kind, at=at_column or "")


_SQL = """
ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {table}_tied;
ALTER TABLE {table} ADD CONSTRAINT {table}_tied
  FOREIGN KEY (permit_id, permit_state) REFERENCES consent_permit (id, state) ON UPDATE CASCADE;
CREATE INDEX IF NOT EXISTS {table}_tied_to ON {table} (permit_id, permit_state);
CREATE TRIGGER b_tied BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION consent_guard_tie('{kind}', '{at}');
DO $$
DECLARE free text;
BEGIN
  SELECT string_agg(quote_ident(attname), ', ') INTO free FROM pg_attribute
   WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped
     AND attname NOT IN ('permit_id', 'permit_state')
     AND has_column_privilege('safar_app', attrelid, attnum, 'UPDATE');
  REVOKE UPDATE ON {table} FROM safar_app;
  IF free IS NOT NULL THEN
    EXECUTE format('GRANT UPDATE (%s) ON {table} TO safar_app', free);
  END IF;
END $$;
"""
