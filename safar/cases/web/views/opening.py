"""Opening a case, and enrolling it in a programme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safar.accounts.queries import colleagues, may, offices_by_id
from safar.accounts.services import log_read, require
from safar.cases import queries, services
from safar.cases.types import Began, EligibilityLine, EnrolmentView, HelpedBefore
from safar.cases.web.asking import Asking, found
from safar.cases.web.forms.opening import EnrolForm, FactsForm, OpeningForm, SettlingForm
from safar.people import queries as people
from safar.people.types import PersonSummary
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from safar.plumbing.web import display
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader
from safar.programmes import queries as programmes
from safar.programmes.types import Programme, text_in

FOUND_BY_MACHINE = frozenset(
    {"applicant_age", "family_size", "country_of_return", "country_of_stay", "is_unaccompanied_child"}
)


def staff_of(by: Actor) -> list[tuple[int, str]]:
    """The colleagues of the reader's own office, whoever reads first."""
    listed = [(member.user_id, member.name) for member in colleagues([by.office_id] if by.office_id else [])]
    return sorted(listed, key=lambda choice: choice[0] != by.user_id)


def open_case(request: HttpRequest, id: UUID) -> HttpResponse:
    """Open a case for a person and those of the household who come along."""
    by = reader()
    require(by, "cases.open")
    household_id, persons = _household(id)
    log_read(by=by, at=timezone.now(), kind="person", ids=[person.id for person in persons], page="opening a case")
    today = timezone.localdate()
    people_asked = [(person.id, person.display_name, person.is_adult_on(today)) for person in persons]
    running = queries.cases_of_persons([person.id for person in persons], timezone.now())
    form = OpeningForm(
        request.POST or None,
        people=people_asked,
        staff=staff_of(by),
        with_open_case={who for who, rows in running.items() if any(row.status != "closed" for row in rows)},
        initial=_likely(persons),
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                opened = _opened(by, form.cleaned_data, household_id)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, gettext("The case is open. Now choose the programme."))
            return HttpResponseRedirect(reverse("cases:enrol", kwargs={"id": opened}))
    others = {row.case_id: row for rows in running.values() for row in rows}
    return render(request, "cases/open.html", {"form": form, "others": list(others.values()), "persons": persons})


def _household(person_id: UUID) -> tuple[UUID | None, list[PersonSummary]]:
    """The person first, then whoever lives in the same household today."""
    household = people.households_of([person_id], timezone.localdate()).get(person_id)
    ids = household.member_ids_on(timezone.localdate()) if household else []
    ordered = [person_id, *(other for other in ids if other != person_id)]
    summaries = people.people_in(ordered)
    if person_id not in summaries:
        raise Http404
    return household.id if household else None, [summaries[one] for one in ordered if one in summaries]


def _likely(persons: Sequence[PersonSummary]) -> dict[str, Any]:
    """The country of return is most often that of the nationality."""
    claimed = [nationality.country for nationality in persons[0].nationalities if nationality.country]
    return {"return_country": claimed[0]} if len(set(claimed)) == 1 else {}


def _opened(by: Actor, given: dict[str, Any], household_id: UUID | None) -> UUID:
    office = offices_by_id([by.office_id] if by.office_id else [])
    opened = services.open_case(
        by=by,
        at=timezone.now(),
        members=given["members"],
        host_country=office[by.office_id].country if by.office_id else "",
        return_country=given["return_country"],
        return_place=given["return_place"],
        began=Began(given["began"]),
        household_id=household_id if len(given["members"]) > 1 else None,
        assigned_to_id=given["assigned_to"],
        another=bool(given.get("another")),
    )
    return opened.case_id


class Enrol(Asking):
    """Put the case into a programme, at the version in force today."""

    permission = "cases.open"
    form_class = EnrolForm
    heading = _("Choose the programme")
    submit = _("Enrol")
    explanation = _("The case keeps the version in force today for as long as it lasts.")

    def prepare(self) -> None:
        """Find the programmes that serve this country and have not been chosen yet."""
        here = {person.member_id for person in self.case.people if not person.left}
        taken = {
            view.programme_code
            for view in self.case.enrolments
            if here <= {row.member_id for row in view.rows if not row.outcome}
        }
        today = timezone.localdate()
        self.offered = [
            published
            for published in programmes.enrollable(self.case.host_country, today)
            if published.programme.code not in taken and published.programme.returns_to(self.case.return_country)
        ]

    def form(self, *sent: Any) -> EnrolForm:
        """The form with those programmes."""
        language = display.language()
        names = [(str(published.id), text_in(published.programme.names, language)) for published in self.offered]
        return EnrolForm(*sent, case=self.case, by=self.by, programmes=names)

    def context(self) -> dict[str, Any]:
        """Whether there is anything to choose from."""
        return {"nothing_offered": not self.offered}

    template_name = "cases/enrol.html"

    def act(self, given: dict[str, Any]) -> HttpResponse:
        """Enrol, say the place in line if there is one, and go on to the questions."""
        outcome = services.enrol(
            by=self.by,
            at=timezone.now(),
            case_id=self.case.id,
            programme_version_id=given["programme"],
            member_ids=given["members"],
        )
        if outcome.waiting_position:
            words = gettext(
                "All places are taken. They are number %(place)s on the waiting list, by the order of enrolment."
            )
            messages.warning(self.request, words % {"place": display.number_in_words(outcome.waiting_position)})
        else:
            messages.success(self.request, gettext("Enrolled. Now answer what the programme asks."))
        return HttpResponseRedirect(reverse("cases:eligibility", kwargs={"id": self.case.id}))


