"""The programmes of this house as read from their definitions."""

import pytest

from safar.programmes.checking.verdict import check_definition
from safar.programmes.gates import CORE_GATES
from safar.programmes.types import Programme


def _programme(code: str) -> Programme:
    checked = check_definition(code, gates=CORE_GATES)
    assert checked.programme is not None, [str(fault) for fault in checked.faults]
    return checked.programme


@pytest.fixture(scope="session")
def arvore() -> Programme:
    """ARVoRe VI."""
    return _programme("arvore-vi")


@pytest.fixture(scope="session")
def aria() -> Programme:
    """AVRR-ARIA."""
    return _programme("avrr-aria")


@pytest.fixture(scope="session")
def eurp() -> Programme:
    """EURP."""
    return _programme("eurp")
