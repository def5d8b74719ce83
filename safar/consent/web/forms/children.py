"""The forms for a child who travels without a parent: one small form for each thing that may be missing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safar.consent.types import BestInterestGiven, CarerGiven, ChildViewGiven, HandOverGiven
from safar.consent.web import words
from safar.consent.web.forms.answers import Typed, day, from_list, line, lines, moment, one_of, several, tick
from safar.consent.web.forms.participants import YES_NO
from safar.consent.web.words import Choices
from safar.people.types import GuardianGiven, GuardianKind


class ItemForm(Typed):
    """A form about one child; `others` are children of the same journey, `people` those who may be chosen."""

    def __init__(self, *args: Any, others: Choices = (), people: Choices = (), guardians: Choices = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, choices in (("others", others), ("person", people), ("guardianship", guardians)):
            if name not in self.fields:
                continue
            if name == "person":
                choices = [("", _("somebody not on this list")), *choices]
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            if not choices:
                del self.fields[name]

    def past(self, name: str) -> None:
        """A day that lies ahead cannot have happened."""
        given = self.cleaned_data.get(name)
        if given and given > timezone.localdate():
            self.wrong(name, _("This day lies ahead of us. Check it."))

    @property
    def chosen_person(self) -> UUID | None:
        """Who was chosen from those on file."""
        chosen = self.cleaned_data.get("person")
        return UUID(chosen) if chosen else None

    def named(self, name: str = "name") -> None:
        """Somebody is chosen or named."""
        if not self.cleaned_data.get("person") and not self.cleaned_data.get(name):
            self.wrong(name, _("Choose somebody from the list, or write who it is."))


class DecisionForm(ItemForm):
    """What a panel decided."""

    decided_on = day(_("On which day did the panel decide?"), required=True)
    outcome = one_of(_("What did it decide?"), words.OUTCOMES)
    panel = lines(
        _("Who sat on the panel?"),
        required=True,
        hint=_("Two people or more, one on each line: the name, a comma, the organisation."),
    )
    paper = line(_("Where is the decision written?"), hint=_("Its number and date."))
    others = several(_("It is about these children too"), [], hint=_("They are then not parted."))
    reasons = lines(_("Why? Only protection officers can read this later."))

    def clean(self) -> dict[str, Any]:
        """The panel has met already."""
        given = super().clean() or {}
        self.past("decided_on")
        return given

    def given(self, child_id: UUID) -> BestInterestGiven:
        """The decision as the service takes it."""
        said = self.cleaned_data
        members = [row.partition(",") for row in said["panel"].splitlines() if row.strip()]
        return BestInterestGiven(
            children=(child_id, *[UUID(other) for other in said.get("others", [])]),
            decided_on=said["decided_on"],
            outcome=said["outcome"],
            panel=tuple((name.strip(), organisation.strip()) for name, _comma, organisation in members),
            paper=said["paper"],
            reasons=said["reasons"],
        )


class RevokeForm(ItemForm):
    """The decision is taken back."""

    because = lines(_("Why? Only protection officers can read this later."), required=True)


class ViewForm(ItemForm):
    """The child was heard."""

    heard_at = moment(_("When was the child heard?"))
    heard_by = line(_("Who heard the child?"), required=True)
    alone = tick(_("Alone: no family, guardian or escort could hear"))
    fits_age = tick(_("In words, place and time that fit the child’s age"))
    wish = one_of(_("What does the child say?"), words.CHILD_WISHES)
    words = lines(_("In the child’s own words. Only protection officers can read this later."))

    def given(self) -> ChildViewGiven:
        """The view as the service takes it."""
        return ChildViewGiven(**self.cleaned_data)


class GuardianForm(ItemForm):
    """A guardian with a paper and days."""

    kind = from_list(_("By what right?"), GuardianKind.choices)
    person = from_list(_("Who is it?"), [], required=False)
    guardian_name = line(_("Name, if not on the list"))
    organisation = line(_("Office or institution"))
    proof = line(_("Which paper proves it?"), required=True, hint=_("Its kind, number and date."))
    from_on = day(_("Authority since"), required=True)
    until_on = day(_("Until, if the paper says so"))

    def clean(self) -> dict[str, Any]:
        """Somebody is named."""
        given = super().clean() or {}
        self.named("guardian_name")
        return given

    def given(self) -> GuardianGiven:
        """The guardian as the service takes it."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "person"}
        return GuardianGiven(guardian=self.chosen_person, **said)


