"""Complaints and second opinions: told at the desk, going past the accused, contested and looked at again."""

from __future__ import annotations

from typing import Any

from safar.cases import services as cases
from safar.cases.queries import refusals_of
from safar.cases.types import DecisionAnswer, DecisionGiven, DecisionKind
from safar.complaints import queries, services
from safar.complaints.types import (
    About,
    Channel,
    ComplaintGiven,
    ContestGiven,
    Ground,
    Opinion,
    OpinionGiven,
    Outcome,
    StepKind,
)
from safar.plumbing.scope import acting_as
from tests.worked.reading import Event, day, names, yes
from tests.worked.verbs.after_arrival import enrolment
from tests.worked.world import World, expectation, now_of, verb


@verb("complains", "complain")
def complains(world: World, event: Event) -> None:
    """Tells the desk (`by:`) what happened: `about:`, `whom:` of the cast, `words:`; nameless with `nameless: yes`."""
    by = world.by(event)
    accused = [world.cast(one).user_id for one in names(event.more.get("whom"))]
    nameless = yes(event.more.get("nameless", "no"))
    given = ComplaintGiven(
        about=About(event.more.get("about", "service")),
        channel=Channel.IN_PERSON,
        language="en",
        words=event.more.get("words", "It never came."),
        received_at=now_of(event),
        anonymous=nameless,
        accused=tuple(one for one in accused if one is not None),
        accused_words=event.more.get("described", ""),
        person_id=None if nameless or not event.who else world.persons[event.who[0]],
        case_id=None if nameless or not event.who else world.case_of(event.who[0]),
    )
    with acting_as(by):
        world.kept["complaint"] = services.record_complaint(by=by, at=now_of(event), given=given).complaint_id


@verb("has the complaint answered")
def has_the_complaint_answered(world: World, event: Event) -> None:
    """The complaints officer (`by:`) answers with `outcome:` and explains it."""
    by = world.cast(event.by)
    with acting_as(by):
        services.answer_complaint(
            by=by, at=now_of(event), complaint_id=world.kept["complaint"], outcome=Outcome(event.more["outcome"]),
            reasons="We looked into it.",
        )  # fmt: skip
        services.add_step(by=by, at=now_of(event), complaint_id=world.kept["complaint"], kind=StepKind.EXPLAINED)


@verb("is not content")
def is_not_content(world: World, event: Event) -> None:
    """The person is not content with the answer, said to `by:`."""
    by = world.by(event)
    with acting_as(by):
        services.appeal_complaint(by=by, at=now_of(event), complaint_id=world.kept["complaint"], words="Not so.")


@verb("is refused")
def is_refused(world: World, event: Event) -> None:
    """A refusal, `kind:` ours or authority, with the remedy open until `until:`."""
    by = world.by(event, "manager")
    given = DecisionGiven(
        DecisionKind(event.more.get("kind", "ours")),
        DecisionAnswer.REFUSED,
        now_of(event).date(),
        by.name,
        reasons=(event.more.get("because", "helped before"),),
        remedy="Write to us, or to the court.",
        remedy_until=day(event.more["until"]) if "until" in event.more else None,
    )
    with acting_as(by):
        cases.decide(by=by, at=now_of(event), enrolment_id=enrolment(world, event.who[0]).id, decision=given)


@verb("has a rule settled")
def has_a_rule_settled(world: World, event: Event) -> None:
    """A manager settles a `rule:` that referred, `as:` yes or no."""
    by = world.by(event, "manager")
    answer = next(one for one in enrolment(world, event.who[0]).eligibility if one.rule == event.more["rule"])
    with acting_as(by):
        cases.settle_eligibility(
            by=by, at=now_of(event), answer_id=answer.id, settled_as=event.more["as"], reason="the records look alike"
        )


@verb("contests it", "contest it")
def contests_it(world: World, event: Event) -> None:
    """The person contests the latest refusal; `ground:` wrong_facts unless said, `rule:` for a rule's answer."""
    by = world.by(event)
    case_id = world.case_of(event.who[0])
    with acting_as(by):
        found = refusals_of([case_id]).get(case_id, [])
        if "rule" in event.more:
            wanted = {one.id for one in enrolment_answers(world, event.who[0], event.more["rule"])}
            target = next(one for one in found if one.id in wanted)
        else:
            target = next(one for one in found if one.kind != "rule")
        world.kept["contest"] = services.contest_refusal(
            by=by, at=now_of(event),
            given=ContestGiven(
                case_id=case_id, ground=Ground(event.more.get("ground", "wrong_facts")), words="That is not so.",
                evidence=event.more.get("shows", ""), contested_on=now_of(event).date(),
                decision_id=None if target.kind == "rule" else target.id,
                answer_id=target.id if target.kind == "rule" else None,
            ),
        )  # fmt: skip


def enrolment_answers(world: World, name: str, rule: str) -> list[Any]:
    """The standing answers of one rule."""
    with acting_as(world.watcher):
        return [one for one in enrolment(world, name).eligibility if one.rule == rule]


@verb("has a second opinion")
def has_a_second_opinion(world: World, event: Event) -> None:
    """Somebody who did not decide (`by:`) comes to an `outcome:`."""
    by = world.cast(event.by)
    outcome = Opinion(event.more["outcome"])
    given = OpinionGiven(outcome, "Looked at again.", remedy="The court." if outcome == Opinion.UPHELD else "")
    with acting_as(by):
        services.give_second_opinion(by=by, at=now_of(event), contest_id=world.kept["contest"], given=given)


@expectation("posted")
def posted(world: World, expected: Any) -> None:
    """These people hold their posts, so that a complaint has somewhere to go."""
    for called in names(expected):
        assert world.cast(called).user_id is not None


@expectation("sees the complaint")
def sees_the_complaint(world: World, expected: dict[str, str]) -> None:
    """Whether each of the cast sees the complaint: in the list, by its address, and as a count."""
    for called, answer in expected.items():
        by = world.cast(called)
        with acting_as(by):
            listed = world.kept["complaint"] in {row.id for row in queries.complaints(world.at.date())}
            opened = queries.complaint_file(by, world.kept["complaint"]) is not None
        assert listed == opened == yes(answer), f"{called}: listed {listed}, opened {opened}, expected {answer}."


@expectation("rule stands")
def rule_stands(world: World, expected: dict[str, dict[str, str]]) -> None:
    """How a rule is settled now: `{ana: {helped_before: yes}}`."""
    for name, rules in expected.items():
        for rule, settled in rules.items():
            found = enrolment_answers(world, name, rule)[0].settled_as
            assert found == settled, f"{rule} of {name}: settled as “{found}”, not “{settled}”."
