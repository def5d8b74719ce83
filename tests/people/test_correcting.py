"""Corrections are versioned, births are settled, and what was said before is kept (D3, V10)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date

import pytest

from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.kernel.dates import aged_on, exact_day
from safar.people.queries import changes_of, history_of, people_in, person_file
from safar.people.services import add_name, correct_name, correct_person, record_death, settle_birth
from safar.people.types import BirthBasis, BirthDecision, LanguageGiven, NameGiven, NameKind, NationalityGiven, Sex
from safar.plumbing.models import RowVersion
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from tests.conftest import ActorMaker
from tests.people.conftest import NOW, Registrar, details

pytestmark = pytest.mark.django_db
Scoped = Callable[[Actor], AbstractContextManager[Actor]]


def test_d3_a_correction_keeps_what_was_said_before(counsellor: Actor, scoped: Scoped, register: Registrar) -> None:
    """The old row is in the history; the version goes up."""
    with scoped(counsellor):
        person_id = register(counsellor)
        wanted = details(
            sex=Sex.OTHER,
            residence_place="Mashhad",
            nationalities=(NationalityGiven("AF"), NationalityGiven("IR")),
            languages=(LanguageGiven("fa", reads=True, needs_interpreter=False),),
        )
        assert correct_person(by=counsellor, at=NOW, person_id=person_id, version=1, details=wanted) == 2
        person = people_in([person_id])[person_id]
        assert (person.sex, person.version, person.needs_interpreter) == (Sex.OTHER, 2, False)
        assert {given.country for given in person.nationalities} == {"AF", "IR"}
        old = RowVersion.objects.get(table_name="people_person", row_id=str(person_id)).old
        assert old["sex"] == "male"
        assert [happening.what for happening in history_of(person_id)] == ["Details corrected", "Registered"]


def test_d3_a_concurrent_edit_is_a_clear_conflict(counsellor: Actor, scoped: Scoped, register: Registrar) -> None:
    """Who read the old version saves nothing and reads what changed."""
    with scoped(counsellor):
        person_id = register(counsellor)
        correct_person(
            by=counsellor, at=NOW, person_id=person_id, version=1, details=details(residence_place="Mashhad")
        )
        with pytest.raises(Refused) as refused:
            correct_person(by=counsellor, at=NOW, person_id=person_id, version=1, details=details(sex=Sex.FEMALE))
        assert refused.value.code == "people_changed_meanwhile"
        assert "last residence" in refused.value.sentence
        assert people_in([person_id])[person_id].sex == Sex.MALE


def test_a_stranger_and_the_wrong_role_correct_nothing(
    counsellor: Actor, stranger: Actor, actor: ActorMaker, office_lisbon: OfficeRef, scoped: Scoped, register: Registrar
) -> None:
    """Another office is answered as for nobody; a movement officer may read but not correct."""
    with scoped(counsellor):
        person_id = register(counsellor)
    with scoped(stranger), pytest.raises(Refused) as refused:
        correct_person(by=stranger, at=NOW, person_id=person_id, version=1, details=details())
    assert refused.value.code == "people_unknown"
    mover = actor("movement_officer", office_lisbon)
    with scoped(mover), pytest.raises(NotAllowed):
        correct_person(by=mover, at=NOW, person_id=person_id, version=1, details=details())


def test_v10_a_credible_doubt_makes_a_child_until_it_is_settled(
    counsellor: Actor, scoped: Scoped, register: Registrar
) -> None:
    """A recorded estimate settles it; each needs its reason."""
    today = NOW.date()
    with scoped(counsellor):
        person_id = register(counsellor)
        assert people_in([person_id])[person_id].is_adult_on(today)
        with pytest.raises(Refused) as refused:
            settle_birth(by=counsellor, at=NOW, person_id=person_id, version=1, decision=BirthDecision.DOUBT, note=" ")
        assert refused.value.code == "people_birth_note_needed"
        settle_birth(
            by=counsellor, at=NOW, person_id=person_id, version=1, decision=BirthDecision.DOUBT, note="Looks 15."
        )
        assert not people_in([person_id])[person_id].is_adult_on(today)
        with pytest.raises(Refused) as corrected:
            correct_person(by=counsellor, at=NOW, person_id=person_id, version=2, details=details(date(1970, 1, 1)))
        assert corrected.value.code == "people_birth_settled"
        settle_birth(
            by=counsellor,
            at=NOW,
            person_id=person_id,
            version=2,
            decision=BirthDecision.ESTIMATE,
            note="Told by the family.",
            birth=aged_on(40, 50, today),
        )
        person = people_in([person_id])[person_id]
        assert person.is_adult_on(today)
        assert person.birth_basis == BirthBasis.ESTIMATE
        assert person.age_text(today, "en") == "40 to 50"


def test_names_are_added_and_corrected(counsellor: Actor, scoped: Scoped, register: Registrar) -> None:
    """One of them stands on lists; a correction changes how it is found."""
    with scoped(counsellor):
        person_id = register(counsellor)
        added = add_name(
            by=counsellor, at=NOW, person_id=person_id, name=NameGiven("نور", "Noor", NameKind.ALIAS), is_primary=True
        )
        assert people_in([person_id])[person_id].display_name == "نور (Noor)"
        correct_name(by=counsellor, at=NOW, name_id=added, name=NameGiven("نورا", "Nora"), is_primary=False)
        file = person_file(person_id, NOW.date())
        assert file is not None
        assert [(name.text, name.is_primary) for name in file.names] == [("نورا", True), ("فرید احمدی", False)]


def test_a_death_is_not_in_the_future_nor_before_birth(counsellor: Actor, scoped: Scoped, register: Registrar) -> None:
    """Each has its sentence; one that may be is kept."""
    with scoped(counsellor):
        person_id = register(counsellor)
        for day, code in ((date(2016, 6, 2), "people_death_in_future"), (date(1979, 1, 1), "people_death_after_birth")):
            with pytest.raises(Refused) as refused:
                record_death(by=counsellor, at=NOW, person_id=person_id, died_on=day)
            assert refused.value.code == code
        record_death(by=counsellor, at=NOW, person_id=person_id, died_on=date(2016, 5, 30))
        assert people_in([person_id])[person_id].died_on == date(2016, 5, 30)


def test_wrong_details_are_refused(counsellor: Actor, scoped: Scoped, register: Registrar) -> None:
    """An unknown country, a birth to come."""
    with scoped(counsellor):
        person_id = register(counsellor)
        for wrong, code in (
            (details(country_of_birth="XX"), "people_country"),
            (replace(details(), birth=exact_day(date(2020, 1, 1))), "people_birth_in_future"),
        ):
            with pytest.raises(Refused) as refused:
                correct_person(by=counsellor, at=NOW, person_id=person_id, version=1, details=wrong)
            assert refused.value.code == code


def test_d3_the_history_tells_what_each_answer_said_before(
    counsellor: Actor, stranger: Actor, scoped: Scoped, register: Registrar
) -> None:
    """The latest first, in words; another office reads none of it."""
    with scoped(counsellor):
        person_id = register(counsellor)
        for version, place in ((1, "Mashhad"), (2, "Herat")):
            wanted = details(residence_place=place)
            correct_person(by=counsellor, at=NOW, person_id=person_id, version=version, details=wanted)
        file = person_file(person_id, NOW.date())
        assert file is not None
        correct_name(
            by=counsellor, at=NOW, name_id=file.names[0].id, name=NameGiven("فرید احمدی", "Fareed"), is_primary=True
        )
        settle_birth(
            by=counsellor, at=NOW, person_id=person_id, version=3, decision=BirthDecision.DOUBT, note="Looks 15."
        )
        changes = [(change.what, change.before, change.after) for change in changes_of(person_id, "en", "gregorian")]
    assert changes == [
        ("birth", "4 March 1980 (as told)", "4 March 1980 (doubted)"),
        ("name in Latin letters", "Farid Ahmadi", "Fareed"),
        ("last residence", "Mashhad", "Herat"),
        ("last residence", "–", "Mashhad"),
    ]
    with scoped(stranger):
        assert changes_of(person_id, "en", "gregorian") == []
