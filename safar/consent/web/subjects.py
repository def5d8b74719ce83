"""Whose page this is: the journey or traveller an address names, or a 404 that looks like what does not exist."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from safar.accounts.services import log_read, require
from safar.consent import queries
from safar.consent.models import Traveller
from safar.consent.types import JourneyFile, TravellerLine
from safar.consent.web import words
from safar.people import queries as people_queries
from safar.people.types import PersonSummary
from safar.plumbing.web import display
from safar.plumbing.web.moments import reader
from safar.programmes import queries as programme_queries
from safar.programmes.types import Programme, text_in


@dataclass(frozen=True)
class Someone:
    """A traveller together with who they are, as far as the reader may know it."""

    line: TravellerLine
    person: PersonSummary | None
    is_adult: bool

    @property
    def id(self) -> UUID:
        """The traveller's id."""
        return self.line.id

    @property
    def name(self) -> str:
        """The name in both scripts."""
        return self.person.display_name if self.person else _("somebody whose file you may not see")

    @property
    def age(self) -> str:
        """The age today, in words."""
        return self.person.age_text(timezone.localdate(), display.language()) if self.person else ""

    @property
    def is_going(self) -> bool:
        """Whether they are still to travel in this journey."""
        return self.line.going == "going"

    @property
    def has_permit(self) -> bool:
        """Whether a permit is in force, or was used to leave."""
        return self.line.permit is not None and self.line.permit.state in ("in_force", "used")

    @property
    def state(self) -> str:
        """In words: where their permit stands, or that they do not travel."""
        if self.line.departed_at:
            return words.word(words.PERMIT_STATES, "used")
        if not self.is_going:
            return _("does not travel")
        if self.line.withdrawn_at and (self.line.permit is None or self.line.permit.state == "withdrawn"):
            return words.word(words.PERMIT_STATES, "withdrawn")
        return words.word(words.PERMIT_STATES, self.line.permit.state) if self.line.permit else _("no permit yet")

    @property
    def colour(self) -> str:
        """The colour of that state's chip."""
        if self.line.departed_at or not self.is_going or self.line.permit is None:
            return ""
        return words.PERMIT_COLOURS.get(self.line.permit.state, "")


@dataclass(frozen=True)
class Subject:
    """A journey with its people; `chosen` is the traveller whose id the address carried."""

    journey: JourneyFile
    people: tuple[Someone, ...]
    chosen: Someone | None
    programme: Programme

    @property
    def going(self) -> list[Someone]:
        """Those who are still to travel, adults first."""
        return sorted((one for one in self.people if one.is_going), key=lambda one: not one.is_adult)

    @property
    def adults(self) -> list[Someone]:
        """The adults among those going."""
        return [one for one in self.going if one.is_adult]

    @property
    def children(self) -> list[Someone]:
        """Those going who are not adults beyond doubt."""
        return [one for one in self.going if not one.is_adult]

    @property
    def programme_name(self) -> str:
        """The programme's name in the reader's language."""
        return text_in(self.programme.names, display.language())

    @property
    def file_url(self) -> str:
        """Where the case file of this journey is, or this context's own overview while no page offers one."""
        return file_address(self.journey.id) or reverse("consent:journey", args=[self.journey.id])

    def one(self) -> Someone:
        """The traveller the address names, or the only one there is; KeyError where it has to be chosen."""
        if self.chosen:
            return self.chosen
        if len(self.going) == 1:
            return self.going[0]
        raise KeyError(self.journey.id)


def open_subject(request: HttpRequest, subject_id: UUID, page: str) -> Subject:
    """The journey that an id of its own or of one of its travellers names; the reading is logged (D12)."""
    actor = reader()
    require(actor, "consent.read")
    traveller = Traveller.objects.filter(id=subject_id).only("id", "journey_id").first()
    journey_id = traveller.journey_id if traveller else subject_id
    journey = queries.journey_file([journey_id]).get(journey_id)
    if journey is None:
        raise Http404
    people = people_of(journey.travellers)
    chosen = next((one for one in people if one.id == subject_id), None)
    seen = [one.line.person_id for one in ([chosen] if chosen else people)]
    log_read(by=actor, at=timezone.now(), kind="person", ids=seen, page=page)
    published = programme_queries.published_by_id(journey.programme_version_id)
    return Subject(journey, tuple(people), chosen, published.programme)


def people_of(lines: Sequence[TravellerLine]) -> list[Someone]:
    """The travellers with their names, in one question to the database."""
    known = summaries({line.person_id for line in lines})
    today = timezone.localdate()
    return [
        Someone(line, person, bool(person and person.is_adult_on(today)))
        for line in lines
        for person in [known.get(line.person_id)]
    ]


def summaries(person_ids: set[UUID]) -> Mapping[UUID, PersonSummary]:
    """Who some people are, those left out whom the reader may not see."""
    return people_queries.people_in(list(person_ids))


def file_address(journey_id: UUID) -> str:
    """The case file's address, asked of the floor above by the name in the settings; empty while there is none."""
    dotted = getattr(settings, "SAFAR_CASE_OF_JOURNEYS", "")
    if not dotted:
        return ""
    case_of: Callable[[list[UUID]], Mapping[UUID, UUID]] = import_string(dotted)
    case_id = case_of([journey_id]).get(journey_id)
    try:
        return reverse("cases:case", args=[case_id]) if case_id else ""
    except NoReverseMatch:
        return ""


class TaskSeen(Protocol):
    """A task as the floor above tells it: what to do, about whom, until when."""

    sentence: str
    member: str
    due_at: datetime | None


def tasks_that_arose(people: Sequence[Someone], since: datetime) -> Sequence[TaskSeen]:
    """The open tasks about some travellers since a moment, asked of the floor above by the name in the settings."""
    dotted = getattr(settings, "SAFAR_TASKS_OF_TRAVELLERS", "")
    if not dotted:
        return []
    tasks_of: Callable[..., Sequence[TaskSeen]] = import_string(dotted)
    return tasks_of([one.id for one in people], since=since, at=timezone.now())


def address_after(request: HttpRequest, otherwise: str) -> str:
    """Where to go when it is done: back to where the person came from, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else otherwise
