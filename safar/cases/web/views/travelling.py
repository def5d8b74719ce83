"""Papers, itinerary, departure and arrival, each for one, several or all members."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safar.cases import services
from safar.cases.types import ItineraryGiven, LeavingLine, PaperStep, TravelDocumentLine
from safar.cases.web.asking import Asking, found
from safar.cases.web.forms.frame import ReasonForm
from safar.cases.web.forms.travelling import (
    ApplyingForm,
    ArrivalForm,
    DepartureForm,
    DestinationForm,
    ItineraryForm,
    NotTravelledForm,
    PaperStepForm,
)
from safar.cases.web.views.moving import tell
from safar.consent import services as consent_services
from safar.consent.types import ArrivalOutcome


class TravelDocument(Asking):
    """The applications for papers, and a new one."""

    permission = "cases.documents"
    form_class = ApplyingForm
    heading = _("Travel documents")
    submit = _("Begin an application")
    done = _("The application is begun. Record each step as it happens.")
    template_name = "cases/travel_documents.html"

    def act(self, given: dict[str, Any]) -> None:
        """Begin it."""
        services.apply_for_travel_document(
            by=self.by,
            at=timezone.now(),
            case_id=self.case.id,
            member_id=given["member"],
            document_kind=given["document_kind"],
            country=given["country"],
            authority=given["authority"],
            on=given["on"],
            note=given["note"],
        )


class TravelDocumentStep(Asking):
    """The next step of one application."""

    permission = "cases.documents"
    form_class = PaperStepForm
    heading = _("Next step of the application")
    submit = _("Record the step")
    done = _("The step is recorded.")
    template_name = "cases/travel_document_step.html"

    def prepare(self) -> None:
        """Find the application among those of the case."""
        self.application: TravelDocumentLine = found(self.case.travel_documents, self.kwargs["application"])

    def initial(self) -> dict[str, Any]:
        """The written wish, where there is one already."""
        return {"wish_on": self.application.wish_on}

    def act(self, given: dict[str, Any]) -> None:
        """Record it."""
        services.advance_travel_document(
            by=self.by,
            at=timezone.now(),
            application_id=self.application.id,
            step=PaperStep(given["step"]),
            on=given["on"],
            due_on=given["due_on"],
            note=given["note"],
            valid_from=given["valid_from"],
            valid_until=given["valid_until"],
            wish_on=given["wish_on"],
            wish_paper=given["wish_paper"],
        )

    def context(self) -> dict[str, Any]:
        """The application with its steps."""
        return {"application": self.application}


class Itinerary(Asking):
    """How some members leave; possible only with a permit in force for each."""

    permission = "cases.documents"
    form_class = ItineraryForm
    heading = _("Record an itinerary")
    submit = _("Record the itinerary")
    done = _("The itinerary is recorded.")
    template_name = "cases/itinerary.html"

    def initial(self) -> dict[str, Any]:
        """The place of return."""
        return {"to_place": self.case.return_place}

    def act(self, given: dict[str, Any]) -> None:
        """Record it for each."""
        itinerary = ItineraryGiven(
            leaves_at=given["leaves_at"],
            arrives_at=given["arrives_at"],
            way=given["way"],
            from_place=given["from_place"],
            to_place=given["to_place"],
            carrier=given["carrier"],
            number=given["number"],
            reference=given["reference"],
            met_by=given["met_by"],
        )
        services.record_itinerary(
            by=self.by, at=timezone.now(), case_id=self.case.id, member_ids=given["members"], itinerary=itinerary
        )


class CancelItinerary(Asking):
    """An itinerary no longer stands."""

    permission = "cases.documents"
    form_class = ReasonForm
    heading = _("Cancel this itinerary")
    submit = _("Cancel the itinerary")
    done = _("The itinerary is cancelled.")
    template_name = "cases/cancel_itinerary.html"

    def prepare(self) -> None:
        """Find it among those of the case."""
        self.leaving: LeavingLine = found(self.case.itineraries, self.kwargs["itinerary"])

    def act(self, given: dict[str, Any]) -> None:
        """Cancel it."""
        services.cancel_itinerary(by=self.by, at=timezone.now(), itinerary_id=self.leaving.id, reason=given["reason"])

    def back(self) -> str:
        """Back to the itineraries."""
        return reverse("cases:itinerary", kwargs={"id": self.case.id})

    def context(self) -> dict[str, Any]:
        """The itinerary."""
        return {"leaving": self.leaving}


class Departure(Asking):
    """Who left; a permit in force and both confirmations are needed for each."""

    permission = "consent.depart"
    form_class = DepartureForm
    heading = _("Record the departure")
    submit = _("They have left")
    template_name = "cases/departure.html"

    def initial(self) -> dict[str, Any]:
        """What the itinerary says."""
        live = [line for line in self.case.itineraries if line.live]
        if not live:
            return {}
        return {"departed_at": live[0].leaves_at, "place": live[0].from_place, "way": live[0].way}

    def act(self, given: dict[str, Any]) -> HttpResponse:
        """Record it, and say for each who did not leave why not."""
        planned = {line.member_id: line.leaves_at for line in self.case.itineraries if line.live}
        result = services.record_departure(
            by=self.by,
            at=timezone.now(),
            case_id=self.case.id,
            member_ids=given["members"],
            departed_at=given["departed_at"],
            place=given["place"],
            way=given["way"],
            planned_at=next((planned[member] for member in given["members"] if member in planned), None),
        )
        tell(self.request, result, gettext("The departure of %(names)s is recorded."))
        return self.redirect()


class NotTravelled(Asking):
    """Who did not leave as planned; their declaration stands, and somebody calls them."""

    permission = "consent.depart"
    form_class = NotTravelledForm
    heading = _("Somebody did not leave as planned")
    submit = _("Record it")
    explanation = _("Their declaration stands. Who changed their mind says so through the button on the case file.")
    done = _("Recorded.")

    def initial(self) -> dict[str, Any]:
        """When the itinerary said."""
        live = [line for line in self.case.itineraries if line.live]
        return {"planned_at": live[0].leaves_at} if live else {}

    def act(self, given: dict[str, Any]) -> None:
        """Record it for each."""
        travellers = {person.member_id: person.traveller_id for person in self.case.people}
        for member in given["members"]:
            traveller = travellers[member]
            if traveller is not None:
                consent_services.record_not_travelled(
                    by=self.by,
                    at=timezone.now(),
                    traveller_id=traveller,
                    outcome=given["outcome"],
                    planned_at=given["planned_at"],
                    next_step=given["next_step"],
                )


class Destination(Asking):
    """They want to go elsewhere; every declaration lapses, because it named the place (V1)."""

    permission = "cases.change_members"
    form_class = DestinationForm
    heading = _("They want to go somewhere else")
    submit = _("Change the destination")
    explanation = _("Every declaration of this case lapses, because it names the place. Renewing it is a short talk.")
    done = _("The destination is changed. Everybody is asked again.")

    def act(self, given: dict[str, Any]) -> None:
        """Change it."""
        services.change_destination(by=self.by, at=timezone.now(), case_id=self.case.id, **given)


class Arrival(Asking):
    """Who arrived and how it went."""

    permission = "consent.arrive"
    form_class = ArrivalForm
    heading = _("Record the arrival")
    submit = _("Record the arrival")
    template_name = "cases/arrival.html"

    def initial(self) -> dict[str, Any]:
        """Where they were going."""
        return {"place": self.case.return_place}

    def act(self, given: dict[str, Any]) -> HttpResponse:
        """Record it for each."""
        result = services.record_arrival(
            by=self.by,
            at=timezone.now(),
            case_id=self.case.id,
            member_ids=given["members"],
            arrived_at=given["arrived_at"],
            outcome=ArrivalOutcome(given["outcome"]),
            place=given["place"],
            met_by=given["met_by"],
        )
        tell(self.request, result, gettext("The arrival of %(names)s is recorded."))
        return self.redirect()
