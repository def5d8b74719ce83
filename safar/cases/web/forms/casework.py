"""The daily work: appointments, tasks, notes, files, attempts to reach somebody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safar.cases.types import StoredUpload
from safar.cases.web import words
from safar.cases.web.forms.frame import CaseForm, MemberField, members_of
from safar.consent import queries as consent
from safar.plumbing.web.fields import DayField
from safar.plumbing.web.moments import CleanLines, CleanText, MomentField, labelled

LARGEST_FILE = 10 * 1024 * 1024


class AboutMemberForm(CaseForm):
    """Something about one member, or about the whole case."""

    def fill(self) -> None:
        """Offer the members after “everybody”."""
        self.fields["member"].choices = [("", _("everybody")), *members_of(self.case)]  # type: ignore[attr-defined]


class AppointmentForm(AboutMemberForm):
    """When, for what, where, in which language and with which interpreter."""

    layout = (
        (_("When and for what"), ("member", "purpose", "starts_at", "minutes", "with_user")),
        (_("Where"), ("place_kind", "place")),
        (_("Language"), ("language", "interpreter_needed", "interpreter", "interpreter_name")),
    )
    member = MemberField(label=_("With whom"), required=False)
    purpose = forms.ChoiceField(label=_("For what"), choices=labelled(words.PURPOSE))
    starts_at = MomentField(label=_("Begins"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=480, initial=60)
    with_user = forms.TypedChoiceField(label=_("Who holds it"), coerce=int, empty_value=None, required=False)
    place_kind = forms.ChoiceField(label=_("Kind of place"), choices=labelled(words.PLACE_KIND))
    place = CleanText(label=_("Place, room or number to call"), required=False, max_length=200)
    language = forms.ChoiceField(label=_("Language of the talk"))
    interpreter_needed = forms.BooleanField(label=_("An interpreter is needed"), required=False)
    interpreter = forms.ChoiceField(label=_("Interpreter of the register"), required=False)
    interpreter_name = CleanText(
        label=_("Or somebody who is not in the register"),
        required=False,
        max_length=120,
        help_text=_(
            "Of age, neither family nor from an authority: they enter the register. Empty: still to be booked."
        ),
    )

    def __init__(self, *args: Any, staff: Sequence[tuple[int, str]], **options: Any) -> None:
        self.staff = staff
        super().__init__(*args, **options)

    def fill(self) -> None:
        """Offer colleagues and languages; the person's own language first."""
        super().fill()
        self.fields["with_user"].choices = [("", _("nobody yet")), *self.staff]  # type: ignore[attr-defined]
        self.fields["with_user"].initial = self.by.user_id
        self.fields["language"].choices = words.language_choices()  # type: ignore[attr-defined]
        self.fields["interpreter"].choices = [("", _("nobody yet")), *register_choices()]  # type: ignore[attr-defined]


class SettlingAppointmentForm(CaseForm):
    """What became of an appointment."""

    state = forms.ChoiceField(
        label=_("What became of it"),
        choices=[(code, label) for code, label in words.APPOINTMENT_STATE.items() if code != "planned"],
        widget=forms.RadioSelect,
    )
    reason = CleanText(label=_("Anything to add"), required=False, max_length=500)


def register_choices() -> list[tuple[str, str]]:
    """Whom the office may book, by number, name and languages."""
    return [
        (
            str(line.id),
            f"{line.number} · {line.name} · {', '.join(words.language_name(code) for code, _reads in line.languages)}",
        )
        for line in consent.interpreters()
        if line.ended_on is None and line.unfit_from is None
    ]


