"""A child who travels with a parent: the other parent's consent, and the child's own permit."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from safar.accounts.services import require
from safar.consent import queries, services
from safar.consent.models import ParentalConsent
from safar.consent.web.forms.declaration import ParentalConsentForm
from safar.consent.web.forms.positions import Nothing
from safar.consent.web.subjects import Someone, summaries
from safar.consent.web.views.acts import Act, offered, perform, worst_status
from safar.consent.web.views.blockers import blockers
from safar.consent.web.views.pages import choose, draw, go_back, one_traveller
from safar.consent.web.words import Choices
from safar.people import queries as people_queries
from safar.plumbing.web.moments import reader

_RESPONSIBLE = ("parent", "guardian")


@require_http_methods(["GET", "POST"])
def child(request: HttpRequest, id: UUID) -> HttpResponse:
    """Record what the other parent says, and make the child's permit when nothing stands in its way."""
    require(reader(), "consent.declare")
    subject, one = one_traveller(request, id, "child")
    if one is None or (one.is_adult and subject.children):
        return choose(request, subject, _("Which child?"), "consent:child", only="children")
    if one.is_adult:
        return HttpResponseRedirect(reverse("consent:declaration", args=[one.id]))
    acts = [_permit(one), _consent(one)]
    if perform(request, acts):
        return go_back(request, reverse("consent:child", args=[one.id]))
    waits = queries.what_a_permit_waits_for([one.id], timezone.now()).get(one.id, [])
    said = list(ParentalConsent.objects.filter(child_id=one.id).order_by("-given_at"))
    names = summaries({consent.given_by_id for consent in said if consent.given_by_id})
    return draw(
        request,
        "child",
        subject,
        status=worst_status(acts),
        one=one,
        acts=[act for act in offered(acts) if act.name != "permit" or (not waits and not one.has_permit)],
        waits=blockers(waits, subject, one, here="consent:child"),
        consents=[(consent, _giver(consent, names)) for consent in said],
    )


def _giver(consent: ParentalConsent, names: Any) -> str:
    known = names.get(consent.given_by_id)
    return known.display_name if known else consent.given_by_name


def _holders(one: Someone) -> Choices:
    """Who is on file as this child's parent or guardian."""
    relations = people_queries.relations_of([one.line.person_id]).get(one.line.person_id, ())
    ids = {
        relation.person_id
        for relation in relations
        if relation.kind in _RESPONSIBLE and relation.other_id == one.line.person_id
    }
    known = summaries(ids)
    return [(str(person.id), person.display_name) for person in known.values()]


def _consent(one: Someone) -> Act:
    def keep(form: Any) -> str:
        services.record_parental_consent(by=reader(), at=timezone.now(), child_id=one.id, given=form.given())
        if form.cleaned_data["kind"] == "dissent":
            return _("On file. The child does not travel until a court or a panel has decided.")
        return _("The consent is on file.")

    return Act(
        name="consent",
        title=gettext_lazy("What the other parent says"),
        button=gettext_lazy("Put it on file"),
        form=partial(ParentalConsentForm, givers=_holders(one)),
        do=keep,
        permission="consent.declare",
        hint=gettext_lazy(
            "Getting in touch with the other parent is never automatic: not where there was violence, and only safely."
        ),
    )


def _permit(one: Someone) -> Act:
    def make(form: Any) -> str:
        outcome = services.issue_child_permit(by=reader(), at=timezone.now(), child_id=one.id)
        if outcome.permit_id:
            return _("The child’s permit is in force.")
        return _("There is no permit yet: see what it waits for.")

    return Act(
        name="permit",
        title=gettext_lazy("The child’s permit"),
        button=gettext_lazy("Make the child’s permit"),
        form=Nothing,
        do=make,
        permission="consent.declare",
        hint=gettext_lazy("It rests on the declaration of a parent who travels and names the child."),
    )
