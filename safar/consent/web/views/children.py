"""A child's page: with a parent, what the other parent says; without one, what is still missing; and all who wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from safar.accounts.queries import may
from safar.accounts.services import log_read, require
from safar.consent import queries, services
from safar.consent.models import ParentalConsent
from safar.consent.types import MissingItem, Refusal, WaitingChild
from safar.consent.web.forms.declaration import ParentalConsentForm
from safar.consent.web.forms.positions import Nothing
from safar.consent.web.subjects import Someone, Subject, summaries
from safar.consent.web.views.acts import Act, offered, perform, worst_status
from safar.consent.web.views.blockers import blockers
from safar.consent.web.views.child_items import CLEARED_BY, ITEMS, out_of_place
from safar.consent.web.views.pages import choose, draw, go_back, one_traveller
from safar.consent.web.words import Choices
from safar.kernel.dates import MAJORITY_YEARS, add_years
from safar.people import queries as people_queries
from safar.people.types import PersonSummary
from safar.plumbing.web import display
from safar.plumbing.web.moments import reader

_RESPONSIBLE = ("parent", "guardian")


@require_http_methods(["GET", "POST"])
def child(request: HttpRequest, id: UUID) -> HttpResponse:
    """What the child's permit waits for, with the form or page that settles it, and the permit when nothing does."""
    require(reader(), "consent.read")
    subject, one = one_traveller(request, id, "child")
    if one is None or (one.is_adult and subject.children):
        return choose(request, subject, _("Which child?"), "consent:child", only="children")
    if one.is_adult:
        return HttpResponseRedirect(reverse("consent:declaration", args=[one.id]))
    missing = queries.what_children_miss([one.id], timezone.now()).get(one.id)
    acts = [_permit(one), _consent(one)]
    if perform(request, acts):
        return go_back(request, reverse("consent:child", args=[one.id]))
    waits = queries.what_a_permit_waits_for([one.id], timezone.now()).get(one.id, [])
    if missing is not None:
        return _alone(request, subject, one, acts, missing, waits)
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


def _alone(
    request: HttpRequest,
    subject: Subject,
    one: Someone,
    acts: list[Act],
    missing: list[MissingItem],
    waits: list[Refusal],
) -> HttpResponse:
    mine = one.line.person_id
    file = queries.child_files([one.id])[one.id]
    agrees = {guardianship: answer for guardianship, answer, _said_at in reversed(file.guardians_agree)}
    guardians = people_queries.guardians_of([mine]).get(mine, [])
    rest = [wait for wait in waits if wait.rule != "V9"]
    standing = [(str(one_of.id), one_of.name) for one_of in guardians if one_of.ended_on is None]
    hidden = out_of_place(file, standing, has_left=one.line.departed_at is not None)
    shown = [act for act in offered(acts) if (act.name != "permit" or not waits) and not one.has_permit]
    return draw(
        request,
        "child_alone",
        subject,
        status=worst_status(acts),
        one=one,
        acts=[act for act in shown if act.name == "permit" or rest],
        missing=ways_to(missing, one.id, hidden),
        others=blockers(rest, subject, one, here="consent:child"),
        birthday=birthday_soon(one.person, timezone.localdate()),
        file=file,
        guardians=[(guardian, agrees.get(guardian.id, False)) for guardian in guardians],
        items=ways(one.id, hidden),
    )


@dataclass(frozen=True)
class Way:
    """A missing thing, or any thing, with the page on which it is written down."""

    sentence: str
    label: str | Promise
    url: str
    code: str = ""
    needed_for: str = ""


def ways_to(missing: Sequence[MissingItem], child_id: UUID, hidden: Set[str]) -> list[Way]:
    """Each missing thing with the page that settles it, for whoever may."""
    found = []
    for item in missing:
        name = CLEARED_BY.get(item.refusal.code, "")
        wanted = ITEMS.get(name)
        url = (
            reverse("consent:child_item", args=[child_id, name]) if wanted and may(reader(), wanted.permission) else ""
        )
        label = wanted.title if wanted else ""
        found.append(Way(item.refusal.sentence, label, url, item.refusal.code, item.needed_for))
    return found


def ways(child_id: UUID, hidden: Set[str]) -> list[Way]:
    """Every page on which the reader may write something down about the child now."""
    return [
        Way("", item.title, reverse("consent:child_item", args=[child_id, name]))
        for name, item in ITEMS.items()
        if name not in hidden and may(reader(), item.permission)
    ]


def birthday_soon(person: PersonSummary | None, today: date) -> date | None:
    """The day on which somebody comes of age, when it lies within half a year."""
    if person is None or person.birth_disputed:
        return None
    on = add_years(person.birth.latest, MAJORITY_YEARS)
    return on if today <= on <= today + timedelta(days=183) else None


@dataclass(frozen=True)
class Row:
    """A child in the list of those who travel without a parent."""

    one: WaitingChild
    name: str
    age: str
    birthday: date | None
    missing: list[Way]


@require_http_methods(["GET"])
def children(request: HttpRequest) -> HttpResponse:
    """Every child of these offices who is to travel without a parent, by what is missing."""
    by = reader()
    require(by, "consent.read_children")
    waiting = queries.children_waiting(timezone.now())
    known = summaries({one.person_id for one in waiting})
    log_read(by=by, at=timezone.now(), kind="list", ids=[one.person_id for one in waiting], page="children alone")
    today, rows = timezone.localdate(), []
    for one in waiting:
        person = known.get(one.person_id)
        if person is not None:
            age = person.age_text(today, display.language())
            needs_carer = {"v9_carer"} & {item.refusal.code for item in one.missing}
            missing = ways_to(one.missing, one.traveller_id, {"pick-up"} if needs_carer else set())
            rows.append(Row(one, person.display_name, age, birthday_soon(person, today), missing))
    chosen = request.GET.get("missing", "")
    counted = Counter(CLEARED_BY.get(way.code, way.code) for row in rows for way in row.missing)
    kinds = [(name, item.title, counted[name]) for name, item in ITEMS.items() if counted[name]]
    if chosen:
        rows = [row for row in rows if chosen in {CLEARED_BY.get(way.code) for way in row.missing}]
    return render(request, "consent/children.html", {"rows": rows, "kinds": kinds, "chosen": chosen})


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
    known = summaries(ids - people_queries.barred_from(one.line.person_id, ids))
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
