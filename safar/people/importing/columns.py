"""The columns of a register as a file, and which of a file's columns is which."""

from __future__ import annotations

from collections.abc import Sequence

from safar.plumbing.refusals import Refused

# What each column holds stands in docs/registers.md.
COLUMNS = (
    *("id", "name", "given", "family", "father", "latin", "sex", "born", "nationality", "country_of_birth"),
    *("residence_country", "residence_place", "document_kind", "document_number", "document_country", "phone"),
    *("language", "household", "office", "consented_on"),
)
# What stands before each row of a file of refused rows; left aside when such a file, corrected, is brought in.
OF_REFUSED_ROWS = ("row", "column", "error")


def columns_of(header: Sequence[str]) -> list[str]:
    """The key of each column, or nothing for one that is left aside. Raises `Refused` when one is missing or twice."""
    keys = [_key_of(label) for label in header]
    twice = [key for key in COLUMNS if keys.count(key) > 1]
    if twice:
        raise Refused("people_import_column_twice", column=twice[0])
    missing = [] if "id" in keys else ["id"]
    if "name" not in keys and "given" not in keys:
        missing.append("name")
    if missing:
        raise Refused("people_import_columns_missing", columns=", ".join(missing))
    return keys


def left_aside(header: Sequence[str]) -> list[str]:
    """The columns of a file that nobody will read."""
    known = {*COLUMNS, *OF_REFUSED_ROWS}
    return [label.strip()[:40] for label in header if label.strip().lower() not in known]


def _key_of(label: str) -> str:
    plain = label.strip().lower().replace(" ", "_")
    return plain if plain in COLUMNS else ""
