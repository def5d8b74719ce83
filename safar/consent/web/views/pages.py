"""What the pages of consent have in common: drawing a page about a journey, asking, and showing a refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise

from safar.accounts.queries import may
from safar.consent.web.subjects import Someone, Subject, address_after, open_subject
from safar.plumbing.refusals import Refused
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader

REFUSED = 422


def draw(request: HttpRequest, template: str, subject: Subject, status: int = 200, **values: Any) -> HttpResponse:
    """A page about a journey; every page knows whose it is and where the case file is."""
    acts = values.get("acts", [])
    wrong = [act for act in acts if act.shown and act.shown.is_bound and act.shown.errors]
    context = {
        "subject": subject,
        "back": address_after(request, subject.file_url),
        "may_withdraw": may(reader(), "consent.withdraw"),
        "may_counsel": may(reader(), "consent.counsel"),
        "wrong": wrong if len(acts) > 1 else [],
        **values,
    }
    return render(request, f"consent/{template}.html", context, status=status)


def done(form: forms.BaseForm, act: Callable[[], Any]) -> bool:
    """Do it if the form is complete; a refusal is shown in the form, with everything typed still there."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            act()
    except Refused as refusal:
        refuse(form, refusal)
    return not form.errors


def status_of(*asked: forms.BaseForm) -> int:
    """The answer's status: something typed could not be kept, or all is well."""
    return REFUSED if any(form.is_bound and form.errors for form in asked) else 200


def choose(
    request: HttpRequest, subject: Subject, title: str | Promise, url_name: str, *, only: str = ""
) -> HttpResponse:
    """Ask first about whom; `only` is adults or children."""
    offered = {"adults": subject.adults, "children": subject.children}.get(only, subject.going)
    return draw(request, "choose", subject, title=title, url_name=url_name, offered=offered)


def one_traveller(request: HttpRequest, subject_id: UUID, page: str) -> tuple[Subject, Someone | None]:
    """The journey and the traveller a page is about; None where it has to be chosen first."""
    subject = open_subject(request, subject_id, page)
    try:
        return subject, subject.one()
    except KeyError:
        return subject, None


def go_back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """Go back to where the person came from, or to a page of ours."""
    return HttpResponseRedirect(address_after(request, otherwise))
