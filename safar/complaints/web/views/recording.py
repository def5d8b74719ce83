"""Complaints at the desk: the list, writing one down, those of a case, and the figures."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from safar.accounts.queries import colleagues, may
from safar.accounts.services import log_read, require
from safar.cases import queries as cases
from safar.complaints import queries, services
from safar.complaints.types import About, Channel, ComplaintGiven
from safar.complaints.web.forms import ComplaintForm, ListForm, SpanForm
from safar.people import queries as people
from safar.people.types import PersonSummary
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from safar.plumbing.web import display
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader

A_YEAR = timedelta(days=365)


def listed(request: HttpRequest) -> HttpResponse:
    """The complaints this reader may see, those owed something soonest first."""
    by = reader()
    require(by, "complaints.record")
    form = ListForm(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = queries.complaints(timezone.localdate(), **{key: value for key, value in wanted.items() if value})
    _log(by, [row.id for row in rows if row.about != About.STAFF])
    page = {"rows": rows, "form": form if form.is_bound else ListForm(), "handles": may(by, "complaints.handle")}
    return render(request, "complaints/list.html", page)


def record(request: HttpRequest) -> HttpResponse:
    """Write down a complaint that belongs to no case we know of."""
    by = reader()
    require(by, "complaints.record")
    return _record(request, by, None, [])


def record_in_case(request: HttpRequest, id: UUID) -> HttpResponse:
    """Write down a complaint made in a case."""
    by = reader()
    require(by, "complaints.record")
    require(by, "cases.read")
    case = cases.case_file(by=by, case_id=id, at=timezone.now())
    if case is None:
        raise Http404
    ids = [card.person_id for card in case.people if not card.left]
    log_read(by=by, at=timezone.now(), kind="person", ids=ids, page="recording a complaint")
    found = people.people_in(ids)
    return _record(request, by, id, [found[one] for one in ids if one in found])


def _record(request: HttpRequest, by: Actor, case_id: UUID | None, known: list[PersonSummary]) -> HttpResponse:
    staff = [
        (one.user_id, f"{one.name} ({one.role_name})") for one in colleagues([by.office_id] if by.office_id else [])
    ]
    form = ComplaintForm(
        request.POST or None,
        staff=staff,
        people=known,
        initial={"received_at": timezone.now(), "language": display.language(), "channel": Channel.IN_PERSON},
    )
    if request.method == "POST" and form.is_valid():
        try:
            done = services.record_complaint(by=by, at=timezone.now(), given=_given(form.cleaned_data, case_id))
        except Refused as refusal:
            refuse(form, refusal)
        else:
            # Only what the person is told; neither the words nor whom it is about are kept in the session.
            request.session["complaint_told"] = {
                "reference": done.reference,
                "acknowledge_by": done.acknowledge_by.isoformat(),
                "answer_by": done.answer_by.isoformat(),
                "bypasses": done.bypasses,
            }
            return redirect("complaints:recorded")
    return render(request, "complaints/record.html", {"form": form, "case_id": case_id})


def _given(data: dict[str, Any], case_id: UUID | None) -> ComplaintGiven:
    return ComplaintGiven(
        about=About(data["about"]),
        channel=Channel(data["channel"]),
        language=data["language"],
        words=data["words"],
        received_at=data["received_at"],
        anonymous=data["anonymous"],
        serious=data["serious"],
        accused=tuple(data["accused"]),
        accused_words=data["accused_words"],
        wants_contact=data["wants_contact"],
        safe_contact=data["safe_contact"],
        person_id=data.get("person"),
        case_id=None if data["anonymous"] else case_id,
        earlier_reference=data["earlier_reference"],
    )


def recorded(request: HttpRequest) -> HttpResponse:
    """What to tell the person: the reference, and by when they hear from us. Shown once."""
    require(reader(), "complaints.record")
    told = request.session.pop("complaint_told", None)
    if told is None:
        return redirect("complaints:list")
    days = {key: date.fromisoformat(told[key]) for key in ("acknowledge_by", "answer_by")}
    return render(request, "complaints/recorded.html", {**told, **days})


def of_case(request: HttpRequest, id: UUID) -> HttpResponse:
    """The complaints made in a case, and what was refused in it and may be contested."""
    by = reader()
    require(by, "complaints.record")
    require(by, "cases.read")
    head = cases.case_heads([id], timezone.now()).get(id)
    if head is None:
        raise Http404
    today = timezone.localdate()
    rows = queries.complaints_of_case(id, today)
    _log(by, [id, *(row.id for row in rows)])
    page = {
        "case": head,
        "case_id": id,
        "rows": rows,
        "refusals": queries.contestables(id, today),
        "may_contest": may(by, "complaints.contest"),
    }
    return render(request, "complaints/case.html", page)


def counted(request: HttpRequest) -> HttpResponse:
    """Received, answered in time and upheld, by subject, among those this reader may see."""
    by = reader()
    require(by, "complaints.record")
    form = SpanForm(request.GET or None)
    span = form.cleaned_data if form.is_valid() else {}
    last = span.get("last") or timezone.localdate()
    first = span.get("first") or last - A_YEAR
    if first > last:
        messages.warning(request, _("The first day lies after the last. The year before the last day is shown."))
        first = last - A_YEAR
    page = {"form": SpanForm(initial={"first": first, "last": last}), "rows": queries.figures(first, last)}
    return render(request, "complaints/figures.html", {**page, "handles": may(by, "complaints.handle")})


def _log(by: Actor, ids: list[UUID]) -> None:
    if ids:
        log_read(by=by, at=timezone.now(), kind="list", ids=ids, page="complaints")
