"""Small forms about one traveller: screens, asylum, detention, doubts, holds, steps, reports."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from safar.consent.types import AsylumGiven, ScreenAnswers
from safar.consent.web import words
from safar.consent.web.forms.answers import Typed, day, from_list, languages, line, lines, moment, one_of, several, tick
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
    advice_by = line(_("Who advised them, independent of us and of any authority"))
    advice_paper = line(_("If they declined: where the paper is kept on which they did"))
    advice_with = line(_("For a child: who was at the child’s side"))
    origin_contact = tick(
        _("Wishes, in writing, that we may contact the country of origin"),
        hint=_("Without day and paper of that wish nobody there is asked while a claim is open."),
    )
    origin_wish_on = day(_("That wish was written on"))
    origin_wish_paper = line(_("Where that wish is kept"))

    def clean(self) -> dict[str, Any]:
        """What was taken or declined leaves a trace; a wish without paper lifts no bar."""
        given = super().clean() or {}
        if given.get("advice") == "taken" and not given.get("advice_by"):
            self.wrong("advice_by", _("Write who advised them."))
        if given.get("advice") == "declined_in_writing" and not given.get("advice_paper"):
            self.wrong("advice_paper", _("Write where that paper is kept."))
        if given.get("origin_contact") and not (given.get("origin_wish_on") and given.get("origin_wish_paper")):
            self.wrong("origin_wish_paper", _("Write the day of that wish and where it is kept."))
        return given

    def given(self) -> AsylumGiven:
        """The position as the service takes it."""
        said = self.cleaned_data
        return AsylumGiven(
            said["status"],
            said["advice"],
            said["advice_on"],
            said["origin_contact"],
            advice_by=said["advice_by"],
            advice_paper=said["advice_paper"],
            advice_with=said["advice_with"],
            origin_wish_on=said["origin_wish_on"],
            origin_wish_paper=said["origin_wish_paper"],
        )


class DetentionForm(Typed):
    """Whether they are detained, and until when the State lets them stay."""

    in_detention = one_of(_("In detention?"), YES_NO)
    removal_on = day(
        _("Removal date, if one is set"), hint=_("A changed date is written down anew; its clock begins again.")
    )
    place = line(_("Where they are held, and where they can be seen in private"))
    authority = line(_("Which authority holds them or set the date"))
    lawyer = line(_("Who advises them in law"))


class RefoulementForm(Typed):
    """Return may be unsafe."""

    note = lines(_("Why return may not be safe for them"), required=True)


class RefoulementDecisionForm(Typed):
    """A protection officer of another office decides."""

    decision = one_of(_("What do you decide?"), words.REFOULEMENT)
    note = lines(_("Why"), required=True, hint=_("Read by protection officers only."))
    reason_for_person = lines(
        _("The reasons as the person is told them"), hint=_("Plain words, to be read out. Needed when you decline.")
    )

    def clean(self) -> dict[str, Any]:
        """A refusal is told with its reasons."""
        given = super().clean() or {}
        if given.get("decision") == "declined" and not given.get("reason_for_person"):
            self.wrong("reason_for_person", _("Write the reasons in words that can be read out to the person."))
        return given


class RefoulementToldForm(Typed):
    """The person was told what was decided about their safety."""

    told_at = moment(_("When were they told?"))
    language = from_list(_("In which language?"), languages())
    insists = tick(_("They insist on returning"), hint=_("It is written down. It does not change the decision."))
    wants_second = tick(_("They ask somebody else to look again"))


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


class OnPaperForm(Typed):
    """Since when the same words were in use on paper, and who had approved them."""

    since = day(_("In use on paper since"), required=True)
    reader_name = line(_("Who had read and approved them then?"), required=True)


class ReviewForm(Typed):
    """Why something was written down late."""

    note = line(_("Why was it late?"), required=True)
