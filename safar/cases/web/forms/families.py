"""What is asked when a family changes; what would follow is shown before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safar.cases.web.forms.frame import CaseForm, MemberField, MembersField, members_of
from safar.plumbing.web.fields import DayField
from safar.plumbing.web.moments import CleanLines, CleanText, MomentField

Choices = Sequence[tuple[str, str]]


class PersonForm(CaseForm):
    """A form that also offers people who are not in the case."""

    def __init__(self, *args: Any, candidates: Choices, **options: Any) -> None:
        self.candidates = candidates
        super().__init__(*args, **options)

    def offer_members(self, *names: str) -> None:
        """Offer the members of the case in these fields."""
        for name in names:
            self.fields[name].choices = [("", _("choose")), *members_of(self.case)]  # type: ignore[attr-defined]


class MarriageForm(PersonForm):
    """A member has married."""

    member = MemberField(label=_("Who has married"))
    spouse = forms.TypedChoiceField(
        label=_("Whom"),
        coerce=UUID,
        help_text=_("Somebody of the household, or of the case. Register them first, with their own consent."),
    )
    married_on = DayField(label=_("On which day"))
    joins = forms.ChoiceField(
        label=_("Does the spouse wish to travel with the case?"),
        choices=[("yes", _("Yes, they join the case and declare for themselves")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )

    def fill(self) -> None:
        """Offer the members, and whoever may be the spouse."""
        self.offer_members("member")
        self.fields["spouse"].choices = [("", _("choose")), *members_of(self.case), *self.candidates]  # type: ignore[attr-defined]


class SeparationForm(CaseForm):
    """Two members live apart now."""

    member = MemberField(label=_("Who"))
    spouse = MemberField(label=_("From whom"))
    since_on = DayField(label=_("Since which day"))
    leaving = MembersField(
        label=_("Who gets a case of their own"),
        required=False,
        help_text=_("Children go with the parent they live with. Nobody ticked: they stay in one case for now."),
    )
    journey = forms.ChoiceField(
        label=_("Their journey"),
        choices=[
            ("apart", _("their own: where, when or whether is theirs to say")),
            ("same", _("the same as before")),
        ],
        initial="apart",
        widget=forms.RadioSelect,
    )
    reason = CleanLines(label=_("What they said, in a few words"), max_length=1000)

    def fill(self) -> None:
        """Offer the members."""
        for name in ("member", "spouse"):
            self.fields[name].choices = [("", _("choose")), *members_of(self.case)]  # type: ignore[attr-defined]
        self.fields["leaving"].choices = members_of(self.case)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Two different people; both of them do not leave together."""
        given = super().clean() or {}
        one, other = given.get("member"), given.get("spouse")
        if one is not None and one == other:
            self.add_error("spouse", gettext("Choose two different people."))
        elif one in given.get("leaving", ()) and other in given.get("leaving", ()):
            self.add_error("leaving", gettext("Both of them are ticked. Tick only those who leave together."))
        return given


class BirthOnTheWayForm(PersonForm):
    """A child was born while its mother is under way."""

    mother = MemberField(label=_("The mother"))
    person = forms.TypedChoiceField(label=_("The child"), coerce=UUID, widget=forms.RadioSelect)
    born_at = MomentField(label=_("Born"))
    place = CleanText(label=_("Where"), max_length=200)

    def __init__(self, *args: Any, mothers: Choices, **options: Any) -> None:
        self.mothers = mothers
        super().__init__(*args, **options)

    def fill(self) -> None:
        """Offer those who have departed, and the children of the household."""
        self.fields["mother"].choices = [("", _("choose")), *self.mothers]  # type: ignore[attr-defined]
        self.fields["person"].choices = list(self.candidates)  # type: ignore[attr-defined]


class MissingForm(CaseForm):
    """A member is not reached and not found."""

    member = MemberField(label=_("Who"))
    since = MomentField(label=_("Last seen or heard"))
    known = CleanLines(
        label=_("What is known"),
        max_length=2000,
        help_text=_(
            "Who saw them last, where, and what was tried. Write no judgement: they are not reached since then."
        ),
    )

    def fill(self) -> None:
        """Offer the members."""
        self.fields["member"].choices = [("", _("choose")), *members_of(self.case)]  # type: ignore[attr-defined]


class FoundForm(CaseForm):
    """Somebody who was missing is found."""

    member = MemberField(label=_("Who"))
    spoke_alone_at = MomentField(
        label=_("When did you speak with them alone?"), help_text=_("Whoever found them does not speak for them.")
    )
    note = CleanLines(label=_("What should be known"), max_length=2000, required=False)

    def __init__(self, *args: Any, missing: Collection[UUID], **options: Any) -> None:
        self.missing = missing
        super().__init__(*args, **options)

    def fill(self) -> None:
        """Offer those who are missing, and nobody else."""
        looked_for = [(id_, name) for id_, name in members_of(self.case) if UUID(id_) in self.missing]
        self.fields["member"].choices = [("", _("choose")), *looked_for]  # type: ignore[attr-defined]
        self.fields["spoke_alone_at"].initial = timezone.now()


class MergingForm(CaseForm):
    """With which case this one becomes one."""

    into = forms.TypedChoiceField(label=_("Which case do they join?"), coerce=UUID, widget=forms.RadioSelect)
    reason = CleanLines(label=_("Why"), max_length=1000)

    def __init__(self, *args: Any, others: Choices, **options: Any) -> None:
        self.others = others
        super().__init__(*args, **options)

    def fill(self) -> None:
        """Offer the open cases of relatives."""
        self.fields["into"].choices = list(self.others)  # type: ignore[attr-defined]


class UndoingForm(CaseForm):
    """Why a merge is undone."""

    reason = CleanLines(label=_("Why"), max_length=1000)


class SettlingChangeForm(CaseForm):
    """How something was settled after a change."""

    how = CleanLines(label=_("What was said or found"), max_length=2000)
