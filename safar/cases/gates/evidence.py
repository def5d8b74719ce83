"""What the core gates look at, fetched once for all members and all gates of one question."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.utils.timezone import localdate

from safar.accounts import queries as accounts
from safar.cases.gates.inherited import inherited_answers, inherited_decisions
from safar.cases.models import (
    ChangeGate,
    Decision,
    DueItem,
    EligibilityAnswer,
    Enrolment,
    Itinerary,
    TravelDocumentApplication,
)
from safar.cases.types import MemberContext
from safar.consent import queries as consent
from safar.consent.types import JourneyFile, Refusal, SessionLine, TravellerLine
from safar.people import queries as people
from safar.people.types import DataConsentFact, DocumentFact, PersonSummary

LIVE = ("in_force", "held", "used")


class Evidence:
    """The facts about some members; each is fetched when first asked for, with a fixed number of queries."""

    def __init__(self, contexts: Sequence[MemberContext]) -> None:
        self.contexts = tuple(contexts)
        self.at: datetime = contexts[0].at
        self.traveller_ids = [one.traveller_id for one in contexts if one.traveller_id is not None]
        self.person_ids = [one.person_id for one in contexts]
        self.member_ids = [one.member_id for one in contexts]
        self.enrolment_ids = list({one.enrolment_id for one in contexts})
        self.journey_ids = list({one.journey_id for one in contexts if one.journey_id is not None})

    @cached_property
    def journeys(self) -> dict[UUID, JourneyFile]:
        """The journeys."""
        return consent.journey_file(self.journey_ids)

    @cached_property
    def travellers(self) -> dict[UUID, TravellerLine]:
        """Each traveller's permit, holds, departure and arrival."""
        return {line.id: line for journey in self.journeys.values() for line in journey.travellers}

    @cached_property
    def permit_waits(self) -> dict[UUID, list[Refusal]]:
        """Everything each traveller's permit waits for."""
        return consent.what_a_permit_waits_for(self.traveller_ids, self.at)

    @cached_property
    def departure_waits(self) -> dict[UUID, list[Refusal]]:
        """Everything each traveller's departure would wait for, were it now."""
        return consent.what_a_departure_waits_for(self.traveller_ids, self.at)

    @cached_property
    def sessions(self) -> dict[UUID, list[SessionLine]]:
        """The counselling sessions by traveller."""
        found: dict[UUID, list[SessionLine]] = {}
        for lines in consent.sessions_of(self.journey_ids).values():
            for line in lines:
                for person in line.people:
                    found.setdefault(person.traveller_id, []).append(line)
        return found

    @cached_property
    def persons(self) -> dict[UUID, PersonSummary]:
        """The people themselves."""
        return people.people_in(self.person_ids)

    @cached_property
    def data_consents(self) -> dict[UUID, list[DataConsentFact]]:
        """The uses of data each person agreed to."""
        return people.data_consents_of(self.person_ids)

    @cached_property
    def documents(self) -> dict[UUID, list[DocumentFact]]:
        """Each person's papers."""
        return people.documents_of(self.person_ids)

    @cached_property
    def enrolments(self) -> dict[UUID, Enrolment]:
        """The enrolments, with their places."""
        return {row.id: row for row in Enrolment.objects.filter(id__in=self.enrolment_ids)}

    @cached_property
    def eligibility(self) -> dict[UUID, list[EligibilityAnswer]]:
        """The current answers of the programme's rules by enrolment."""
        found: dict[UUID, list[EligibilityAnswer]] = {}
        for row in EligibilityAnswer.objects.filter(enrolment_id__in=self.enrolment_ids, superseded_at=None):
            found.setdefault(row.enrolment_id, []).append(row)
        # What was answered before a split was answered for those who left too.
        for enrolment_id, row in inherited_answers(self.enrolment_ids):
            found.setdefault(enrolment_id, []).append(row)
        return found

    @cached_property
    def decisions(self) -> dict[UUID, dict[str, Decision]]:
        """The latest decision of each kind by enrolment."""
        found: dict[UUID, dict[str, Decision]] = {}
        for enrolment_id, row in inherited_decisions(self.enrolment_ids):
            found.setdefault(enrolment_id, {})[row.kind] = row
        for row in Decision.objects.filter(enrolment_id__in=self.enrolment_ids).order_by("decided_on", "recorded_at"):
            found.setdefault(row.enrolment_id, {})[row.kind] = row
        return found

    @cached_property
    def itineraries(self) -> dict[UUID, Itinerary]:
        """The live itinerary of each member."""
        rows = Itinerary.objects.filter(member_id__in=self.member_ids, cancelled_at=None, permit_state__in=LIVE)
        return {row.member_id: row for row in rows}

    @cached_property
    def applications(self) -> dict[UUID, TravelDocumentApplication]:
        """The latest application for papers of each member."""
        rows = TravelDocumentApplication.objects.filter(member_id__in=self.member_ids).order_by("opened_at")
        return {row.member_id: row for row in rows}

    @cached_property
    def dues(self) -> dict[UUID, list[DueItem]]:
        """What stands due by enrolment, with its promises."""
        found: dict[UUID, list[DueItem]] = {}
        rows = DueItem.objects.filter(enrolment_id__in=self.enrolment_ids, superseded_at=None)
        for row in rows.prefetch_related("promises"):
            found.setdefault(row.enrolment_id, []).append(row)
        return found

    @cached_property
    def office_countries(self) -> dict[int, str]:
        """The country each office is in."""
        return {ref.id: ref.country for ref in accounts.offices_by_id().values()}

    @cached_property
    def open_changes(self) -> dict[UUID, list[ChangeGate]]:
        """What is still to be settled with each member after a change in the family, the oldest first."""
        found: dict[UUID, list[ChangeGate]] = {}
        for row in ChangeGate.objects.filter(member_id__in=self.member_ids, cleared_at=None).order_by("opened_at"):
            found.setdefault(row.member_id, []).append(row)
        return found

    def traveller(self, context: MemberContext) -> TravellerLine | None:
        """The member as a traveller, where they have a journey."""
        return self.travellers.get(context.traveller_id) if context.traveller_id else None

    def has_departed(self, context: MemberContext) -> bool:
        """Whether the member has left."""
        line = self.traveller(context)
        return line is not None and line.departed_at is not None

    def travel_day(self, context: MemberContext) -> date:
        """The day of the itinerary, or the day of the question while there is none."""
        itinerary = self.itineraries.get(context.member_id)
        return localdate(itinerary.leaves_at) if itinerary else localdate(context.at)


_gathered: ContextVar[Evidence | None] = ContextVar("cases_evidence", default=None)


@contextmanager
def gathering(contexts: Sequence[MemberContext]) -> Iterator[None]:
    """Let every gate asked inside share one set of facts about these members."""
    token = _gathered.set(Evidence(contexts) if contexts else None)
    try:
        yield
    finally:
        _gathered.reset(token)


def evidence_for(contexts: Sequence[MemberContext]) -> Evidence:
    """The shared facts where they are about exactly these members, else facts of their own."""
    shared = _gathered.get()
    if shared is not None and shared.contexts == tuple(contexts):
        return shared
    return Evidence(contexts)
