"""Families that change: marriages, partings, births, deaths, people missing and found, cases split and merged."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from safar.cases import queries
from safar.cases import services as cases
from safar.cases.models import Case
from safar.kernel.dates import exact_day
from safar.people.services import register_person, relate_people
from safar.people.types import ConsentGiven, NameGiven, PersonDetails, RelationKind, Sex
from safar.plumbing.scope import acting_as
from tests.worked.reading import Event, names, yes
from tests.worked.world import World, expectation, now_of, verb


@verb("marries", "marry")
def marries(world: World, event: Event) -> None:
    """Marries `whom:`, who joins the case where `joins: yes`."""
    by = world.by(event)
    with acting_as(by):
        cases.marriage_in_case(
            by=by, at=now_of(event), member_id=world.member(event.who[0]), spouse_id=world.persons[event.more["whom"]],
            married_on=now_of(event).date(), joins=yes(event.more.get("joins", "no")),
        )  # fmt: skip


@verb("separates", "separate")
def separates(world: World, event: Event) -> None:
    """Parts from `from:`, with `taking:` those who go along; `same journey: yes` keeps one journey for both."""
    by = world.by(event)
    leaving = [world.member(name) for name in (event.who[0], *names(event.more.get("taking")))]
    with acting_as(by):
        cases.separation_in_case(
            by=by, at=now_of(event), member_id=world.member(event.who[0]), spouse_id=world.member(event.more["from"]),
            since_on=now_of(event).date(), reason="they live apart", leaving_ids=leaving,
            apart=not yes(event.more.get("same journey", "no")),
        )  # fmt: skip


@verb("has a child registered", "have a child registered")
def has_a_child_registered(world: World, event: Event) -> None:
    """A child born that day, `called:`, is registered with who named as its parents."""
    by, name = world.by(event), event.more["called"]
    with acting_as(by):
        child = register_person(
            by=by, at=now_of(event), consent=ConsentGiven(now_of(event), world.settings["language"], by_guardian=True),
            names=[NameGiven(f"{name.title()} Nova")],
            details=PersonDetails(sex=Sex.FEMALE, birth=exact_day(now_of(event).date())),
        )  # fmt: skip
        world.persons[name] = child
        for parent in event.who:
            relate_people(
                by=by, at=now_of(event), person_id=world.persons[parent], other_id=child, kind=RelationKind.PARENT,
                parental_responsibility=True,
            )  # fmt: skip


@verb("bears", "bore")
def bears(world: World, event: Event) -> None:
    """Her registered child, `child:`, joins the case; `under way: yes` where she has departed."""
    by, at = world.by(event), now_of(event)
    child = world.persons[event.more["child"]]
    with acting_as(by):
        if yes(event.more.get("under way", "no")):
            cases.birth_on_the_way(
                by=by, at=at, mother_id=world.member(event.who[0]), person_id=child, born_at=at, place="on the way"
            )
        else:
            cases.birth_in_case(by=by, at=at, case_id=world.case_of(event.who[0]), person_id=child, born_on=at.date())


@verb("is reported dead", "is confirmed dead")
def has_died(world: World, event: Event) -> None:
    """A report of death; `paper:` confirms it."""
    by = world.by(event)
    paper = event.more.get("paper", "")
    with acting_as(by):
        cases.death_in_case(
            by=by, at=now_of(event), member_id=world.member(event.who[0]), source=event.more.get("source", "a cousin"),
            confirmed=bool(paper), paper=paper,
        )  # fmt: skip


@verb("is missing", "are missing")
def is_missing(world: World, event: Event) -> None:
    """Not reached and not found since that morning."""
    by = world.by(event)
    with acting_as(by):
        cases.member_missing(
            by=by, at=now_of(event), member_id=world.member(event.who[0]), since=now_of(event) - timedelta(hours=2),
            known=event.more.get("known", "did not come home"),
        )  # fmt: skip


@verb("is found", "are found")
def is_found(world: World, event: Event) -> None:
    """Found and heard; `heard alone: no` when somebody else only says so."""
    by = world.by(event)
    alone = yes(event.more.get("heard alone", "yes"))
    spoke = now_of(event) if alone else now_of(event) - timedelta(days=60)
    with acting_as(by):
        cases.member_found(by=by, at=now_of(event), member_id=world.member(event.who[0]), spoke_alone_at=spoke)


@verb("stays behind", "stay behind")
def stays_behind(world: World, event: Event) -> None:
    """Does not travel after all."""
    by = world.by(event)
    with acting_as(by):
        for name in event.who:
            cases.member_stays(by=by, at=now_of(event), member_id=world.member(name), reason="stays for now")


@verb("opens another case", "open another case")
def opens_another(world: World, event: Event) -> None:
    """A case of their own, in the story's programme, kept apart from the first."""
    first = world.kept["case"]
    story_case, enrolment = world.story.case_id, world.story.enrolment_id
    world.kept["other case"] = world.open_case(event.who)
    world.kept["case"], world.story.case_id, world.story.enrolment_id = first, story_case, enrolment


