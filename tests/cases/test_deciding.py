"""Rules answered, referrals settled by people, decisions with reasons and remedy."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from safar.accounts.services import NotAllowed
from safar.cases import queries, services
from safar.cases.types import DecisionAnswer, DecisionGiven, DecisionKind
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.cases.ground import DECIDED, FINE, GROWN, OPENED, SIGNED, CaseStory, must

REFUSAL = DecisionGiven(
    DecisionKind.AUTHORITY,
    DecisionAnswer.REFUSED,
    DECIDED.date(),
    "Border service",
    reasons=("A court forbids the journey.",),
    remedy="Appeal to the administrative court.",
    remedy_until=DECIDED.date().replace(month=6),
    reference="BS 12/2016",
)


def eligibility(story: CaseStory) -> dict[str, str]:
    """Each rule's stored answer."""
    return {line.rule: line.answer for line in story.file().enrolments[0].eligibility}


def test_what_is_not_known_is_asked_for(story: CaseStory) -> None:
    story.enrolled(facts={})
    lines = story.file().enrolments[0].eligibility
    unknown = [line for line in lines if line.answer == "not_known_yet"]
    assert unknown
    assert all(line.asks and line.sentence for line in unknown)


def test_a_later_answer_replaces_the_earlier_and_keeps_the_rest(story: CaseStory) -> None:
    story.enrolled(facts={key: value for key, value in FINE["arvore-vi"].items() if key != "has_means"})
    assert "not_known_yet" in eligibility(story).values()
    with acting_as(story.by):
        services.check_eligibility(by=story.by, at=OPENED, enrolment_id=story.enrolment_id, facts={"has_means": False})
    assert set(eligibility(story).values()) == {"yes"}
    assert story.file().enrolments[0].facts["has_means"] is False


def test_a_referral_needs_a_person_and_a_reason(story: CaseStory) -> None:
    story.enrolled(facts={**FINE["arvore-vi"], "helped_before": True})
    (referred,) = [line for line in story.file().enrolments[0].eligibility if line.answer == "refer"]
    manager = story.ground.manager
    settle: dict[str, Any] = {"at": SIGNED, "answer_id": referred.id, "settled_as": "yes"}
    with pytest.raises(NotAllowed), acting_as(story.by):
        services.settle_eligibility(by=story.by, **settle, reason="another person")
    with acting_as(manager):
        with pytest.raises(Refused, match="reason"):
            services.settle_eligibility(by=manager, **settle, reason="")
        services.settle_eligibility(by=manager, **settle, reason="another person of that name")
    (line,) = [line for line in story.file().enrolments[0].eligibility if line.id == referred.id]
    assert (line.settled_as, line.settled_reason) == ("yes", "another person of that name")
    assert line.settled_by


def test_a_rule_against_is_no_referral(story: CaseStory) -> None:
    story.enrolled(facts={**FINE["arvore-vi"], "is_eu_national": True})
    against = [line for line in story.file().enrolments[0].eligibility if line.answer == "no"]
    assert against
    manager = story.ground.manager
    for line in against:
        with pytest.raises((Refused, NotAllowed)), acting_as(manager):
            services.settle_eligibility(
                by=manager, at=SIGNED, answer_id=line.id, settled_as="yes", reason="we like them"
            )


def test_a_fact_of_the_wrong_kind_is_refused_in_words(story: CaseStory) -> None:
    story.enrolled()
    with pytest.raises(Refused, match="cannot be used"), acting_as(story.by):
        services.check_eligibility(
            by=story.by, at=OPENED, enrolment_id=story.enrolment_id, facts={"has_means": "perhaps"}
        )


def test_a_refusal_names_reasons_and_remedy(story: CaseStory) -> None:
    story.enrolled()
    manager = story.ground.manager
    for lacking in ({"reasons": ()}, {"remedy": " "}):
        with pytest.raises(Refused, match="reasons"), acting_as(manager):
            services.decide(
                by=manager, at=DECIDED, enrolment_id=story.enrolment_id,
                decision=dataclasses.replace(REFUSAL, **lacking),
            )  # fmt: skip


def test_the_letter_of_refusal_says_why_and_what_can_be_done(story: CaseStory) -> None:
    story.enrolled()
    manager = story.ground.manager
    with acting_as(manager):
        decision = services.decide(by=manager, at=DECIDED, enrolment_id=story.enrolment_id, decision=REFUSAL)
        letter = queries.refusal_letter(by=manager, decision_id=decision)
    assert letter is not None
    assert letter["reasons"] == ["A court forbids the journey."]
    assert letter["remedy"].startswith("Appeal")
    assert story.file().reference in letter.values()
    stranger = story.ground.stranger
    with acting_as(stranger):
        assert queries.refusal_letter(by=stranger, decision_id=decision) is None


def test_the_latest_decision_counts_until_departure(story: CaseStory) -> None:
    story.enrolled()
    story.passports()
    must(story.move("begin_counselling"))
    story.declare_all()
    must(story.move("go_to_declaration", at=SIGNED))
    must(story.move("ask_for_decision", at=SIGNED))
    manager = story.ground.manager
    with acting_as(manager):
        services.decide(by=manager, at=DECIDED, enrolment_id=story.enrolment_id, decision=REFUSAL)
    refused = story.move("approve", by=manager, at=DECIDED)
    (line,) = refused.refused[0].blockers
    assert (line.code, line.state, line.why) == ("decision_approved", "held", "A court forbids the journey.")
    story.approve()
    must(story.move("approve", by=manager, at=DECIDED))


def test_a_decision_of_tomorrow_is_no_decision(story: CaseStory) -> None:
    story.enrolled()
    manager = story.ground.manager
    with pytest.raises(Refused, match="not come yet"), acting_as(manager):
        services.decide(by=manager, at=OPENED, enrolment_id=story.enrolment_id, decision=REFUSAL)


def test_a_programme_that_does_not_serve_is_refused(story: CaseStory) -> None:
    case_id = story.open([GROWN], host_country="NO")
    with pytest.raises(Refused, match="does not serve people in NO"), acting_as(story.by):
        services.enrol(by=story.by, at=OPENED, case_id=case_id, programme_version_id=story.ground.version_id, facts={})


def test_one_member_leads(story: CaseStory) -> None:
    from safar.cases.types import MemberAsked, MemberRole

    person = story.person()
    for roles in ([MemberRole.CHILD], [MemberRole.MAIN, MemberRole.MAIN]):
        members = [MemberAsked(person, role) for role in roles]
        with pytest.raises(Refused, match="Exactly one member leads"), acting_as(story.by):
            services.open_case(by=story.by, at=OPENED, members=members, host_country="PT", return_country="BR")