def asked_by(programme: Programme) -> dict[str, Any]:
    """The facts that any rule of the programme names and no file answers by itself."""
    named = " ".join(rule.when for rule in programme.rules)
    return {
        code: fact
        for code, fact in programmes.case_facts().items()
        if code not in FOUND_BY_MACHINE and re.search(rf"\b{code}\b", named)
    }


def earlier_help(by: Actor, enrolment_id: UUID) -> HelpedBefore:
    """What the search for earlier help says now; nothing for whoever may not ask."""
    if not may(by, "cases.open"):
        return HelpedBefore(is_asked=False)
    return services.look_for_earlier_help(by=by, at=timezone.now(), enrolment_id=enrolment_id)


class Eligibility(Asking):
    """What the programme's rules answer for this case, and the questions that are still open."""

    permission = "cases.open"
    form_class = FactsForm
    heading = _("May they join the programme?")
    submit = _("Save the answers")
    template_name = "cases/eligibility.html"
    also_by_enrolment = True

    def prepare(self) -> None:
        """Take the enrolment named in the address, or the newest one."""
        if not self.case.enrolments:
            raise Http404
        named = [view for view in self.case.enrolments if view.id == self.kwargs["id"]]
        self.enrolment: EnrolmentView = (named or self.case.enrolments)[-1]
        self.helped = earlier_help(self.by, self.enrolment.id)

    def form(self, *sent: Any) -> FactsForm:
        """The questions of this programme's rules, with what is already known."""
        questions = asked_by(programmes.published_by_id(self.enrolment.programme_version_id).programme)
        if self._nationality_is_known():
            questions.pop("nationality", None)
        return FactsForm(
            *sent,
            case=self.case,
            by=self.by,
            questions=questions,
            known=self.enrolment.facts,
            helped_before=self.helped.suggested,
        )

    def _nationality_is_known(self) -> bool:
        leading = people.people_in([self.case.people[0].person_id]).values()
        return any("return_country" in _likely([person]) for person in leading)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep the answers and show what the rules say now."""
        form = self.form(request.POST)
        if form.is_valid():
            self.facts = form.facts()
        return (self.carried_out(form) if form.is_valid() else None) or self.show(form)

    def act(self, given: dict[str, Any]) -> HttpResponse:
        """Ask the rules again."""
        services.check_eligibility(by=self.by, at=timezone.now(), enrolment_id=self.enrolment.id, facts=self.facts)
        messages.success(self.request, gettext("The answers are kept. This is what the rules say now."))
        return HttpResponseRedirect(self.request.path)

    def context(self) -> dict[str, Any]:
        """The answers, those that stand in the way first."""
        order = {"no": 0, "refer": 1, "not_known_yet": 2, "yes": 3}
        lines = sorted(self.enrolment.eligibility, key=lambda line: order.get(line.settled_as or line.answer, 4))
        return {
            "enrolment": self.enrolment,
            "lines": lines,
            "may_decide": may(self.by, "cases.decide"),
            "helped": self.helped,
        }


class Settle(Asking):
    """A person decides what the rules only refer."""

    permission = "cases.decide"
    form_class = SettlingForm
    heading = _("Decide this rule for this case")
    submit = _("Decide")
    template_name = "cases/settle.html"

    def prepare(self) -> None:
        """Find the rule's answer among those of the case."""
        lines = {line: view for view in self.case.enrolments for line in view.eligibility}
        self.line: EligibilityLine = found(lines, self.kwargs["answer"])
        self.helped = None if self.line.rule != "helped_before" else earlier_help(self.by, lines[self.line].id)

    def act(self, given: dict[str, Any]) -> None:
        """Keep the decision."""
        services.settle_eligibility(by=self.by, at=timezone.now(), answer_id=self.line.id, **given)

    def back(self) -> str:
        """Back to the rules."""
        return reverse("cases:eligibility", kwargs={"id": self.case.id})

    def context(self) -> dict[str, Any]:
        """The rule in question, and what was found where it asks for earlier help."""
        return {"line": self.line, "helped": self.helped}