class InterpreterForm(CaseForm):
    """Who interprets: one of the register, or somebody who enters it by being named."""

    interpreter = forms.ChoiceField(label=_("Interpreter of the register"), required=False)
    interpreter_name = CleanText(
        label=_("Or somebody who is not in the register"),
        required=False,
        max_length=120,
        help_text=_("Of age, neither family nor from an authority: they enter the register."),
    )

    def fill(self) -> None:
        """Offer the register."""
        self.fields["interpreter"].choices = [("", _("somebody else")), *register_choices()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        given = super().clean() or {}
        if not given.get("interpreter") and not given.get("interpreter_name"):
            self.add_error("interpreter_name", _("Choose somebody of the register, or write a name."))
        return given


class TaskForm(AboutMemberForm):
    """Something to be done, by whom and until when."""

    member = MemberField(label=_("About whom"), required=False)
    what = CleanText(label=_("What is to be done"), max_length=300)
    for_whom = forms.ChoiceField(label=_("Who has to act"), choices=labelled(words.FOR_WHOM), initial="me")
    owner = forms.TypedChoiceField(label=_("Who sees to it"), coerce=int, empty_value=None, required=False)
    due_on = DayField(label=_("Until"), required=False)

    def __init__(self, *args: Any, staff: Sequence[tuple[int, str]], **options: Any) -> None:
        self.staff = staff
        super().__init__(*args, **options)

    def fill(self) -> None:
        """Offer colleagues."""
        super().fill()
        self.fields["owner"].choices = [("", _("nobody yet")), *self.staff]  # type: ignore[attr-defined]
        self.fields["owner"].initial = self.by.user_id


class TaskDoneForm(CaseForm):
    """What came of a task."""

    outcome = CleanText(label=_("What came of it"), max_length=500)


class ChasingForm(CaseForm):
    """A reminder that was given."""

    channel = forms.ChoiceField(label=_("How"), choices=labelled(words.CHANNEL))
    note = CleanText(label=_("What they answered"), required=False, max_length=500)


class NoteForm(AboutMemberForm):
    """A note; it is never changed, only corrected by another."""

    member = MemberField(label=_("About whom"), required=False)
    kind = forms.ChoiceField(label=_("About what"), initial="general")
    body = CleanLines(label=_("Note"), max_length=8000)

    def __init__(self, *args: Any, may_protect: bool = False, **options: Any) -> None:
        self.may_protect = may_protect
        super().__init__(*args, **options)

    def fill(self) -> None:
        """Offer the kinds; protection only to who may write such a note."""
        super().fill()
        hidden = {"imported"} if self.may_protect else {"imported", "protection"}
        kinds = [(code, label) for code, label in words.NOTE_KIND.items() if code not in hidden]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class FileForm(AboutMemberForm):
    """A file to keep with the case."""

    upload = forms.FileField(
        label=_("File"),
        max_length=200,
        help_text=_("PDF, JPEG or PNG, up to 10 MB."),
        error_messages={"empty": _("This file is empty. Choose another one.")},
    )
    kind = forms.ChoiceField(label=_("What is it"), choices=labelled(words.FILE_KIND))
    member = MemberField(label=_("Whose"), required=False)

    def clean_upload(self) -> StoredUpload:
        """The file, read; too large a one is refused before it is read."""
        upload = self.cleaned_data["upload"]
        if upload.size > LARGEST_FILE:
            raise forms.ValidationError(gettext("This file is larger than 10 MB. Scan it again in a lower quality."))
        return StoredUpload(upload.name, upload.read(), upload.content_type or "")


class ContactForm(AboutMemberForm):
    """An attempt to reach somebody."""

    member = MemberField(label=_("Whom"), required=False)
    tried_at = MomentField(label=_("When"))
    channel = forms.ChoiceField(label=_("How"), choices=labelled(words.CHANNEL))
    outcome = forms.ChoiceField(
        label=_("What came of it"), choices=labelled(words.CONTACT_OUTCOME), widget=forms.RadioSelect
    )
    note = CleanText(
        label=_("Anything to add"),
        required=False,
        max_length=500,
        help_text=_("If someone else says the person changed their mind, use the button on the case file instead."),
    )
    next_try_at = MomentField(label=_("Next try"), required=False)

    def fill(self) -> None:
        """The moment is now unless somebody writes another."""
        super().fill()
        self.fields["tried_at"].initial = timezone.now()
