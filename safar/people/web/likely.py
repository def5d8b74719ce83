"""Who may be the same, as the page that stops a registration shows them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from safar.accounts.queries import offices_by_id
from safar.kernel.dates import DayRange, describe_birth
from safar.people.types import LookedFor, Match, PersonSummary, Sex
from safar.people.web.words import listed
from safar.plumbing.refusals import say
from safar.plumbing.web import display


@dataclass(frozen=True)
class LikelyLine:
    """One likely match in words: birth, age, sex, office, and the reasons."""

    person: PersonSummary
    birth: str
    age: str
    sex: str
    office: str
    reasons: str
    is_strong: bool


def likely_lines(matches: Iterable[Match]) -> list[LikelyLine]:
    """The likely matches as lines, in the reader's language and calendar."""
    shown = list(matches)
    offices = offices_by_id(match.person.office_id for match in shown)
    language, today = display.language(), timezone.localdate()
    return [
        LikelyLine(
            person=match.person,
            birth=birth_in_words(match.person.birth),
            age=match.person.age_text(today, language),
            sex=str(Sex(match.person.sex).label),
            office=offices[match.person.office_id].name if match.person.office_id in offices else "",
            reasons=listed(say(reason) for reason in match.reasons),
            is_strong=match.is_strong,
        )
        for match in shown
    ]


def birth_in_words(birth: DayRange) -> str:
    """A birth as the reader's language and calendar say it."""
    return describe_birth(birth, display.language(), display.calendar_in_use())


def mark_of(wanted: LookedFor) -> str:
    """A mark of what other offices were asked about, so that one registration asks them the same thing once."""
    papers = sorted((paper.kind, paper.country, paper.number) for paper in wanted.documents)
    told = repr((sorted(wanted.texts()), wanted.birth.earliest, wanted.birth.latest, papers))
    return hashlib.sha256(told.encode()).hexdigest()[:32]
