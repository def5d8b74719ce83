"""The counselling sheet as a whole: its parts, what was typed so far, and how it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from safar.accounts import queries as accounts
from safar.consent import queries, services
from safar.consent.documents.passages import questions_in
from safar.consent.types import SessionGiven
from safar.consent.web.forms.answers import languages
from safar.consent.web.forms.participants import AdultForm, ChildForm
from safar.consent.web.forms.sheet import TalkForm
from safar.consent.web.subjects import Someone, Subject
from safar.consent.web.words import Choices
from safar.plumbing.drafts import draft_for, drop_draft, keep_draft
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from safar.plumbing.web import display
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader
from safar.programmes.types import text_in

DRAFT = "counselling-sheet"
Typed = Mapping[str, list[str]]


class Sheet:
    """One talk about one journey, as it stands on the page."""

    def __init__(self, subject: Subject, typed: Any = None, *, unfinished: bool = False) -> None:
        self.subject = subject
        self.kept_at: datetime | None = None
        self.talk = TalkForm(
            typed,
            unfinished=unfinished,
            initial=_first_answers(subject),
            languages=_languages_of(subject),
            staff=staff_here(),
        )
        topics, steps = topics_of(subject), steps_of(subject)
        self.adults = [
            AdultForm(
                typed,
                someone=one,
                unfinished=unfinished,
                topics=topics,
                steps=steps,
                questions=questions_for(subject, one),
                initial=_there(subject, one),
            )
            for one in subject.adults
        ]
        self.children = [
            ChildForm(typed, someone=one, unfinished=unfinished, initial=_there(subject, one))
            for one in subject.children
        ]

    @classmethod
    def begun(cls, subject: Subject, by: Actor, at: datetime) -> Sheet:
        """The sheet as it was left when it was last typed in, or an empty one."""
        kept = draft_for(by=by, at=at, form=DRAFT, subject=subject.journey.id)
        if kept is None:
            return cls(subject)
        sheet = cls(subject, MultiValueDict(kept.answers), unfinished=True)
        sheet.kept_at = kept.saved_at
        return sheet

    @property
    def participants(self) -> list[AdultForm | ChildForm]:
        """Every traveller's part, adults first."""
        return [*self.adults, *self.children]

    @property
    def errors_in_words(self) -> list[tuple[str, str, str]]:
        """For the summary: whose part, which answer (its id on the page), what to do."""
        found = []
        for form in (self.talk, *self.participants):
            whose = form.someone.name if isinstance(form, AdultForm | ChildForm) else ""
            found += [(whose, "", str(error)) for error in form.non_field_errors()]
            found += [
                (whose, field.id_for_label or field.auto_id, _about(str(field.label), str(error)))
                for field in form
                for error in field.errors
            ]
        return found

    def is_complete(self) -> bool:
        """Whether every part can be kept; says in the forms what is missing."""
        whole = all([form.is_valid() for form in (self.talk, *self.participants)])
        if whole and not any(form.took_part for form in self.participants):
            self.talk.add_error(None, _("Tick at least one person who was there."))
            whole = False
        return whole and self._has_the_pack()

    def _has_the_pack(self) -> bool:
        """Whether the information that was gone through exists in the language of the talk."""
        if any(form.cleaned_data.get("manner") for form in self.adults) and self.pack_id() is None:
            self.talk.wrong(
                "language",
                _("This programme has no information pack in that language. Choose the language it was read in."),
            )
            return False
        return True

    def pack_id(self) -> Any:
        """The pack that was current when the talk was held."""
        talk = self.talk.cleaned_data
        pack = queries.current_pack(self.subject.journey.programme_code, talk["language"], talk["held_at"])
        return pack.id if pack else None

    def save(self, by: Actor, at: datetime) -> Any:
        """Keep the talk with all that was said in it, at once or not at all; None when a rule stands against it."""
        try:
            with transaction.atomic():
                session_id = services.hold_session(
                    by=by, at=at, journey_id=self.subject.journey.id, given=self.session_given()
                )
                self._keep_positions(by, self.talk.held_at_given)
                if self.talk.cleaned_data["blank_number"]:
                    services.use_blank(
                        by=by, at=at, number=self.talk.cleaned_data["blank_number"], session_id=session_id
                    )
                drop_draft(by=by, form=DRAFT, subject=self.subject.journey.id)
                return session_id
        except Refused as refusal:
            refuse(self.talk, refusal)
            return None

    def session_given(self) -> SessionGiven:
        """The talk as the service takes it."""
        talk = self.talk.cleaned_data
        pack_id = self.pack_id()
        said = ("purpose", "language", "interpreter_name", "interpreter_mode", "no_interpreter_needed", "place_kind")
        written = ("place", "motive", "heard_of_us", "options_explained", "note")
        return SessionGiven(
            held_at=talk["held_at"],
            minutes=talk["minutes"],
            people=tuple(form.person_given(pack_id) for form in self.participants if form.took_part),
            presences=self.talk.presences(),
            counsellor_id=int(talk["counsellor"]),
            **{name: talk[name] for name in (*said, *written)},
        )

    def _keep_positions(self, by: Actor, at: datetime) -> None:
        """What else was said of each of them then: asylum, detention, steps that cannot be undone."""
        for form in self.participants:
            asylum = form.asylum_given()
            if asylum:
                services.record_asylum_position(by=by, at=at, traveller_id=form.traveller_id, given=asylum)
        for adult in self.adults:
            given = adult.cleaned_data
            if adult.took_part and adult.screen_given():
                services.record_detention(
                    by=by,
                    at=at,
                    traveller_id=adult.traveller_id,
                    in_detention="detention" in given["amber"],
                    removal_on=given["removal_on"],
                )
            for code in given.get("steps", []) if adult.took_part else []:
                services.acknowledge_step(
                    by=by, at=at, traveller_id=adult.traveller_id, code=code, explained_at=self.talk.held_at_given
                )


