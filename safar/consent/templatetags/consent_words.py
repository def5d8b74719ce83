"""Filters that turn the codes of consent into words."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django import template

from safar.accounts.queries import may
from safar.consent.web import safety_words, words
from safar.consent.web.forms.answers import language_name as own_name
from safar.plumbing.scope import acting

register = template.Library()


@register.filter
def in_words(code: str, table: str) -> str:
    """`{{ permit.state|in_words:"permit_states" }}`: the word for a code, from a table of `web/words.py`."""
    return words.word(getattr(words, table.upper()), code)


@register.filter
def named_in(code: str, names: Mapping[str, object]) -> str:
    """A code by the name a programme gives it."""
    return str(names.get(code, code))


@register.filter
def screen_colour(result: str) -> str:
    """The colour of a screen's chip."""
    return words.SCREEN_COLOURS.get(result, "")


@register.filter
def permit_colour(state: str) -> str:
    """The colour of a permit's chip."""
    return words.PERMIT_COLOURS.get(state, "")


@register.filter
def language_name(code: str) -> str:
    """A language's own name."""
    return own_name(code)


@register.filter
def paper_colour(state: str) -> str:
    """The colour of the chip of a paper on its way."""
    return words.PAPER_COLOURS.get(state, "")


@register.filter
def get(names: Mapping[object, object], key: object) -> object:
    """What a page found for a key; nothing where it found nothing."""
    return names.get(key, "")


@register.filter
def standing(code: str) -> str:
    """Where somebody stands on their way when an advisory is issued."""
    return words.word(safety_words.STANDINGS, code)


@register.filter
def in_safety(code: str, table: str) -> str:
    """The word for a code, from a table of `web/safety_words.py`."""
    return words.word(getattr(safety_words, table.upper()), code)


@register.inclusion_tag("consent/advisory_banner.html")
def advisory_banner(traveller_ids: list[UUID] | None = None) -> dict[str, object]:
    """What stands against leaving for some places: for some travellers, or all that is in force."""
    from safar.consent.web.views.advisories import banners

    by = acting()
    return {"rows": banners(traveller_ids) if by is not None and may(by, "consent.tell_advisory") else []}
