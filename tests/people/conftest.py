"""People made through the services, as everywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from safar.accounts.types import OfficeRef
from safar.kernel.dates import exact_day
from safar.people.services import register_person
from safar.people.types import (
    ConsentGiven,
    LanguageGiven,
    NameGiven,
    NationalityGiven,
    PersonDetails,
    PersonId,
    Sex,
)
from safar.plumbing.types import Actor
from tests.conftest import ActorMaker

NOW = datetime(2016, 6, 1, 10, tzinfo=UTC)
Registrar = Callable[..., PersonId]

pytestmark = pytest.mark.django_db


def details(birth: date = date(1980, 3, 4), **more: Any) -> PersonDetails:
    """The short form, filled in."""
    return PersonDetails(
        sex=more.pop("sex", Sex.MALE),
        birth=more.pop("span", exact_day(birth)),
        nationalities=more.pop("nationalities", (NationalityGiven("AF"),)),
        languages=more.pop("languages", (LanguageGiven("fa-af"),)),
        **more,
    )


@pytest.fixture
def counsellor(actor: ActorMaker, office_lisbon: OfficeRef) -> Actor:
    """The right role in the right office."""
    return actor("counsellor", office_lisbon)


@pytest.fixture
def stranger(actor: ActorMaker, office_tehran: OfficeRef) -> Actor:
    """The right role in another office."""
    return actor("counsellor", office_tehran)


@pytest.fixture
def register() -> Registrar:
    """Registers somebody: `register(counsellor, "فرید احمدی", latin="Farid Ahmadi")`, inside an open scope."""

    def make(by: Actor, text: str = "فرید احمدی", latin: str = "Farid Ahmadi", **more: Any) -> PersonId:
        return register_person(
            by=by,
            at=more.pop("at", NOW),
            consent=more.pop("consent", ConsentGiven(NOW, "fa-af")),
            names=more.pop("names", [NameGiven(text, latin)]),
            details=more.pop("details", None) or details(),
            **more,
        )

    return make
