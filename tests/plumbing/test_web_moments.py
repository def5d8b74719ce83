"""Moments as people type them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from safar.plumbing.web.moments import MomentField

NOW = datetime(2016, 5, 9, 14, 3, 27, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is three minutes and 27 seconds past two, on a UTC clock."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def test_the_minute_we_are_in_means_now() -> None:
    assert MomentField().clean(["09/05/2016", "14:03"]) == NOW


@pytest.mark.parametrize("minutes", [-1, 1, -180])
def test_any_other_minute_is_kept_as_typed(minutes: int) -> None:
    moment = NOW.replace(second=0) + timedelta(minutes=minutes)
    assert MomentField().clean([f"{moment:%d/%m/%Y}", f"{moment:%H:%M}"]) == moment
