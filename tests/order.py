"""Which tests run where: a file stays with one process, the longest begin, and all journeys share one running Safar.

Without this, two processes may each build what a file builds once, or one may end minutes after the other.
"""

from __future__ import annotations

import gc

import pytest
from xdist.remote import Producer  # type: ignore[import-untyped]
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

# From the longest; what is not named comes after them as it is collected.
LONGEST = (
    "tests/journeys/",
    "tests/desk/test_wrong_input.py",
    "tests/attack/",
    "tests/cases/test_d10_sweep.py",
    "tests/cases/test_web_who_may.py",
    "tests/cases/test_web_outside.py",
    "tests/config/",
    "tests/consent/test_stateful.py",
    "tests/cases/test_merging.py",
)


class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # the package gives its classes no types
    """Gives each process whole files, and all journeys to one."""

    def _split_scope(self, nodeid: str) -> str:
        """The file of a test, or the journeys together."""
        return LONGEST[0] if nodeid.startswith(LONGEST[0]) else nodeid.split("::", 1)[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """Share the tests out by files, in the order below."""
    config.option.loadscopereorder = False
    return ByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that the processes end together."""
    items.sort(key=_place)


def pytest_collection_finish() -> None:
    """What was collected stays until the end: nobody need look through it for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _place(item: pytest.Item) -> int:
    found = (place for place, start in enumerate(LONGEST) if item.nodeid.startswith(start))
    return next(found, len(LONGEST))
