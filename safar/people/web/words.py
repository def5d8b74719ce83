"""Words of these pages: choices of countries and languages, and what one relative is to another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _

from safar.kernel.places import countries, person_languages
from safar.people.types import PersonId, RelationFact, RelationKind
from safar.plumbing.web.display import language

INVERSE = {
    RelationKind.SPOUSE: _("spouse of"),
    RelationKind.PARENT: _("child of"),
    RelationKind.GUARDIAN: _("under the guardianship of"),
    RelationKind.SIBLING: _("brother or sister of"),
    RelationKind.GRANDPARENT: _("grandchild of"),
    RelationKind.RELATIVE: _("relative of"),
    RelationKind.CARER: _("cared for by"),
}


def country_choices() -> list[tuple[str, Any]]:
    """Countries in the order of the reader's language, an empty one first."""
    return [("", "–"), *countries(language())]


def language_choices() -> list[tuple[str, Any]]:
    """Languages, those most met first, an empty one before them."""
    return [("", "–"), *person_languages(language())]


def is_to(relation: RelationFact, person_id: PersonId) -> str:
    """What this person is to the other one: `parent of`, `child of`."""
    return str(relation.kind.label if relation.person_id == person_id else INVERSE[relation.kind])


def listed(words: Iterable[str]) -> str:
    """Words one after another, with the comma of the reader's script."""
    return ("، " if get_language_bidi() else ", ").join(words)
