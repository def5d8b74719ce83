"""The parts of the import's measurement that run as the application, each in a process of its own."""

from __future__ import annotations

import csv
import json
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db.models import Model  # noqa: E402 - the models are there only after Django is set up

from safar.accounts import queries as accounts  # noqa: E402
from safar.accounts import services as account_services  # noqa: E402
from safar.people import models  # noqa: E402
from safar.people.importing.preparing import Reading, parts_of  # noqa: E402
from safar.people.importing.reading import open_register  # noqa: E402
from safar.people.importing.validating import Ground  # noqa: E402
from safar.people.services import import_register  # noqa: E402
from safar.people.types import ImportProgress  # noqa: E402
from safar.plumbing.scope import acting_as  # noqa: E402
from safar.plumbing.types import Actor  # noqa: E402

SETUP = Actor(user_id=None, name="setup", role="administrator", office_id=None, offices=frozenset(), channel="system")
NOW = datetime.now(UTC)
CONSENTED = date(2016, 1, 4)


def prepare(file: Path) -> dict[str, float]:
    """The offices that the register names, one above them, and who brings it in."""
    with file.open(encoding="utf-8-sig", newline="") as source:
        codes = sorted({row.get("office") or "" for row in csv.DictReader(source)} - {""})
    with acting_as(SETUP):
        top = _office("HQ", None)
        for code in codes:
            _office(code, top)
        account_services.add_user(
            by=SETUP, at=NOW, username="bench", name="Bench", office_id=top, role="programme_manager",
            from_on=date(2010, 1, 1), password="a long pass phrase",
        )  # fmt: skip
    return {"rows": 0, "seconds": 0}


def _office(code: str, parent: int | None) -> int:
    kind = "country" if parent else "organisation"
    return account_services.add_office(
        by=SETUP, at=NOW, code=code, name=code, kind=kind, country="CH", parent_id=parent, timezone="UTC"
    ).id


def _actor() -> Actor:
    user_id = accounts.user_id_of("bench")
    assert user_id is not None
    return accounts.actor_for(user_id, NOW.date(), channel="import")


def bring_in(file: Path) -> dict[str, float]:
    """The import itself, from opening the file to the last row."""
    began = time.perf_counter()
    said = began

    def watch(far: ImportProgress) -> None:
        nonlocal said
        if time.perf_counter() - said > 20:
            said = time.perf_counter()
            print(f"{far.rows:>10,} rows, {far.rows / (said - began):,.0f} rows/s", file=sys.stderr, flush=True)

    summary = import_register(by=_actor(), at=NOW, file=file, consented_on=CONSENTED, watch=watch)
    return {"rows": summary.progress.rows, "refused": summary.progress.refused, "seconds": time.perf_counter() - began}


def bulk_create(file: Path) -> dict[str, float]:
    """The same rows, read and checked the same way, written by Django's bulk_create in parts of the same size."""
    actor = _actor()
    assert actor.office_id is not None
    codes = {office.code: office.id for office in accounts.offices() if office.id in actor.offices}
    head = open_register(file)
    ground = Ground(NOW, codes, actor.office_id, CONSENTED)
    began, rows = time.perf_counter(), 0
    homes: dict[tuple[int, str], models.Household] = {}
    for part in parts_of(Reading(file, head, head.begins_at, 2, ground, "en")):
        told = [json.loads(row) for row in part.told]
        with acting_as(actor):
            _create(told, actor, homes)
        rows += part.rows
    return {"rows": rows, "seconds": time.perf_counter() - began}


def _create(told: list[dict[str, Any]], actor: Actor, homes: dict[tuple[int, str], models.Household]) -> None:
    for made in _rows_of(told, actor):
        _keep(made)
    fresh = []
    for row in told:
        key = (row["office"], row["household"])
        if row["household"] and key not in homes:
            homes[key] = models.Household(office_id=row["office"], label=row["text"], created_at=NOW)
            fresh.append(homes[key])
    _keep(fresh)
    _keep(
        models.HouseholdMember(
            household_id=homes[row["office"], row["household"]].id, person_id=row["person"], from_on=NOW.date()
        )
        for row in told
        if row["household"]
    )


def _keep(made: Iterable[Model]) -> None:
    rows = list(made)
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=1000)


def _rows_of(told: list[dict[str, Any]], actor: Actor) -> Iterator[list[Model]]:
    yield [
        models.Person(
            id=row["person"], office_id=row["office"], sex=row["sex"], birth_earliest=row["born_from"],
            birth_latest=row["born_to"], country_of_birth=row["birth_country"], created_at=NOW,
            residence_country=row["residence_country"], residence_place=row["residence_place"],
        )
        for row in told
    ]  # fmt: skip
    yield [
        models.DataConsent(
            person_id=row["person"], purpose="registration", given_at=row["consented_at"],
            by_guardian=row["by_guardian"], language=row["consent_language"], recorded_by_id=actor.user_id,
        )
        for row in told
    ]  # fmt: skip
    yield [
        models.Name(
            person_id=row["person"], kind=row["kind"], text=row["text"], script=row["script"], latin=row["latin"],
            given=row["given"], family=row["family"], father_name=row["father"], is_primary=True,
            sort_key=row["sort_key"], text_key=row["text_key"], latin_key=row["latin_key"],
        )
        for row in told
    ]  # fmt: skip
    yield [
        models.Nationality(
            person_id=row["person"], country=row["nationality"], standing=row["standing"], recorded_at=NOW
        )
        for row in told
        if row["standing"]
    ]
    yield [
        models.SpokenLanguage(person_id=row["person"], language=row["language"], is_preferred=True)
        for row in told
        if row["language"]
    ]
    yield from _papers_of(told)
    yield [
        models.SafeContact(
            person_id=row["person"], channel="phone", number=row["phone"], number_key=row["phone_key"], since=NOW
        )
        for row in told
        if row["phone"]
    ]
    yield [
        models.SearchCard(
            person_id=row["person"], names=row["card_names"], fathers=row["card_fathers"], keys=row["keys"],
            born_from=row["card_from"], born_to=row["card_to"],
        )
        for row in told
    ]  # fmt: skip


def _papers_of(told: list[dict[str, Any]]) -> Iterator[list[Model]]:
    papers = [
        models.Document(
            person_id=row["person"], kind=row["doc_kind"], number=row["doc_number"], number_key=row["doc_key"],
            country=row["doc_country"], recorded_at=NOW,
        )
        for row in told
        if row["doc_kind"]
    ]  # fmt: skip
    yield list(papers)
    yield [models.Custody(document_id=paper.id, holder="person", since=NOW) for paper in papers]


def main() -> None:
    """Do the part that is named and print what it took as JSON."""
    work, file = sys.argv[1], Path(sys.argv[2])
    answer = {"prepare": prepare, "import": bring_in, "bulk_create": bulk_create}[work](file)
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({**answer, "peak_mib": sum(peaks) / 1024}))


if __name__ == "__main__":
    main()
