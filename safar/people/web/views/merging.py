"""Pages on which two records of one person are merged, and parted again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safar.accounts.services import require
from safar.people import queries, services
from safar.people.panels import panels_for
from safar.people.types import MergeFact, MergeGiven, PairAnswer, PersonFile
from safar.people.web.comparing import compared
from safar.people.web.forms.merging import MergeForm, UndoMergeForm
from safar.people.web.views.duplicates import open_pair
from safar.people.web.views.frame import PersonAct, open_file
from safar.people.web.words import listed
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader


def merge(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """Choose which record is kept and what it takes over, and merge."""
    by = reader()
    require(by, "people.merge")
    pair, _one, _other = open_pair(by, pair_id, "merging")
    if pair.answer != PairAnswer.SAME:
        return redirect("people:pair", pair_id)
    one, other = _as_read(by, pair.a_id, pair.b_id)
    if one.summary.id == other.summary.id:
        return redirect("people:person", one.summary.id)
    differing = [line for line in compared(one, other) if line.can_be_picked]
    form = MergeForm(one, other, differing, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = MergeGiven(
            kept_id=form.kept().summary.id,
            gone_id=form.gone().summary.id,
            reason=form.cleaned_data["reason"],
            picks=form.picks(),
            list_name_id=form.list_name(),
        )
        try:
            with transaction.atomic():
                services.merge_people(by=by, at=timezone.now(), given=given)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("They are read as one person now. It can be undone on this page."))
            return redirect("people:person", given.kept_id)
    context = {
        "form": form,
        "pair": pair,
        "one": one.summary,
        "other": other.summary,
        "panels": [panels_for(by, one.summary.id), panels_for(by, other.summary.id)],
    }
    return render(request, "people/merge.html", context)


def _as_read(by: Actor, *ids: UUID) -> list[PersonFile]:
    """The files under which these records are read now: a chain of merges grows at its kept end."""
    under = queries.kept_of(ids)
    return [open_file(by, under[one], "merging") for one in ids]


class UndoMerge(PersonAct):
    """Part two records again."""

    permission, form_class = "people.merge", UndoMergeForm
    heading, submit = _("Part the two records"), _("Part them")
    done = _("They are two records again.")
    hint = _("Everything is as it was before they were merged. What was corrected since stays as corrected.")
    danger = True

    def form(self, data: Any = None) -> Form:
        """The form, for a merge of this person's that still stands."""
        fact: MergeFact = self.chosen("merge_id", self.file.merges)
        if fact.undone_at is not None:
            raise Http404
        self._merge = fact
        return super().form(data)

    def act(self, data: dict[str, Any]) -> None:
        """Part them, and say what stayed."""
        now, fact = timezone.now(), self._merge
        stayed = services.undo_merge(by=self.by, at=now, merge_id=fact.id, reason=data["reason"])
        if data["are_two"]:
            for pair in queries.pairs_of([fact.gone_id]):
                if pair.other(fact.gone_id) == fact.kept_id and pair.answer != PairAnswer.DIFFERENT:
                    services.answer_pair(
                        by=self.by, at=now, pair_id=pair.id, answer=PairAnswer.DIFFERENT, note=data["reason"]
                    )
        if stayed:
            words = listed(str(pick.label) for pick in stayed)
            messages.warning(
                self.request, _("Corrected since the merge and left as it is: %(what)s.") % {"what": words}
            )
