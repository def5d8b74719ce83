"""What is published, and what a programme says about a case; published versions never change and are kept in memory."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from safar.programmes import sentences
from safar.programmes.case_facts import CASE_FACTS, CaseFact
from safar.programmes.definition.shape import programme_of
from safar.programmes.gates import known_gates
from safar.programmes.models import ProgrammeVersion
from safar.programmes.rules import (
    WrongFact,
    allowed_moves,
    clashes,
    deadline_state,
    due_on,
    eligibility,
    entitlements_due,
    is_working_day,
    move_obstacles,
    overall,
)
from safar.programmes.sentences import amount_sentence
from safar.programmes.types import Answer, DeadlineState, Programme, PublishedProgramme

__all__ = [
    "Answer",
    "NotPublished",
    "WrongFact",
    "allowed_moves",
    "amount_sentence",
    "case_facts",
    "clashes",
    "country_name",
    "deadline_sentence",
    "deadline_state",
    "due_on",
    "eligibility",
    "enrollable",
    "entitlements_due",
    "gate_sentences",
    "is_working_day",
    "latest_published",
    "move_obstacles",
    "overall",
    "published",
    "published_by_id",
    "published_by_ids",
    "question_about",
    "versions_of",
]

_kept: dict[UUID, PublishedProgramme] = {}


class NotPublished(LookupError):
    """No such programme or version is published; publish it with `safar programme publish`."""


def published_by_id(version_id: UUID) -> PublishedProgramme:
    """The published version of that id; raises NotPublished. Asks the database once for each version."""
    return published_by_ids([version_id])[version_id]


def published_by_ids(version_ids: Iterable[UUID]) -> dict[UUID, PublishedProgramme]:
    """The published versions of those ids, by id; at most one question to the database. Raises NotPublished."""
    wanted = set(version_ids)
    missing = wanted - _kept.keys()
    if missing:
        for row in ProgrammeVersion.objects.filter(id__in=missing):
            _kept[row.id] = _read(row)
    unknown = wanted - _kept.keys()
    if unknown:
        raise NotPublished(f"No published programme has the id {min(unknown)}.")
    return {version_id: _kept[version_id] for version_id in wanted}


def published(code: str, version: int | None = None) -> PublishedProgramme:
    """A programme at a version, or at the latest one; raises NotPublished."""
    rows = ProgrammeVersion.objects.filter(code=code).order_by("-version")
    if version is not None:
        rows = rows.filter(version=version)
    found = rows.values_list("id", flat=True).first()
    if found is None:
        raise NotPublished(f"The programme {code} is not published" + (f" at version {version}." if version else "."))
    return published_by_id(found)


def latest_published() -> list[PublishedProgramme]:
    """Every programme at its latest version, in order of code."""
    rows = ProgrammeVersion.objects.order_by("code", "-version").distinct("code").values_list("id", flat=True)
    versions = published_by_ids(rows)
    return sorted(versions.values(), key=lambda one: one.programme.code)


def versions_of(code: str) -> list[PublishedProgramme]:
    """Every published version of a programme, the latest first."""
    versions = published_by_ids(ProgrammeVersion.objects.filter(code=code).values_list("id", flat=True))
    return sorted(versions.values(), key=lambda one: -one.programme.version)


def enrollable(country: str, on: date) -> list[PublishedProgramme]:
    """The programmes that someone in that host country may join on that day, each at its latest version."""
    return [one for one in latest_published() if one.programme.serves(country, on)]


def case_facts() -> Mapping[str, CaseFact]:
    """Every fact that eligibility rules may ask about, by name."""
    return CASE_FACTS


def question_about(fact: str) -> str:
    """The question that fills a fact, in the reader's language."""
    return gettext(CASE_FACTS[fact].question)


def gate_sentences() -> dict[str, str]:
    """What each known gate asks, by code, in the reader's language."""
    return {code: str(sentence) for code, sentence in known_gates().items()}


def deadline_sentence(programme: Programme, state: DeadlineState, *, language: str, calendar: str | None = None) -> str:
    """Why a deadline is when it is, in words: "Asked for on 3 May; the programme gives 10 working days …; 2 left"."""
    deadline = next((one for one in programme.deadlines if one.code == state.code), None)
    return sentences.deadline_sentence(deadline, state, language, calendar)


def country_name(code: str, language: str) -> str:
    """A country's name in a language."""
    return sentences.country_name(code, language)


def _read(row: ProgrammeVersion) -> PublishedProgramme:
    return PublishedProgramme(id=row.id, hash=row.hash, published_at=row.published_at, programme=programme_of(row.body))
