"""Opening a case, joining it, and enrolling it in a programme."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safar.cases.types import Began, MemberAsked, MemberRole
from safar.cases.web import words
from safar.cases.web.forms.frame import CaseForm, MembersField, members_of
from safar.plumbing.web.forms import PartedForm
from safar.plumbing.web.moments import CleanText, labelled

LEADING = frozenset({MemberRole.MAIN, MemberRole.UNACCOMPANIED_CHILD})


class OpeningForm(PartedForm):
    """Who is in the case and as what, and where they want to go."""

    return_country = forms.ChoiceField(label=_("Country of return"))
    return_place = CleanText(label=_("Town or district of return"), required=False, max_length=200)
    began = forms.ChoiceField(
        label=_("When did we meet them?"),
        choices=labelled(words.BEGAN),
        initial=Began.BEFORE_TRAVEL,
        widget=forms.RadioSelect,
        help_text=_("Who came home without us can be helped afterwards; nothing can then be booked for them."),
    )
    assigned_to = forms.TypedChoiceField(label=_("Who looks after the case"), coerce=int)
    another = forms.BooleanField(
        label=_("Yes, another case for the same person"),
        required=False,
        help_text=_("Only for another journey than that of the case they already have."),
    )

    def __init__(
        self,
        *args: Any,
        people: Sequence[tuple[UUID, str, bool]],
        staff: Sequence[tuple[int, str]],
        with_open_case: Collection[UUID] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.people = people
        self.with_open_case = with_open_case
        if not with_open_case:
            del self.fields["another"]
        for place, (person_id, name, adult) in enumerate(people):
            first: str = MemberRole.MAIN if place == 0 else MemberRole.ACCOMPANYING_ADULT if adult else MemberRole.CHILD
            self.fields[f"role_{person_id}"] = forms.ChoiceField(
                label=name, choices=labelled(words.MEMBER_ROLE, _("not in this case")), initial=first, required=False
            )
        self.order_fields([*(f"role_{person_id}" for person_id, _name, _adult in people), *self.base_fields])
        self.fields["return_country"].choices = words.country_choices(_("choose"))  # type: ignore[attr-defined]
        self.fields["assigned_to"].choices = list(staff)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Exactly one person leads a case; whoever has an open one gets another only when that is said."""
        given = super().clean() or {}
        given["members"] = self.members(given)
        if sum(member.role in LEADING for member in given["members"]) != 1:
            self.add_error(
                None, gettext("Choose exactly one main applicant, or one unaccompanied child, among the people.")
            )
        twice = [name for person_id, name, _adult in self.people if self._would_have_two(given, person_id)]
        if twice and not given.get("another"):
            words_said = gettext(
                "%(name)s already has an open case. Go on with that one, or tick that this is another."
            )
            self.add_error("another", words_said % {"name": twice[0]})
        return given

    def _would_have_two(self, given: Mapping[str, Any], person_id: UUID) -> bool:
        return person_id in self.with_open_case and any(m.person_id == person_id for m in given["members"])

    def members(self, given: Mapping[str, Any]) -> tuple[MemberAsked, ...]:
        """Those chosen, whoever leads first."""
        roles = [(person_id, given.get(f"role_{person_id}") or "") for person_id, _name, _adult in self.people]
        chosen = [MemberAsked(person_id, MemberRole(role)) for person_id, role in roles if role]
        return tuple(sorted(chosen, key=lambda member: member.role not in LEADING))


