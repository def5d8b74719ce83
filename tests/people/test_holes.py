"""Ways around the rules on people that were tried with raw SQL; each is closed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from safar.people.models import Document, HouseholdMember, Name, SafeContact
from safar.people.services import (
    add_document,
    correct_document,
    correct_name,
    leave_household,
    set_safe_contact,
    set_up_household,
)
from safar.people.types import Channel, ContactGiven, DocumentGiven, DocumentKind, NameGiven
from safar.plumbing.types import Actor
from tests.consent import raw
from tests.people.conftest import NOW, Registrar

pytestmark = pytest.mark.django_db
Scoped = Callable[[Actor], AbstractContextManager[Actor]]
PASSPORT = DocumentGiven(DocumentKind.PASSPORT, "K1", "AF")
WHOSE = [
    "UPDATE people_name SET person_id = %s",
    "UPDATE people_searchcard SET person_id = %s",
    "UPDATE people_document SET person_id = %s",
    "UPDATE people_safecontact SET person_id = %s",
    "UPDATE people_nationality SET person_id = %s",
    "UPDATE people_spokenlanguage SET person_id = %s",
    "UPDATE people_householdmember SET person_id = %s",
]
WRITTEN_ONCE = [
    "UPDATE people_name SET id = gen_random_uuid()",
    "UPDATE people_document SET recorded_at = now()",
    "UPDATE people_safecontact SET number = '+351 900 000 000'",
    "UPDATE people_safecontact SET may_leave_message = true",
    "UPDATE people_householdmember SET from_on = '2000-01-01'",
    "UPDATE people_householdmember SET household_id = household_id",
    "UPDATE people_nationality SET country = 'IR'",
    "UPDATE people_enquiry SET note = 'x'",
]


@pytest.mark.parametrize("sql", WHOSE + WRITTEN_ONCE)
def test_d8_what_is_one_persons_is_not_made_anothers(
    sql: str, counsellor: Actor, scoped: Scoped, register: Registrar
) -> None:
    with scoped(counsellor):
        register(counsellor)
        other = register(counsellor, "زهرا کریمی", latin="Zahra Karimi", after_seeing=[])
        assert raw.run(sql, *([other] if "%s" in sql else [])) == "42501"


def test_what_is_corrected_and_ended_is_still_written(counsellor: Actor, scoped: Scoped, register: Registrar) -> None:
    with scoped(counsellor):
        person = register(counsellor)
        name = Name.objects.get(person_id=person)
        correct_name(
            by=counsellor, at=NOW, name_id=name.id, name=NameGiven("فرید صفری", "Farid Safari"), is_primary=True
        )
        assert Name.objects.get(person_id=person).latin == "Farid Safari"
        paper = add_document(by=counsellor, at=NOW, person_id=person, document=PASSPORT)
        correct_document(
            by=counsellor, at=NOW, document_id=paper, document=DocumentGiven(DocumentKind.PASSPORT, "K2", "AF")
        )
        assert Document.objects.get().number == "K2"
        home = set_up_household(by=counsellor, at=NOW, label="Ahmadi", members=[(person, "head")], from_on=NOW.date())
        leave_household(by=counsellor, at=NOW, household_id=home, person_id=person, until_on=NOW.date())
        assert HouseholdMember.objects.get().until_on == NOW.date()


def test_d22_a_number_that_is_no_longer_safe_does_not_come_back(
    counsellor: Actor, scoped: Scoped, register: Registrar
) -> None:
    with scoped(counsellor):
        person = register(counsellor)
        first = set_safe_contact(
            by=counsellor, at=NOW, person_id=person, contact=ContactGiven(Channel.PHONE, "+351 912 000 111")
        )
        later = NOW + timedelta(days=1)
        set_safe_contact(
            by=counsellor, at=later, person_id=person, contact=ContactGiven(Channel.PHONE, "+351 912 000 222"),
            replaces=first,
        )  # fmt: skip
        assert raw.run("UPDATE people_safecontact SET ended_at = NULL WHERE id = %s", first) == (
            "people_contact_ended_once"
        )
        assert SafeContact.objects.get(id=first).ended_at == later
