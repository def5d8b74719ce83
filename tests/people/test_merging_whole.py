"""The whole database before a merge and after it was taken back, and two merges at one moment."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

import psycopg
from django.db import connection

from safar.accounts.types import OfficeRef
from safar.people import queries, services
from safar.people.types import MergeGiven, MergePick, NameGiven, PersonId
from safar.plumbing.scope import acting_as
from tests.conftest import ActorMaker
from tests.people.conftest import NOW
from tests.people.merging import everything, furnish, parted, record_of

DARI, LATIN = NameGiven("فرید احمدی"), NameGiven("Farid Ahmadi", "Farid Ahmadi")
BORN = date(1980, 3, 4)
EVERY_PICK = (MergePick.BIRTH, MergePick.COUNTRY_OF_BIRTH, MergePick.RESIDENCE)


def test_merge_then_undo_leaves_the_database_as_it_was(
    committed: None, owner: psycopg.Connection, actor: ActorMaker, organisation: OfficeRef, office_lisbon: OfficeRef
) -> None:
    """Compared row by row by the owner of the tables, whom no policy hides anything from."""
    counsellor, manager = actor("counsellor", office_lisbon), actor("programme_manager", office_lisbon)
    kept = record_of(counsellor, DARI, BORN, "P1", residence_place="Herat")
    gone = record_of(counsellor, replace(LATIN, father_name="Nasir"), date(1980, 4, 3), "P2", residence_place="Mashhad")
    furnish(counsellor, gone, "+351 912 000 002")
    with acting_as(counsellor):
        name = queries.names_in([gone])[gone][0]
    before = everything(owner)
    given = MergeGiven(kept, gone, "seen", EVERY_PICK, name.id)
    with acting_as(manager):
        merge_id = services.merge_people(by=manager, at=NOW, given=given)
    assert everything(owner) != before
    parted(manager, merge_id)
    after = everything(owner)
    assert {table for table in before if before[table] != after[table]} == set()


def test_of_two_merges_at_one_moment_one_is_refused(
    committed: None, actor: ActorMaker, organisation: OfficeRef, office_lisbon: OfficeRef
) -> None:
    """Whoever comes second waits, and is then told that somebody was there before."""
    counsellor, manager = actor("counsellor", office_lisbon), actor("programme_manager", office_lisbon)
    gone = record_of(counsellor, LATIN, BORN)
    others = [record_of(counsellor, DARI, BORN), record_of(counsellor, LATIN, BORN)]
    said: list[str] = []
    together = threading.Barrier(2)

    def merge(kept: PersonId) -> None:
        try:
            with acting_as(manager), connection.cursor() as cursor:
                together.wait(timeout=20)
                # As the pages call it, but after both have looked: neither saw the other's merge.
                cursor.execute(
                    "SELECT people_merge_records(gen_random_uuid(), %s, %s, '{}', NULL, 'seen', %s)", [kept, gone, NOW]
                )
            said.append("merged")
        except Exception as error:
            said.append(str(getattr(getattr(error.__cause__, "diag", None), "constraint_name", error)))
        finally:
            connection.close()

    threads = [threading.Thread(target=merge, args=(kept,)) for kept in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(said) == ["merged", "people_merge_already"]
