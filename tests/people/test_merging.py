"""Two records of one person are read as one, and parted again as if nothing had been."""

from __future__ import annotations

from datetime import date

import psycopg
import pytest
from django.db import connection

from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.kernel.dates import exact_day
from safar.people import queries, services
from safar.people.models import Person
from safar.people.types import (
    DocumentGiven,
    DocumentKind,
    LookedFor,
    MergePick,
    NameGiven,
    PairAnswer,
    PersonDetails,
    PersonId,
    RelationKind,
    Sex,
)
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from safar.plumbing.types import NOBODY, Actor
from tests.conftest import ActorMaker
from tests.consent import raw
from tests.people.conftest import NOW
from tests.people.merging import furnish, in_sight, merged, parted, record_of
from tests.taking_out import instead

pytestmark = pytest.mark.django_db
DARI, LATIN = NameGiven("فرید احمدی"), NameGiven("Farid Ahmadi", "Farid Ahmadi")
BORN = date(1980, 3, 4)
EVERY_PICK = (MergePick.BIRTH, MergePick.COUNTRY_OF_BIRTH, MergePick.RESIDENCE)


@pytest.fixture
def manager(actor: ActorMaker, office_lisbon: OfficeRef) -> Actor:
    """Who answers for the office."""
    return actor("programme_manager", office_lisbon)


@pytest.fixture
def protection(actor: ActorMaker, office_lisbon: OfficeRef) -> Actor:
    """A protection officer of the same office."""
    return actor("protection_officer", office_lisbon)


@pytest.fixture
def twins(counsellor: Actor) -> tuple[PersonId, PersonId]:
    """One person on two records, each with its own papers, telephone and consent."""
    kept = record_of(counsellor, DARI, BORN, "P1", residence_place="Herat")
    gone = record_of(counsellor, LATIN, date(1980, 4, 3), "P2", residence_place="Mashhad", country_of_birth="IR")
    furnish(counsellor, kept, "+351 912 000 001")
    furnish(counsellor, gone, "+351 912 000 002")
    return kept, gone


def test_a_merge_reads_both_records_as_one(counsellor: Actor, manager: Actor, twins: tuple[PersonId, PersonId]) -> None:
    kept, gone = twins
    merged(manager, kept, gone, picks=EVERY_PICK)
    with acting_as(counsellor):
        assert queries.kept_of([kept, gone]) == {kept: kept, gone: kept}
        file = queries.person_file(kept, NOW.date())
        assert file is not None
        assert {name.text for name in file.names} == {"فرید احمدی", "Farid Ahmadi"}
        assert {paper.number for paper in file.documents} == {"P1", "P2"}
        assert len(file.contacts) == 2
        assert len(file.consents) == 4
        assert (file.residence_place, file.country_of_birth) == ("Mashhad", "IR")
        assert file.summary.birth == exact_day(date(1980, 4, 3))
        told = [happening.what for happening in queries.history_of(kept)]
        assert any("Merged with another record" in what for what in told)
        assert sum("Registered" in what for what in told) == 2


def test_the_name_that_was_chosen_stands_on_lists(
    counsellor: Actor, manager: Actor, twins: tuple[PersonId, PersonId]
) -> None:
    kept, gone = twins
    with acting_as(counsellor):
        name = queries.names_in([gone])[gone][0]
    merge_id = merged(manager, kept, gone, list_name_id=name.id)
    with acting_as(counsellor):
        assert queries.people_in([kept])[kept].name == "Farid Ahmadi"
    parted(manager, merge_id)
    with acting_as(counsellor):
        assert queries.people_in([kept])[kept].name == "فرید احمدی"


def test_who_is_about_to_be_registered_again_meets_the_kept_record_once(
    manager: Actor, twins: tuple[PersonId, PersonId]
) -> None:
    kept, gone = twins
    passport = DocumentGiven(DocumentKind.PASSPORT, "P2", "AF")
    wanted = LookedFor((LATIN,), exact_day(date(1980, 4, 3)), (passport,))
    with acting_as(manager):
        assert {match.person.id for match in queries.likely_matches(wanted)} == {kept, gone}
    merged(manager, kept, gone)
    with acting_as(manager):
        (match,) = queries.likely_matches(wanted)
    assert match.person.id == kept
    assert match.is_strong


@pytest.mark.parametrize("picks", [(), EVERY_PICK])
def test_undoing_leaves_every_row_as_it_was(
    counsellor: Actor, manager: Actor, twins: tuple[PersonId, PersonId], picks: tuple[MergePick, ...]
) -> None:
    with acting_as(manager):
        before = in_sight()
    merge_id = merged(manager, *twins, picks=picks)
    if picks:
        with acting_as(manager):
            assert in_sight()["people_person"] != before["people_person"]
    assert parted(manager, merge_id) == ()
    with acting_as(manager):
        assert in_sight() == before
        assert queries.kept_of(twins) == dict(zip(twins, twins, strict=True))


