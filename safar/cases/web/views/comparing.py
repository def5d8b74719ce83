"""Up to three lists of one caseload side by side: chosen, their columns named, what contradicts, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safar.accounts.queries import may
from safar.cases import services
from safar.cases.importing.columns_of_lists import COMPARED, LABELS
from safar.cases.importing.comparing import Grouped
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 200
KINDS = ("contradicts", "missing_in", "twice_in", "unsure")


class ListsForm(forms.Form):
    """The lists to compare."""

    first = forms.FileField(label=gettext_lazy("First list"), help_text=gettext_lazy("XLSX, or CSV in UTF-8."))
    second = forms.FileField(label=gettext_lazy("Second list"))
    third = forms.FileField(label=gettext_lazy("Third list"), required=False)


@dataclass(frozen=True)
class Line:
    """A person with what is to be looked at, ready to be shown."""

    group: Grouped
    rows: list[str]
    contradicts: list[tuple[str, list[str]]]
    missing: list[str]
    twice: list[str]


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Choose two or three lists; the next page asks what their columns mean where their names do not say so."""
    actor = _who_may()
    form = ListsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        chosen = [form.cleaned_data[name] for name in ("first", "second", "third") if form.cleaned_data.get(name)]
        files = [(file.name, file.read()) for file in chosen]
        try:
            kept = services.keep_lists(by=actor, at=timezone.now(), files=files)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("cases:compare_columns", kept)
    return render(request, "cases/compare.html", {"form": form}, status=422 if form.errors else 200)


def _who_may() -> Actor:
    actor = reader()
    if not may(actor, "cases.import"):
        raise PermissionDenied
    return actor


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, id: UUID) -> HttpResponse:
    """What each column of each list means: remembered, guessed, or said here."""
    actor, at = _who_may(), timezone.now()
    try:
        lists = services.lists_kept(by=actor, at=at, comparison_id=id)
    except Refused as refusal:
        return _again(request, refusal)
    fault = ""
    if request.method == "POST":
        said = [_said(request, number, len(kept.header)) for number, kept in enumerate(lists)]
        try:
            services.say_columns(by=actor, at=at, comparison_id=id, columns=said)
            return redirect("cases:compare_result", id)
        except Refused as refusal:
            fault = refusal.sentence
    asked = [
        (
            kept,
            [(place, label, _meant(request, number, place, kept.columns)) for place, label in enumerate(kept.header)],
        )
        for number, kept in enumerate(lists)
    ]
    page = {"id": id, "lists": asked, "labels": [(key, LABELS[key]) for key in COMPARED], "fault": fault}
    return render(request, "cases/compare_columns.html", page, status=422 if fault else 200)


def _said(request: HttpRequest, number: int, width: int) -> dict[int, str]:
    given = {place: request.POST.get(f"l{number}-{place}", "") for place in range(width)}
    return {place: key for place, key in given.items() if key}


def _meant(request: HttpRequest, number: int, place: int, known: Any) -> str:
    if request.method == "POST":
        return request.POST.get(f"l{number}-{place}", "")
    return str(known.get(place, ""))


@require_safe
def result(request: HttpRequest, id: UUID) -> HttpResponse:
    """Who contradicts, who is missing, who is there twice, and who is perhaps somebody else."""
    actor, at = _who_may(), timezone.now()
    try:
        compared = services.compare_lists(by=actor, at=at, comparison_id=id)
    except Refused as refusal:
        return _again(request, refusal)
    only = request.GET.get("only", "")
    only = only if only in KINDS else ""
    names = [one.name for one in compared.lists]
    found = [group for group in compared.found if not only or _is(group, only)]
    page = {
        "id": id,
        "only": only,
        "lists": compared.lists,
        "names": names,
        "people": len(compared.groups),
        "counts": {kind: compared.count(kind) for kind in KINDS},
        "lines": [_line(group, names) for group in found[:SHOWN]],
        "more": max(0, len(found) - SHOWN),
    }
    return render(request, "cases/compare_result.html", page)


def _is(group: Grouped, kind: str) -> bool:
    return not group.is_sure if kind == "unsure" else bool(getattr(group, kind))


def _line(group: Grouped, names: list[str]) -> Line:
    rows = [", ".join(str(row.number) for row in group.rows if row.list_number == one) for one in range(len(names))]
    contradicts = [
        (
            str(LABELS[key]),
            [" / ".join(row.cell(key) for row in group.rows if row.list_number == one) for one in range(len(names))],
        )
        for key in group.contradicts
    ]
    return Line(
        group, rows, contradicts, [names[one] for one in group.missing_in], [names[one] for one in group.twice_in]
    )


@require_POST
def act(request: HttpRequest, id: UUID) -> HttpResponse:
    """Make tasks of what contradicts, go on to bring one list in, or drop the lists."""
    actor, at = _who_may(), timezone.now()
    try:
        if "tasks" in request.POST:
            made, without = services.make_tasks(by=actor, at=at, comparison_id=id)
            said = ngettext("%(n)s task was made.", "%(n)s tasks were made.", made) % {"n": made}
            if without:
                more = ngettext("%(n)s person has no open case here.", "%(n)s people have no open case here.", without)
                said = f"{said} {more % {'n': without}}"
            messages.success(request, said)
            return redirect("cases:compare_result", id)
        if "import" in request.POST:
            return _bring_in(request, actor, id)
        services.drop_lists(by=actor, at=at, comparison_id=id)
    except Refused as refusal:
        return _again(request, refusal)
    messages.success(request, _("The lists are dropped. Nothing of them is kept here."))
    return redirect("cases:compare")


def _bring_in(request: HttpRequest, actor: Actor, id: UUID) -> HttpResponse:
    """The preview of bringing in the list that was chosen; one that lacks columns says which, and is not begun."""
    at = timezone.now()
    lists = services.lists_kept(by=actor, at=at, comparison_id=id)
    chosen = next((one for one in lists if str(one.file_id) == request.POST.get("import")), lists[0])
    name, content = services.kept_import_file(by=actor, file_id=chosen.file_id)
    try:
        services.import_cases(by=actor, at=at, name=name, content=content, only_try=True)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("cases:compare_result", id)
    return redirect("cases:import_preview", chosen.file_id)


@require_safe
def take(request: HttpRequest, id: UUID) -> HttpResponse:
    """What was found as XLSX, for the purpose that was chosen."""
    actor, at = _who_may(), timezone.now()
    purpose = request.GET.get("purpose", "")
    try:
        content = services.take_comparison(by=actor, at=at, comparison_id=id, purpose=purpose)
    except Refused as refusal:
        return _again(request, refusal)
    headers = {"Content-Disposition": 'attachment; filename="compared-lists.xlsx"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=XLSX, headers=headers)


def _again(request: HttpRequest, refusal: Refused) -> HttpResponse:
    messages.error(request, refusal.sentence)
    return redirect("cases:compare")