def _about(label: str, error: str) -> str:
    """A question and what is wrong with its answer, in one line."""
    return f"{label} {error}" if label.endswith(("?", "؟")) else f"{label}: {error}"


def keep_as_typed(subject: Subject, by: Actor, at: datetime, typed: Typed) -> None:
    """Keep the sheet as it is, complete or not; nobody but its writer sees it."""
    answers = {name: list(values) for name, values in typed.items() if name not in ("csrfmiddlewaretoken", "keep")}
    keep_draft(by=by, at=at, form=DRAFT, subject=subject.journey.id, answers=answers)


def topics_of(subject: Subject) -> Choices:
    """The topics every adult is to be told, as the programme names them; the required ones first."""
    named = {topic.code: topic for topic in subject.programme.topics}
    codes = [*subject.journey.required_topics, *(code for code in named if code not in subject.journey.required_topics)]
    language = display.language()
    return [(code, text_in(named[code].names, language) if code in named else code) for code in codes]


def steps_of(subject: Subject) -> Choices:
    """The steps that cannot be undone, as the programme names them."""
    named = {step.code: step for step in subject.programme.irreversible_steps}
    language = display.language()
    return [
        (code, text_in(named[code].names, language) if code in named else code)
        for code in subject.journey.irreversible_steps
    ]


def questions_for(subject: Subject, one: Someone) -> tuple[str, ...]:
    """The three questions of the pack for somebody who cannot read: as the reader of the page reads them, else they."""
    if not one.line.cannot_read:
        return ()
    spoken = [known.language for known in one.person.languages] if one.person else []
    for language in (display.language(), *spoken):
        pack = queries.current_pack(subject.journey.programme_code, language, timezone.now())
        if pack is not None:
            return questions_in(pack.body)
    return ()


def staff_here() -> list[tuple[str, str]]:
    """Whoever works in the reader's office, the reader first: for what one writes down for a colleague."""
    by = reader()
    here = accounts.colleagues([by.office_id] if by.office_id else [])
    return [(str(by.user_id), by.name), *[(str(one.user_id), one.name) for one in here if one.user_id != by.user_id]]


def _languages_of(subject: Subject) -> Choices:
    spoken = [known.language for one in subject.going if one.person for known in one.person.languages]
    first = languages(dict.fromkeys(spoken))
    return [*first, *[choice for choice in languages() if choice not in first]]


def _first_answers(subject: Subject) -> dict[str, Any]:
    """What is known before the talk: today, and the language they prefer."""
    preferred = [one.person.preferred_language for one in subject.adults if one.person]
    me = str(reader().user_id)
    return {
        "held_at": timezone.now(),
        "counsellor": me,
        "language": next(filter(None, preferred), ""),
        "place_kind": "office",
    }


def _there(subject: Subject, one: Someone) -> dict[str, Any]:
    """Whoever the page was opened for, or who is alone in the journey, was there."""
    return {"was_there": one == subject.chosen or len(subject.going) == 1}
