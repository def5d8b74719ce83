"""Papers, itinerary, departure, arrival and what is due."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_precision
from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safar.cases.types import CONSULAR_STEPS, PaperStep
from safar.cases.web import words
from safar.cases.web.forms.frame import CaseForm, MemberField, MembersField, members_of
from safar.people.types import DocumentKind
from safar.plumbing.web.fields import DayField
from safar.plumbing.web.moments import CleanLines, CleanText, MomentField, labelled

PAPERS = (DocumentKind.LAISSEZ_PASSER, DocumentKind.PASSPORT, DocumentKind.NATIONAL_ID)
WISH_HINT = _("Only at the person’s written wish; never while an asylum claim is open.")


class ApplyingForm(CaseForm):
    """An application for one member's travel document."""

    member = MemberField(label=_("For whom"))
    document_kind = forms.ChoiceField(label=_("Which document"), choices=[(kind.value, kind.label) for kind in PAPERS])
    country = forms.ChoiceField(label=_("Issued by which country"))
    authority = CleanText(label=_("Embassy or authority asked"), max_length=200)
    on = DayField(label=_("Nationality claimed on"))
    note = CleanLines(label=_("Note"), required=False, max_length=1000)

    def fill(self) -> None:
        """Offer the members; the country of return comes first."""
        self.fields["member"].choices = [("", _("choose")), *members_of(self.case)]  # type: ignore[attr-defined]
        self.fields["country"].choices = words.country_choices()  # type: ignore[attr-defined]
        self.fields["country"].initial = self.case.return_country
        self.fields["on"].initial = timezone.localdate()


