"""What a child needs who travels without a parent: one page for each thing, so that each takes a minute."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from safar.accounts.services import require
from safar.consent import queries, services
from safar.consent.types import ChildFile
from safar.consent.web.forms import children as forms
from safar.consent.web.subjects import Someone, Subject, summaries
from safar.consent.web.views.acts import Act, perform, worst_status
from safar.consent.web.views.pages import draw, go_back, one_traveller
from safar.consent.web.words import Choices
from safar.people import queries as people_queries
from safar.people import services as people_services
from safar.plumbing.web.moments import reader


@dataclass(frozen=True)
class Chosen:
    """Which child, of which journey, with what is on file."""

    subject: Subject
    one: Someone
    file: ChildFile

    @property
    def others(self) -> Choices:
        """The other children of the journey."""
        return [(str(other.id), other.name) for other in self.subject.children if other.id != self.one.id]

    def relatives(self) -> dict[str, str]:
        """Family and fellow travellers on file, without those with whom there is no contact about the child (V16)."""
        mine = self.one.line.person_id
        relations = people_queries.relations_of([mine]).get(mine, [])
        ids = {relation.person_id for relation in relations} | {relation.other_id for relation in relations}
        ids |= {adult.line.person_id for adult in self.subject.adults}
        ids -= {mine}
        ids -= people_queries.barred_from(mine, ids)
        return {str(person.id): person.name for person in summaries(ids).values()}

    def guardians(self) -> Choices:
        """The guardians on file whose authority has not ended."""
        mine = self.one.line.person_id
        found = people_queries.guardians_of([mine]).get(mine, [])
        return [(str(one.id), one.name) for one in found if one.ended_on is None]

    def carer_id(self) -> UUID:
        """The carer who counts; without one there is nothing to say of them."""
        if self.file.carer is None:
            raise Http404
        return self.file.carer.id


@dataclass(frozen=True)
class Item:
    """One thing that can be written down for a child: its words, its form, who may, and what it does."""

    title: str | Promise
    form: Callable[..., Any]
    permission: str
    do: Callable[[Chosen, Any], None]
    hint: str | Promise = ""
    takes_people: bool = False
    danger: bool = False


def _decide(child: Chosen, form: Any) -> None:
    services.decide_best_interest(by=reader(), at=timezone.now(), given=form.given(child.one.id))


def _revoke(child: Chosen, form: Any) -> None:
    standing = [line for line in child.file.decisions if line.revoked_at is None]
    if not standing:
        raise Http404
    because = form.cleaned_data["because"]
    services.revoke_best_interest(by=reader(), at=timezone.now(), decision_id=standing[0].id, because=because)


def _view(child: Chosen, form: Any) -> None:
    services.record_child_view(by=reader(), at=timezone.now(), child_id=child.one.id, given=form.given())


def _guardian(child: Chosen, form: Any) -> None:
    people_services.record_guardian(
        by=reader(), at=timezone.now(), child_id=child.one.line.person_id, given=form.given()
    )


def _guardian_end(_child: Chosen, form: Any) -> None:
    said = form.cleaned_data
    people_services.end_guardianship(
        by=reader(), at=timezone.now(), guardianship_id=UUID(said["guardianship"]), ended_on=said["ended_on"],
        because=said["because"],
    )  # fmt: skip


def _agreed(child: Chosen, form: Any) -> None:
    said = form.cleaned_data
    services.record_guardian_answer(
        by=reader(), at=timezone.now(), child_id=child.one.id, guardianship_id=UUID(said["guardianship"]),
        agrees=said["agrees"] == "yes", said_at=said["said_at"], paper=said["paper"],
    )  # fmt: skip


def _others(child: Chosen, form: Any) -> tuple[UUID, ...]:
    return (child.one.id, *[UUID(other) for other in form.cleaned_data.get("others", [])])


def _carer(child: Chosen, form: Any) -> None:
    given = form.given(child.relatives())
    services.name_carer(by=reader(), at=timezone.now(), child_ids=_others(child, form), given=given)


def _verify(child: Chosen, form: Any) -> None:
    said = {**form.cleaned_data, "suitable": form.cleaned_data["suitable"] == "yes"}
    services.verify_carer(by=reader(), at=timezone.now(), carer_id=child.carer_id(), **said)


def _accept(child: Chosen, form: Any) -> None:
    said = form.cleaned_data
    services.record_carer_answer(
        by=reader(), at=timezone.now(), carer_id=child.carer_id(), accepts=said["answer"] != "no",
        until_majority=said["answer"] == "until_majority", said_at=said["said_at"], paper=said["paper"],
    )  # fmt: skip


def _pick_up(child: Chosen, form: Any) -> None:
    said = {**form.cleaned_data, "confirmed": form.cleaned_data["confirmed"] == "yes"}
    services.confirm_pick_up(by=reader(), at=timezone.now(), carer_id=child.carer_id(), **said)


def _escort(child: Chosen, form: Any) -> None:
    said = form.cleaned_data
    name = child.relatives().get(said.get("person", ""), "") or said["name"]
    services.name_escort(
        by=reader(), at=timezone.now(), child_ids=_others(child, form), name=name, organisation=said["organisation"],
        person=form.chosen_person,
    )  # fmt: skip


def _hand_over(child: Chosen, form: Any) -> None:
    services.hand_over_child(by=reader(), at=timezone.now(), child_id=child.one.id, given=form.given())


def _search(child: Chosen, form: Any) -> None:
    said = form.cleaned_data
    services.record_parent_search(
        by=reader(), at=timezone.now(), child_id=child.one.id, searched_on=said["searched_on"], way=said["way"],
        parent=form.chosen_person, parent_name=said["parent_name"],
    )  # fmt: skip


PREPARE, VERIFY = "consent.prepare_child", "consent.verify_carer"
ITEMS: dict[str, Item] = {
    "decision": Item(
        gettext_lazy("Best-interest decision"), forms.DecisionForm, "consent.decide_best_interest", _decide,
        gettext_lazy("The panel hears what the child said, and looks at the family there. The last decision counts."),
    ),
    "revoke": Item(
        gettext_lazy("Take the decision back"), forms.RevokeForm, "consent.decide_best_interest", _revoke,
        gettext_lazy("Every permit that rests on it waits at once."), danger=True,
    ),
    "view": Item(
        gettext_lazy("The child’s own view"), forms.ViewForm, PREPARE, _view,
        gettext_lazy("Hear the child alone, with an interpreter they are at ease with. The last word counts."),
    ),
    "guardian": Item(
        gettext_lazy("Guardian"), forms.GuardianForm, "people.correct", _guardian,
        gettext_lazy("A husband or wife is never a guardian."), takes_people=True,
    ),
    "guardian-end": Item(
        gettext_lazy("The guardian’s authority ended"), forms.GuardianEndForm, "people.correct", _guardian_end,
        danger=True,
    ),
    "agreed": Item(gettext_lazy("What the guardian says"), forms.GuardianAnswerForm, PREPARE, _agreed),
    "carer": Item(
        gettext_lazy("Carer after arrival"), forms.CarerForm, PREPARE, _carer,
        gettext_lazy("Whoever is named here signs for the child. A new carer is visited and asked anew."),
        takes_people=True,
    ),
    "verification": Item(gettext_lazy("Visit to the carer"), forms.VerificationForm, VERIFY, _verify),
    "acceptance": Item(gettext_lazy("What the carer says"), forms.AcceptanceForm, VERIFY, _accept),
    "pick-up": Item(gettext_lazy("Pick-up at arrival"), forms.PickUpForm, VERIFY, _pick_up),
    "escort": Item(
        gettext_lazy("Escort"), forms.EscortForm, PREPARE, _escort,
        gettext_lazy("Somebody travels with the child until the carer signs."), takes_people=True,
    ),
    "hand-over": Item(
        gettext_lazy("Hand-over"), forms.HandOverForm, "consent.hand_over_child", _hand_over,
        gettext_lazy("Only the named carer, with a paper, signs. Otherwise the child stays with you: say so here."),
    ),
    "search": Item(
        gettext_lazy("Search for a parent"), forms.SearchForm, "consent.declare", _search,
        gettext_lazy("Only safely, and never where there was violence."), takes_people=True,
    ),
}  # fmt: skip

# What clears each refusal.
CLEARED_BY = {
    "v9_no_decision": "decision",
    "v9_decided_otherwise": "decision",
    "v9_panel_of_one": "decision",
    "v9_parted": "decision",
    "v9_no_view": "view",
    "v9_child_does_not_want": "view",
    "v9_guardian": "guardian",
    "v9_guardian_ended": "guardian",
    "v9_guardian_not_agreed": "agreed",
    "v9_carer": "carer",
    "v9_carer_unverified": "verification",
    "v9_carer_not_accepting": "acceptance",
    "v9_pick_up": "pick-up",
    "v9_escort": "escort",
}


def out_of_place(file: ChildFile, guardians: Choices, *, has_left: bool) -> set[str]:
    """The pages that have nothing to be about: no carer yet, no guardian, no decision, no journey."""
    hidden: set[str] = set() if file.carer else {"verification", "acceptance", "pick-up"}
    hidden |= set() if guardians else {"agreed", "guardian-end"}
    hidden |= set() if any(line.revoked_at is None for line in file.decisions) else {"revoke"}
    return hidden if has_left else hidden | {"hand-over"}


@require_http_methods(["GET", "POST"])
def child_item(request: HttpRequest, id: UUID, item: str) -> HttpResponse:
    """One thing about one child: its form, and back to what is still missing."""
    wanted = ITEMS.get(item)
    if wanted is None:
        raise Http404
    require(reader(), wanted.permission)
    subject, one = one_traveller(request, id, f"child: {item}")
    if one is None or one.is_adult:
        raise Http404
    child = Chosen(subject, one, queries.child_files([one.id])[one.id])
    if item in out_of_place(child.file, child.guardians(), has_left=one.line.departed_at is not None):
        raise Http404
    act = Act(
        name=item,
        title="",
        button=gettext_lazy("Put it on file"),
        form=partial(
            wanted.form,
            others=child.others,
            people=list(child.relatives().items()) if wanted.takes_people else (),
            guardians=child.guardians(),
        ),
        do=lambda form: _done(wanted, child, form),
        permission=wanted.permission,
        hint=wanted.hint,
        danger=wanted.danger,
    )
    if perform(request, [act]):
        return go_back(request, reverse("consent:child", args=[one.id]))
    return draw(
        request, "child_item", subject, status=worst_status([act]), one=one, acts=[act], title=wanted.title,
        carer=child.file.carer,
    )  # fmt: skip


def _done(wanted: Item, child: Chosen, form: Any) -> str:
    wanted.do(child, form)
    return _("On file.")
