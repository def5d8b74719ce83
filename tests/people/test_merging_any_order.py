"""Whatever is merged, corrected and parted, in any order: every row is there in the end, as it was or as corrected."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from safar.accounts.types import OfficeRef
from safar.people import queries, services
from safar.people.models import Person
from safar.people.types import MergePick, NameGiven, PersonDetails, PersonId, Sex
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.conftest import ActorMaker
from tests.people.conftest import NOW
from tests.people.merging import in_sight, merged, parted, record_of

pytestmark = pytest.mark.django_db
PLACES = ("Herat", "Kabul", "Lisboa", "Porto")
BOTH = (MergePick.BIRTH, MergePick.RESIDENCE)
Step = tuple[str, int, int, bool]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "merge", "correct", "part"]), st.integers(0, 3), st.integers(0, 3), st.booleans()
    ),
    min_size=2,
    max_size=9,
)


@pytest.fixture
def manager(actor: ActorMaker, office_lisbon: OfficeRef) -> Actor:
    """Who answers for the office."""
    return actor("programme_manager", office_lisbon)


@pytest.fixture
def people(manager: Actor) -> list[PersonId]:
    """Four records."""
    return [
        record_of(manager, NameGiven(f"Farid {place}"), date(1980, 3, 4 + number), residence_place=place)
        for number, place in enumerate(PLACES)
    ]


@settings(
    max_examples=8,
    deadline=None,
    # What fails is short already, and to shorten it further takes minutes of a database.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_every_row_is_there_in_the_end(steps: list[Step], manager: Actor, people: list[PersonId]) -> None:
    with transaction.atomic():
        with acting_as(manager):
            before = in_sight("people")
            born = dict(Person.objects.values_list("id", "birth_latest"))
        stands: list[UUID] = []
        places = dict(zip(people, PLACES, strict=True))
        for number, (what, one, other, takes) in enumerate(steps):
            if what == "merge":
                with suppress(Refused):  # with itself, or what is merged already
                    stands.append(merged(manager, people[one], people[other], picks=BOTH if takes else ()))
            elif what == "correct":
                places[people[one]] = f"corrected {number}"
                _correct(manager, people[one], places[people[one]])
            elif stands:
                parted(manager, stands.pop(one % len(stands)))
        while stands:
            parted(manager, stands.pop(0))
        with acting_as(manager):
            after = in_sight("people")
            assert dict(Person.objects.values_list("id", "residence_place")) == places
            assert dict(Person.objects.values_list("id", "birth_latest")) == born
            assert queries.kept_of(people) == {person: person for person in people}
        corrected = {str(person) for person, place in places.items() if place.startswith("corrected")}
        persons = [row for row in before.pop("people_person") if not any(person in row for person in corrected)]
        assert set(persons) <= set(after.pop("people_person"))
        assert after == before
        transaction.set_rollback(True)


def _correct(by: Actor, person_id: PersonId, place: str) -> None:
    with acting_as(by):
        person = queries.people_in([person_id])[person_id]
        details = PersonDetails(Sex.MALE, person.birth, nationalities=person.nationalities, residence_place=place)
        services.correct_person(by=by, at=NOW, person_id=person_id, version=person.version, details=details)
