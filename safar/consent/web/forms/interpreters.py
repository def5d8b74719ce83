"""What is asked to enter an interpreter, and about what was said through them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safar.accounts import queries as accounts
from safar.consent.types import InterpreterGiven, InterpreterLine
from safar.consent.web import safety_words
from safar.consent.web.forms.answers import Typed, day, from_list, line, lines, moment, one_of, several, tick
from safar.consent.web.words import Choices
from safar.kernel.places import person_languages
from safar.plumbing.web import display
from safar.plumbing.web.forms import PartedForm

EARLIEST_BIRTH = 1900


class InterpreterForm(Typed, PartedForm):
    """Somebody for the register."""

    name = line(_("Name"), required=True)
    of_age = tick(_("They are of age, and I have seen or know it"))
    born_in = line(_("Year of birth, if known"), longest=8)
    of_authority = tick(_("They work for the police, an immigration authority, a detention place or a consulate"))
    gender = from_list(_("Woman or man?"), safety_words.GENDERS, required=False, hint=_("A person may ask for one."))
    telephone = line(_("Telephone, for booking"))
    employer = line(_("Employer or company"))
    speaks = several(_("Languages they speak"), [])
    reads = several(_("Languages they also read"), [], hint=_("Needed to read a paper aloud."))
    agreement_on = day(_("Agreement of confidentiality signed on"))

    layout = (
        (_("Who they are"), ("name", "of_age", "born_in", "of_authority", "gender")),
        (_("Languages"), ("speaks", "reads")),
        (_("Working with us"), ("telephone", "employer", "agreement_on")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("speaks", "reads"):
            self.fields[name].choices = person_languages(display.language())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Of age, of no authority, and with a language: else they cannot interpret for us."""
        given = super().clean() or {}
        if not given.get("of_age"):
            self.wrong("of_age", _("A child never interprets. Tick it if they are of age; otherwise find another."))
        if given.get("of_authority"):
            self.wrong("of_authority", _("Nobody of an authority interprets for us. Find another."))
        if not given.get("speaks"):
            self.wrong("speaks", _("Tick at least one language they speak."))
        return given

    def clean_born_in(self) -> int | None:
        """A year, in any digits."""
        typed = self.cleaned_data["born_in"]
        if not typed:
            return None
        if not typed.isdigit() or not EARLIEST_BIRTH <= int(typed) <= timezone.localdate().year:
            self.wrong("born_in", _("Write the year as four digits, such as 1985."))
            return None
        return int(typed)

    def given(self) -> InterpreterGiven:
        """The entry as the service takes it."""
        said = self.cleaned_data
        same = ("name", "of_age", "born_in", "of_authority", "gender", "telephone", "employer", "agreement_on")
        spoken = tuple((code, code in said["reads"]) for code in dict.fromkeys([*said["speaks"], *said["reads"]]))
        return InterpreterGiven(languages=spoken, **{name: said[name] for name in same})


class AgreementForm(Typed):
    """The day of the agreement."""

    on = day(_("Signed on"), required=True)


class EndForm(Typed):
    """The last day."""

    on = day(_("From which day?"), required=True)


class SpeaksForm(Typed):
    """One more language."""

    language = from_list(_("Language"), [])
    reads = tick(_("They read it too"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("choose")), *person_languages(display.language())]  # type: ignore[attr-defined]


class ShareForm(Typed):
    """Another office that may book them."""

    office = from_list(_("Office"), [])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(office.id), office.name) for office in accounts.offices()]
        self.fields["office"].choices = [("", _("choose")), *known]  # type: ignore[attr-defined]


class AuthorityForm(Typed):
    """They turn out to be of an authority."""

    kind = one_of(
        _("What did you learn?"),
        [(code, safety_words.CONFLICTS[code]) for code in ("authority", "origin_state")],
    )
    note = lines(_("How is it known?"), rows=2)


class UnfitForm(Typed):
    """Found unfit from a moment."""

    unfit_from = moment(_("Since when were they unfit?"), hint=_("If that is not known: the day they began with us."))
    reason = lines(_("Why?"), required=True)


class TakeBackForm(Typed):
    """The finding was wrong."""

    reason = lines(_("Why is it taken back?"), required=True)


class ForPersonForm(Typed):
    """Something stands between one interpreter and one person."""

    interpreter = from_list(_("Which interpreter?"), [])
    what = one_of(
        _("What is it?"),
        [
            ("refuses", _("the person does not want them: no reason is asked")),
            ("accepts", _("the person accepts them again")),
            *[(code, safety_words.CONFLICTS[code]) for code in ("family", "personal", "employer", "other")],
        ],
    )

    def __init__(self, *args: Any, register: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interpreter"].choices = [("", _("choose")), *register]  # type: ignore[attr-defined]


class FilterForm(forms.Form):
    """Which of all that was said through an interpreter is shown."""

    since = day(_("Since"))
    waiting = tick(_("Only who is still to be asked again"))


def called(interpreter: InterpreterLine) -> str:
    """An interpreter in a list: the number and the name."""
    return f"{interpreter.number} · {interpreter.name}"
