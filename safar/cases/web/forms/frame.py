"""What the forms about a case share: they know the case, and offer its members by name."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safar.cases.types import CaseFile
from safar.plumbing.types import Actor
from safar.plumbing.web.forms import PartedForm
from safar.plumbing.web.moments import CleanLines


class CaseForm(PartedForm):
    """A form about one case; `fill` puts in the choices that depend on the case."""

    def __init__(self, *args: Any, case: CaseFile, by: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.case = case
        self.by = by
        self.fill()

    def fill(self) -> None:
        """Put in choices; nothing to do for most forms."""


class ReasonForm(CaseForm):
    """An act that needs nothing but a reason in words."""

    reason = CleanLines(label=_("Reason"), max_length=2000)


class NothingForm(CaseForm):
    """An act that only needs to be meant."""


class MembersField(forms.TypedMultipleChoiceField):
    """Some members of the case, ticked."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.CheckboxSelectMultiple())
        options.setdefault("error_messages", {"required": _("Tick at least one person.")})
        super().__init__(coerce=UUID, **options)


class MemberField(forms.TypedChoiceField):
    """One member of the case."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=UUID, empty_value=None, **options)


def members_of(case: CaseFile) -> list[tuple[str, str]]:
    """The members still in the case, by name."""
    return [(str(person.member_id), person.name) for person in case.people if not person.left]


def one_of(choices: list[tuple[str, str]], empty: str | Promise) -> list[tuple[str, str | Promise]]:
    """The choices after an empty one."""
    return [("", empty), *choices]
