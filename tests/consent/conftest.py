"""A story to tell: staff, a published programme, and somebody who may wish to return."""

from __future__ import annotations

import pytest

from safar.accounts.types import OfficeRef
from tests.conftest import ActorMaker
from tests.consent.ground import Ground, Story, lay_ground


@pytest.fixture
def ground(db: None, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef) -> Ground:
    """Who works there and what is published."""
    return lay_ground(actor, office_lisbon, office_tehran)


@pytest.fixture
def story(ground: Ground) -> Story:
    """A return told step by step by the counsellor in Lisbon."""
    return Story(ground)