def test_what_was_corrected_meanwhile_stays_and_is_said(
    counsellor: Actor, manager: Actor, twins: tuple[PersonId, PersonId]
) -> None:
    kept, gone = twins
    merge_id = merged(manager, kept, gone, picks=EVERY_PICK)
    with acting_as(counsellor):
        person = queries.people_in([kept])[kept]
        services.correct_person(
            by=counsellor, at=NOW, person_id=kept, version=person.version,
            details=PersonDetails(Sex.MALE, person.birth, country_of_birth="IR", residence_place="Kabul"),
        )  # fmt: skip
    assert parted(manager, merge_id) == ("residence",)
    with acting_as(counsellor):
        row = Person.objects.get(id=kept)
        assert (row.residence_place, row.country_of_birth, row.birth_latest) == ("Kabul", "", BORN)
        # Whoever read the record before does not write over the correction unawares (D3).
        with pytest.raises(Refused, match="changed"):
            services.correct_person(
                by=counsellor,
                at=NOW,
                person_id=kept,
                version=person.version,
                details=PersonDetails(Sex.MALE, person.birth),
            )


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (0, 2, 1), (1, 0, 2)])
def test_merges_on_top_of_each_other_are_undone_in_any_order(
    counsellor: Actor, manager: Actor, order: tuple[int, ...]
) -> None:
    a, b, c, d = (
        record_of(counsellor, NameGiven(f"Farid {place}"), date(1980, 3, 4 + number), residence_place=place)
        for number, place in enumerate(["Herat", "Kabul", "Lisboa", "Porto"])
    )
    with acting_as(manager):
        before = in_sight()
    picks = (MergePick.BIRTH, MergePick.RESIDENCE)
    made = [
        merged(manager, b, a, picks=picks),
        merged(manager, b, c, picks=picks[1:]),
        merged(manager, d, b, picks=picks),
    ]
    with acting_as(manager):
        assert set(queries.kept_of([a, b, c, d]).values()) == {d}
        assert queries.people_in([d])[d].birth == exact_day(date(1980, 3, 4))
    for number in order:
        assert parted(manager, made[number]) == ()
    with acting_as(manager):
        assert in_sight() == before


def test_four_people(
    counsellor: Actor, stranger: Actor, manager: Actor, actor: ActorMaker, office_tehran: OfficeRef,
    twins: tuple[PersonId, PersonId],
) -> None:  # fmt: skip
    """The right role in the right office merges; in another office nobody is there; others may not; nobody may not."""
    there = actor("programme_manager", office_tehran)
    for who in (counsellor, NOBODY):
        with pytest.raises(NotAllowed):
            merged(who, *twins)
    with pytest.raises(Refused) as refused:
        merged(there, *twins)
    assert refused.value.code == "people_unknown"
    merge_id = merged(manager, *twins)
    with pytest.raises(Refused) as refused:
        parted(there, merge_id)
    assert refused.value.code == "people_merge_unknown"
    for who in (counsellor, NOBODY):
        with pytest.raises(NotAllowed):
            parted(who, merge_id)
    with acting_as(stranger):
        assert queries.merge(merge_id) is None
        assert queries.merges_of(twins) == []


def test_by_raw_sql_nobody_merges_without_the_post(counsellor: Actor, twins: tuple[PersonId, PersonId]) -> None:
    call = "SELECT people_merge_records(gen_random_uuid(), %s, %s, '{}', NULL, 'why', now())"
    with acting_as(counsellor):
        assert raw.run(call, *twins) == "people_merge_by"
        for sql in (
            "INSERT INTO people_merge (id, kept_id, gone_id, taken, former, reason, merged_at, merged_by_id,"
            " undone_reason, stayed, recorded_at)"
            " VALUES (gen_random_uuid(), %s, %s, '{}', '{}', 'x', now(), 1, '', '{}', now())",
            "SELECT people_same(%s), %s",
            "SELECT people_heads(%s), %s",
            "SELECT people_write_columns(%s, jsonb_build_object('sex', %s))",
        ):
            assert raw.run(sql, *twins) == "42501"


def test_a_record_is_merged_once(manager: Actor, counsellor: Actor, twins: tuple[PersonId, PersonId]) -> None:
    kept, gone = twins
    third = record_of(counsellor, LATIN, BORN)
    merged(manager, kept, gone)
    with acting_as(manager):
        call = "SELECT people_merge_records(gen_random_uuid(), %s, %s, '{}', NULL, 'why', now())"
        assert raw.run(call, third, gone) == "people_merge_already"
        assert raw.run(call, gone, kept) == "people_merge_already"
    # Through the pages it goes on at the kept end of the chain.
    merged(manager, third, gone)
    with acting_as(manager):
        assert set(queries.kept_of([kept, gone, third]).values()) == {third}


