"""Who of the household and the family of a case is not in it yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone

from safar.accounts.services import log_read
from safar.cases.types import CaseFile
from safar.people import queries as people
from safar.people.types import PersonSummary
from safar.plumbing.types import Actor


def household_of_case(cards: Iterable[Any]) -> set[UUID]:
    """The persons who live today with anybody of the case."""
    today = timezone.localdate()
    households = people.households_of([card.person_id for card in cards], today)
    return {one for household in households.values() for one in household.member_ids_on(today)}


def children_waiting(by: Actor, case: CaseFile) -> list[tuple[str, str]]:
    """The children of the household who are not in the case, by name."""
    present = {person.person_id for person in case.people if not person.left}
    near = people.people_in(household_of_case(case.people) - present)
    log_read(by=by, at=timezone.now(), kind="person", ids=list(near), page="a birth")
    today = timezone.localdate()
    return named(summary for summary in near.values() if not summary.is_adult_on(today))


def relatives_outside(by: Actor, case: CaseFile) -> list[tuple[str, str]]:
    """Those of the household or related to the members who are not in the case, by name."""
    present = [person.person_id for person in case.people if not person.left]
    related = {
        one
        for facts in people.relations_of(present).values()
        for fact in facts
        for one in (fact.person_id, fact.other_id)
    }
    near = people.people_in((related | household_of_case(case.people)) - set(present))
    log_read(by=by, at=timezone.now(), kind="person", ids=list(near), page="a marriage")
    return named(near.values())


def named(summaries: Iterable[PersonSummary]) -> list[tuple[str, str]]:
    """People as choices: their id and both spellings of their name."""
    return [(str(summary.id), summary.display_name) for summary in summaries]