class PaperStepForm(CaseForm):
    """The next step of an application."""

    step = forms.ChoiceField(label=_("What happened"), widget=forms.RadioSelect)
    on = DayField(label=_("On"))
    due_on = DayField(label=_("An answer is due on"), required=False)
    wish_on = DayField(label=_("Written wish of the person, given on"), required=False, help_text=WISH_HINT)
    wish_paper = CleanText(label=_("Where the written wish is kept"), required=False, max_length=200)
    valid_from = DayField(label=_("Document valid from"), required=False)
    valid_until = DayField(label=_("Document valid until"), required=False)
    note = CleanLines(label=_("Note"), required=False, max_length=1000)

    def fill(self) -> None:
        """Offer every step but the first."""
        steps = [(code, label) for code, label in words.PAPER_STEP.items() if code != PaperStep.NATIONALITY_CLAIMED]
        self.fields["step"].choices = steps  # type: ignore[attr-defined]
        self.fields["on"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        """A consulate is asked only at a written wish; an issued document has a last day."""
        given = super().clean() or {}
        if given.get("step") == PaperStep.ISSUED and not given.get("valid_until"):
            self.add_error(
                "valid_until", gettext("Write until when the document is valid: the booking must fall inside.")
            )
        if given.get("step") in CONSULAR_STEPS and given.get("wish_on") and not given.get("wish_paper"):
            self.add_error("wish_paper", gettext("Say where the written wish is kept."))
        return given


class GoingForm(CaseForm):
    """Something that concerns several members at once; everybody is ticked to begin with."""

    members = MembersField(label=_("Who"))

    def fill(self) -> None:
        """Offer the members."""
        choices = members_of(self.case)
        leaving = {str(line.member_id) for line in self.case.itineraries if line.live}
        self.fields["members"].choices = choices  # type: ignore[attr-defined]
        self.fields["members"].initial = [value for value, _name in choices if self.is_likely(value in leaving)]

    def is_likely(self, has_itinerary: bool) -> bool:
        """Whether somebody is ticked to begin with."""
        return True


class ItineraryForm(GoingForm):
    """How some members leave."""

    way = forms.ChoiceField(label=_("Way"), choices=labelled(words.WAY))
    from_place = CleanText(label=_("From"), max_length=120)
    to_place = CleanText(label=_("To"), max_length=120)
    leaves_at = MomentField(label=_("Leaves"))
    arrives_at = MomentField(label=_("Arrives"), required=False)
    carrier = CleanText(label=_("Airline or bus company"), required=False, max_length=120)
    number = CleanText(label=_("Flight or bus number"), required=False, max_length=40)
    reference = CleanText(label=_("Booking reference"), required=False, max_length=60)
    met_by = CleanText(label=_("Who meets them"), required=False, max_length=120)

    def is_likely(self, has_itinerary: bool) -> bool:
        """Those who have none yet."""
        return not has_itinerary

    def clean(self) -> dict[str, Any]:
        """Nobody arrives before leaving."""
        given = super().clean() or {}
        leaves, arrives = given.get("leaves_at"), given.get("arrives_at")
        if leaves and arrives and arrives <= leaves:
            self.add_error("arrives_at", gettext("The arrival must be after the departure. Check both days and times."))
        return given


class DepartureForm(GoingForm):
    """Who left, when and from where."""

    departed_at = MomentField(label=_("Left at"))
    place = CleanText(label=_("From where"), max_length=120)
    way = forms.ChoiceField(label=_("Way"), choices=labelled(words.WAY))

    def fill(self) -> None:
        """What the itinerary says is filled in."""
        super().fill()
        self.fields["departed_at"].initial = timezone.now()

    def is_likely(self, has_itinerary: bool) -> bool:
        """Those who have one."""
        return has_itinerary


class NotTravelledForm(GoingForm):
    """Who did not leave as planned, and what happens next; it is a question, never a withdrawal."""

    outcome = forms.ChoiceField(
        label=_("What happened"), choices=labelled(words.NOT_TRAVELLED), widget=forms.RadioSelect
    )
    planned_at = MomentField(label=_("Planned for"))
    next_step = CleanLines(
        label=_("What happens next"),
        max_length=1000,
        help_text=_("Who did not appear is called within two hours, and by other ways within a day."),
    )

    def is_likely(self, has_itinerary: bool) -> bool:
        """Nobody: each is ticked by hand."""
        return False


class DestinationForm(CaseForm):
    """Where they want to go now."""

    return_country = forms.ChoiceField(label=_("Country of return"))
    return_place = CleanText(label=_("Town or district of return"), required=False, max_length=200)
    reason = CleanLines(label=_("What they said"), max_length=1000)

    def fill(self) -> None:
        """Offer the countries; what holds now is filled in."""
        self.fields["return_country"].choices = words.country_choices()  # type: ignore[attr-defined]
        self.fields["return_country"].initial = self.case.return_country
        self.fields["return_place"].initial = self.case.return_place


class ArrivalForm(GoingForm):
    """Who arrived, when, where and how it went."""

    outcome = forms.ChoiceField(
        label=_("How it went"), choices=labelled(words.ARRIVAL), widget=forms.RadioSelect, initial="met"
    )
    arrived_at = MomentField(label=_("When"))
    place = CleanText(label=_("Where"), max_length=120)
    met_by = CleanText(label=_("Who met them"), required=False, max_length=120)

    def fill(self) -> None:
        """The moment is now unless somebody writes another."""
        super().fill()
        self.fields["arrived_at"].initial = timezone.now()


class AmountForm(CaseForm):
    """The amount approved for one item, with its reference."""

    amount = forms.DecimalField(
        label=_("Amount approved"), min_value=0, max_digits=12, decimal_places=2, localize=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 12}),
    )  # fmt: skip
    currency = forms.ChoiceField(label=_("Currency"))
    reference = CleanText(label=_("Reference of the approval"), max_length=120)

    def __init__(self, *args: Any, currencies: Sequence[str], **options: Any) -> None:
        self.currencies = currencies
        super().__init__(*args, **options)

    def fill(self) -> None:
        """Offer the currencies."""
        self.fields["currency"].choices = [(code, code) for code in self.currencies]  # type: ignore[attr-defined]

    def minor_units(self) -> int:
        """The amount in the smallest unit of its currency."""
        amount: Decimal = self.cleaned_data["amount"]
        return int(amount.scaleb(get_currency_precision(self.cleaned_data["currency"])))


class HandingOverForm(CaseForm):
    """When something was handed over, and the receipt for it."""

    on = DayField(label=_("Handed over on"))
    receipt = CleanText(label=_("Number of the receipt the person signed"), max_length=120)
    received_by = CleanText(
        label=_("Who of the family received it"), required=False, max_length=200,
        help_text=_("Only where the promise has passed to the family."),
    )  # fmt: skip

    def fill(self) -> None:
        """The day is today unless somebody writes another."""
        self.fields["on"].initial = timezone.localdate()
