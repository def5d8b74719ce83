"""Small forms about one traveller: screens, asylum, detention, doubts, holds, steps, reports."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from safar.consent.types import AsylumGiven, ScreenAnswers
from safar.consent.web import words
from safar.consent.web.forms.answers import Typed, day, from_list, line, lines, moment, one_of, several, tick
from safar.consent.web.forms.participants import YES_NO


class Nothing(Typed):
    """A button that asks for nothing else."""


class ScreenForm(Typed):
    """The signs of pressure, asked alone."""

    no_signs = tick(_("Asked alone: none of these signs"))
    red = several(_("Signs that only a protection officer can clear"), words.RED_SIGNS)
    amber = several(_("Signs that need measures"), words.AMBER_SIGNS)
    note = lines(_("What was seen or said"), rows=2)

    def clean(self) -> dict[str, Any]:
        """Either signs or none."""
        given = super().clean() or {}
        if bool([*given.get("red", []), *given.get("amber", [])]) == bool(given.get("no_signs")):
            self.wrong("no_signs", _("Tick the signs you saw, or that there were none: one of the two."))
        return given

    def given(self) -> ScreenAnswers:
        """The answers as the service takes them."""
        said = self.cleaned_data
        signs: set[str] = {*said["red"], *said["amber"]}
        return ScreenAnswers(**dict.fromkeys(signs, True), note=said["note"])


class ClearanceForm(Typed):
    """A protection officer has spoken with the person alone."""

    spoke_at = moment(_("When did you speak with them alone?"))
    outcome = one_of(_("What did you find?"), words.CLEARANCES)
    note = lines(_("What they told you, as far as it has to be kept"))


class AsylumForm(Typed):
    """Where they stand with asylum."""

    status = one_of(_("Asylum claim or appeal"), words.ASYLUM)
    advice = from_list(_("Independent advice on it"), words.ADVICE, required=False)
    advice_on = day(_("Advice taken or declined on"))
    origin_contact = tick(_("Wishes, in writing, that we may contact the country of origin"))

    def given(self) -> AsylumGiven:
        """The position as the service takes it."""
        said = self.cleaned_data
        return AsylumGiven(said["status"], said["advice"], said["advice_on"], said["origin_contact"])


class DetentionForm(Typed):
    """Whether they are detained, and until when the State lets them stay."""

    in_detention = one_of(_("In detention?"), YES_NO)
    removal_on = day(_("Removal date, if one is set"))


class RefoulementForm(Typed):
    """Return may be unsafe."""

    note = lines(_("Why return may not be safe for them"), required=True)


class RefoulementDecisionForm(Typed):
    """A protection officer of another office decides."""

    decision = one_of(_("What do you decide?"), words.REFOULEMENT)
    note = lines(_("Why"), required=True)


class HoldForm(Typed):
    """A reason to hold the permit."""

    reason = lines(_("Why is it held?"), required=True, rows=2)


class ReleaseForm(Typed):
    """A hold ends after speaking with the person."""

    spoke_alone_at = moment(_("When did you speak with them alone?"), required=False)
    note = lines(_("What became clear"), rows=2)


class MessageForm(Typed):
    """Somebody else says that a person does not want to go."""

    traveller = from_list(_("About whom?"), [])
    said_by = line(_("Who told us?"), required=True)
    channel = from_list(_("How?"), words.CHANNELS)
    message = lines(_("What did they say?"), rows=2)

    def __init__(self, *args: Any, about: words.Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["traveller"].choices = [("", _("choose")), *about]  # type: ignore[attr-defined]


class WithdrawalForm(Typed):
    """When and how the person said it; all of it filled in already."""

    said_at = moment(_("When did they say so?"), required=False)
    channel = from_list(_("How?"), words.CHANNELS, required=False)
    consequences_told = tick(_("They were told again what follows where we have no say"))


class DeathForm(Typed):
    """Somebody says that the person has died."""

    source = line(_("Who reports it, and how do they know?"), required=True)


class DeathAnswerForm(Typed):
    """What became of the report."""

    confirmed = one_of(_("Is it true?"), [("yes", _("yes, confirmed")), ("no", _("no, it was a mistake"))])
    paper = line(_("Which paper shows it?"))


class NotReachedForm(Typed):
    """The person has not been reached; that is all it says."""

    since = moment(_("Not reached since"))
    attempts = line(_("How many times did we try?"), required=True, longest=20)

    def clean_attempts(self) -> int:
        """A whole number, in any digits."""
        typed = self.cleaned_data["attempts"]
        if not typed.isdigit() or not int(typed):
            self.wrong("attempts", _("Write how many times as a whole number, such as 3."))
            return 1
        return int(typed)


class StepDoneForm(Typed):
    """A step that cannot be undone was done."""

    done_at = moment(_("When was it done?"))


class ApproveForm(Typed):
    """A named reader of the language approves a text."""

    reader_name = line(_("Who read it?"), required=True, hint=_("Somebody whose language this is, by name."))


class ReviewForm(Typed):
    """Why something was written down late."""

    note = line(_("Why was it late?"), required=True)