def _relatives(by: Actor, kept: PersonId, gone: PersonId) -> None:
    with acting_as(by):
        services.relate_people(by=by, at=NOW, person_id=kept, other_id=gone, kind=RelationKind.SIBLING)


def _death(by: Actor, kept: PersonId, gone: PersonId) -> None:
    with acting_as(by):
        services.record_death(by=by, at=NOW, person_id=gone, died_on=date(2016, 5, 1))


def _child(by: Actor, kept: PersonId, gone: PersonId) -> None:
    with acting_as(by):
        person = queries.people_in([gone])[gone]
        services.correct_person(
            by=by, at=NOW, person_id=gone, version=person.version,
            details=PersonDetails(Sex.MALE, exact_day(date(2005, 1, 1))),
        )  # fmt: skip


def _hidden(by: Actor, kept: PersonId, gone: PersonId) -> None:
    with acting_as(by):
        services.restrict_person(by=by, at=NOW, person_id=gone, restricted=True)


def _alias(by: Actor, kept: PersonId, gone: PersonId) -> None:
    with acting_as(by):
        services.give_alias(by=by, at=NOW, person_id=gone, reason="signs of trafficking")


FLAWS = {
    "people_merge_relatives": _relatives,
    "people_merge_death": _death,
    "people_merge_child_or_adult": _child,
    "people_merge_second_look": _hidden,
    "people_merge_alias_both": _alias,
}


@pytest.mark.parametrize("code", FLAWS)
def test_two_people_are_not_merged(
    code: str, protection: Actor, owner: psycopg.Connection, twins: tuple[PersonId, PersonId]
) -> None:
    """Refused with its own sentence; and with the rule taken out it would go through."""
    FLAWS[code](protection, *twins)
    with pytest.raises(Refused) as refused:
        merged(protection, *twins)
    assert refused.value.code == code
    with instead(owner, "people_merge_why_not", "SELECT NULL::text WHERE false"):
        merged(protection, *twins)


def test_nobody_is_merged_by_looking_once_at_a_hidden_one(
    protection: Actor, actor: ActorMaker, office_lisbon: OfficeRef, twins: tuple[PersonId, PersonId]
) -> None:
    colleague = actor("protection_officer", office_lisbon, 2)
    _hidden(protection, *twins)
    with acting_as(protection):
        services.report_pair(by=protection, at=NOW, one_id=twins[0], other_id=twins[1])
        pair = queries.pairs_of([twins[0]])[0]
        services.answer_pair(by=protection, at=NOW, pair_id=pair.id, answer=PairAnswer.SAME)
    with pytest.raises(Refused, match="Somebody else"):
        merged(protection, *twins)
    with acting_as(colleague):
        services.answer_pair(by=colleague, at=NOW, pair_id=pair.id, answer=PairAnswer.SAME)
    with pytest.raises(Refused, match="hidden record"):
        merged(protection, *twins, picks=EVERY_PICK)
    merged(protection, *twins)


def test_one_human_has_an_alias_on_every_record(
    protection: Actor, manager: Actor, counsellor: Actor, twins: tuple[PersonId, PersonId]
) -> None:
    """D10: who gets an alias after the merge is not called by the name of the other record."""
    kept, gone = twins
    merged(manager, kept, gone)
    _alias(protection, kept, gone)
    with acting_as(counsellor):
        assert all(person.is_alias for person in queries.people_in(twins).values())
        file = queries.person_file(kept, NOW.date())
        assert file is not None
        assert file.names == ()


def test_d9_a_merge_is_invisible_to_who_sees_one_of_them(
    actor: ActorMaker, organisation: OfficeRef, office_lisbon: OfficeRef, counsellor: Actor, stranger: Actor
) -> None:
    """Pages, counts, search and history tell the reader of one record nothing of the other."""
    here = record_of(counsellor, DARI, BORN, "P1")
    there = record_of(stranger, LATIN, date(1980, 4, 3), "P2")
    above = actor("programme_manager", organisation)
    with acting_as(counsellor):
        before = in_sight()
        history = queries.history_of(here)
    merge_id = merged(above, here, there)
    with acting_as(above):
        assert queries.kept_of([there]) == {there: here}
    with acting_as(counsellor):
        assert in_sight() == before
        assert queries.history_of(here) == history
        assert queries.merge(merge_id) is None
        assert queries.kept_of([here, there]) == {here: here, there: there}
        file = queries.person_file(here, NOW.date())
        assert file is not None
        assert (len(file.documents), file.merges, file.records) == (1, (), (here,))
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM people_merge")
            assert cursor.fetchone() == (0,)
            cursor.execute("SELECT count(*) FROM plumbing_auditentry WHERE subject = 'merge'")
            assert cursor.fetchone() == (0,)
    # And whoever merges the record they see is not told that it is merged already.
    twin = record_of(counsellor, LATIN, BORN)
    manager = actor("programme_manager", office_lisbon)
    merged(manager, twin, here)
    with acting_as(manager):
        assert queries.kept_of([here]) == {here: twin}
