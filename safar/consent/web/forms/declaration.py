"""What is asked when somebody signs, when a parent consents, and when somebody is asked again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safar.consent.types import ConfirmationGiven, DeclarationGiven, ParentalConsentGiven, PresenceGiven
from safar.consent.web import words
from safar.consent.web.forms.answers import Typed, from_list, line, lines, moment, one_of, several, tick
from safar.consent.web.words import Choices
from safar.plumbing.web import display
from safar.plumbing.web.forms import PartedForm

SIGNING_PRESENCES = {kind: word for kind, word in words.PRESENCES.items() if kind != "interpreter"}


class DeclarationForm(Typed, PartedForm):
    """One person's own declaration; nobody signs for another."""

    session = from_list(_("Which talk does it rest on?"), [])
    signed_at = moment(_("When was it signed?"))
    place = line(_("Where was it signed?"), required=True)
    no_interpreter_needed = tick(_("No interpreter was needed"))
    interpreter_name = line(
        _("Interpreter: number or name"),
        hint=_("Number or name from the register. A new name enters it: of age, not family, of no authority."),
    )
    manner = one_of(_("How did they sign?"), words.MANNERS)
    witness_name = line(_("Name of the witness"), required=True)
    witness_relation = from_list(
        _("Who is the witness?"),
        words.WITNESSES,
        hint=_("Neither family, interpreter, the counsellor nor an authority."),
    )
    reading_aloud_answer = one_of(_("We offered to read it aloud"), words.READING_ANSWERS)
    copy_answer = one_of(_("We offered a copy"), words.COPY_ANSWERS)
    nobody_else = tick(_("Nobody else could see or hear the signing"))
    in_sight = several(_("Who else could see the signing?"), SIGNING_PRESENCES)
    in_hearing = several(
        _("Who else could hear it?"),
        SIGNING_PRESENCES,
        hint=_(
            "Police, detention or immigration staff, or staff of the country of origin within hearing make it void."
        ),
    )
    children = several(
        _("Children named in it"), [], hint=_("A child travels on a parent’s declaration only if it names the child.")
    )
    shortened_by_person = tick(_("The person themselves asked to sign before the time for reflection is over"))
    shortened_reason = lines(_("Why, in their words"), rows=2)
    second_officer = from_list(
        _("Second officer"), [], required=False, hint=_("Needed in detention or shortly before a removal date.")
    )
    legal_advice_offered = tick(_("Independent legal advice was offered"))

    layout: ClassVar[Sequence[tuple[str | Promise, Sequence[str]]]] = (
        (_("Signing"), ("session", "signed_at", "place", "manner")),
        (_("Language and witness"), ("no_interpreter_needed", "interpreter_name", "witness_name", "witness_relation")),
        (
            _("Who else was there, apart from you, the interpreter and the witness"),
            ("nobody_else", "in_sight", "in_hearing"),
        ),
        (_("Offered to them"), ("reading_aloud_answer", "copy_answer")),
        (_("Children who travel with them"), ("children",)),
        (
            _("Only if the time for reflection was shortened"),
            ("shortened_by_person", "shortened_reason", "second_officer", "legal_advice_offered"),
        ),
    )

    def __init__(self, *args: Any, sessions: Choices, children: Choices, officers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].choices = sessions  # type: ignore[attr-defined]
        self.fields["children"].choices = children  # type: ignore[attr-defined]
        self.fields["second_officer"].choices = [("", _("nobody")), *officers]  # type: ignore[attr-defined]
        if not children:
            del self.fields["children"]

    def clean(self) -> dict[str, Any]:
        """Through whom it was signed, and why it was shortened if it was."""
        given = super().clean() or {}
        if bool(given.get("no_interpreter_needed")) == bool(given.get("interpreter_name")):
            self.wrong("interpreter_name", _("Name the interpreter, or tick that none was needed: one of the two."))
        if given.get("shortened_by_person") and not given.get("shortened_reason"):
            self.wrong("shortened_reason", _("Write why they want to sign earlier, in their words."))
        somebody = [*given.get("in_sight", []), *given.get("in_hearing", [])]
        if not somebody and not given.get("nobody_else"):
            self.wrong("nobody_else", _("Say who else could see or hear the signing, or tick that nobody could."))
        if somebody and given.get("nobody_else"):
            self.wrong("nobody_else", _("You ticked somebody below, and that nobody was there. Correct one of them."))
        return given

    def presences(self) -> tuple[PresenceGiven, ...]:
        """Who else was there when it was signed (V7)."""
        sight, hearing = self.cleaned_data["in_sight"], self.cleaned_data["in_hearing"]
        return tuple(
            PresenceGiven(kind, in_sight=kind in sight, in_hearing=kind in hearing)
            for kind in SIGNING_PRESENCES
            if kind in sight or kind in hearing
        )

    def given(
        self, traveller_id: UUID, language: str, *, text_id: UUID | None = None, pack_id: UUID | None = None
    ) -> DeclarationGiven:
        """The declaration as the service takes it; text and pack are named where they stand on a paper."""
        said = self.cleaned_data
        officer = said["second_officer"]
        same = (
            *("signed_at", "place", "manner", "no_interpreter_needed", "interpreter_name", "witness_name"),
            *("witness_relation", "reading_aloud_answer", "copy_answer", "shortened_by_person", "shortened_reason"),
            "legal_advice_offered",
        )
        return DeclarationGiven(
            traveller_id=traveller_id,
            session_id=UUID(said["session"]),
            language=language,
            children=tuple(UUID(child) for child in said.get("children", [])),
            second_officer_id=int(officer) if officer else None,
            presences=self.presences(),
            **{name: said[name] for name in same},
            text_id=text_id,
            pack_id=pack_id,
        )


