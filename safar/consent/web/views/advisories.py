"""Advisories: the list, issuing with a look beforehand at whom it concerns, one advisory, and its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from safar.accounts import queries as accounts
from safar.accounts.queries import may
from safar.accounts.services import log_read, require
from safar.consent import queries, services
from safar.consent.types import AdvisoryLine, AdvisoryReach, TellingLine
from safar.consent.web import safety_words
from safar.consent.web.forms.advisories import AdvisoryForm, LiftForm, WordForm
from safar.consent.web.subjects import summaries
from safar.consent.web.views.acts import Act, offered, perform, worst_status
from safar.consent.web.views.pages import REFUSED, done, go_back
from safar.people.types import PersonSummary
from safar.plumbing.web import display
from safar.plumbing.web.moments import reader

STANDINGS = ("moving", "soon", "rest")


@dataclass(frozen=True)
class Shown:
    """An advisory as a page shows it."""

    line: AdvisoryLine
    place: str
    profiles: tuple[str, ...]
    level: str
    colour: str
    in_force: bool
    to_tell: int


@dataclass(frozen=True)
class ToTell:
    """Somebody to be told: who, in which language, and whether there are words in it."""

    line: TellingLine
    person: PersonSummary | None
    language: str
    has_words: bool
    is_late: bool


@dataclass(frozen=True)
class OfficeReach:
    """How many an advisory would concern in one office, by where they stand, and how many must be asked first."""

    office: str
    counts: tuple[int, ...]
    to_ask: int


def shown(line: AdvisoryLine, to_tell: int = 0) -> Shown:
    """An advisory in words."""
    return Shown(
        line=line,
        place=safety_words.place_of(line, display.language()),
        profiles=tuple(str(safety_words.PROFILES.get(code, code)) for code in line.profiles),
        level=str(safety_words.LEVELS_SHORT[line.level]),
        colour=safety_words.LEVEL_COLOURS[line.level],
        in_force=line.is_in_force(timezone.now()),
        to_tell=to_tell,
    )


def banners(traveller_ids: list[UUID] | None = None) -> list[Shown]:
    """The halts and cautions in force, for some travellers or for everyone, with how many are still to be told."""
    now = timezone.now()
    if traveller_ids is None:
        lines = [line for line in queries.advisories_in_force(now) if line.level != "information"]
        waiting = queries.tellings(advisory_ids=[line.id for line in lines], open_only=True) if lines else []
    else:
        found = queries.advisories_of(traveller_ids, now)
        lines = list({line.id: line for theirs in found.values() for line in theirs}.values())
        waiting = queries.tellings(traveller_ids=traveller_ids, open_only=True) if lines else []
    return [shown(line, sum(one.advisory_id == line.id for one in waiting)) for line in lines]


@require_safe
def advisories(request: HttpRequest) -> HttpResponse:
    """Every advisory, those in force first, with how many people of these offices are still to be told."""
    by = reader()
    require(by, "consent.tell_advisory")
    waiting: dict[UUID, int] = {}
    for telling in queries.tellings(open_only=True):
        waiting[telling.advisory_id] = waiting.get(telling.advisory_id, 0) + 1
    rows = [shown(line, waiting.get(line.id, 0)) for line in queries.advisories()]
    rows = sorted(rows, key=lambda row: (not row.in_force, row.line.level != "halt"))
    context = {"rows": rows, "may_issue": may(by, "consent.issue_advisory")}
    return render(request, "consent/advisories.html", context)


@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest) -> HttpResponse:
    """Issue an advisory: first how many it concerns, and where; then it holds them all at once."""
    by, at = reader(), timezone.now()
    require(by, "consent.issue_advisory")
    form = AdvisoryForm(request.POST if request.method == "POST" else None)
    reach: list[OfficeReach] | None = None
    if request.method == "POST" and "issue" in request.POST:
        made: list[UUID] = []
        if done(form, lambda: made.append(services.issue_advisory(by=by, at=at, given=form.given()))):
            messages.success(request, _("The advisory is issued. Those whom it concerns are listed below."))
            return HttpResponseRedirect(reverse("consent:advisory", args=[made[0]]))
    elif form.is_bound and form.is_valid():
        given = form.given()
        reach = _by_office(
            services.preview_advisory(by=by, at=at, country=given.country, areas=given.areas, profiles=given.profiles)
        )
    context = {
        "form": form,
        "reach": reach,
        "standings": [safety_words.STANDINGS[code] for code in STANDINGS],
        "back": reverse("consent:advisories"),
        "is_halt": form.is_bound and form.data.get("level") == "halt",
    }
    return render(request, "consent/advisory_new.html", context, status=REFUSED if form.errors else 200)


def _by_office(found: list[AdvisoryReach]) -> list[OfficeReach]:
    offices = accounts.offices_by_id({line.office_id for line in found})
    rows = []
    for office_id, office in sorted(offices.items(), key=lambda pair: pair[1].name):
        mine = [line for line in found if line.office_id == office_id]
        counts = tuple(sum(line.people for line in mine if line.known and line.standing == one) for one in STANDINGS)
        rows.append(OfficeReach(office.name, counts, sum(line.people for line in mine if not line.known)))
    return rows


@require_http_methods(["GET", "POST"])
def advisory(request: HttpRequest, id: UUID) -> HttpResponse:
    """One advisory: whom of these offices it concerns, the moving first, who was told, and how it ends."""
    by, at = reader(), timezone.now()
    require(by, "consent.tell_advisory")
    line = next(iter(queries.advisories([id])), None)
    if line is None:
        raise Http404
    acts = [_word(line), *([_lift(line)] if line.is_in_force(at) else [])]
    if perform(request, acts):
        return go_back(request, reverse("consent:advisory", args=[id]))
    written = queries.words_of([id])
    people = _people(id, line, written)
    log_read(by=by, at=at, kind="person", ids=[row.line.person_id for row in people], page="advisory")
    chosen = request.GET.get("show", "")
    context = {
        "it": shown(line),
        "written": [(why, words.items()) for why in ("issued", "lifted") if (words := written.get((id, why), {}))],
        "open": [row for row in people if row.line.told_at is None],
        "told": [row for row in people if row.line.told_at is not None],
        "names": accounts.names_of({row.line.told_by_id for row in people if row.line.told_by_id}),
        "issuer": accounts.names_of([line.issued_by_id]).get(line.issued_by_id, ""),
        "chosen": chosen,
        "acts": offered(acts),
        "now": at,
    }
    return render(request, "consent/advisory.html", context, status=worst_status(acts))


def _people(advisory_id: UUID, line: AdvisoryLine, written: Any) -> list[ToTell]:
    lines = queries.tellings(advisory_ids=[advisory_id])
    known = summaries({telling.person_id for telling in lines})
    now = timezone.now()
    rows = []
    for telling in lines:
        person = known.get(telling.person_id)
        language = person.preferred_language if person else ""
        text = safety_words.words_to_say(line, telling.why, language, written.get((advisory_id, telling.why), {}))
        late = telling.told_at is None and telling.due_at < now
        rows.append(ToTell(telling, person, language, text is not None, late))
    return rows


def _word(line: AdvisoryLine) -> Act:
    def write(form: Any) -> str:
        services.word_advisory(by=reader(), at=timezone.now(), advisory_id=line.id, **form.cleaned_data)
        return _("The words are on file. They are shown wherever somebody is told in that language.")

    return Act(
        name="word",
        title=gettext_lazy("Write the words in another language"),
        button=gettext_lazy("Keep these words"),
        form=WordForm,
        do=write,
        permission="consent.issue_advisory",
    )


def _lift(line: AdvisoryLine) -> Act:
    def lift(form: Any) -> str:
        services.lift_advisory(
            by=reader(), at=timezone.now(), advisory_id=line.id, reason=form.cleaned_data["reason"],
            words=form.words(),
        )  # fmt: skip
        return _("The advisory is lifted. Those it held go on where nothing else stands in the way; tell them so.")

    return Act(
        name="lift",
        title=gettext_lazy("Lift the advisory"),
        button=gettext_lazy("Lift it"),
        form=LiftForm,
        do=lift,
        permission="consent.issue_advisory",
        hint=gettext_lazy("Everyone who was held or told is put on the list again, to have its end explained to them."),
        danger=True,
    )
