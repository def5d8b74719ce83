"""Stories of cases: one in Lisbon, one in Tehran."""

from __future__ import annotations

import pytest

from safar.accounts.types import OfficeRef
from tests.cases.ground import CaseStory, TehranStory, lay_case_ground
from tests.conftest import ActorMaker


@pytest.fixture
def story(db: None, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef) -> CaseStory:
    """A case of the office in Lisbon, in ARVoRe."""
    return CaseStory(lay_case_ground(actor, office_lisbon, office_tehran, "arvore-vi", "pt"))


@pytest.fixture
def tehran(db: None, actor: ActorMaker, office_tehran: OfficeRef, office_lisbon: OfficeRef) -> TehranStory:
    """A case of the office in Tehran, in AVRR-ARIA."""
    return TehranStory(lay_case_ground(actor, office_tehran, office_lisbon, "avrr-aria", "fa-af"))
