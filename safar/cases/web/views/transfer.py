"""Handing a case to another office and to another colleague."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safar.accounts.queries import colleagues, offices, offices_by_id
from safar.accounts.types import OfficeKind
from safar.cases import queries, services
from safar.cases.types import CaseFile
from safar.cases.web.asking import Asking
from safar.cases.web.forms.deciding import AnswerOfferForm, AssigningForm
from safar.cases.web.forms.frame import NothingForm
from safar.cases.web.forms.transfers import OfferForm, TellingForm
from safar.cases.web.views.opening import staff_of
from safar.people import services as people_services
from safar.people.types import ConsentGiven, Purpose


class Offer(Asking):
    """Offer the case to another office; it is theirs only once they accept."""

    permission = "cases.transfer"
    form_class = OfferForm
    heading = _("Offer the case to another office")
    submit = _("Offer the case")
    done = _("Offered. You keep the case until the other office accepts it.")
    template_name = "cases/offer.html"

    def form(self, *sent: Any) -> OfferForm:
        """The form with every other office; those of the country of return come first."""
        self.asked = OfferForm(*sent, case=self.case, by=self.by, offices=other_offices(self.case))
        return self.asked

    def act(self, given: dict[str, Any]) -> None:
        """Keep the agreements that were ticked, each by itself, and offer the case."""
        now = timezone.now()
        office = offices_by_id([given["to_office"]])[given["to_office"]]
        purpose = Purpose.PARTNER_SERVICE if queries.is_outside(office.id) else Purpose.RECEIVING_OFFICE
        for need in self.asked.agreeing():
            people_services.record_data_consent(
                by=self.by, at=now, person_id=need.person_id,
                consent=ConsentGiven(
                    now, given.get("language") or self.by.language, purpose, office.code, need.is_child
                ),
            )  # fmt: skip
        services.offer_case(
            by=self.by,
            at=now,
            case_id=self.case.id,
            to_office_id=office.id,
            reason=given["reason"],
            assented=self.asked.assenting(),
        )


class TellToSaveLife(Asking):
    """Another office is told the least, at once, because a life depends on it."""

    permission = "cases.tell_to_save_life"
    form_class = TellingForm
    heading = _("Tell another office, to save a life")
    submit = _("Tell them now")
    explanation = _(
        "Only when somebody may die or be badly hurt before a consent can be asked. The data protection officer sees"
        " it, and the person is told within three days."
    )
    done = _("They can read it now. A task reminds you to tell the person.")
    danger = True

    def form(self, *sent: Any) -> TellingForm:
        """The form with every other office."""
        return TellingForm(*sent, case=self.case, by=self.by, offices=other_offices(self.case))

    def act(self, given: dict[str, Any]) -> None:
        """Tell them."""
        services.tell_to_save_life(
            by=self.by, at=timezone.now(), case_id=self.case.id, to_office_id=given["to_office"], told=given["told"],
            reason=given["reason"],
        )  # fmt: skip


def other_offices(case: CaseFile) -> list[tuple[int, str]]:
    """Every other office that takes cases; those of the country of return come first."""
    left_out = (OfficeKind.ORGANISATION, OfficeKind.AUTHORITY)
    others = [office for office in offices() if office.id != case.office_id and office.kind not in left_out]
    others.sort(key=lambda office: (office.country != case.return_country, office.name))
    return [(office.id, office.name) for office in others]


class WithdrawOffer(Asking):
    """Take an offer back while it is not accepted."""

    permission = "cases.transfer"
    form_class = NothingForm
    heading = _("Take the offer back")
    submit = _("Take the offer back")
    done = _("The offer is taken back.")

    def act(self, given: dict[str, Any]) -> None:
        """Take it back."""
        services.withdraw_offer(by=self.by, at=timezone.now(), case_id=self.case.id)


class AnswerOffer(Asking):
    """Accept a case another office offers, or send it back."""

    permission = "cases.transfer"
    form_class = AnswerOfferForm
    heading = _("Another office offers this case to you")
    template_name = "cases/answer_offer.html"

    def form(self, *sent: Any) -> AnswerOfferForm:
        """The form with the colleagues of the receiving office."""
        receiving = self.case.offered_to_id
        staff = [(member.user_id, member.name) for member in colleagues([receiving] if receiving else [])]
        return AnswerOfferForm(*sent, case=self.case, by=self.by, staff=staff)

    def act(self, given: dict[str, Any]) -> HttpResponse | None:
        """Accept or send back; what was sent back is out of sight, so that page leads to the list."""
        self.accepted = given["accepted"]
        if self.accepted:
            services.accept_case(
                by=self.by, at=timezone.now(), case_id=self.case.id, assigned_to_id=given["assigned_to"]
            )
        else:
            services.decline_case(by=self.by, at=timezone.now(), case_id=self.case.id, reason=given["reason"])
        return None if self.accepted else HttpResponseRedirect("/")

    def said(self) -> str:
        """What became of it."""
        return gettext("The case is yours now. The office that sent it can read it until it is closed.")


class Assign(Asking):
    """Take a case over, or give it to a colleague."""

    permission = "cases.transfer"
    form_class = AssigningForm
    heading = _("Who looks after the case")
    done = _("Saved. The case is in their list now.")

    def form(self, *sent: Any) -> AssigningForm:
        """The form with the colleagues of the office."""
        return AssigningForm(*sent, case=self.case, by=self.by, staff=staff_of(self.by))

    def act(self, given: dict[str, Any]) -> None:
        """Give it to them."""
        services.take_over(by=self.by, at=timezone.now(), case_id=self.case.id, user_id=given["assigned_to"])
