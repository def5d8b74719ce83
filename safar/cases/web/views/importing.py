"""Bringing in a caseload: the template, the file, its preview with every error in words, and the import itself."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from safar.accounts.queries import may
from safar.cases import services
from safar.plumbing.refusals import Refused
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FAULTS_SHOWN = 200


class ImportForm(forms.Form):
    """The file to bring in."""

    file = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("XLSX, or CSV in UTF-8. Nothing is kept before you say so.")
    )


def choose(request: HttpRequest) -> HttpResponse:
    """Choose a file; the next page shows what would happen."""
    actor = reader()
    if not may(actor, "cases.import"):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["file"]
        content, at = chosen.read(), timezone.now()
        try:
            services.import_cases(by=actor, at=at, name=chosen.name, content=content, only_try=True)
            kept = services.keep_import_file(by=actor, at=at, name=chosen.name, content=content)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("cases:import_preview", kept)
    return render(request, "cases/import.html", {"form": form})


def template(request: HttpRequest) -> HttpResponse:
    """The empty template in the language of the page."""
    content = services.import_template(by=reader())
    return _download(content, "safar-template.xlsx", XLSX)


def preview(request: HttpRequest, id: UUID) -> HttpResponse:
    """What would become of each case, and every error by row and column."""
    actor = reader()
    try:
        name, content = services.kept_import_file(by=actor, file_id=id)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("cases:import")
    report = services.import_cases(by=actor, at=timezone.now(), name=name, content=content, only_try=True)
    page = {
        "id": id,
        "file_name": name,
        "report": report,
        "new": report.count("new"),
        "already": report.count("already"),
        "refused": report.count("refused"),
        "faults": services.faults_in_words(report)[:FAULTS_SHOWN],
        "more": max(0, len(report.faults) - FAULTS_SHOWN),
    }
    return render(request, "cases/import_preview.html", page)


@require_POST
def apply(request: HttpRequest, id: UUID) -> HttpResponse:
    """Bring the cases in; those with errors stay out, whole."""
    actor = reader()
    try:
        name, content = services.kept_import_file(by=actor, file_id=id)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("cases:import")
    report = services.import_cases(by=actor, at=timezone.now(), name=name, content=content, only_try=False)
    done = report.count("new")
    messages.success(
        request, ngettext("%(n)s case was brought in.", "%(n)s cases were brought in.", done) % {"n": done}
    )
    if not report.count("refused"):
        services.drop_import_file(by=actor, file_id=id)
        return redirect("cases:import")
    messages.warning(request, _("Some cases stayed out. Take the copy with the errors, mend it and choose it again."))
    return redirect("cases:import_preview", id)


def errors(request: HttpRequest, id: UUID) -> HttpResponse:
    """A copy of the file with an errors column."""
    actor = reader()
    try:
        name, content = services.kept_import_file(by=actor, file_id=id)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("cases:import")
    report = services.import_cases(by=actor, at=timezone.now(), name=name, content=content, only_try=True)
    ending, copy = report.copy_with_errors()
    return _download(copy, f"errors.{ending}", XLSX if ending == "xlsx" else "text/csv; charset=utf-8")


def _download(content: bytes, name: str, content_type: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
