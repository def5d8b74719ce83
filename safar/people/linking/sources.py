"""What is known of each person, read from a register's file or from our own tables, into the table `source`.

Our own tables are read as the person who asked, under row-level security: who may not see somebody compares nobody
with them, and names behind an alias stay closed unless they were opened for that reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import duckdb
import pyarrow as pa
from django.db import connection
from django.utils import timezone

from safar.kernel.calendars import from_calendar
from safar.people.linking.frame import Progress
from safar.plumbing.types import Actor

ROWS_AT_ONCE = 20_000
PROTECTION_OFFICER = "protection_officer"
FIELDS = (
    *("id", "name", "given", "family", "father", "latin", "sex", "born", "residence_place"),
    *("address", "document_number", "phone", "household"),
)
FEWEST_LETTERS_OF_A_NUMBER = 4
MAKE_SOURCE = """
CREATE OR REPLACE TABLE source (
  n BIGINT, id VARCHAR, name VARCHAR, given VARCHAR, family VARCHAR, father VARCHAR, latin VARCHAR, sex VARCHAR,
  born_from DATE, born_to DATE, place VARCHAR, address VARCHAR, papers VARCHAR[], phones VARCHAR[], household VARCHAR)
"""
# The last eight digits of a telephone number, and the capital letters and digits of a paper: as people.rules has them.
FILL_FROM_FILE = """
INSERT INTO source
SELECT row_number() OVER () - 1, {id}, coalesce({name}, ''), coalesce({given}, ''), coalesce({family}, ''),
       coalesce({father}, ''), coalesce({latin}, ''),
       CASE lower(left({sex}, 1)) WHEN 'f' THEN 'female' WHEN 'm' THEN 'male' END,
       b.first, b.last, {residence_place}, {address}, {papers}, {phones}, {household}
  FROM read_csv($path, all_varchar = true, header = true, delim = ',', quote = '"', escape = '"') r
  LEFT JOIN births b ON b.text = {born}
"""
PAPERS = (
    "CASE WHEN length(regexp_replace(upper({0}), '[^0-9A-Z]', '', 'g')) >= 4"
    " THEN [regexp_replace(upper({0}), '[^0-9A-Z]', '', 'g')] END"
)
PHONES = (
    "CASE WHEN length(regexp_replace({0}, '[^0-9]', '', 'g')) >= 6"
    " THEN [right(regexp_replace({0}, '[^0-9]', '', 'g'), 8)] END"
)
OF_OUR_OWN = """
SELECT p.id::text, coalesce(n.text, ''), coalesce(n.given, ''), coalesce(n.family, ''), coalesce(n.father_name, ''),
       coalesce(n.latin, ''), CASE WHEN p.sex IN ('female', 'male') THEN p.sex END, p.birth_earliest, p.birth_latest,
       nullif(p.residence_place, ''), NULL, d.papers, c.phones, h.household_id::text
  FROM people_person p
  LEFT JOIN people_name n ON n.person_id = p.id AND n.is_primary
  LEFT JOIN (SELECT person_id, array_agg(DISTINCT number_key) AS papers FROM people_document
              WHERE person_id = ANY (%(ids)s::uuid[]) AND length(number_key) >= 4
              GROUP BY person_id) d ON d.person_id = p.id
  LEFT JOIN (SELECT person_id, array_agg(DISTINCT number_key) AS phones FROM people_safecontact
              WHERE person_id = ANY (%(ids)s::uuid[]) AND length(number_key) >= 6
              GROUP BY person_id) c ON c.person_id = p.id
  LEFT JOIN people_householdmember h ON h.person_id = p.id AND h.until_on IS NULL
 WHERE p.id = ANY (%(ids)s::uuid[])
