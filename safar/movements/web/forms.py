"""The forms of movements: what happened, a delay, legs, a wish, a finding, a station."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safar.movements.sentences import FINDINGS, STATES
from safar.movements.types import AT_THE_END, BEFORE, NOT_BOARDED, Finding, IncidentKind, LegFile, LegLine, LegState
from safar.plumbing.web.forms import Part, PartedForm
from safar.plumbing.web.moments import CleanLines, CleanText, MomentField

LEGS_AT_MOST = 4
WAYS = (("air", _("by air")), ("land", _("by land")), ("sea", _("by sea")))
_AREAS = {"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}


class OutcomeForm(forms.Form):
    """What happened to one person on one leg."""

    state = forms.ChoiceField(label=_("What happened"), widget=forms.RadioSelect)
    stated_at = MomentField(label=_("When"))
    place = CleanText(label=_("Where"), required=False, max_length=120)
    met_by = CleanText(label=_("Who met them"), required=False, max_length=120)
    reason = CleanLines(label=_("What was said"), required=False, max_length=1000)
    was = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, file: LegFile, **options: Any) -> None:
        super().__init__(*args, **options)
        after = [LegState(code) for code in file.may_follow]
        before = [state for state in after if state in BEFORE]
        not_boarded = [state for state in after if state in NOT_BOARDED and state != LegState.REMOVED_BY_STATE]
        ends = [state for state in after if state in AT_THE_END]
        rest = [state for state in after if state not in (*BEFORE, *NOT_BOARDED, *AT_THE_END)]
        groups = (
            (_("Before departure"), before),
            (_("On the way"), rest),
            (_("Did not leave"), not_boarded),
            (_("At the end"), ends),
        )
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            (title, [(str(state), STATES[state]) for state in states]) for title, states in groups if states
        ]
        self.fields["stated_at"].initial = timezone.now()
        self.fields["was"].initial = file.leg.state

    def clean_was(self) -> str:
        """A state that was shown; anything else means that the page is too old."""
        value = str(self.cleaned_data["was"])
        return value if value in list(LegState) else str(LegState.PLANNED)


class DelayForm(forms.Form):
    """A later time, as the carrier says it."""

    leaves_at = MomentField(label=_("Leaves now at"))
    arrives_at = MomentField(label=_("Arrives now at"), required=False)
    reason = CleanLines(label=_("What the carrier said"), required=False, max_length=1000)
    everybody = forms.BooleanField(label=_("for everybody of this case on it"), required=False, initial=True)

    def __init__(self, *args: Any, leg: LegLine, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["leaves_at"].initial = leg.expected_leaves_at
        self.fields["arrives_at"].initial = leg.expected_arrives_at

    def clean(self) -> dict[str, Any]:
        """Nobody arrives before leaving."""
        given = super().clean() or {}
        leaves, arrives = given.get("leaves_at"), given.get("arrives_at")
        if leaves and arrives and arrives <= leaves:
            self.add_error("arrives_at", gettext("The arrival must be after the departure. Check both days and times."))
        return given


class WishForm(forms.Form):
    """Where a written wish is kept, and when it was written."""

    paper = CleanText(
        label=_("Where the written wish is kept"),
        max_length=200,
        help_text=_("Asked alone. Nobody wishes it for another; a small child stays with whoever cares for it."),
    )
    given_at = MomentField(label=_("Written when"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["given_at"].initial = timezone.now()


class FindingForm(forms.Form):
    """What is true, and how it was found out."""

    finding = forms.ChoiceField(label=_("What is true"), widget=forms.RadioSelect)
    words = CleanLines(label=_("How you found out"), max_length=2000)

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, **options)
        of_departure = kind not in (IncidentKind.CASH_TWICE, IncidentKind.ANSWER_REFUSED)
        known = (Finding.LEFT, Finding.DID_NOT_LEAVE) if of_departure else (Finding.PUT_RIGHT,)
        self.fields["finding"].choices = [(str(one), FINDINGS[one]) for one in known]  # type: ignore[attr-defined]
        self.fields["finding"].initial = None if of_departure else str(Finding.PUT_RIGHT)


def zone_choices() -> list[tuple[str, str]]:
    """The time zones, by area and town."""
    zones = sorted(zone for zone in available_timezones() if zone.split("/")[0] in _AREAS)
    return [("", ""), *((zone, zone.replace("_", " ")) for zone in zones)]


class StationForm(forms.Form):
    """An airport or crossing."""

    code = CleanText(label=_("Code"), max_length=8, help_text=_("The airport’s three letters, such as LIS."))
    name = CleanText(label=_("Name"), max_length=120, help_text=_("As itineraries name it."))
    timezone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)


class PlanForm(PartedForm):
    """The legs of a journey in order; a leg without places is not there."""

    sections: Sequence[tuple[str, Sequence[str]]] = ()

    @property
    def parts(self) -> list[Part]:
        """A part for those who travel, and one for each leg."""
        return [Part(title, [self[name] for name in names]) for title, names in self.sections]

    members = forms.TypedMultipleChoiceField(label=_("Who"), coerce=UUID, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, lines: list[LegLine], **options: Any) -> None:
        super().__init__(*args, **options)
        names = {str(line.member_id): line.name for line in lines}
        self.fields["members"].choices = list(names.items())  # type: ignore[attr-defined]
        self.fields["members"].initial = list(names)
        first = [line for line in lines if line.member_id == lines[0].member_id]
        for place in range(LEGS_AT_MOST):
            self._leg_fields(place, first[place] if place < len(first) else None)
        self.sections = (
            ("", ("members",)),
            *(
                (gettext("Leg %(number)s") % {"number": place + 1}, tuple(self._names(place)))
                for place in range(LEGS_AT_MOST)
            ),
        )

    def _leg_fields(self, place: int, line: LegLine | None) -> None:
        fields: dict[str, forms.Field] = {
            "from_place": CleanText(label=_("From"), required=False, max_length=120),
            "to_place": CleanText(label=_("To"), required=False, max_length=120),
            "way": forms.ChoiceField(label=_("Way"), choices=WAYS, required=False),
            "carrier": CleanText(label=_("Airline or bus company"), required=False, max_length=120),
            "number": CleanText(label=_("Flight or bus number"), required=False, max_length=40),
            "leaves_at": MomentField(label=_("Leaves"), required=False),
            "arrives_at": MomentField(label=_("Arrives"), required=False),
            "to_zone": forms.ChoiceField(label=_("Time zone where it ends"), choices=zone_choices, required=False),
        }
        for name, field in fields.items():
            if line is not None:
                field.initial = getattr(line, name)
            self.fields[f"leg{place}-{name}"] = field

    def _names(self, place: int) -> list[str]:
        return [name for name in self.fields if name.startswith(f"leg{place}-")]

    def legs(self) -> list[dict[str, Any]]:
        """The legs that were written, in order."""
        found = []
        for place in range(LEGS_AT_MOST):
            leg = {name.split("-", 1)[1]: self.cleaned_data[name] for name in self._names(place)}
            if leg["from_place"] or leg["to_place"]:
                found.append({**leg, "way": leg["way"] or "air"})
        return found

    def clean(self) -> dict[str, Any]:
        """Each leg has two places and a time; one begins after the one before."""
        given = super().clean() or {}
        before = None
        for place in range(LEGS_AT_MOST):
            leg = {name.split("-", 1)[1]: given.get(name) for name in self._names(place)}
            if not (leg["from_place"] or leg["to_place"]):
                continue
            for name in ("from_place", "to_place", "leaves_at"):
                if not leg[name]:
                    self.add_error(f"leg{place}-{name}", gettext("A leg has two places and a time of leaving."))
            leaves, arrives = leg["leaves_at"], leg["arrives_at"]
            if leaves and arrives and arrives <= leaves:
                self.add_error(
                    f"leg{place}-arrives_at",
                    gettext("The arrival must be after the departure. Check both days and times."),
                )
            if before and leaves and leaves < before:
                self.add_error(f"leg{place}-leaves_at", gettext("This leg leaves before the one above it."))
            before = arrives or leaves or before
        if not any(given.get(f"leg{place}-from_place") for place in range(LEGS_AT_MOST)):
            self.add_error(None, gettext("Write at least one leg."))
        return given
