"""What the pages of signing and of transcribing offer alike: the talks to choose from, the children, the officers."""

from __future__ import annotations

from typing import Any

from safar.accounts import queries as accounts
from safar.consent import queries
from safar.consent.types import SessionLine
from safar.consent.web.subjects import Someone, Subject
from safar.plumbing.types import Actor
from safar.plumbing.web import display


def talks_with(subject: Subject, one: Someone) -> list[SessionLine]:
    """The talks in which this person took part, the latest first."""
    held = queries.sessions_of([subject.journey.id]).get(subject.journey.id, [])
    theirs = [talk for talk in held if any(part.traveller_id == one.id for part in talk.people)]
    return sorted(theirs, key=lambda talk: talk.held_at, reverse=True)


def form_values(subject: Subject, talks: list[SessionLine], by: Actor) -> dict[str, Any]:
    """The choices of a declaration's form: talks, children and second officers."""
    office = [by.office_id] if by.office_id else []
    return {
        "sessions": [(str(talk.id), display.moment_in_words(talk.held_at)) for talk in talks],
        "children": [(str(child.id), child.name) for child in subject.children],
        "officers": [(str(one.user_id), one.name) for one in accounts.colleagues(office) if one.user_id != by.user_id],
    }
