"""Changes among the people of a case: somebody joins, is born, dies, stays, or gets a case of their own."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safar.accounts.services import log_read
from safar.cases import services
from safar.cases.types import AddPerson, MemberRole
from safar.cases.web.forms.deciding import BirthForm, DeathForm, SplittingForm, StayingForm
from safar.cases.web.forms.opening import JoiningForm
from safar.cases.web.views.changes import Changing
from safar.cases.web.views.household import children_waiting, household_of_case, named
from safar.people import queries as people

MOST_FOUND = 20


class AddMember(Changing):
    """A registered person joins the case; somebody of the household is offered without searching."""

    permission = "cases.change_members"
    form_class = JoiningForm
    heading = _("Add somebody to the case")
    done = _("Added. They are asked everything anew, by themselves.")
    template_name = "cases/add_member.html"

    def form(self, *sent: Any) -> JoiningForm:
        """The form with the household, and with whoever was found."""
        text = sent[0].get("looked_for", "") if sent else ""
        return JoiningForm(*sent, case=self.case, by=self.by, candidates=self._candidates(text))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Look for somebody, or for what adding them would bring, or add them."""
        if "looking" in request.POST:
            return self.show(self.form(request.POST))
        return super().post(request, **kwargs)

    def change(self, given: dict[str, Any]) -> object:
        """Add them."""
        joining = AddPerson(given["person"], MemberRole(given["role"]), given["reason"])
        return services.join_case(by=self.by, at=timezone.now(), case_id=self.case.id, joining=joining)

    def _candidates(self, text: str) -> list[tuple[str, str]]:
        present = {person.person_id for person in self.case.people if not person.left}
        near = people.people_in(household_of_case(self.case.people) - present)
        summaries = {**near, **{summary.id: summary for summary in _search(text)}}
        log_read(by=self.by, at=timezone.now(), kind="person", ids=list(summaries), page="adding to a case")
        return named(summary for summary in summaries.values() if summary.id not in present)


class Birth(Changing):
    """A child was born while the case runs; registered first, it joins with its parents."""

    permission = "cases.change_members"
    form_class = BirthForm
    heading = _("A child was born")
    explanation = _("Register the child first, in the same household. Then it can be chosen here.")
    done = _("The child is in the case. What changes for the parents is shown below.")
    template_name = "cases/birth.html"

    def form(self, *sent: Any) -> BirthForm:
        """The form with the household's children who are not in the case."""
        children = children_waiting(self.by, self.case)
        return BirthForm(*sent, case=self.case, by=self.by, candidates=children)

    def change(self, given: dict[str, Any]) -> object:
        """The child joins."""
        return services.birth_in_case(
            by=self.by, at=timezone.now(), case_id=self.case.id, person_id=given["person"], born_on=given["born_on"]
        )


class Death(Changing):
    """Somebody is said to have died."""

    permission = "cases.change_members"
    form_class = DeathForm
    heading = _("Somebody has died")
    explanation = _("Messages and payments stop at once. Nothing is closed until it is confirmed.")
    done = _("Recorded. Messages and payments for this person have stopped.")

    def change(self, given: dict[str, Any]) -> object:
        """Record the report, or its confirmation."""
        services.death_in_case(
            by=self.by,
            at=timezone.now(),
            member_id=given["member"],
            source=given["source"],
            confirmed=given["confirmed"],
        )
        return None


class Staying(Changing):
    """Somebody stays while the others go on."""

    permission = "cases.change_members"
    form_class = StayingForm
    heading = _("Somebody stays behind")
    submit = _("Record that they stay")
    explanation = _("If the person simply changed their mind, use the button on the case file: it needs no reason.")
    done = _("Recorded. Those who depend on them are asked again.")

    def change(self, given: dict[str, Any]) -> object:
        """They leave the journey, not our care."""
        services.member_stays(by=self.by, at=timezone.now(), member_id=given["member"], reason=given["reason"])
        return None


class Split(Changing):
    """Some members get a case of their own; nothing is copied and nothing is lost."""

    permission = "cases.change_members"
    form_class = SplittingForm
    heading = _("Give some of them a case of their own")

    done = _("This is their own case now. What was signed and promised came along.")

    def change(self, given: dict[str, Any]) -> object:
        """Split; the page goes on to the new case."""
        return services.split_case(
            by=self.by,
            at=timezone.now(),
            case_id=self.case.id,
            member_ids=given["members"],
            reason=given["reason"],
            new_journey=given["journey"] == "new",
        )


def _search(text: str) -> list[Any]:
    return list(people.search_people(text, MOST_FOUND)) if text.strip() else []
