"""One search for persons and cases, in any script; what is looked for never stands in an address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from safar.accounts.queries import may, offices_by_id
from safar.accounts.services import log_read, require
from safar.cases import queries
from safar.cases.types import CaseRow
from safar.desk.web.forms import SearchForm
from safar.people import queries as people
from safar.people.types import Found, PersonSummary
from safar.plumbing.refusals import say
from safar.plumbing.types import Actor
from safar.plumbing.web import display
from safar.plumbing.web.lines import what_is_wrong
from safar.plumbing.web.moments import reader

MOST_FOUND = 50


@dataclass(frozen=True)
class Line:
    """Somebody who was found, as a line of the page; `reasons` are sentences."""

    person: PersonSummary
    birth: str
    age: str
    office: str
    reasons: str
    cases: Sequence[CaseRow]


def search(request: HttpRequest) -> HttpResponse:
    """Who was found, the likeliest first, with the reason for each; a case's reference leads straight to it."""
    by = reader()
    require(by, "people.search")
    form = SearchForm(request.POST if request.method == "POST" else None)
    lines: list[Line] = []
    asked = form.is_bound and form.is_valid() and not form.is_empty()
    if asked:
        for text in form.references():
            case_id = queries.case_by_reference(text)
            if case_id is not None:
                return HttpResponseRedirect(reverse("cases:case", kwargs={"id": case_id}))
        lines = _lines(people.find_people(form.sought(), MOST_FOUND))
        if lines:
            log_read(by=by, at=timezone.now(), kind="person", ids=[line.person.id for line in lines], page="search")
    context = {
        "form": form,
        "asked": asked,
        "found": lines,
        "nothing_written": form.is_bound and form.is_valid() and form.is_empty(),
        "wrong_lines": what_is_wrong(form.paper) if asked else [],
        "paper": form.paper if asked else None,
        "is_full": len(lines) >= MOST_FOUND,
        **_acts(by),
    }
    return render(request, "desk/search.html", context)


def _lines(found: Sequence[Found]) -> list[Line]:
    cases = queries.cases_of_persons([one.person.id for one in found], timezone.now())
    offices = offices_by_id(one.person.office_id for one in found)
    language, calendar, today = display.language(), display.calendar_in_use(), timezone.localdate()
    return [
        Line(
            person=one.person,
            birth=one.person.birth_text(language, calendar),
            age=one.person.age_text(today, language),
            office=offices[one.person.office_id].name if one.person.office_id in offices else "",
            reasons=display.comma().join(say(reason) for reason in one.reasons),
            cases=cases.get(one.person.id, []),
        )
        for one in found
    ]


def _acts(by: Actor) -> dict[str, bool]:
    return {
        "may_register": may(by, "people.register"),
        "may_open": may(by, "cases.open"),
        "may_trace": may(by, "people.trace"),
    }