@verb("is the brother of", "is the sister of")
def is_sibling(world: World, event: Event) -> None:
    """It turns out whose brother or sister somebody is."""
    by = world.by(event)
    with acting_as(by):
        relate_people(
            by=by, at=now_of(event), person_id=world.persons[event.who[0]],
            other_id=world.persons[event.more["whom"]], kind=RelationKind.SIBLING,
        )  # fmt: skip


@verb("joins the case of", "join the case of")
def joins_case(world: World, event: Event) -> None:
    """Their case and that of `whom:` become one."""
    by = world.by(event)
    with acting_as(by):
        world.kept["merge"] = cases.merge_cases(
            by=by, at=now_of(event), case_id=world.case_of(event.who[0]),
            into_case_id=world.case_of(event.more["whom"]), reason="they are one family",
        )  # fmt: skip


@verb("undoes the merge")
def undoes_merge(world: World, event: Event) -> None:
    """The last merge is undone."""
    by = world.by(event)
    with acting_as(by):
        cases.undo_merge(by=by, at=now_of(event), link_id=world.kept["merge"], reason="it was a mistake")


@verb("settles everything", "settle everything")
def settles(world: World, event: Event) -> None:
    """What a change left open with those named is settled, by the protection officer unless said."""
    by = world.by(event, "protection")
    with acting_as(by):
        for name in event.who:
            member = world.member(name)
            for gate in queries.open_gates(by=by, case_id=world.case_of(name)):
                if gate.member_id == member:
                    cases.settle_change(by=by, at=now_of(event), gate_id=gate.id, how="spoke with them alone")


@expectation("to settle")
def to_settle(world: World, expected: dict[str, Any]) -> None:
    """Exactly what is open with each person named after changes in the family."""
    for name, codes in expected.items():
        with acting_as(world.watcher):
            found = queries.open_gates(by=world.watcher, case_id=world.case_of(name))
        open_codes = {gate.code for gate in found if gate.member_id == world.member(name)}
        assert open_codes == set(names(codes)), f"To settle with {name}: {sorted(open_codes)}."


@expectation("together")
def together(world: World, expected: list[list[str]]) -> None:
    """Who is in one case with whom."""
    told = {frozenset(group if isinstance(group, list) else [group]) for group in expected}
    found: dict[UUID, set[str]] = {}
    for name in {one for group in told for one in group}:
        found.setdefault(world.case_of(name), set()).add(name)
    assert {frozenset(group) for group in found.values()} == told, (
        f"Together are {sorted(map(sorted, found.values()))}."
    )


@expectation("past read from both")
def past_read_from_both(world: World, expected: str) -> None:
    """The whole past of every case is read from each of them."""
    by = world.cast("counsellor")
    with acting_as(by):
        ids = list(Case.objects.values_list("id", flat=True))
        told = [{line.code for line in queries.case_history(by=by, case_id=one)} for one in ids]
    assert yes(expected)
    for codes in told:
        assert {"opened", "enrolled"} <= codes


@expectation("due differs")
def due_differs(world: World, expected: dict[str, str]) -> None:
    """How lines of the last change read afterwards, by the code of the change: `ended`, `passes_to_family`, `due` …"""
    by = world.cast("counsellor")
    for kind, standings in expected.items():
        with acting_as(by):
            cases_of_all = list(Case.objects.values_list("id", flat=True))
            told = [one for case_id in cases_of_all for one in queries.family_changes(by=by, case_id=case_id)]
        lines = {line.after for change in told if change.kind == kind for line in change.dues if line.differs}
        assert set(names(standings)) <= lines, f"After {kind} lines are {sorted(lines)}."
