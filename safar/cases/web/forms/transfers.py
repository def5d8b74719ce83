"""Offering a case with everybody's consent, telling the least to save a life, and agreements between organisations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safar.cases.queries import transfer_needs
from safar.cases.types import TransferNeed
from safar.cases.web.forms.frame import CaseForm
from safar.cases.web.words import language_choices
from safar.plumbing.web.fields import DayField
from safar.plumbing.web.moments import CleanLines, CleanText

Offices = Sequence[tuple[int, str]]


class OfferForm(CaseForm):
    """To which office the case goes and why; once that is chosen, each person's agreement, never ticked beforehand."""

    to_office = forms.TypedChoiceField(label=_("Offer it to"), coerce=int)
    reason = CleanLines(
        label=_("Why, and what they should know"),
        max_length=2000,
        help_text=_("The office can accept it or send it back."),
    )

    def __init__(self, *args: Any, offices: Offices, **options: Any) -> None:
        self.offices = offices
        self.needs: tuple[TransferNeed, ...] = ()
        super().__init__(*args, **options)

    def fill(self) -> None:
        """Offer every other office; ask for the agreements that are not on file for the one chosen."""
        self.fields["to_office"].choices = [("", _("choose")), *self.offices]  # type: ignore[attr-defined]
        chosen = str(self.data.get("to_office", ""))
        if not chosen.isascii() or chosen not in {str(office_id) for office_id, _name in self.offices}:
            return
        self.needs = transfer_needs(by=self.by, case_id=self.case.id, to_office_id=int(chosen), on=timezone.localdate())
        for need in self.needs:
            self._ask(need)
        if any(not need.consented for need in self.needs):
            spoken = self.case.people[0].languages[:1]
            self.fields["language"] = forms.ChoiceField(
                label=_("Language in which they were asked"), choices=language_choices(), initial="".join(spoken),
                required=False,
            )  # fmt: skip

    def _ask(self, need: TransferNeed) -> None:
        if not need.consented:
            words = (
                gettext("A guardian of %(name)s was told what is sent, to whom and why, and agrees.")
                if need.is_child
                else gettext("%(name)s was told alone what is sent, to whom and why, and agrees.")
            )
            self.fields[f"agrees_{need.member_id}"] = forms.BooleanField(
                label=words % {"name": need.name}, required=False
            )
        if need.needs_assent:
            self.fields[f"assents_{need.member_id}"] = forms.BooleanField(
                label=gettext("%(name)s was asked alone and does not object.") % {"name": need.name}, required=False
            )

    def agreeing(self) -> list[TransferNeed]:
        """Those whose agreement was ticked now."""
        return [need for need in self.needs if self.cleaned_data.get(f"agrees_{need.member_id}")]

    def assenting(self) -> list[UUID]:
        """The children (persons) who were asked and do not object."""
        return [need.person_id for need in self.needs if self.cleaned_data.get(f"assents_{need.member_id}")]


class TellingForm(CaseForm):
    """The least that another office must know to save a life."""

    to_office = forms.TypedChoiceField(label=_("Whom do you tell?"), coerce=int)
    told = CleanLines(
        label=_("Exactly what they are told"),
        max_length=2000,
        help_text=_("Only what saves the life: who, where, what help. They read this and nothing else of the file."),
    )
    reason = CleanLines(label=_("Why this cannot wait for a consent"), max_length=2000)

    def __init__(self, *args: Any, offices: Offices, **options: Any) -> None:
        self.offices = offices
        super().__init__(*args, **options)

    def fill(self) -> None:
        """Offer every other office."""
        self.fields["to_office"].choices = [("", _("choose")), *self.offices]  # type: ignore[attr-defined]


class AgreementForm(forms.Form):
    """An agreement with another organisation's office."""

    recipient = forms.TypedChoiceField(label=_("With which office"), coerce=int)
    purpose = CleanLines(label=_("What may be given to them, and for what"), max_length=1000)
    paper = CleanText(label=_("Number of the paper, and where it lies"), max_length=200)
    from_on = DayField(label=_("From"))
    until_on = DayField(label=_("Until"), help_text=_("The last day on which it holds."))

    def __init__(self, *args: Any, offices: Offices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["recipient"].choices = [("", _("choose")), *offices]  # type: ignore[attr-defined]
