"""An import in a real process, killed at a random point, and all that a database holds of a register after it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import psycopg

ROOT = Path(__file__).parents[2]
# Every table that an import writes, each row named by its record in the register, without drawn ids and clocks.
CONTENT = {
    "person": "SELECT s.source, p.office_id, p.sex, p.birth_earliest, p.birth_latest, p.country_of_birth,"
    " p.residence_country, p.residence_place FROM people_person p"
    " LEFT JOIN people_sourcerecord s ON s.person_id = p.id",
    "office": "SELECT s.source, o.office_id, o.reason FROM people_personoffice o"
    " LEFT JOIN people_sourcerecord s USING (person_id)",
    "name": "SELECT s.source, n.text, n.latin, n.father_name, n.sort_key, n.text_key, n.is_primary FROM people_name n"
    " LEFT JOIN people_sourcerecord s USING (person_id)",
    "consent": "SELECT s.source, c.purpose, c.given_at, c.language, c.by_guardian FROM people_dataconsent c"
    " LEFT JOIN people_sourcerecord s USING (person_id)",
    "nationality": "SELECT s.source, n.country, n.standing FROM people_nationality n"
    " LEFT JOIN people_sourcerecord s USING (person_id)",
    "language": "SELECT s.source, l.language, l.is_preferred FROM people_spokenlanguage l"
    " LEFT JOIN people_sourcerecord s USING (person_id)",
    "document": "SELECT s.source, d.kind, d.number_key, d.country, c.holder FROM people_document d"
    " LEFT JOIN people_custody c ON c.document_id = d.id LEFT JOIN people_sourcerecord s USING (person_id)",
    "contact": "SELECT s.source, c.number, c.number_key FROM people_safecontact c"
    " LEFT JOIN people_sourcerecord s USING (person_id)",
    "household": "SELECT s.source, h.label, f.source FROM people_household h"
    " LEFT JOIN people_householdmember m ON m.household_id = h.id LEFT JOIN people_sourcerecord s USING (person_id)"
    " LEFT JOIN people_sourcehousehold f ON f.household_id = h.id",
    "card": "SELECT s.source, c.names, c.fathers, c.born_from, c.born_to, c.keys::text FROM people_searchcard c"
    " LEFT JOIN people_sourcerecord s USING (person_id)",
    "key": "SELECT s.source, k.key, k.office_id FROM people_searchkey k"
    " LEFT JOIN people_sourcerecord s USING (person_id)",
    "pair": "SELECT least(a.source, b.source), greatest(a.source, b.source), p.score FROM people_likelypair p"
    " LEFT JOIN people_sourcerecord a ON a.person_id = p.a_id LEFT JOIN people_sourcerecord b ON b.person_id = p.b_id",
}


def content(owner: psycopg.Connection) -> dict[str, tuple[int, str]]:
    """How many rows each table holds, and one digest of all that stands in them."""
    found: dict[str, tuple[int, str]] = {}
    for name, question in CONTENT.items():
        row = owner.execute(
            f"SELECT count(*), md5(coalesce(string_agg(r::text, E'\\n' ORDER BY r::text), '')) FROM ({question}) r"
        ).fetchone()
        assert row is not None
        found[name] = (row[0], row[1])
    return found


def import_and_kill(
    file: Path, username: str, chance: random.Random, parts: int, part_size: int, consented_on: str = ""
) -> int:
    """Import in a process of its own and kill it (SIGKILL) after some parts, at whatever it is doing then.

    Gives how many parts it had reported; all of them when it ended before the blow.
    """
    command = [
        sys.executable,
        "-m",
        "tests.people.killing",
        str(file),
        username,
        str(part_size),
        *([consented_on] if consented_on else []),
    ]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "safar.config.settings"}
    environment.setdefault("SAFAR_SECRET", "a secret of the tests")
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    wanted, seen = chance.randrange(parts), 0
    while seen < wanted and process.stdout.readline():
        seen += 1
    time.sleep(chance.random() * 0.06)
    process.kill()
    process.wait()
    process.stdout.close()
    return seen


def main() -> None:
    """The process that is killed: imports and says each part that is in."""
    import django

    django.setup()
    from datetime import UTC, date, datetime

    from safar.accounts.queries import actor_for, user_id_of
    from safar.people.services import import_register

    file, username, part_size = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    user_id = user_id_of(username)
    assert user_id is not None
    consented_on = date.fromisoformat(sys.argv[4]) if len(sys.argv) > 4 else None
    at = datetime(2026, 6, 1, 10, tzinfo=UTC) if consented_on else datetime(2016, 6, 1, 10, tzinfo=UTC)
    import_register(
        by=actor_for(user_id, at.date(), channel="import"),
        at=at,
        file=file,
        register="camp",
        consented_on=consented_on,
        part_size=part_size,
        watch=lambda far: print(far.rows, flush=True),
    )


if __name__ == "__main__":
    main()
