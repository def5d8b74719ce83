"""What a consulate and a border are told: one request at a time, one movement's list, released by two (D7)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safar.accounts.queries import may
from safar.accounts.services import log_read, require
from safar.cases import queries, services
from safar.cases.documents.crossing import border_list_pdf
from safar.cases.types import BorderListFile, ConsularAnswer, ConsularLine, TravelDocumentLine
from safar.cases.web.asking import Asking, found
from safar.cases.web.forms.outside import BorderListForm, ConsularAnswerForm, ConsularForm, RecallForm, movement_choice
from safar.cases.web.views.deciding import pdf
from safar.plumbing.documents import NotPrinted
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from safar.plumbing.web import display, errors
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader

PREPARE, RELEASE = "cases.prepare_border_list", "cases.release_border_list"


class Consular(Asking):
    """One request to one embassy, and those that were sent before."""

    permission = "cases.send_consular_request"
    form_class = ConsularForm
    heading = _("Request to the consulate")
    submit = _("Release this request")
    explanation = _(
        "Only at the person’s written wish, one at a time. The embassy is sent name, birth, sex, nationality and the"
        " document that is asked for: nothing else of the file, and never why they are here."
    )
    done = _("The request is on file as it was sent.")
    template_name = "cases/consular.html"

    def prepare(self) -> None:
        """Find the application among those of the case."""
        self.application: TravelDocumentLine = found(self.case.travel_documents, self.kwargs["application"])

    def initial(self) -> dict[str, Any]:
        """The authority named when the application was begun."""
        return {"embassy": self.application.authority}

    def carried_out(self, form: Any) -> HttpResponse | None:
        """Keep the form, which knows how to give the request."""
        self.sent = form
        return super().carried_out(form)

    def act(self, given: dict[str, Any]) -> None:
        """Send it."""
        services.send_consular_request(
            by=self.by, at=timezone.now(), application_id=self.application.id, given=self.sent.given(),
            due_on=given["due_on"],
        )  # fmt: skip

    def back(self) -> str:
        """Back to the papers of the case."""
        return reverse("cases:travel_document", kwargs={"id": self.case.id})

    def context(self) -> dict[str, Any]:
        """The requests about this case's people, field by field."""
        lines = queries.consular_requests_of([self.case.id])[self.case.id]
        return {
            "application": self.application,
            "requests": [line for line in lines if line.application_id == self.application.id],
        }


class ConsularAnswered(Asking):
    """What the embassy answered."""

    also_closed = True
    permission = "cases.send_consular_request"
    form_class = ConsularAnswerForm
    heading = _("Answer of the consulate")
    submit = _("Record the answer")
    done = _("The answer is on file.")

    def prepare(self) -> None:
        """Find the request among those of the case."""
        lines = queries.consular_requests_of([self.case.id])[self.case.id]
        self.consular: ConsularLine = found(lines, self.kwargs["consular"])

    def act(self, given: dict[str, Any]) -> None:
        """Record it."""
        services.record_consular_answer(
            by=self.by, at=timezone.now(), request_id=self.consular.id, answer=ConsularAnswer(given["answer"]),
            on=given["on"], note=given["note"],
        )  # fmt: skip

    def back(self) -> str:
        """Back to the requests."""
        return reverse("cases:consular", kwargs={"id": self.case.id, "application": self.consular.application_id})


@require_http_methods(["GET", "POST"])
def border_lists(request: HttpRequest) -> HttpResponse:
    """The lists that were prepared, and a new one for a movement that is still ahead."""
    by = reader()
    if not may(by, PREPARE):
        require(by, RELEASE)
    form = _new_list(by, request)
    if request.method == "POST" and form.is_valid():
        try:
            made, left_out = services.prepare_border_list(
                by=by, at=timezone.now(), itinerary_id=UUID(form.cleaned_data["movement"]), given=form.given()
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            for one in left_out:
                words = {"name": one.member, "why": one.sentence}
                messages.warning(request, gettext("%(name)s is not on the list: %(why)s") % words)
            return HttpResponseRedirect(reverse("cases:border_list", args=[made]))
    page = {"lists": queries.border_lists(by=by), "form": form if may(by, PREPARE) else None}
    return render(request, "cases/border_lists.html", page, status=422 if form.is_bound else 200)


@require_safe
def border_list(request: HttpRequest, id: UUID) -> HttpResponse:
    """One list: its people, who released it, and who has to be recalled."""
    by, border = _opened(id, "border list")
    page = {
        "border": border,
        "may_release": may(by, RELEASE) and border.released_at is None and by.name not in dict(border.releases),
        "may_tell": may(by, PREPARE),
        "recall_form": RecallForm(),
    }
    return render(request, "cases/border_list.html", page)


@require_POST
def release(request: HttpRequest, id: UUID) -> HttpResponse:
    """Release the list as one of two."""
    by, border = _opened(id, "border list")
    try:
        whole = services.release_border_list(by=by, at=timezone.now(), list_id=border.id)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        said = gettext("The list is released.") if whole else gettext("Noted. A second colleague releases it too.")
        messages.success(request, said)
    return HttpResponseRedirect(reverse("cases:border_list", args=[id]))


@require_POST
def told(request: HttpRequest, id: UUID, recall: UUID) -> HttpResponse:
    """The border was told that somebody does not travel."""
    by, border = _opened(id, "border list")
    form = RecallForm(request.POST)
    if recall not in {person.recall_id for person in border.people}:
        raise Http404
    try:
        services.confirm_recall(
            by=by,
            at=timezone.now(),
            recall_id=recall,
            told_whom=form.data.get("told_whom", "") if form.is_valid() else "",
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, gettext("It is on file that the border was told."))
    return HttpResponseRedirect(reverse("cases:border_list", args=[id]))


@require_safe
def border_paper(request: HttpRequest, id: UUID) -> HttpResponse:
    """The released list on paper, with those who still travel; 404 before two have released it."""
    by, inside = _opened(id, "border list print")
    border = queries.border_list(id, as_sent=True)
    if border is None or border.released_at is None:
        raise Http404
    # D10: the border must see the passport's name; that a name behind an alias went out is written down.
    told = [person.alias_of for person in inside.people if person.live and person.alias_of is not None]
    if told:
        log_read(by=by, at=timezone.now(), kind="name", ids=told, page="name behind an alias: border_list")
    try:
        return pdf(border_list_pdf(border, language=display.language()), f"border-{border.leaves_at:%Y%m%d}")
    except NotPrinted as fault:
        return errors.conflict(request, str(fault))


def _new_list(by: Actor, request: HttpRequest) -> BorderListForm:
    ahead = queries.movements_ahead(by=by, at=timezone.now())
    choices = [movement_choice(one, display.moment_in_words(one.leaves_at)) for one in ahead]
    return BorderListForm(request.POST or None, movements=choices)


def _opened(list_id: UUID, page: str) -> tuple[Actor, BorderListFile]:
    by = reader()
    if not may(by, PREPARE):
        require(by, RELEASE)
    border = queries.border_list(list_id)
    if border is None:
        raise Http404
    log_read(by=by, at=timezone.now(), kind="list", ids=queries.persons_on(list_id), page=page)
    return by, border
