"""Pages on which likely duplicates are judged: the queue, two records side by side, a pair reported by hand."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safar.accounts.queries import may, names_of, offices_by_id
from safar.accounts.services import log_read, require
from safar.people import queries, services
from safar.people.panels import panels_for
from safar.people.queries.judging import Waiting, pairs_waiting
from safar.people.types import LikelyPairFact, PairAnswer, PersonFile, PersonSummary
from safar.people.web.comparing import compared
from safar.people.web.forms.merging import PairForm, TwinForm
from safar.people.web.reasons import in_words
from safar.people.web.views.frame import PersonAct, open_file
from safar.people.web.words import listed as in_a_row
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from safar.plumbing.web import display
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader

PAGE = 25
TABS = [
    (Waiting.FIRST, _("To be looked at")),
    (Waiting.SECOND, _("For a second person")),
    (Waiting.MERGE, _("One person, to be merged")),
]


@dataclass(frozen=True)
class Line:
    """A pair in the queue: both people, what speaks for one person, whose they are."""

    pair: LikelyPairFact
    people: tuple[PersonSummary, PersonSummary]
    births: tuple[str, str]
    why: str
    offices: str


def listed(request: HttpRequest) -> HttpResponse:
    """The queue: pairs that wait to be looked at, for a second person, or to be merged."""
    by = reader()
    require(by, "people.adjudicate")
    asked = request.GET.get("show", "")
    show = Waiting(asked) if asked in list(Waiting) else Waiting.FIRST
    page = _page_of(request)
    pairs = pairs_waiting(show, offset=(page - 1) * PAGE, limit=PAGE + 1)
    lines = _lines(pairs[:PAGE])
    ids = sorted({person.id for line in lines for person in line.people})
    log_read(by=by, at=timezone.now(), kind="list", ids=ids, page="likely duplicates")
    context = {
        "lines": lines,
        "show": show,
        "tabs": TABS,
        "page": page,
        "next_page": page + 1 if len(pairs) > PAGE else None,
        "may_merge": may(by, "people.merge"),
    }
    return render(request, "people/duplicates.html", context)


def _page_of(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return max(1, int(asked)) if asked.isdigit() and len(asked) < 6 else 1


def _lines(pairs: list[LikelyPairFact]) -> list[Line]:
    people = queries.people_in(one for pair in pairs for one in (pair.a_id, pair.b_id))
    offices = offices_by_id({person.office_id for person in people.values()})
    lines = []
    for pair in pairs:
        if pair.a_id in people and pair.b_id in people:
            both = (people[pair.a_id], people[pair.b_id])
            births = [person.birth_text(display.language(), display.calendar_in_use()) for person in both]
            named = dict.fromkeys(offices[person.office_id].name for person in both)
            lines.append(Line(pair, both, (births[0], births[1]), in_a_row(in_words(pair.reasons)), in_a_row(named)))
    return lines


def open_pair(by: Actor, pair_id: UUID, page: str) -> tuple[LikelyPairFact, PersonFile, PersonFile]:
    """A pair with both files; 404 alike for one that is not there and one that may not be seen (D9)."""
    require(by, "people.adjudicate")
    pair = queries.pair(pair_id)
    if pair is None:
        raise Http404
    return pair, open_file(by, pair.a_id, page), open_file(by, pair.b_id, page)


def judge(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """Two records side by side, and the three answers."""
    by = reader()
    pair, one, other = open_pair(by, pair_id, "likely duplicate")
    form = PairForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = PairAnswer(form.cleaned_data["answer"])
        try:
            with transaction.atomic():
                note = form.cleaned_data["note"]
                services.answer_pair(by=by, at=timezone.now(), pair_id=pair_id, answer=answer, note=note)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return _after(request, by, pair_id, answer)
    names = names_of(user for user in (pair.answered_by_id, pair.second_by_id, pair.reported_by_id) if user)
    together = queries.kept_of([pair.a_id, pair.b_id])
    context = {
        "pair": pair,
        "form": form,
        "one": one.summary,
        "other": other.summary,
        "lines": [line for line in compared(one, other) if line.first or line.second],
        "why": in_words(pair.reasons),
        "against": in_words(pair.reasons, speaking_for=False),
        "panels": [panels_for(by, pair.a_id), panels_for(by, pair.b_id)],
        "reported_by": names.get(pair.reported_by_id or 0, ""),
        "answered_by": names.get(pair.answered_by_id or 0, ""),
        "second_by": names.get(pair.second_by_id or 0, ""),
        "answer": PairAnswer(pair.answer).label if pair.answer else "",
        "is_merged": together[pair.a_id] == together[pair.b_id],
        "may_merge_now": _may_merge_now(by, pair),
    }
    return render(request, "people/pair.html", context)


def _may_merge_now(by: Actor, pair: LikelyPairFact) -> bool:
    looked_twice = pair.second_by_id is not None or not pair.is_hidden
    return pair.answer == PairAnswer.SAME and looked_twice and may(by, "people.merge")


def _after(request: HttpRequest, by: Actor, pair_id: UUID, answer: PairAnswer) -> HttpResponse:
    pair = queries.pair(pair_id)
    if pair is not None and _may_merge_now(by, pair):
        return redirect("people:merge", pair_id)
    if answer == PairAnswer.DIFFERENT:
        messages.success(request, _("They stay two people, and this pair is not asked about again."))
    elif answer == PairAnswer.SAME and pair is not None and pair.second_by_id is None and pair.is_hidden:
        messages.success(request, _("Your answer is on file. Somebody else looks too before anything is merged."))
    elif answer == PairAnswer.SAME:
        messages.success(request, _("Your answer is on file. A protection officer or manager merges the two."))
    else:
        messages.success(request, _("Your answer is on file. Somebody else looks at these two."))
    return redirect("people:duplicates")


class ReportTwin(PersonAct):
    """Somebody sees that two records are one person: they look for the other one and report the pair."""

    permission, form_class = "people.adjudicate", TwinForm
    template = "people/twin.html"
    heading, submit = _("Registered twice"), _("Look for the other record")
    hint = _("Look for the other record of this person. You then compare the two side by side.")

    def post(self, request: HttpRequest, person_id: UUID, **more: UUID) -> HttpResponse:
        """Look, or report the one that was chosen."""
        form = self.form(request.POST)
        if request.POST.get("other"):
            return self._report(request.POST["other"])
        if not form.is_valid():
            return self.ask(form)
        found = queries.search_people(form.cleaned_data["text"], 20)
        others = [person for person in found if person.id not in self.file.records]
        ids = [person.id for person in others]
        log_read(by=self.by, at=timezone.now(), kind="list", ids=ids, page="looked for a second record")
        births = [one.birth_text(display.language(), display.calendar_in_use()) for one in others]
        return self.ask(form, found=list(zip(others, births, strict=True)), looked=True)

    def _report(self, chosen: str) -> HttpResponse:
        try:
            other_id = UUID(chosen)
        except ValueError:
            raise Http404 from None
        if other_id not in queries.people_in([other_id]):
            raise Http404
        person_id = self.file.summary.id
        services.report_pair(by=self.by, at=timezone.now(), one_id=person_id, other_id=other_id)
        pairs = [pair for pair in queries.pairs_of([person_id]) if pair.other(person_id) == other_id]
        if pairs:
            return redirect("people:pair", pairs[0].id)
        messages.success(self.request, _("Thank you. The protection officer of the office looks at it."))
        return redirect("people:person", person_id)