class ParentalConsentForm(Typed):
    """What the other holder of parental responsibility says, or the paper that makes one enough."""

    kind = one_of(_("What is there?"), words.CONSENT_KINDS_TO_SAY)
    given_by = from_list(_("Who says so?"), [], required=False)
    given_by_name = line(_("Name, if not on the list"), hint=_("For a paper or a decision: which court or panel."))
    given_at = moment(_("When?"))
    paper = line(_("Which paper do we have?"), hint=_("Its kind, number and date. For a refusal, none is needed."))
    court = line(
        _("Which court made it?"),
        required=False,
        hint=_("If the other parent cannot be found, only a court’s paper or a panel’s decision stands for them."),
    )

    def __init__(self, *args: Any, givers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["given_by"].choices = [("", _("somebody not on this list")), *givers]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A consent has a giver, and a paper unless it is a refusal."""
        given = super().clean() or {}
        if not given.get("given_by") and not given.get("given_by_name"):
            self.wrong("given_by_name", _("Write who says so, or choose them from the list."))
        if given.get("kind") not in (None, "dissent") and not given.get("paper"):
            self.wrong("paper", _("Name the paper that shows it."))
        return given

    def given(self) -> ParentalConsentGiven:
        """The consent as the service takes it."""
        said = self.cleaned_data
        giver = UUID(said["given_by"]) if said["given_by"] else None
        return ParentalConsentGiven(
            said["kind"], said["given_at"], giver, said["given_by_name"], said["paper"], said["court"]
        )


class ConfirmationForm(Typed):
    """The person, asked again: do you still want to go?"""

    which = one_of(_("Which of the two times?"), words.WHICH)
    alone = tick(_("They were asked alone"))
    answer = one_of(
        _("What did they answer?"), words.ANSWERS, hint=_("“No” ends the permit at once. No reason is asked.")
    )
    asked_at = moment(_("When were they asked?"))
    place = line(_("Where?"))
    interpreter_name = line(
        _("Interpreter, if there was one: number or name"),
        hint=_("Number or name from the register. A new name enters it: of age, not family, of no authority."),
    )
    asked_by = from_list(_("Who asked?"), [])

    def __init__(self, *args: Any, staff: Choices, permit_made: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permit_made = permit_made
        self.fields["asked_by"].choices = staff  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Whoever still wants to go says so alone and with a permit; a no counts in any company, at any time."""
        given = super().clean() or {}
        if given.get("answer") == "still_yes" and not given.get("alone"):
            self.wrong("alone", _("A yes counts only when they are asked alone. Ask again alone, then write it down."))
        asked_at = given.get("asked_at")
        if given.get("answer") == "still_yes" and self.permit_made and asked_at and asked_at < self.permit_made:
            sentence = gettext(
                "A yes counts only once there is a permit, and theirs was made on %(moment)s. Ask again."
            )
            self.wrong("asked_at", sentence % {"moment": display.moment_in_words(self.permit_made)})
        return given

    def given(self) -> ConfirmationGiven:
        """The answer as the service takes it."""
        said = self.cleaned_data
        asked_at: datetime = said["asked_at"]
        return ConfirmationGiven(
            which=said["which"],
            answer=said["answer"],
            asked_at=asked_at,
            alone=said["alone"],
            asked_by_id=int(said["asked_by"]),
            place=said["place"],
            interpreter_name=said["interpreter_name"],
        )
