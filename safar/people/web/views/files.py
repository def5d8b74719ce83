"""Pages that show: a person's file, its print, its history, the papers we hold, what other offices asked."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from safar.accounts.queries import may, names_of, offices_by_id
from safar.accounts.services import log_read, require
from safar.people.panels import panels_for
from safar.people.queries import changes_of, history_of, kept_of, papers_we_hold, people_in, questions_about_us
from safar.people.types import (
    HouseholdMemberFact,
    MergeFact,
    PersonFile,
    PersonId,
    PersonSummary,
    Purpose,
    RelationFact,
)
from safar.people.web.views.frame import open_file
from safar.people.web.words import is_to
from safar.plumbing.web import display
from safar.plumbing.web.moments import reader


@dataclass(frozen=True)
class Relative:
    """Another person and what this one is to them."""

    relation: RelationFact
    other: PersonSummary
    is_to: str
    lasts: bool


@dataclass(frozen=True)
class Housemate:
    """Somebody who lives or lived in the household."""

    person: PersonSummary
    membership: HouseholdMemberFact
    lasts: bool


def person(request: HttpRequest, person_id: PersonId) -> HttpResponse:
    """Everything on file about who somebody is; a record that is read under another leads there."""
    by = reader()
    require(by, "people.read")
    kept = kept_of([person_id])[person_id]
    if kept != person_id:
        return redirect("people:person", kept)
    file = open_file(by, person_id, "person")
    page = _shown(file) | {
        "panels": panels_for(by, person_id),
        "may_register": may(by, "people.register"),
        "may_correct": may(by, "people.correct"),
        "may_trace": may(by, "people.trace"),
        "may_keep_documents": may(by, "people.keep_documents"),
        "may_restrict": may(by, "people.restrict"),
        "may_alias": may(by, "people.alias"),
        "may_adjudicate": may(by, "people.adjudicate"),
        "may_merge": may(by, "people.merge"),
        "merges": _merges(file),
    }
    return render(request, "people/person.html", page)


def _merges(file: PersonFile) -> list[tuple[MergeFact, PersonSummary, str, str]]:
    """Each merge with the other record, and by whom it was made and taken back."""
    own = file.summary.id
    others = {fact.id: fact.gone_id if fact.kept_id == own else fact.kept_id for fact in file.merges}
    people = people_in(others.values())
    names = names_of(user for fact in file.merges for user in (fact.merged_by, fact.undone_by) if user)
    return [
        (fact, people[others[fact.id]], names.get(fact.merged_by, ""), names.get(fact.undone_by or 0, ""))
        for fact in file.merges
        if others[fact.id] in people
    ]


def printed(request: HttpRequest, person_id: PersonId) -> HttpResponse:
    """The same on paper, for the person themselves or for a file of paper."""
    file = open_file(reader(), person_id, "person, printed")
    return render(request, "people/print.html", _shown(file))


def _shown(file: PersonFile) -> dict[str, object]:
    today = timezone.localdate()
    person = file.summary
    registration = [fact for fact in file.consents if fact.purpose == Purpose.REGISTRATION]
    return {
        "file": file,
        "person": person,
        "age": person.age_text(today, display.language()),
        "birth": person.birth_text(display.language(), display.calendar_in_use()),
        "birth_other": person.birth_text(display.language(), display.other_calendar()),
        "is_adult": person.is_adult_on(today),
        "office": offices_by_id([person.office_id])[person.office_id].name,
        "relatives": _relatives(file),
        "housemates": _housemates(file),
        "consents": [(fact, fact.holds_on(today)) for fact in file.consents],
        "registration_withdrawn": bool(registration) and not any(fact.holds_on(today) for fact in registration),
        "today": today,
    }


def _relatives(file: PersonFile) -> list[Relative]:
    today = timezone.localdate()
    found = []
    for relation in file.relations:
        other_id = relation.other_id if relation.person_id == file.summary.id else relation.person_id
        if other_id in file.relatives:
            words = is_to(relation, file.summary.id)
            found.append(Relative(relation, file.relatives[other_id], words, relation.lasts_on(today)))
    return sorted(found, key=lambda relative: not relative.lasts)


def _housemates(file: PersonFile) -> list[Housemate]:
    if file.household is None:
        return []
    known = file.relatives | {file.summary.id: file.summary}
    now = set(file.household.member_ids_on(timezone.localdate()))
    return [
        Housemate(known[member.person_id], member, member.until_on is None and member.person_id in now)
        for member in file.household.members
        if member.person_id in known
    ]


def history(request: HttpRequest, person_id: PersonId) -> HttpResponse:
    """What was done to the file, when and by whom."""
    file = open_file(reader(), person_id, "history")
    happenings = history_of(person_id)
    changes = changes_of(person_id, display.language(), display.calendar_in_use())
    users = {happening.user_id for happening in happenings} | {change.user_id for change in changes}
    names = names_of(user for user in users if user)
    page = {
        "person": file.summary,
        "lines": [(happening, names.get(happening.user_id or 0, "")) for happening in happenings],
        "changes": [(change, names.get(change.user_id or 0, "")) for change in changes],
    }
    return render(request, "people/history.html", page)


def papers(request: HttpRequest) -> HttpResponse:
    """The documents in our own hands, held longest first; each is a risk to be looked at daily."""
    by = reader()
    require(by, "people.keep_documents")
    held = papers_we_hold()
    owners = people_in(document.person_id for document in held)
    log_read(by=by, at=timezone.now(), kind="person", ids=sorted(owners), page="papers we hold")
    now = timezone.now()
    lines = [
        (document, owners[document.person_id], (now - document.custody[0].since).days)
        for document in held
        if document.person_id in owners
    ]
    return render(request, "people/papers.html", {"lines": lines, "today": timezone.localdate()})


def questions(request: HttpRequest) -> HttpResponse:
    """About whom of ours other offices asked while registering (D9)."""
    by = reader()
    require(by, "people.read")
    asked = questions_about_us()
    people = people_in(question.person_id for question in asked)
    log_read(by=by, at=timezone.now(), kind="person", ids=sorted(people), page="asked about us")
    names = names_of(question.asked_by for question in asked if question.asked_by)
    lines = [
        (question, people[question.person_id], names.get(question.asked_by or 0, ""))
        for question in asked
        if question.person_id in people
    ]
    return render(request, "people/questions.html", {"lines": lines})
