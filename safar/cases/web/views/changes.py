"""Changes in the family of a case: what each would bring is shown first, then it is written, then it is settled."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safar.accounts.queries import may
from safar.accounts.services import require
from safar.cases import queries, services
from safar.cases.types import ChangeView, OpenedCase, OpenGate
from safar.cases.web.asking import Asking, open_file
from safar.cases.web.forms.families import (
    BirthOnTheWayForm,
    FoundForm,
    MarriageForm,
    MergingForm,
    MissingForm,
    SeparationForm,
    SettlingChangeForm,
    UndoingForm,
)
from safar.cases.web.views.household import children_waiting, relatives_outside
from safar.plumbing.refusals import Refused
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader


def changes(request: HttpRequest, id: UUID) -> HttpResponse:
    """Every change in the family with what it brought, what is open, and the cases with a shared past."""
    by = reader()
    require(by, "cases.read")
    case = open_file(by, id, "family changes")
    gates = queries.open_gates(by=by, case_id=id)
    return render(
        request,
        "cases/changes.html",
        {
            "case": case,
            "changes": queries.family_changes(by=by, case_id=id),
            "gates": [(gate, queries.gate_words(gate.code, gate.member), _may_settle(by, gate)) for gate in gates],
            "links": queries.linked_cases(by=by, case_id=id),
            "can_change": case.may_write and case.status != "closed" and may(by, "cases.change_members"),
        },
    )


def _may_settle(by: Any, gate: OpenGate) -> bool:
    return may(by, "cases.reassess_child" if gate.by_protection else "cases.settle_change")


class Changing(Asking):
    """A change in two steps: the first shows what would follow, made and taken back; the second writes it."""

    permission = "cases.change_members"
    template_name = "cases/change.html"
    submit = _("Show what changes")
    seen: ChangeView | None = None
    other_case: UUID | None = None

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Look first; write when that was seen."""
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form)
        if "do" in request.POST:
            return self.carried_out(form) or self.show(form)
        self.look(form)
        return self.show(form)

    def look(self, form: Form) -> None:
        """Make the change, keep what it tells, and take it back."""
        try:
            self.seen = services.foresee(
                case_id=self.told_in(form.cleaned_data), act=lambda: self.change(form.cleaned_data)
            )
        except Refused as refusal:
            refuse(form, refusal)

    def told_in(self, given: dict[str, Any]) -> UUID:
        """The case whose history tells of the change."""
        return self.case.id

    def act(self, given: dict[str, Any]) -> HttpResponse | None:
        """Write the change and show what it brought."""
        made = self.change(given)
        messages.success(self.request, self.said())
        to = made.case_id if isinstance(made, OpenedCase) else self.told_in(given)
        return HttpResponseRedirect(reverse("cases:changes", kwargs={"id": to}))

    def change(self, given: dict[str, Any]) -> object:
        """Call the service."""
        raise Http404

    def context(self) -> dict[str, Any]:
        """What would change, once it was looked at."""
        return {"seen": self.seen, "gates": queries.gate_words}


class Marriage(Changing):
    """Somebody of the case has married."""

    form_class = MarriageForm
    heading = _("Somebody has married")
    explanation = _("Both are asked again, alone. Marrying makes nobody a guardian, and a child stays a child.")
    done = _("Recorded. Ask both again, each alone.")

    def form(self, *sent: Any) -> MarriageForm:
        """The form with relatives who are not in the case."""
        return MarriageForm(*sent, case=self.case, by=self.by, candidates=relatives_outside(self.by, self.case))

    def change(self, given: dict[str, Any]) -> object:
        """They married."""
        spouse = next(
            (card.person_id for card in self.case.people if card.member_id == given["spouse"]), given["spouse"]
        )
        return services.marriage_in_case(
            by=self.by, at=timezone.now(), member_id=given["member"], spouse_id=spouse,
            married_on=given["married_on"], joins=given["joins"] == "yes",
        )  # fmt: skip


class Separation(Changing):
    """Two spouses live apart now."""

    form_class = SeparationForm
    heading = _("Two of them have separated")
    explanation = _(
        "Each is asked again alone, also where they can be reached safely now. What one says from now on is not in the"
        " other’s file."
    )
    done = _("Recorded. Speak with each of them alone, first about how to reach them safely.")

    def change(self, given: dict[str, Any]) -> object:
        """They separated."""
        return services.separation_in_case(
            by=self.by, at=timezone.now(), member_id=given["member"], spouse_id=given["spouse"],
            since_on=given["since_on"], reason=given["reason"], leaving_ids=given["leaving"],
            apart=given["journey"] == "apart",
        )  # fmt: skip


class BirthOnTheWay(Changing):
    """A child was born while its mother is under way."""

    form_class = BirthOnTheWayForm
    template_name = "cases/birth.html"
    heading = _("A child was born on the way")
    explanation = _("The child needs no permit of ours to arrive. Register it first, with its mother as parent.")
    done = _("The child is in the case and stands where its mother stands. Tell the receiver.")

    def form(self, *sent: Any) -> BirthOnTheWayForm:
        """The form with those under way and the children of the household who are not in the case."""
        under_way = queries.mothers_under_way(by=self.by, case_id=self.case.id)
        mothers = [(str(member_id), name) for member_id, name in under_way.items()]
        children = children_waiting(self.by, self.case)
        return BirthOnTheWayForm(*sent, case=self.case, by=self.by, candidates=children, mothers=mothers)

    def change(self, given: dict[str, Any]) -> object:
        """It was born."""
        return services.birth_on_the_way(
            by=self.by, at=timezone.now(), mother_id=given["mother"], person_id=given["person"],
            born_at=given["born_at"], place=given["place"],
        )  # fmt: skip