"""
_BORN = re.compile(r"(sh:)?(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def read_file(base: duckdb.DuckDBPyConnection, path: Path, fields: Mapping[str, str] | None = None) -> None:
    """Fill `source` from a register's file; `fields` says under which headings ours stand, where they differ.

    Headings that are not there are nothing; what cannot be a birth is no birth.
    """
    headings = {field: (fields or {}).get(field, field) for field in FIELDS}
    described = base.execute(
        "DESCRIBE SELECT * FROM read_csv($path, all_varchar = true, header = true, delim = ',')", {"path": str(path)}
    )
    there = {str(row[0]) for row in described.fetchall()}
    column = {field: f'r."{heading}"' if heading in there else "NULL" for field, heading in headings.items()}
    births: Iterable[tuple[Any, ...]] = []
    if column["born"] != "NULL":
        births = base.execute(
            f"SELECT DISTINCT {column['born']} FROM read_csv($path, all_varchar = true, header = true, delim = ',') r",
            {"path": str(path)},
        ).fetchall()
    _keep_births(base, (str(text) for (text,) in births if text))
    papers, phones = PAPERS.format(column["document_number"]), PHONES.format(column["phone"])
    base.execute(MAKE_SOURCE)
    base.execute(FILL_FROM_FILE.format(papers=papers, phones=phones, **column), {"path": str(path)})
    base.execute("DROP TABLE births")


def _keep_births(base: duckdb.DuckDBPyConnection, texts: Iterable[str]) -> None:
    base.execute("CREATE OR REPLACE TEMP TABLE births (text VARCHAR, first DATE, last DATE)")
    known = [(text, *span) for text in texts if (span := birth_of(text))]
    if known:
        columns = [pa.array(values) for values in zip(*known, strict=True)]
        base.register("known", pa.Table.from_arrays(columns, names=["text", "first", "last"]))
        base.execute("INSERT INTO births SELECT * FROM known")
        base.unregister("known")


def birth_of(text: str) -> tuple[date, date] | None:
    """The first and last day a birth may have been, of `1984-03-01`, `1984-03`, `1984` or `sh:1363-01-01`; or None."""
    found = _BORN.fullmatch(text.strip())
    if not found:
        return None
    calendar = "iranian" if found[1] else "gregorian"
    year, month, day = int(found[2]), int(found[3] or 0), int(found[4] or 0)
    try:
        if day:
            exact = from_calendar(year, month, day, calendar)
            return exact, exact
        first = from_calendar(year, month or 1, 1, calendar)
        following = (year, month + 1) if 0 < month < 12 else (year + 1, 1)
        return first, from_calendar(*following, 1, calendar) - timedelta(days=1)
    except ValueError:
        return None


def read_own(
    base: duckdb.DuckDBPyConnection, scope: Callable[[], AbstractContextManager[Actor]], progress: Progress
) -> None:
    """Fill `source` with the people whom the reader may see, a piece at a time, each in a transaction of its own.

    What an earlier process had read is not read again. `scope` opens the reader's scope.
    """
    base.execute(MAKE_SOURCE.replace("CREATE OR REPLACE TABLE", "CREATE TABLE IF NOT EXISTS"))
    with scope(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_person")
        total = int((cursor.fetchone() or (0,))[0])
    while True:
        ((done, last),) = base.execute("SELECT count(*), max(id) FROM source").fetchall()
        progress(done, total)
        with scope() as by:
            rows = _own_rows(by, last)
        if not rows:
            return
        columns = [pa.array(range(done, done + len(rows)), pa.int64())]
        columns += [pa.array(values, kind) for values, kind in zip(zip(*rows, strict=True), _KINDS, strict=True)]
        base.register("piece", pa.Table.from_arrays(columns, names=[str(at) for at in range(len(columns))]))
        base.execute("INSERT INTO source SELECT * FROM piece")
        base.unregister("piece")


_TEXT, _LIST = pa.string(), pa.list_(pa.string())
_KINDS = (*(_TEXT,) * 7, pa.date32(), pa.date32(), _TEXT, _TEXT, _LIST, _LIST, _TEXT)


def _own_rows(by: Actor, last: str | None) -> list[tuple[Any, ...]]:
    """The people after `last`, in the order of their ids."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM people_person WHERE id > %s::uuid ORDER BY id LIMIT %s",
            [last or str(UUID(int=0)), ROWS_AT_ONCE],
        )
        ids = [person_id for (person_id,) in cursor.fetchall()]
        if ids and by.role == PROTECTION_OFFICER:
            # D10: only their own protection officer compares people by the name behind an alias, and it is logged.
            cursor.execute(
                "SELECT people_open_names(%s::uuid[], 'protection', %s, %s)", [ids, by.office_id, timezone.now()]
            )
        cursor.execute(OF_OUR_OWN, {"ids": ids})
        return sorted(cursor.fetchall())
