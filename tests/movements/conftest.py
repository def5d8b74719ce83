"""Stories that reach the day of travel: somebody ready to leave, an airport, and who stands there."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from safar.accounts.types import OfficeRef
from tests.cases.ground import lay_case_ground
from tests.conftest import ActorMaker
from tests.movements.ground import DayStory


@pytest.fixture
def played_days(owner: psycopg.Connection) -> Iterator[None]:
    """The owner of the tables says that days may be played, so that a story of the past has a today."""
    owner.execute(
        "INSERT INTO plumbing_setting (key, value) VALUES ('days_are_played', 'true') ON CONFLICT (key) DO NOTHING"
    )
    yield
    owner.execute("DELETE FROM plumbing_setting WHERE key = 'days_are_played'")


@pytest.fixture
def day(db: None, played_days: None, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef) -> DayStory:
    """A case of the office in Lisbon on the day it leaves."""
    story = DayStory(lay_case_ground(actor, office_lisbon, office_tehran, "arvore-vi", "pt"))
    story.assistant = actor("airport_assistant", office_lisbon)
    story.assistant_elsewhere = actor("airport_assistant", office_tehran)
    return story