class Missing(Changing):
    """A member is not reached and not found."""

    form_class = MissingForm
    heading = _("Somebody is missing")
    explanation = _("They are not reached since then; nothing more is said of them. Children who depend on them wait.")
    done = _("Recorded. Look for them, and ask the others again, each alone.")

    def change(self, given: dict[str, Any]) -> object:
        """They are missing."""
        services.member_missing(
            by=self.by, at=timezone.now(), member_id=given["member"], since=given["since"], known=given["known"]
        )
        return None


class Found(Changing):
    """A missing member was found."""

    form_class = FoundForm
    heading = _("Somebody who was missing is found")
    explanation = _("What waited for them goes on only after you have spoken with them alone.")
    done = _("Recorded. They too are asked again before they travel.")

    def prepare(self) -> None:
        """Find who is missing."""
        self.missing = queries.missing_members(by=self.by, case_id=self.case.id)

    def form(self, *sent: Any) -> FoundForm:
        """The form with those who are missing."""
        return FoundForm(*sent, case=self.case, by=self.by, missing=self.missing)

    def context(self) -> dict[str, Any]:
        """Whether anybody is missing at all."""
        return {**super().context(), "nobody_missing": not self.missing}

    def change(self, given: dict[str, Any]) -> object:
        """They were found."""
        services.member_found(
            by=self.by, at=timezone.now(), member_id=given["member"], spoke_alone_at=given["spoke_alone_at"],
            note=given["note"],
        )  # fmt: skip
        return None


class Merge(Changing):
    """This case becomes part of a relative's."""

    form_class = MergingForm
    heading = _("Make one case of two")
    explanation = _(
        "Everybody who has not departed goes into the other case with all that is theirs. Nothing is copied, both past"
        " histories are read from both, and it can be undone while nothing new has rested on it."
    )
    done = _("This is one case now. Everybody whose company changes is asked again, alone.")

    def form(self, *sent: Any) -> MergingForm:
        """The form with the open cases of relatives."""
        found = queries.mergeable_cases(by=self.by, case_id=self.case.id)
        others = [(str(case_id), f"{reference}: {', '.join(names)}") for case_id, (reference, names) in found.items()]
        return MergingForm(*sent, case=self.case, by=self.by, others=others)

    def told_in(self, given: dict[str, Any]) -> UUID:
        """The case they join tells of it."""
        into: UUID = given["into"]
        return into

    def change(self, given: dict[str, Any]) -> object:
        """Merge."""
        return services.merge_cases(
            by=self.by, at=timezone.now(), case_id=self.case.id, into_case_id=given["into"], reason=given["reason"]
        )

    def context(self) -> dict[str, Any]:
        """Whether there is anything to merge with."""
        return {**super().context(), "nobody": not queries.mergeable_cases(by=self.by, case_id=self.case.id)}


class UndoMerge(Changing):
    """A merge on which nothing new has rested is undone."""

    form_class = UndoingForm
    heading = _("Undo the merge")
    explanation = _("They go back into their own case with all that is theirs. Everybody concerned is asked again.")
    done = _("Undone. Both cases are open.")

    def prepare(self) -> None:
        """Find the merge among the links of the case."""
        links = queries.linked_cases(by=self.by, case_id=self.case.id)
        link = next((one for one in links if one.id == self.kwargs["link"] and one.kind == "merge"), None)
        if link is None or link.undone_at is not None:
            raise Http404
        self.link = link

    def change(self, given: dict[str, Any]) -> object:
        """Undo it."""
        return services.undo_merge(by=self.by, at=timezone.now(), link_id=self.link.id, reason=given["reason"])

    def context(self) -> dict[str, Any]:
        """Why not, where it cannot be undone any more."""
        return {**super().context(), "why_not": self.link.why_not}


class SettleChange(Asking):
    """Something a change left open is settled."""

    permission = "cases.settle_change"
    form_class = SettlingChangeForm
    heading = _("Settle it")
    done = _("Settled.")

    def prepare(self) -> None:
        """Find the gate among those open in the case."""
        gates = queries.open_gates(by=self.by, case_id=self.case.id)
        gate = next((one for one in gates if one.id == self.kwargs["gate"]), None)
        if gate is None:
            raise Http404
        self.gate = gate
        self.explanation = queries.gate_words(gate.code, gate.member)  # type: ignore[misc]

    def act(self, given: dict[str, Any]) -> HttpResponse:
        """Settle it and go back to the changes."""
        services.settle_change(by=self.by, at=timezone.now(), gate_id=self.gate.id, how=given["how"])
        messages.success(self.request, gettext("Settled."))
        return HttpResponseRedirect(reverse("cases:changes", kwargs={"id": self.case.id}))
