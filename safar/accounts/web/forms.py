"""The forms by which an administrator keeps accounts, posts and offices."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from safar.accounts import queries
from safar.accounts.types import OfficeKind, OfficeRef, Role
from safar.kernel.places import countries
from safar.plumbing.web.fields import DayField

_plain_name = RegexValidator(r"^[a-z0-9][a-z0-9._-]*$", _("Use small letters a to z, numbers, dots and dashes only."))
_area = {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}


def in_tree_order(offices: list[OfficeRef]) -> list[tuple[int, OfficeRef]]:
    """The offices as a tree read from top to bottom, each with its depth."""
    below: dict[int | None, list[OfficeRef]] = {}
    for office in offices:
        below.setdefault(office.parent_id, []).append(office)
    rows: list[tuple[int, OfficeRef]] = []

    def walk(parent_id: int | None, depth: int) -> None:
        for office in sorted(below.get(parent_id, []), key=lambda office: office.name):
            rows.append((depth, office))
            walk(office.id, depth + 1)

    walk(None, 0)
    return rows


def office_choices() -> list[tuple[int, str]]:
    """Every office, indented below the one it belongs to."""
    return [(office.id, "\u2003" * depth + office.name) for depth, office in in_tree_order(queries.offices())]


def _country_choices() -> list[tuple[str, str]]:
    return list(countries(get_language() or "en"))


def _timezone_choices() -> list[tuple[str, str]]:
    zones = sorted(zone for zone in available_timezones() if zone.split("/")[0] in _area)
    return [(zone, zone.replace("_", " ")) for zone in ["UTC", *zones]]


class PostForm(forms.Form):
    """Where somebody works, as what, and from which day."""

    office_id = forms.TypedChoiceField(label=_("Office"), coerce=int, choices=office_choices)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, help_text=_("It decides what they may do."))
    from_on = DayField(label=_("From"))


class AddUserForm(forms.Form):
    """A new account with its first post."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("As colleagues and letters call them."))
    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        validators=[_plain_name],
        help_text=_("For signing in, such as l.marques. It is never changed."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "none"}),
    )
    language = forms.ChoiceField(label=_("Language of the pages"), choices=settings.LANGUAGES)
    office_id = forms.TypedChoiceField(label=_("Office"), coerce=int, choices=office_choices)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, help_text=_("It decides what they may do."))
    from_on = DayField(label=_("From"))


def telephone_field() -> forms.CharField:
    """The telephone of an office, written so that it can be called from any country."""
    return forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        validators=[
            RegexValidator(r"^\+[0-9][0-9 ]{5,}$", _("Begin with + and the code of the country, then digits."))
        ],
        help_text=_("Such as +351 900 000 000. It is printed on declarations and called from the airport."),
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "tel"}),
    )


class TelephoneForm(forms.Form):
    """The number by which an office is called."""

    telephone = telephone_field()


class AddOfficeForm(forms.Form):
    """A new office below one that exists."""

    name = forms.CharField(label=_("Name"), max_length=120)
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Short, for imports and lists, such as LIS."),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    parent_id = forms.TypedChoiceField(label=_("Belongs to"), coerce=int, choices=office_choices)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[choice for choice in OfficeKind.choices if choice[0] != OfficeKind.ORGANISATION]
    )
    country = forms.ChoiceField(label=_("Country"), choices=_country_choices)
    timezone = forms.ChoiceField(label=_("Time zone"), choices=_timezone_choices)
    language = forms.ChoiceField(label=_("Language of printed pages"), choices=settings.LANGUAGES)
    telephone = telephone_field()

    def clean_code(self) -> Any:
        """Codes are written in capitals."""
        return str(self.cleaned_data["code"]).upper()
