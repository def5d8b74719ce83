"""What is asked when a declaration is transcribed from paper: the paper, the second reading, the person's own word."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from safar.consent.types import CheckedLine, PaperGiven, PaperReading, Reached, ReachGiven
from safar.consent.web import words
from safar.consent.web.forms.answers import Typed, day, from_list, languages, line, lines, moment, one_of, several, tick
from safar.consent.web.forms.declaration import DeclarationForm
from safar.consent.web.words import Choices
from safar.kernel.scans import LARGEST_SCAN, MOST_SCANS
from safar.plumbing.web.forms import PartedForm


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/input.html"


class ScansField(forms.FileField):
    """The scans of one paper: a few files, none too large to be read whole."""

    widget = SeveralFiles(attrs={"accept": "application/pdf,image/jpeg,image/png", "multiple": True})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The contents of the files in the order in which they were chosen."""
        files = [
            file for file in (data if isinstance(data, list | tuple) else [data]) if isinstance(file, UploadedFile)
        ]
        if not files:
            raise forms.ValidationError(_("Choose the scan of the paper, or a photograph of each page."))
        if len(files) > MOST_SCANS or any((file.size or 0) > LARGEST_SCAN for file in files):
            raise forms.ValidationError(
                _("At most %(most)s files of %(megabytes)s MB each. Scan the paper in grey or with fewer points.")
                % {"most": MOST_SCANS, "megabytes": LARGEST_SCAN // 1024 // 1024}
            )
        return tuple(file.read() for file in files)


class PaperForm(DeclarationForm):
    """A declaration on paper, with the moments that stand on it."""

    scans = ScansField(
        label=_("Scan or photographs of the paper"),
        help_text=_("PDF, JPEG or PNG. If this page comes back with a question, choose the files again."),
    )
    blank_number = line(_("Number printed on the sheet"), hint=_("Such as 4F7K-29QX-M; empty when it has none."))
    text = from_list(_("Which words stand on the paper?"), [])
    pack = from_list(_("Which information was read?"), [])

    layout = (
        (_("The paper"), ("scans", "blank_number", "text", "pack")),
        *DeclarationForm.layout,
    )

    def __init__(self, *args: Any, texts: Choices, packs: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].choices = [("", _("choose")), *texts]  # type: ignore[attr-defined]
        self.fields["pack"].choices = [("", _("choose")), *packs]  # type: ignore[attr-defined]

    def paper_given(self, traveller_id: UUID, language: str) -> PaperGiven:
        """The paper as the service takes it; the language is that of the words chosen."""
        said = self.cleaned_data
        declared = self.given(traveller_id, language, text_id=UUID(said["text"]), pack_id=UUID(said["pack"]))
        return PaperGiven(declared, said["scans"], said["blank_number"])


class CheckForm(Typed, PartedForm):
    """The second reading: the decisive answers typed again from the scan, the rest confirmed line by line."""

    signed_at = moment(_("When was it signed?"))
    held_on = day(_("On which day was the talk?"), required=True)
    language = from_list(_("In which language is the paper?"), [])
    manner = one_of(_("How did they sign?"), words.MANNERS)
    witness_name = line(_("Name of the witness"), required=True)
    interpreter_name = line(_("Name of the interpreter"), hint=_("Empty when the paper says that none was needed."))
    lines = several(_("I read this on the paper as well"), words.CHECKED_LINES)

    layout = (
        (_("Type what you read"), ("signed_at", "held_on", "language", "manner", "witness_name", "interpreter_name")),
        (_("Compare with what was entered"), ("lines",)),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("choose")), *languages()]  # type: ignore[attr-defined]

    def reading(self) -> PaperReading:
        """The reading as the service takes it."""
        said = self.cleaned_data
        same = ("signed_at", "held_on", "language", "manner", "witness_name", "interpreter_name")
        return PaperReading(
            **{name: said[name] for name in same}, lines=frozenset(CheckedLine(code) for code in said["lines"])
        )


class ReachForm(Typed, PartedForm):
    """What came of reaching the person about their paper."""

    outcome = one_of(_("What did they say?"), words.REACHED)
    spoke_at = moment(_("When did you speak, or try?"))
    alone = tick(_("They were alone and nobody else could hear"))
    channel = from_list(_("How?"), words.CHANNELS, required=False)
    contact = from_list(_("By which safe contact?"), [], required=False)
    language = from_list(_("In which language?"), [], required=False)
    no_interpreter_needed = tick(_("No interpreter was needed"))
    interpreter_name = line(_("Name of the interpreter"))
    note = lines(_("Anything else"), rows=2)

    layout = (
        (_("The talk"), ("outcome", "spoke_at", "alone", "channel", "contact")),
        (_("Language"), ("language", "no_interpreter_needed", "interpreter_name", "note")),
    )

    def __init__(self, *args: Any, contacts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].choices = [("", _("none of them: in person")), *contacts]  # type: ignore[attr-defined]
        self.fields["language"].choices = [("", _("choose")), *languages()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Somebody who was reached was alone, and spoken with in a language they understand."""
        given = super().clean() or {}
        if not given.get("outcome") or given["outcome"] == Reached.NOT_REACHED:
            return given
        if not given.get("alone"):
            self.wrong("alone", _("What they say counts only when they were alone. Find a moment when they are."))
        if bool(given.get("no_interpreter_needed")) == bool(given.get("interpreter_name")):
            self.wrong("interpreter_name", _("Name the interpreter, or tick that none was needed: one of the two."))
        if not given.get("language"):
            self.wrong("language", _("Say in which language you spoke."))
        if not given.get("channel"):
            self.wrong("channel", _("Say how you spoke with them."))
        return given

    def reach_given(self) -> ReachGiven:
        """What the service takes."""
        said = self.cleaned_data
        same = (
            "outcome",
            "spoke_at",
            "alone",
            "channel",
            "language",
            "interpreter_name",
            "no_interpreter_needed",
            "note",
        )
        contact = UUID(said["contact"]) if said["contact"] else None
        return ReachGiven(**{name: said[name] for name in same}, contact_id=contact)


class BlankSetForm(Typed, PartedForm):
    """A set of blank sheets to print."""

    programme = from_list(_("Programme"), [])
    language = from_list(_("Language of the sheets"), [])
    count = forms.IntegerField(label=_("How many sheets?"), min_value=1, max_value=60, initial=20)
    issued_to = line(_("Handed to"), required=True, hint=_("Who takes them along, and where to: a name and a place."))
    due_back_on = day(_("Expected back on"))

    def __init__(self, *args: Any, programmes: Choices, spoken: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = [("", _("choose")), *programmes]  # type: ignore[attr-defined]
        self.fields["language"].choices = [("", _("choose")), *spoken]  # type: ignore[attr-defined]


class VoidForm(Typed):
    """Numbers that did not come back as a paper to enter."""

    sheets = several(_("Which numbers?"), [])
    part = one_of(_("What became of them?"), {"spoiled": _("came back spoiled or unused"), "lost": _("lost")})
    note = line(_("What do you know about it?"))

    def __init__(self, *args: Any, missing: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheets"].choices = missing  # type: ignore[attr-defined]
        self.fields["sheets"].required = True
