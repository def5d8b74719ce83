"""Pages on which relations and households are put on file and ended."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safar.accounts.services import log_read
from safar.people import services
from safar.people.types import HouseholdFact, RelationKind
from safar.people.web.forms.acts import ConcernForm, EndForm, HouseholdForm, JoinForm, RelationForm
from safar.people.web.views.frame import PersonAct


class FindsAnother(PersonAct):
    """An act that first finds another person; who was found is written down as read (D12)."""

    def ask(self, form: Form, status: int = 200, **more: Any) -> HttpResponse:
        """The page with those who were found."""
        found = [person.id for person in getattr(form, "found", [])]
        if found:
            log_read(by=self.by, at=timezone.now(), kind="person", ids=found, page="search")
        return super().ask(form, status, **more)


class Relate(FindsAnother):
    """Write down what this person is to another."""

    heading, submit, done = _("Add a relation"), _("Find, then add the relation"), _("The relation is on file.")

    def form(self, data: Any = None) -> Form:
        """The form that finds the other person first."""
        return RelationForm(data, besides=self.file.summary.id)

    def act(self, data: dict[str, Any]) -> None:
        """Add the relation."""
        data.pop("search")
        services.relate_people(
            by=self.by,
            at=timezone.now(),
            person_id=self.file.summary.id,
            other_id=UUID(data.pop("other")),
            kind=RelationKind(data.pop("kind")),
            **data,
        )


class EndRelation(PersonAct):
    """A relation ends: separation, divorce, the end of a guardianship."""

    form_class = EndForm
    heading, submit, done = _("End a relation"), _("End it"), _("The relation is ended.")

    def act(self, data: dict[str, Any]) -> None:
        """End it."""
        relation = self.chosen("relation_id", self.file.relations)
        services.end_relation(by=self.by, at=timezone.now(), relation_id=relation.id, **data)


class RaiseConcern(PersonAct):
    """Write down a fear of violence between two people."""

    form_class = ConcernForm
    heading, submit = _("Violence is feared"), _("Tell the protection officers")
    done = _("It is written down for the protection officers.")
    hint = _("From now on nobody contacts one about the other. You will not see this note again.")

    def act(self, data: dict[str, Any]) -> None:
        """Write it down."""
        relation = self.chosen("relation_id", self.file.relations)
        services.raise_concern(by=self.by, at=timezone.now(), relation_id=relation.id, **data)


class SetUpHousehold(PersonAct):
    """Begin a household with this person."""

    form_class = HouseholdForm
    heading, submit, done = _("Set up a household"), _("Set it up"), _("The household is on file.")

    def first_values(self) -> dict[str, Any]:
        """Their name is a usual name for it."""
        return {"label": self.file.summary.name}

    def act(self, data: dict[str, Any]) -> None:
        """Set it up."""
        services.set_up_household(
            by=self.by,
            at=timezone.now(),
            label=data["label"],
            members=[(self.file.summary.id, data["place"])],
            from_on=data["from_on"],
        )


class JoinHousehold(FindsAnother):
    """Somebody comes to live with this person."""

    heading, submit = _("Somebody joins the household"), _("Find, then let them join")
    done = _("They live in the household.")

    @property
    def home(self) -> HouseholdFact:
        """The household of this person."""
        if self.file.household is None:
            raise Http404
        return self.file.household

    def form(self, data: Any = None) -> Form:
        """The form that finds the other person first."""
        return JoinForm(data, besides=self.file.summary.id)

    def act(self, data: dict[str, Any]) -> None:
        """Let them join."""
        services.join_household(
            by=self.by,
            at=timezone.now(),
            household_id=self.home.id,
            person_id=UUID(data["other"]),
            place=data["place"],
            from_on=data["from_on"],
        )


class LeaveHousehold(PersonAct):
    """This person no longer lives in their household."""

    form_class = EndForm
    heading, submit = _("Leave the household"), _("They no longer live there")
    done = _("They no longer live in the household.")
    hint = _("Declarations, promises and cases stay as they are.")

    def act(self, data: dict[str, Any]) -> None:
        """Let them leave."""
        if self.file.household is None:
            raise Http404
        services.leave_household(
            by=self.by,
            at=timezone.now(),
            household_id=self.file.household.id,
            person_id=self.file.summary.id,
            until_on=data["until_on"],
        )
