"""Every service asks first who may, and every refusal has its sentence."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.people import services
from safar.plumbing.refusals import registered
from safar.plumbing.types import NOBODY
from tests.conftest import ActorMaker

PEOPLE = Path(__file__).parents[2] / "safar" / "people"
WRITES: list[Callable[..., Any]] = [
    service for name in services.__all__ if "by" in inspect.signature(service := getattr(services, name)).parameters
]


@pytest.mark.parametrize("service", WRITES, ids=lambda service: service.__name__)
def test_nobody_does_nothing(service: Callable[..., Any]) -> None:
    """The permission is the first thing asked: nothing else of what is handed in is even looked at."""
    told = dict.fromkeys(inspect.signature(service).parameters)
    with pytest.raises(NotAllowed):
        service(**{**told, "by": NOBODY})


@pytest.mark.django_db
@pytest.mark.parametrize("service", WRITES, ids=lambda service: service.__name__)
def test_an_administrator_of_accounts_does_nothing_with_people(
    service: Callable[..., Any], actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    """Who makes accounts reaches no file."""
    told = dict.fromkeys(inspect.signature(service).parameters)
    with pytest.raises(NotAllowed):
        service(**{**told, "by": actor("administrator", office_lisbon)})


def test_every_refusal_has_its_sentence() -> None:
    """Those raised in Python, those raised in SQL, and every named constraint."""
    sources = [*PEOPLE.rglob("*.py"), *PEOPLE.rglob("*.sql")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources if "migrations" not in path.parts)
    codes = set(re.findall(r'Refused\(\s*"(\w+)"', text)) | set(re.findall(r"CONSTRAINT = '(\w+)'", text))
    for model in apps.get_app_config("people").get_models():
        codes |= {constraint.name for constraint in model._meta.constraints}
    assert len(codes) > 40
    assert codes - registered().keys() == set()
    for code in codes:
        assert str(registered()[code]).rstrip().endswith((".", "?"))
