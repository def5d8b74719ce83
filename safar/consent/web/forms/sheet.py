"""The counselling sheet: one part about the talk, one part for each traveller."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from safar.consent.types import AUTHORITIES, PresenceGiven
from safar.consent.web import words
from safar.consent.web.forms.answers import Typed, from_list, line, lines, moment, one_of, several, tick
from safar.consent.web.words import Choices

LONGEST_TALK = 720


class TalkForm(Typed):
    """When, where, in which language and before whom the talk was held."""

    held_at = moment(_("When was it held?"), hint=_("When it happened, not when you write it down; we keep both."))
    minutes = line(_("How many minutes?"), longest=20)
    counsellor = from_list(_("Who held it?"), [])
    purpose = from_list(_("What kind of talk?"), words.PURPOSES)
    place_kind = from_list(_("Where?"), words.PLACES)
    place = line(_("Which room or place?"))
    language = from_list(_("Language"), [])
    no_interpreter_needed = tick(_("No interpreter was needed"))
    interpreter_name = line(
        _("Interpreter: number or name"),
        hint=_("Number or name from the register. A new name enters it: of age, not family, of no authority."),
    )
    interpreter_mode = from_list(_("How did they interpret?"), words.INTERPRETER_MODES, required=False)
    nobody_else = tick(_("Nobody else could see or hear"))
    in_sight = several(_("Who could see?"), words.PRESENCES)
    in_hearing = several(_("Who could hear?"), words.PRESENCES)
    options_explained = lines(_("Which possibilities were explained, other than to return?"))
    motive = lines(_("Why do they think of returning?"))
    heard_of_us = line(_("How did they hear of us?"))
    note = lines(_("Anything else"))
    blank_number = line(
        _("Number printed on the sheet"), hint=_("Only for a numbered blank sheet that came back, such as 4F7K-29QX-M.")
    )

    def __init__(self, *args: Any, languages: Choices, staff: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["counsellor"].choices = staff  # type: ignore[attr-defined]
        self.fields["language"].choices = [("", _("choose")), *languages]  # type: ignore[attr-defined]
        self.fields["minutes"].widget.attrs |= {"size": 4, "inputmode": "numeric"}

    def clean_minutes(self) -> int | None:
        """A whole number of minutes, in any digits."""
        typed = self.cleaned_data["minutes"]
        if not typed:
            return None
        if not typed.isdigit() or not 0 < int(typed) <= LONGEST_TALK:
            self.wrong("minutes", _("Write the minutes as a whole number, such as 70."))
            return None
        return int(typed)

    def clean(self) -> dict[str, Any]:
        """Ask for what makes a talk count: through whom, and who else was there."""
        given = super().clean() or {}
        if not given.get("no_interpreter_needed") and not given.get("interpreter_name"):
            self.wrong("interpreter_name", _("Name the interpreter, or tick that none was needed."))
        if given.get("no_interpreter_needed") and given.get("interpreter_name"):
            self.wrong("interpreter_name", _("There was an interpreter, or none was needed: choose one of the two."))
        if given.get("interpreter_name") and not given.get("interpreter_mode"):
            self.wrong(
                "interpreter_mode", _("Say whether the interpreter was in the room, on the telephone or on video.")
            )
        somebody = [*given.get("in_sight", []), *given.get("in_hearing", [])]
        if not somebody and not given.get("nobody_else") and not given.get("interpreter_name"):
            self.wrong("nobody_else", _("Say who else could see or hear, or tick that nobody could."))
        if given.get("nobody_else") and somebody:
            self.wrong("nobody_else", _("You ticked somebody below, and that nobody was there. Correct one of them."))
        return given

    @property
    def presence_rows(self) -> list[tuple[str, Any, bool, bool]]:
        """The table of who could see and who could hear: code, word, ticked, ticked; authorities last."""
        sight, hearing = (self[name].value() or [] for name in ("in_sight", "in_hearing"))
        kinds = sorted(words.PRESENCES.items(), key=lambda kind: kind[0] in AUTHORITIES)
        return [(code, label, code in sight, code in hearing) for code, label in kinds if code != "interpreter"]

    def presences(self) -> tuple[PresenceGiven, ...]:
        """Who else was there; the interpreter by their way of interpreting."""
        given = self.cleaned_data
        seen = [
            PresenceGiven(kind, in_sight=kind in given["in_sight"], in_hearing=kind in given["in_hearing"])
            for kind in words.PRESENCES
            if kind in given["in_sight"] or kind in given["in_hearing"]
        ]
        if given["interpreter_name"]:
            seen.append(PresenceGiven("interpreter", in_sight=given["interpreter_mode"] != "phone", in_hearing=True))
        return tuple(seen)

    @property
    def held_at_given(self) -> datetime:
        """When the talk was held."""
        held_at: datetime = self.cleaned_data["held_at"]
        return held_at


class PresenceForm(Typed):
    """Somebody else who was there, remembered after the talk was written down."""

    kind = from_list(_("Who?"), {kind: word for kind, word in words.PRESENCES.items() if kind != "interpreter"})
    heard = one_of(_("Could they hear?"), {"hearing": _("yes, they could hear"), "sight": _("no, only see")})

    def presence(self) -> PresenceGiven:
        """What the service takes; whoever could hear in the room could see as well."""
        return PresenceGiven(self.cleaned_data["kind"], in_hearing=self.cleaned_data["heard"] == "hearing")
