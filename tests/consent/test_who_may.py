"""Every service asks first who is acting, and no office sees a row of another's."""

from __future__ import annotations

import inspect
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from safar.accounts.services import NotAllowed
from safar.consent import services
from safar.consent.types import ScreenAnswers
from safar.plumbing.scope import acting_as
from safar.plumbing.types import NOBODY
from tests.consent.flaws import family
from tests.consent.ground import LEAVES, SIGNED, TALK, Story

ABOUT_NOBODY = {"consent_informationpack", "consent_declarationtext"}
PROTECTED = {"consent_screen", "consent_screenclearance", "consent_asylumposition", "consent_refoulementdoubt"}


@pytest.mark.parametrize("name", services.__all__)
def test_nobody_does_anything(name: str) -> None:
    service = getattr(services, name)
    given: dict[str, Any] = dict.fromkeys(inspect.signature(service).parameters)
    with pytest.raises(NotAllowed):
        service(**{**given, "by": NOBODY, "at": TALK})


def _rich(story: Story) -> None:
    grown, small, _parent, _child = family(story)
    story.consents(small, kind="sole_paper")
    with acting_as(story.by):
        services.issue_child_permit(by=story.by, at=SIGNED, child_id=small)
        services.record_detention(by=story.by, at=TALK, traveller_id=small, in_detention=False)
        services.record_capacity_doubt(
            by=story.by, at=TALK, traveller_id=small, raised_on=TALK.date(), source="a teacher"
        )
        services.raise_refoulement_doubt(by=story.by, at=TALK, traveller_id=small, note="a feud")
        services.record_not_reached(by=story.by, at=TALK, traveller_id=small, since=TALK)
        services.report_death(by=story.by, at=TALK, traveller_id=small, source="a cousin")
    story.asked(grown)
    story.leave(grown)
    with acting_as(story.ground.movement):
        services.record_arrival(
            by=story.ground.movement, at=LEAVES, traveller_id=grown, outcome="met", arrived_at=LEAVES
        )
    story.withdraw(grown, LEAVES + timedelta(hours=9))
    story.talk(small, SIGNED, person={"screen": ScreenAnswers(threat=True)})


def _counts() -> dict[str, int]:
    found = {}
    for model in apps.get_app_config("consent").get_models():
        table = model._meta.db_table
        if table != "consent_chainsalt":
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM {table}")
                found[table] = cursor.fetchone()[0]
    return found


def test_d9_another_office_sees_no_row_of_any_table(story: Story) -> None:
    _rich(story)
    with acting_as(story.by):
        own = _counts()
    with acting_as(story.ground.stranger):
        others = _counts()
    assert sum(count > 0 for count in own.values()) > 20, own
    assert {table for table, count in others.items() if count} == ABOUT_NOBODY


def test_d8_the_protection_class_is_read_by_protection_officers_only(story: Story) -> None:
    _rich(story)
    with acting_as(story.by):
        assert {table: count for table, count in _counts().items() if table in PROTECTED and count} == {}
    with acting_as(story.ground.protection):
        seen = _counts()
    assert all(seen[table] for table in PROTECTED - {"consent_screenclearance"})
