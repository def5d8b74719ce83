"""Numbered blank sheets: a set is made, printed, and each number accounted for."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safar.accounts import queries as accounts
from safar.accounts.queries import may
from safar.accounts.services import require
from safar.consent import queries, services
from safar.consent.documents.blanks import BlankPaper, blank_set_bytes
from safar.consent.documents.promised import promised_lines
from safar.consent.types import BlankSetLine
from safar.consent.web.forms.answers import language_name
from safar.consent.web.forms.transcribing import BlankSetForm, VoidForm
from safar.consent.web.views.pages import REFUSED, done
from safar.plumbing.documents import NotPrinted
from safar.plumbing.web import display, errors
from safar.plumbing.web.moments import reader
from safar.programmes import queries as programmes
from safar.programmes.types import text_in


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a set: for which programme, in which language, how many, and who takes them along."""
    by, at = reader(), timezone.now()
    require(by, "consent.issue_blanks")
    current = [text for text in queries.texts() if text.superseded_at is None]
    versions = {code: programmes.published(code) for code in sorted({text.programme_code for text in current})}
    offered = [(str(one.id), text_in(one.programme.names, display.language())) for one in versions.values()]
    spoken = [(code, language_name(code)) for code in sorted({text.language for text in current})]
    form = BlankSetForm(request.POST if request.method == "POST" else None, programmes=offered, spoken=spoken)
    made: list[UUID] = []

    def make() -> None:
        said = form.cleaned_data
        version = UUID(said["programme"])
        code = next(code for code, one in versions.items() if one.id == version)
        if not any(text.programme_code == code and text.language == said["language"] for text in current):
            form.wrong("language", _("This programme has no declaration in that language. Choose another."))
            return
        made.append(
            services.issue_blank_set(
                by=by, at=at, programme_version_id=version, language=said["language"], count=said["count"],
                issued_to=said["issued_to"], due_back_on=said["due_back_on"],
            )
        )  # fmt: skip

    if request.method == "POST" and done(form, make):
        messages.success(request, _("The set is made. Print it, hand it out, and type the numbers when it comes back."))
        return HttpResponseRedirect(reverse("consent:blanks", args=[made[0]]))
    return render(request, "consent/blanks_new.html", {"form": form}, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
def blanks(request: HttpRequest, id: UUID) -> HttpResponse:
    """One set: which numbers came back, and which did not."""
    by, at = reader(), timezone.now()
    found = _set(id)
    form = None
    if may(by, "consent.issue_blanks") and found.missing:
        missing = [(str(sheet.id), sheet.number) for sheet in found.missing]
        form = VoidForm(request.POST if request.method == "POST" else None, missing=missing)
    if form is not None and request.method == "POST":
        asked = form

        def void() -> None:
            said = asked.cleaned_data
            for sheet in said["sheets"]:
                services.void_blank(by=by, at=at, sheet_id=UUID(sheet), part=said["part"], note=said["note"])

        if done(asked, void):
            messages.success(request, _("Written down."))
            return HttpResponseRedirect(reverse("consent:blanks", args=[id]))
    published = programmes.published_by_id(found.programme_version_id)
    page = {
        "set": found,
        "form": form,
        "programme": text_in(published.programme.names, display.language()),
        "issued_by": accounts.names_of([found.issued_by_id or 0]).get(found.issued_by_id or 0, ""),
    }
    return render(request, "consent/blanks.html", page, status=REFUSED if form is not None and form.errors else 200)


def _set(set_id: UUID) -> BlankSetLine:
    require(reader(), "consent.read")
    found = queries.blank_set(set_id)
    if found is None:
        raise Http404
    return found


@require_safe
def pdf(request: HttpRequest, id: UUID) -> HttpResponse:
    """The set to print: for each number the counselling sheet and the declaration."""
    found = _set(id)
    programme = programmes.published_by_id(found.programme_version_id).programme
    text = queries.current_text(programme.code, found.language, found.issued_at)
    if text is None:
        raise Http404
    paper = BlankPaper(
        language=found.language,
        programme=text_in(programme.names, found.language),
        body=text.body,
        is_draft=text.is_draft,
        origin=text.origin,
        promised=promised_lines(programme, found.language, timezone.localdate(found.issued_at)),
        numbers=[sheet.number for sheet in found.sheets],
        text_version=text.version,
    )
    try:
        content = blank_set_bytes(paper)
    except NotPrinted as fault:
        return errors.conflict(request, str(fault))
    headers = {"Content-Disposition": 'inline; filename="blank-sheets.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
