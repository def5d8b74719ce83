"""The parts of the search's measurement that run in a process of their own: ours as the application, and the peer."""

from __future__ import annotations

import csv
import json
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FIRST = 10
MISSED_SAID = 12


def _queries(file: Path, each: int | None = None) -> Iterator[tuple[str, str, str]]:
    """The text with its year, whom it looks for, and its kind; at most `each` of a kind."""
    seen: dict[str, int] = defaultdict(int)
    with file.open(encoding="utf-8-sig", newline="") as source:
        for row in csv.DictReader(source):
            kind = row.get("kind") or "all"
            seen[kind] += 1
            if each is None or seen[kind] <= each:
                yield f"{row['text']} {row.get('birth_year') or ''}".strip(), row["expected"], kind


def _measured(asked: Iterator[tuple[str, str, str]], found: Callable[[str], list[str]]) -> dict[str, Any]:
    times: dict[str, list[float]] = defaultdict(list)
    places: dict[str, list[int]] = defaultdict(list)
    for text, expected, kind in asked:
        began = time.perf_counter()
        ids = found(text)[:FIRST]
        times[kind].append((time.perf_counter() - began) * 1000)
        places[kind].append(ids.index(expected) if expected in ids else FIRST)
        if expected not in ids and len(places[kind]) < MISSED_SAID * 20:
            print(f"missed: {kind}: {text} → {expected}", file=sys.stderr)
    return {
        "kinds": {
            kind: {
                "asked": len(of_kind),
                "recall_at_10": sum(place < FIRST for place in of_kind) / len(of_kind),
                "first": sum(place == 0 for place in of_kind) / len(of_kind),
                "p50_ms": statistics.median(times[kind]),
                "p95_ms": statistics.quantiles(times[kind], n=100)[94] if len(of_kind) > 1 else times[kind][0],
            }
            for kind, of_kind in places.items()
        }
    }


def ask(queries: Path, each: int | None) -> dict[str, Any]:
    """Every query, as a counsellor with half of the offices in scope, in a transaction of its own; all of them twice.

    The second time counts, for a server in use has what is asked in memory; the first says what it takes from the disk.
    """
    import django

    django.setup()
    from safar.accounts import queries as accounts
    from safar.people.models.imports import SourceRecord
    from safar.people.queries import find_people
    from safar.people.types import Sought
    from safar.plumbing.scope import acting_as
    from safar.plumbing.types import Actor

    user_id = accounts.user_id_of("bench")
    assert user_id is not None
    everywhere = accounts.actor_for(user_id, datetime.now(UTC).date(), channel="desk")
    half = frozenset(office.id for office in accounts.offices() if office.code[-1] in "02468")
    by = Actor(user_id, "Bench", "counsellor", min(half), half, channel="desk")
    expected = {expected for _, expected, _ in _queries(queries)}
    with acting_as(everywhere):
        sources = {
            str(person): source
            for person, source in SourceRecord.objects.filter(source__in=expected).values_list("person_id", "source")
        }

    def found(text: str) -> list[str]:
        with acting_as(by):
            return [sources.get(str(one.person.id), "") for one in find_people(Sought(text=text), FIRST)]

    for text, _, _ in list(_queries(queries, 20)):
        found(text)
    first = _measured(_queries(queries, each), found)
    again = _measured(_queries(queries, each), found)
    for kind, one in again["kinds"].items():
        one["first_p50_ms"], one["first_p95_ms"] = (first["kinds"][kind][name] for name in ("p50_ms", "p95_ms"))
    return again


def peer(queries: Path, each: int, people: Path) -> dict[str, Any]:
    """Rapidfuzz's sorted-words ratio with every name in memory."""
    from rapidfuzz import fuzz, process

    ids, names = [], []
    with people.open(encoding="utf-8-sig", newline="") as source:
        for row in csv.DictReader(source):
            name = row.get("name") or f"{row.get('given', '')} {row.get('family', '')}"
            ids.append(row["id"])
            names.append(f"{row.get('latin') or name} {row.get('father') or ''}".lower())

    def found(text: str) -> list[str]:
        best = process.extract(text.lower(), names, scorer=fuzz.token_sort_ratio, limit=FIRST)
        return [ids[place] for _, _, place in best]

    return _measured(_queries(queries, each), found)


def main() -> None:
    """Do the part that is named and print what it took as JSON."""
    work, file, each, *people = sys.argv[1:]
    queries, most = Path(file), int(each) or None
    print(json.dumps(ask(queries, most) if work == "ask" else peer(queries, int(each), Path(people[0]))))


if __name__ == "__main__":
    main()