class JoiningForm(CaseForm):
    """A registered person who joins the case, found by name, document or telephone number."""

    looked_for = CleanText(
        label=_("Look for the person"),
        required=False,
        max_length=200,
        help_text=_("By name in any script, document number or telephone. Whoever is new is registered first."),
    )
    person = forms.TypedChoiceField(label=_("Who joins"), coerce=UUID, required=False, widget=forms.RadioSelect)
    role = forms.ChoiceField(
        label=_("As what"),
        choices=[(code, label) for code, label in words.MEMBER_ROLE.items() if code not in LEADING],
        required=False,
    )
    reason = CleanText(label=_("Why they join now"), required=False, max_length=300)

    def __init__(self, *args: Any, candidates: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        self.candidates = candidates
        super().__init__(*args, **options)

    def fill(self) -> None:
        """Offer those found."""
        if self.candidates:
            self.fields["person"].choices = list(self.candidates)  # type: ignore[attr-defined]
        else:
            for name in ("person", "role", "reason"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Somebody must be chosen, and a reason given, once there is somebody to choose."""
        given = super().clean() or {}
        if "looking" in self.data:
            return given
        if not given.get("person"):
            self.add_error("looked_for", gettext("Look for the person first, then choose who joins."))
        elif not given.get("reason"):
            self.add_error("reason", gettext("Say why this person joins the case now."))
        return given


class EnrolForm(CaseForm):
    """Which programme, at the version in force now, and who of the case."""

    programme = forms.TypedChoiceField(
        label=_("Programme"),
        coerce=UUID,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the programme.")},
    )
    members = MembersField(label=_("For whom"))

    def __init__(self, *args: Any, programmes: Sequence[tuple[str, str]], **options: Any) -> None:
        self.programmes = programmes
        super().__init__(*args, **options)

    def fill(self) -> None:
        """Offer the programmes of the country and everybody in the case."""
        self.fields["programme"].choices = list(self.programmes)  # type: ignore[attr-defined]
        self.fields["members"].choices = members_of(self.case)  # type: ignore[attr-defined]
        self.fields["members"].initial = [value for value, _name in members_of(self.case)]


class FactsForm(CaseForm):
    """The questions the programme's rules ask; “not known yet” is always an answer."""

    def __init__(
        self,
        *args: Any,
        questions: Mapping[str, Any],
        known: Mapping[str, Any],
        helped_before: bool | None = None,
        **options: Any,
    ) -> None:
        self.questions = questions
        self.known = known
        self.helped_before = helped_before
        super().__init__(*args, **options)

    def fill(self) -> None:
        """One field a question, of the question's kind; what the search for earlier help found is suggested."""
        for code, fact in self.questions.items():
            self.fields[code] = _question(code, fact, self.known.get(code))
        if self.helped_before is not None and "helped_before" in self.questions:
            self._suggest(self.fields["helped_before"])

    def _suggest(self, field: forms.Field) -> None:
        if "helped_before" not in self.known:
            field.initial = "yes" if self.helped_before else "no"
        field.help_text = (
            _("The search found earlier help, see above. It suggests “yes”; you decide.")
            if self.helped_before
            else _("The search found no earlier help. It suggests “no”; you decide.")
        )

    def facts(self) -> dict[str, bool | int | str]:
        """The answers given; what is not known yet is left out."""
        answers: dict[str, bool | int | str] = {}
        for code, fact in self.questions.items():
            value = self.cleaned_data.get(code)
            if value not in ("", None):
                answers[code] = value == "yes" if fact.kind == "yes_no" else value
        return answers


def _question(code: str, fact: Any, known: Any) -> forms.Field:
    label = gettext(fact.question)
    not_known = _("not known yet")
    if fact.kind == "number":
        return forms.IntegerField(
            label=label, required=False, min_value=0, max_value=200, initial=known, help_text=_("Empty: not known yet.")
        )
    if fact.kind == "country":
        return forms.ChoiceField(label=label, required=False, choices=words.country_choices(not_known), initial=known)
    if fact.kind == "choice":
        options: list[tuple[str, str | Promise]] = [
            (option, words.FACT_OPTION.get(option, option)) for option in fact.options
        ]
        return forms.ChoiceField(
            label=label,
            required=False,
            choices=[*options, ("", not_known)],
            initial=known or "",
            widget=forms.RadioSelect,
        )
    given = {True: "yes", False: "no"}.get(known, "")
    choices = [("yes", _("yes")), ("no", _("no")), ("", not_known)]
    return forms.ChoiceField(label=label, required=False, choices=choices, initial=given, widget=forms.RadioSelect)


class SettlingForm(CaseForm):
    """What a person decides where the rules only refer."""

    settled_as = forms.ChoiceField(
        label=_("Decision"), choices=[("yes", _("yes, this stands in nobody’s way")), ("no", _("no, not eligible"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = CleanText(label=_("Reason"), max_length=1000)