class GuardianEndForm(ItemForm):
    """A guardian's authority ended before its paper does."""

    guardianship = from_list(_("Whose authority?"), [])
    ended_on = day(_("Ended on"), required=True)
    because = line(_("Why"), required=True)


class GuardianAnswerForm(ItemForm):
    """What a guardian says about this return."""

    guardianship = from_list(_("Which guardian?"), [])
    agrees = one_of(_("Do they agree to this return?"), YES_NO)
    said_at = moment(_("When did they say so?"))
    paper = line(_("On which paper?"), hint=_("Needed for a yes."))

    def clean(self) -> dict[str, Any]:
        """A yes is on paper."""
        given = super().clean() or {}
        if given.get("agrees") == "yes" and not given.get("paper"):
            self.wrong("paper", _("Name the paper on which the guardian agreed."))
        return given


class CarerForm(ItemForm):
    """Who will care for the child."""

    person = from_list(_("Who will care for the child?"), [], required=False)
    name = line(_("Name, if not on the list"), hint=_("As in the paper they will show when they fetch the child."))
    relation = line(_("Who they are to the child"))
    place = line(_("Where they live"), required=True)
    reached_by = line(_("How they are reached"))
    others = several(_("They care for these children too"), [])

    def clean(self) -> dict[str, Any]:
        """Somebody is named."""
        given = super().clean() or {}
        self.named()
        return given

    def given(self, known: dict[str, str]) -> CarerGiven:
        """The carer as the service takes it; `known` gives the name of who was chosen."""
        said = self.cleaned_data
        name = known.get(said.get("person", ""), "") or said["name"]
        return CarerGiven(name, said["place"], said["relation"], self.chosen_person, said["reached_by"])


class VerificationForm(ItemForm):
    """Somebody has visited the carer."""

    verified_on = day(_("On which day were they visited?"), required=True)
    verified_by = line(_("By which office or partner?"), required=True)
    suitable = one_of(_("Can the child live there safely?"), YES_NO)
    note = lines(_("What was seen. Only protection officers can read this later."))

    def clean(self) -> dict[str, Any]:
        """The visit has happened."""
        given = super().clean() or {}
        self.past("verified_on")
        return given


class AcceptanceForm(ItemForm):
    """What the carer says."""

    answer = one_of(_("What does the carer say?"), words.CARER_ANSWERS)
    said_at = moment(_("When?"))
    paper = line(_("On which paper, if any?"))


class PickUpForm(ItemForm):
    """Whether the carer fetches the child."""

    confirmed = one_of(_("Will they be there?"), YES_NO)
    place = line(_("Where do they fetch the child?"), required=True)
    said_at = moment(_("When did they say so?"))


class EscortForm(ItemForm):
    """Who travels with the child."""

    person = from_list(_("Who travels with the child, from door to door?"), [], required=False)
    name = line(_("Name, if not on the list"))
    organisation = line(_("Organisation"))
    others = several(_("They travel with these children too"), [])

    def clean(self) -> dict[str, Any]:
        """Somebody is named."""
        given = super().clean() or {}
        self.named()
        return given


class HandOverForm(ItemForm):
    """What happened at the place of arrival."""

    outcome = one_of(_("What happened?"), words.HAND_OVERS)
    happened_at = moment(_("When?"))
    at_place = line(_("Where?"), required=True)
    handed_by = line(_("Who was with the child?"), required=True)
    identity_seen = line(_("Which paper did the carer show?"))
    signed_by = line(_("Who signed?"), hint=_("The full name, as it was named to us."))
    note = lines(_("What else happened. Only protection officers can read this later."))

    def clean(self) -> dict[str, Any]:
        """A child is given only against a paper and a signature."""
        given = super().clean() or {}
        if given.get("outcome") == "handed_over":
            for name in ("identity_seen", "signed_by"):
                if not given.get(name):
                    self.wrong(name, _("The carer shows a paper and signs. Write it down."))
        return given

    def given(self) -> HandOverGiven:
        """The hand-over as the service takes it."""
        return HandOverGiven(**self.cleaned_data)


class SearchForm(ItemForm):
    """An attempt to reach a parent whose consent is needed."""

    person = from_list(_("Which parent?"), [], required=False)
    parent_name = line(_("Name, if not on the list"))
    searched_on = day(_("On which day?"), required=True)
    way = lines(_("Where and how did you look?"), required=True, rows=2)

    def clean(self) -> dict[str, Any]:
        """Somebody is searched for, on a day that has come."""
        given = super().clean() or {}
        self.named("parent_name")
        self.past("searched_on")
        return given
