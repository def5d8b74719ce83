"""Portuguese and Dari say everything the pages say, with every placeholder in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from safar.plumbing import messages

ROOT = Path(__file__).parents[2]
TRANSLATED = [code for code, _name in settings.LANGUAGES if code != "en"]


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_message_lacks_its_translation(language: str) -> None:
    assert messages.state_of(ROOT, language).missing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_lost_or_gained_a_placeholder(language: str) -> None:
    assert messages.state_of(ROOT, language).astray == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogue_has_exactly_what_the_sources_say(language: str) -> None:
    assert messages.is_current(ROOT, language), "Run `make messages`, then translate what came in empty."


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_a_guess(language: str) -> None:
    assert "fuzzy" not in messages.catalogue_path(ROOT, language).read_text(encoding="utf-8")
