"""The register of interpreters: the list, one of them, and everything that was said through one of them."""

from __future__ import annotations

from datetime import datetime
from functools import partial
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
from safar.consent.types import InterpreterLine
from safar.consent.web import safety_words
from safar.consent.web.forms.interpreters import (
    AgreementForm,
    AuthorityForm,
    EndForm,
    FilterForm,
    ForPersonForm,
    InterpreterForm,
    ShareForm,
    SpeaksForm,
    TakeBackForm,
    UnfitForm,
    called,
)
from safar.consent.web.subjects import summaries
from safar.consent.web.views.acts import Act, offered, perform, worst_status
from safar.consent.web.views.pages import choose, done, draw, go_back, one_traveller, status_of
from safar.kernel.places import person_languages
from safar.plumbing.web import display
from safar.plumbing.web.moments import reader

EVER = datetime(1900, 1, 1, tzinfo=timezone.get_default_timezone())


@require_safe
def interpreters(request: HttpRequest) -> HttpResponse:
    """Everybody whom these offices may book, with languages, agreement and what was found."""
    by = reader()
    require(by, "consent.book_interpreter")
    rows = queries.interpreters()
    language, gender = request.GET.get("language", ""), request.GET.get("gender", "")
    spoken = {code for row in rows for code, _reads in row.languages}
    if language:
        rows = [row for row in rows if language in {code for code, _reads in row.languages}]
    if gender in safety_words.GENDERS:
        rows = [row for row in rows if row.gender == gender]
    context = {
        "rows": rows,
        "taken": queries.bookings_of([row.id for row in rows], timezone.now()),
        "spoken": [pair for pair in person_languages(display.language()) if pair[0] in spoken],
        "genders": safety_words.GENDERS.items(),
        "wanted": {"language": language, "gender": gender},
        "may_register": may(by, "consent.register_interpreter"),
    }
    return render(request, "consent/interpreters.html", context)


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Enter somebody into the register."""
    by = reader()
    require(by, "consent.register_interpreter")
    form = InterpreterForm(request.POST if request.method == "POST" else None)
    made: list[UUID] = []
    if form.is_bound and done(
        form, lambda: made.append(services.register_interpreter(by=by, at=timezone.now(), given=form.given()))
    ):
        messages.success(request, _("They are in the register."))
        return HttpResponseRedirect(reverse("consent:interpreter", args=[made[0]]))
    context = {"form": form, "back": reverse("consent:interpreters")}
    return render(request, "consent/interpreter_new.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def interpreter(request: HttpRequest, id: UUID) -> HttpResponse:
    """One interpreter: languages, agreement, bookings, what stands against them, and whether they were found unfit."""
    by = reader()
    require(by, "consent.book_interpreter")
    line = next(iter(queries.interpreters([id])), None)
    if line is None:
        raise Http404
    acts = _acts(line)
    if perform(request, acts):
        return go_back(request, reverse("consent:interpreter", args=[id]))
    offices = accounts.offices_by_id()
    context = {
        "it": line,
        "conflicts": queries.conflicts_of(id),
        "bookings": [
            (booking, offices[booking.office_id].name)
            for booking in queries.bookings_of([id], timezone.now()).get(id, [])
        ],
        "acts": offered(acts),
    }
    return render(request, "consent/interpreter.html", context, status=worst_status(acts))


def _acts(line: InterpreterLine) -> list[Act]:
    """What may be done about one interpreter; finding them unfit stands first, for it is done in haste."""
    finding = (
        ("take_back", gettext_lazy("Take the finding back"), TakeBackForm, _take_back)
        if line.unfit_from
        else ("unfit", gettext_lazy("They were found unfit"), UnfitForm, _find)
    )
    rows: list[tuple[str, Any, Any, Any]] = [
        finding,
        ("agreement", gettext_lazy("They signed the agreement"), AgreementForm, _agree),
        ("speaks", gettext_lazy("They speak another language"), SpeaksForm, _speaks),
        ("share", gettext_lazy("Another office may book them"), ShareForm, _share),
        ("authority", gettext_lazy("They work for an authority"), AuthorityForm, _conflict),
        ("end", gettext_lazy("They work for us no more"), EndForm, _end),
    ]
    return [
        Act(
            name=name,
            title=title,
            button=gettext_lazy("Put it on file"),
            form=form,
            do=partial(act, line.id),
            permission="consent.find_interpreter_unfit"
            if name in ("unfit", "take_back")
            else "consent.register_interpreter",
            danger=name in ("unfit", "authority"),
            hint=gettext_lazy(
                "Every permit that rests on what was said through them is held at once, in every office, until each"
                " person was asked again through another. The list shows whom to ask."
            )
            if name == "unfit"
            else "",
        )
        for name, title, form, act in rows
    ]


def _find(id: UUID, form: Any) -> str:
    services.find_unfit(by=reader(), at=timezone.now(), interpreter_id=id, **form.cleaned_data)
    return _("The permits that rest on them are held. Open the list and ask each person again through another.")


def _take_back(id: UUID, form: Any) -> str:
    services.take_back_finding(by=reader(), at=timezone.now(), interpreter_id=id, **form.cleaned_data)
    return _("The finding is taken back, and those who waited for it wait no more.")


def _agree(id: UUID, form: Any) -> str:
    services.sign_agreement(by=reader(), at=timezone.now(), interpreter_id=id, on=form.cleaned_data["on"])
    return _("The agreement is on file.")


def _speaks(id: UUID, form: Any) -> str:
    services.add_interpreter_language(by=reader(), at=timezone.now(), interpreter_id=id, **form.cleaned_data)
    return _("The language is on file.")


def _share(id: UUID, form: Any) -> str:
    services.share_interpreter(
        by=reader(), at=timezone.now(), interpreter_id=id, office_id=int(form.cleaned_data["office"])
    )
    return _("That office sees and books them from now on.")


def _conflict(id: UUID, form: Any) -> str:
    services.note_conflict(by=reader(), at=timezone.now(), interpreter_id=id, **form.cleaned_data)
    return _("It is on file: nothing said through them counts any more.")


def _end(id: UUID, form: Any) -> str:
    services.end_interpreter(by=reader(), at=timezone.now(), interpreter_id=id, on=form.cleaned_data["on"])
    return _("From that day they cannot be booked. What was said through them stands.")


@require_safe
def through(request: HttpRequest, id: UUID) -> HttpResponse:
    """Every declaration, confirmation and talk through one interpreter, those still to be asked again first."""
    by = reader()
    require(by, "consent.read")
    line = next(iter(queries.interpreters([id])), None)
    if line is None:
        raise Http404
    form = FilterForm(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    since = chosen.get("since")
    moment = timezone.make_aware(datetime.combine(since, datetime.min.time())) if since else line.unfit_from or EVER
    said, elsewhere = queries.through_interpreter(id, moment)
    shown = [row for row in said if row.waits] if chosen.get("waiting") else said
    people = summaries({row.person_id for row in shown})
    log_read(by=by, at=timezone.now(), kind="person", ids=list(people), page="through an interpreter")
    context = {
        "it": line,
        "form": form,
        "rows": [(row, people.get(row.person_id)) for row in shown],
        "waiting": len({row.traveller_id for row in said if row.waits}),
        "elsewhere": elsewhere,
        "since": moment if moment != EVER else None,
        "may_confirm": may(by, "consent.confirm"),
    }
    return render(request, "consent/through.html", context)


@require_http_methods(["GET", "POST"])
def for_person(request: HttpRequest, id: UUID) -> HttpResponse:
    """Who may interpret for one person, in a language they understand; and whom they do not want."""
    by = reader()
    require(by, "consent.counsel")
    subject, one = one_traveller(request, id, "interpreters for a person")
    if one is None:
        return choose(request, subject, _("For whom?"), "consent:interpreters_for")
    register = [line for line in queries.interpreters() if line.ended_on is None]

    def keep(form: Any) -> str:
        what, chosen = form.cleaned_data["what"], UUID(form.cleaned_data["interpreter"])
        if what in ("refuses", "accepts"):
            services.refuse_interpreter(
                by=by, at=timezone.now(), traveller_id=one.id, interpreter_id=chosen, refuses=what == "refuses"
            )
        else:
            services.note_conflict(
                by=by, at=timezone.now(), interpreter_id=chosen, kind=what, person_id=one.line.person_id
            )
        return _("It is on file. The interpreter is not told.")

    act = Act(
        name="between",
        title=gettext_lazy("Something stands between them"),
        button=gettext_lazy("Put it on file"),
        form=partial(ForPersonForm, register=[(str(line.id), called(line)) for line in register]),
        do=keep,
        permission="consent.counsel",
        hint=gettext_lazy("The person may refuse an interpreter without a reason. Do not ask for one."),
    )
    if perform(request, [act]):
        return go_back(request, reverse("consent:interpreters_for", args=[one.id]))
    theirs = {spoken.language.split("-")[0] for spoken in one.person.languages} if one.person else set()
    against = queries.against_interpreters([line.id for line in register], one.id)
    rows = [
        (line, [safety_words.AGAINST[code] for code in against.get(line.id, [])])
        for line in register
        if not theirs or theirs & {code.split("-")[0] for code, _reads in line.languages} or line.id in against
    ]
    rows.sort(key=lambda row: (bool(row[1]), row[0].number))
    return draw(
        request, "interpreters_for", subject, status=worst_status([act]), one=one, rows=rows,
        theirs=[spoken.language for spoken in one.person.languages] if one.person else [], acts=[act],
    )  # fmt: skip
