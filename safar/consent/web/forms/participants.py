"""The part of the counselling sheet that belongs to one traveller."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from safar.consent.types import AsylumGiven, PersonInSession, ScreenAnswers
from safar.consent.web import words
from safar.consent.web.forms.answers import Typed, day, from_list, line, lines, one_of, several, tick
from safar.consent.web.subjects import Someone
from safar.consent.web.words import Choices

YES_NO: Choices = [("yes", _("yes")), ("no", _("no"))]


class ParticipantForm(Typed):
    """One traveller's part; left alone when they were not there."""

    was_there = tick(_("Was there"))
    alone = one_of(_("Did you speak with them alone?"), YES_NO, required=False)
    decision = one_of(_("What do they say now?"), words.DECISIONS, required=False)
    asylum = from_list(_("Asylum claim or appeal"), words.ASYLUM, required=False)
    advice = from_list(_("Independent advice on it"), words.ADVICE, required=False)
    advice_on = day(_("Advice taken or declined on"))
    advice_trace = line(_("Who advised them; or where the paper is kept on which they declined"))
    advice_with = line(_("For a child: who was at the child’s side"))
    origin_contact = tick(_("Wishes, in writing, that we may contact the country of origin"))

    def __init__(self, *args: Any, someone: Someone, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"t{someone.id.hex}", **kwargs)
        self.someone = someone

    @property
    def traveller_id(self) -> UUID:
        """Whose part this is."""
        return self.someone.id

    @property
    def took_part(self) -> bool:
        """Whether this traveller was there."""
        return bool(self.cleaned_data.get("was_there"))

    def clean(self) -> dict[str, Any]:
        """Of somebody who was there, whether alone and what they say must be known."""
        given = super().clean() or {}
        if given.get("was_there"):
            if not given.get("alone"):
                self.wrong("alone", _("Say whether you spoke with them alone."))
            if not given.get("decision"):
                self.wrong("decision", _("Choose what they say now; “still considering” is an answer."))
        elif self.typed_without_presence():
            self.wrong("was_there", _("You wrote something here. Tick that they were there, or clear it."))
        advised = given.get("asylum") in ("open_claim", "open_appeal") and given.get("advice")
        if advised and not given.get("advice_on"):
            self.wrong("advice_on", _("Write the day on which advice was taken or declined."))
        if advised and not given.get("advice_trace"):
            self.wrong("advice_trace", _("Write who advised them, or where the paper is kept on which they declined."))
        return given

    def typed_without_presence(self) -> bool:
        """Whether something was written about somebody who was not there."""
        return any(bool(self.cleaned_data.get(name)) for name in ("alone", "decision"))

    def asylum_given(self) -> AsylumGiven | None:
        """Where they stand with asylum, if it was spoken of."""
        given = self.cleaned_data
        if not given["asylum"]:
            return None
        trace, declined = given["advice_trace"], given["advice"] == "declined_in_writing"
        return AsylumGiven(
            given["asylum"],
            given["advice"],
            given["advice_on"],
            given["origin_contact"],
            advice_by="" if declined else trace,
            advice_paper=trace if declined else "",
            advice_with=given["advice_with"],
        )

    def person_given(self, pack_id: UUID | None) -> PersonInSession:
        """Their part in the session."""
        given = self.cleaned_data
        return PersonInSession(self.traveller_id, alone=given["alone"] == "yes", decision=given["decision"])


class ChildForm(ParticipantForm):
    """A child's part: whether they were there and heard, and their own asylum claim, if any."""


class AdultForm(ParticipantForm):
    """An adult's part: what was covered and understood, the screen, their papers and debts."""

    topics = several(_("What was covered?"), [])
    manner = one_of(_("The information pack"), words.READ_MANNERS, required=False)
    understood = tick(_("They understood it"))
    consequences_told = tick(
        _("They were told what follows if they change their mind later, also where we have no say")
    )
    own_words_1 = lines(_("What else could they do than return? In their own words"), rows=2)
    own_words_2 = lines(_("What can they do if they change their mind? In their own words"), rows=2)
    own_words_3 = lines(_("What cannot be undone? In their own words"), rows=2)
    steps = several(_("Steps that cannot be undone: explained, and they say they understand"), [])
    travel_document = from_list(_("Where is their travel document?"), words.DOCUMENTS, required=False)
    debts = line(_("Debts, fines or court cases"))
    lodging = line(_("Where they live now, and until when"))
    no_signs = tick(_("Asked alone: none of these signs"))
    red = several(_("Signs that only a protection officer can clear"), words.RED_SIGNS)
    amber = several(_("Signs that need measures"), words.AMBER_SIGNS)
    removal_on = day(_("If a removal date is set: which day?"))
    screen_note = lines(_("What was seen or said"), rows=2)

    def __init__(
        self, *args: Any, topics: Choices, steps: Choices, questions: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = topics  # type: ignore[attr-defined]
        self.fields["steps"].choices = steps  # type: ignore[attr-defined]
        if not steps:
            del self.fields["steps"]
        if not self.someone.line.cannot_read:
            for name in ("own_words_1", "own_words_2", "own_words_3"):
                del self.fields[name]
            return
        # The pack that is read aloud ends with its own three questions; the sheet asks the same ones.
        for number, question in enumerate(questions[:3], 1):
            self.fields[f"own_words_{number}"].label = question
            self.fields[f"own_words_{number}"].help_text = _("In their own words")

    def clean(self) -> dict[str, Any]:
        """The screen says that there were no signs, or which; whoever cannot read was read to."""
        given = super().clean()
        signs = [*given.get("red", []), *given.get("amber", [])]
        if given.get("no_signs") and signs:
            self.wrong("no_signs", _("You ticked signs below, and that there were none. Correct one of them."))
        if given.get("removal_on") and "removal_date" not in given.get("amber", []):
            self.wrong("removal_on", _("You wrote a removal date: tick above that one is set."))
        if self.someone.line.cannot_read and given.get("manner") == "text":
            self.wrong("manner", _("They cannot read: the pack has to be read aloud, by an interpreter where needed."))
        return given

    def typed_without_presence(self) -> bool:
        """Whether anything was ticked or written about them."""
        names = ("topics", "manner", "understood", "steps", "no_signs", "red", "amber", "screen_note")
        return super().typed_without_presence() or any(bool(self.cleaned_data.get(name)) for name in names)

    @property
    def own_words(self) -> tuple[str, ...]:
        """The answers of somebody who cannot read, as many as were given."""
        answers = [self.cleaned_data.get(f"own_words_{number}", "") for number in (1, 2, 3)]
        return tuple(answer for answer in answers if answer)

    def screen_given(self) -> ScreenAnswers | None:
        """The screen, if the person was asked."""
        given = self.cleaned_data
        signs: set[str] = {*given["red"], *given["amber"]}
        if not signs and not given["no_signs"]:
            return None
        return ScreenAnswers(**dict.fromkeys(signs, True), note=given["screen_note"])

    def person_given(self, pack_id: UUID | None) -> PersonInSession:
        """Their part in the session, with the screen; the pack only if it was gone through."""
        given = self.cleaned_data
        return PersonInSession(
            self.traveller_id,
            alone=given["alone"] == "yes",
            decision=given["decision"],
            topics=tuple(given["topics"]),
            pack_id=pack_id if given["manner"] else None,
            manner=given["manner"],
            understood=given["understood"],
            consequences_told=given["consequences_told"],
            own_words=self.own_words,
            screen=self.screen_given(),
            **{name: given[name] for name in ("travel_document", "debts", "lodging")},
        )
