"""One search box for persons and cases, in any script; what is looked for never stands in an address."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from safar.accounts.queries import may
from safar.accounts.services import log_read, require
from safar.cases import queries
from safar.cases.types import CaseRow
from safar.kernel.names import normal_form
from safar.kernel.text import clean_text
from safar.kernel.unclear import Unclear
from safar.people import queries as people
from safar.people.types import PersonSummary
from safar.plumbing.types import Actor
from safar.plumbing.web import display
from safar.plumbing.web.moments import reader

MOST_FOUND = 50
LONGEST_TEXT = 200


def search(request: HttpRequest) -> HttpResponse:
    """What was found, with the reason for each; a case's reference leads straight to it."""
    by = reader()
    require(by, "people.search")
    text, wrong = _looked_for(request)
    if text:
        case_id = queries.case_by_reference(text)
        if case_id is not None:
            return HttpResponseRedirect(reverse("cases:case", kwargs={"id": case_id}))
    persons = people.search_people(text, MOST_FOUND) if text else []
    cases = queries.cases_of_persons([person.id for person in persons], timezone.now())
    if persons:
        log_read(by=by, at=timezone.now(), kind="person", ids=[person.id for person in persons], page="search")
    context = {
        "text": text,
        "asked": request.method == "POST",
        "wrong": wrong,
        "found": [_shown(person, text, cases.get(person.id, [])) for person in persons],
        "is_full": len(persons) >= MOST_FOUND,
        **_acts(by),
    }
    return render(request, "desk/search.html", context)


def _looked_for(request: HttpRequest) -> tuple[str, str]:
    try:
        return clean_text(request.POST.get("q", "")[:LONGEST_TEXT]), ""
    except Unclear as unclear:
        return "", gettext(unclear.sentence) % unclear.params


def _shown(
    person: PersonSummary, text: str, cases: Sequence[CaseRow]
) -> tuple[PersonSummary, str, str, Sequence[CaseRow]]:
    return person, person.age_text(timezone.localdate(), display.language()), _reason(person, text), cases


def _reason(person: PersonSummary, text: str) -> str:
    """Why this person was found."""
    wanted = normal_form(text)
    if any(wanted in normal_form(name) for name in (person.name, person.latin) if name):
        return gettext("the name is written so")
    if any(character.isdigit() for character in text):
        return gettext("a document or telephone has this number")
    return gettext("a name sounds or begins like this")


def _acts(by: Actor) -> dict[str, bool]:
    return {"may_register": may(by, "people.register"), "may_open": may(by, "cases.open")}
