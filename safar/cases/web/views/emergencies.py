"""A file that is not one's own, opened to save a life: the question, and the one sheet that helps (D20)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safar.accounts import queries as accounts
from safar.accounts.services import log_read, require
from safar.accounts.types import GlassLine
from safar.cases import queries, services
from safar.cases.models import Case
from safar.cases.web.forms.protection import BreakGlassForm
from safar.people import queries as people
from safar.plumbing.refusals import Refused, say
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader


@require_http_methods(["GET", "POST"])
def break_glass(request: HttpRequest) -> HttpResponse:
    """Ask whose file, why and who else is told; then the sheet."""
    by = reader()
    require(by, "accounts.break_glass")
    form = BreakGlassForm(request.POST or None, user_id=by.user_id)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            with transaction.atomic():
                opened = services.break_glass(
                    by=by, at=timezone.now(), reference=said["reference"], reason=said["reason"],
                    second_id=said["second"], hours=said["hours"],
                )  # fmt: skip
        except Refused as refusal:
            refuse(form, refusal)
        else:
            if opened is not None:
                return redirect("cases:emergency", opened)
            form.add_error("reference", say("cases_glass_nothing"))
    return render(request, "cases/break_glass.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def sheet(request: HttpRequest, id: UUID) -> HttpResponse:
    """Who they are, how to reach them safely, whom they fear, what is held and who helps already: nothing else."""
    by, now = reader(), timezone.now()
    require(by, "accounts.break_glass")
    line = accounts.opening(id)
    if line is None or line.user_id != by.user_id or not line.is_open(now):
        raise Http404
    page = _sheet(by, line)
    log_read(by=by, at=now, kind="break-glass", ids=list(line.subject_ids), page="sheet to save a life")
    answer = render(request, "cases/emergency.html", {"line": line, **page})
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _sheet(by: Actor, line: GlassLine) -> dict[str, object]:
    # For these people alone, and while the database keeps the file open: row-level security lets nothing else through.
    with acting_as(replace(by, offices=frozenset(), field_classes=by.field_classes | {"protection"})):
        case = Case.objects.filter(id__in=line.subject_ids).first()
        persons = people.people_in(line.subject_ids)
        file = queries.case_file(by=by, case_id=case.id, at=timezone.now()) if case else None
        contacts = people.contacts_of(persons)
        relations = people.relations_of(persons)
        ends = {end for found in relations.values() for one in found for end in (one.person_id, one.other_id)}
        everybody = {**people.people_in(ends), **persons}
        feared = [
            (everybody.get(one.other_id if one.person_id == person else one.person_id), persons[person])
            for person, found in relations.items()
            for one in found
            if one.has_concern and person in persons
        ]
        return {
            "case": file,
            "people": [(person, contacts.get(person.id, [])) for person in persons.values()],
            "feared": feared,
            "referrals": queries.referrals_of([case.id], timezone.now()) if case else [],
        }
