"""Asks a programme's rules about an enrolment, keeps their answers, and lets a person settle a referral."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from safar.accounts.services import NotAllowed, require
from safar.cases.models import EligibilityAnswer, Enrolment, Member
from safar.cases.services.counting import recount
from safar.cases.services.records import enrolment_to_change, happened, need_words
from safar.people import queries as people
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor
from safar.programmes import queries as programmes

FactValue = bool | int | str


def check_eligibility(
    *, by: Actor, at: datetime, enrolment_id: UUID, facts: Mapping[str, FactValue] | None = None
) -> dict[str, str]:
    """Ask every rule again with what is known now; answers the verdict of each rule by its code."""
    require(by, "cases.open")
    enrolment = enrolment_to_change(by, enrolment_id)
    with database_refusals():
        verdicts = check_stored(by=by, at=at, enrolment=enrolment, facts=dict(facts or {}))
        # How somebody came home decides what becomes of promises; it is one of the facts.
        recount(by=by, at=at, enrolment=enrolment)
        happened(by=by, at=at, case=enrolment.case, code="eligibility_checked", params={"answers": len(verdicts)})
    return verdicts


def settle_eligibility(*, by: Actor, at: datetime, answer_id: UUID, settled_as: str, reason: str) -> None:
    """A person decides what a rule referred, or makes the exception its definition lets their role make."""
    require(by, "cases.decide")
    answer = EligibilityAnswer.objects.select_related("enrolment").filter(id=answer_id, superseded_at=None).first()
    if answer is None:
        raise Refused("cases_no_such_answer")
    enrolment = enrolment_to_change(by, answer.enrolment_id)
    need_words(reason, "reason")
    if answer.answer == "no" and settled_as == "yes":
        programme = programmes.published_by_id(enrolment.programme_version_id).programme
        rule = next(rule for rule in programme.rules if rule.code == answer.rule)
        if by.role not in rule.except_by:
            raise NotAllowed("cases.except")
    elif answer.answer != "refer":
        raise Refused("cases_answer_needs_no_person")
    with database_refusals():
        EligibilityAnswer.objects.filter(id=answer.id).update(
            settled_as=settled_as, settled_by_id=by.user_id, settled_at=at, settled_reason=reason
        )
        happened(
            by=by,
            at=at,
            case=enrolment.case,
            code="eligibility_settled",
            params={"rule": answer.rule, "as": settled_as},
            reason=reason,
        )


def settle_again(*, by: Actor, at: datetime, answer_id: UUID, settled_as: str, reason: str) -> UUID:
    """Somebody else settles a rule's answer anew: a new row takes over, and the old one stays to be read."""
    require(by, "cases.decide")
    answer = EligibilityAnswer.objects.filter(id=answer_id, superseded_at=None).first()
    if answer is None:
        raise Refused("cases_no_such_answer")
    enrolment = enrolment_to_change(by, answer.enrolment_id)
    need_words(reason, "reason")
    if answer.settled_by_id is not None and answer.settled_by_id == by.user_id:
        raise Refused("cases_second_look_by_another")
    with database_refusals():
        EligibilityAnswer.objects.filter(id=answer.id).update(superseded_at=at)
        fresh = EligibilityAnswer.objects.create(
            enrolment=enrolment,
            rule=answer.rule,
            answer=answer.answer,
            sentences=answer.sentences,
            source=answer.source,
            asks=answer.asks,
            checked_at=at,
            settled_as=settled_as,
            settled_by_id=by.user_id,
            settled_at=at,
            settled_reason=reason,
        )
        happened(
            by=by,
            at=at,
            case=enrolment.case,
            code="eligibility_settled_again",
            params={"rule": answer.rule, "as": settled_as},
            reason=reason,
        )
    return fresh.id


def check_stored(*, by: Actor, at: datetime, enrolment: Enrolment, facts: Mapping[str, FactValue]) -> dict[str, str]:
    """Keep the facts with the enrolment and store each rule's answer where it has changed."""
    programme = programmes.published_by_id(enrolment.programme_version_id).programme
    known: dict[str, FactValue] = {**_facts_on_file(enrolment, at), **enrolment.facts, **facts}
    Enrolment.objects.filter(id=enrolment.id).update(facts={**enrolment.facts, **facts})
    current = {
        answer.rule: answer for answer in EligibilityAnswer.objects.filter(enrolment=enrolment, superseded_at=None)
    }
    try:
        answers = programmes.eligibility(programme, known)
    except ValueError as wrong:
        raise Refused("cases_fact_wrong", field="facts", fault=str(wrong)) from wrong
    fresh = [answer for answer in answers if answer.rule not in current or _differs(current[answer.rule], answer)]
    replaced = [current[answer.rule].id for answer in fresh if answer.rule in current]
    EligibilityAnswer.objects.filter(id__in=replaced).update(superseded_at=at)
    EligibilityAnswer.objects.bulk_create(
        EligibilityAnswer(
            enrolment=enrolment,
            rule=answer.rule,
            answer=answer.answer,
            sentences=dict(answer.sentence),
            source=answer.source,
            asks=list(answer.ask),
            checked_at=at,
        )
        for answer in fresh
    )
    return {answer.rule: answer.answer for answer in answers}


def _differs(stored: EligibilityAnswer, answer: "programmes.Answer") -> bool:
    return stored.answer != answer.answer or set(stored.asks) != set(answer.ask)


def _facts_on_file(enrolment: Enrolment, at: datetime) -> dict[str, FactValue]:
    """What files already say: the leading member's age and nationality, the countries and the family's size."""
    members = list(Member.objects.filter(case_id=enrolment.case_id, left_at=None).order_by("position"))
    facts: dict[str, FactValue] = {
        "country_of_stay": enrolment.case.host_country,
        "country_of_return": enrolment.case.return_country,
        "family_size": len(members),
        "is_unaccompanied_child": any(member.role == "unaccompanied_child" for member in members),
    }
    if enrolment.case.began == "before_travel":
        facts["came_by"] = "with_us"
    if not members:
        return facts
    leading = people.people_in([members[0].person_id]).get(members[0].person_id)
    if leading is not None:
        facts["applicant_age"] = leading.birth.ages_on(localdate(at))[0]
        claimed = [nationality.country for nationality in leading.nationalities if nationality.country]
        if len(claimed) == 1:
            facts["nationality"] = claimed[0]
    return facts
