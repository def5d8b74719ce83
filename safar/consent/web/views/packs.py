"""What people are told and what they sign: packs and declaration texts, to read, print and approve."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from safar.accounts.queries import may
from safar.accounts.services import require
from safar.consent import queries, services
from safar.consent.documents.passages import passages
from safar.consent.types import PackText
from safar.consent.web.forms.answers import language_name
from safar.consent.web.forms.positions import ApproveForm, OnPaperForm
from safar.consent.web.views.acts import Act, offered, perform, worst_status
from safar.consent.web.views.pages import go_back
from safar.plumbing.web import display
from safar.plumbing.web.moments import reader
from safar.programmes import queries as programmes
from safar.programmes.types import text_in


@dataclass(frozen=True)
class Row:
    """One language of one programme: its information pack and its declaration, as they stand now."""

    programme: str
    language: str
    pack: PackText | None
    text: PackText | None


@require_safe
def packs(request: HttpRequest) -> HttpResponse:
    """Which texts exist, in which languages, and which are drafts that no named reader has approved."""
    require(reader(), "consent.read")
    told = {(pack.programme_code, pack.language): pack for pack in queries.packs() if pack.superseded_at is None}
    signed = {(text.programme_code, text.language): text for text in queries.texts() if text.superseded_at is None}
    keys = sorted({*told, *signed})
    names = {code: _programme_name(code) for code, _language in keys}
    rows = [Row(names[key[0]], key[1], told.get(key), signed.get(key)) for key in keys]
    return render(request, "consent/packs.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def pack(request: HttpRequest, id: UUID) -> HttpResponse:
    """An information pack, to be read with somebody."""
    found = next((known for known in queries.packs() if known.id == id), None)
    return _page(request, found, "consent:pack", services.approve_pack, "pack_id")


@require_http_methods(["GET", "POST"])
def text(request: HttpRequest, id: UUID) -> HttpResponse:
    """The words of a declaration."""
    found = next((known for known in queries.texts() if known.id == id), None)
    return _page(request, found, "consent:text", services.approve_declaration_text, "text_id")


def _programme_name(code: str) -> str:
    return text_in(programmes.published(code).programme.names, display.language())


def _page(request: HttpRequest, found: PackText | None, url_name: str, approve: Any, key: str) -> HttpResponse:
    by = reader()
    require(by, "consent.read")
    if found is None:
        raise Http404

    def keep(form: Any) -> str:
        approve(by=by, at=timezone.now(), reader_name=form.cleaned_data["reader_name"], **{key: found.id})
        return _("Approved. It is no draft any more.")

    act = Act(
        name="approve",
        title=gettext_lazy("Approve this text"),
        button=gettext_lazy("Approve"),
        form=ApproveForm,
        do=keep,
        permission="consent.approve_texts",
        hint=gettext_lazy("When somebody who speaks this language has read it whole and found it right."),
    )

    def keep_paper(form: Any) -> str:
        given = {**form.cleaned_data, key: found.id}
        services.say_in_use_on_paper(by=by, at=timezone.now(), **given)
        return _("Kept. Papers signed since that day can now be entered and checked.")

    on_paper = Act(
        name="on_paper",
        title=gettext_lazy("These words were in use on paper before"),
        button=gettext_lazy("Keep that day"),
        form=OnPaperForm,
        do=keep_paper,
        permission="consent.approve_texts",
        hint=gettext_lazy("For an office that begins with signed papers: only if the paper said exactly this."),
    )
    acts = [act] if found.is_draft and found.superseded_at is None else []
    acts += [on_paper] if found.version == 1 and not found.is_draft else []
    if perform(request, acts):
        return go_back(request, reverse(url_name, args=[found.id]))
    context = {
        "text": found,
        "programme": _programme_name(found.programme_code),
        "is_pack": key == "pack_id",
        "recordings": queries.recordings_of([found.id]).get(found.id, []) if key == "pack_id" else [],
        "may_record": may(by, "consent.publish_texts"),
        "name": language_name(found.language),
        "direction_of_text": display.direction(found.language),
        "passages": passages(found.body),
        "acts": offered(acts),
        "back": reverse("consent:packs"),
    }
    return render(request, "consent/pack.html", context, status=worst_status(acts))
