"""Applications to a competent authority: submitted by us with consent, answered by the authority itself (D18)."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import connection

from safar.accounts import queries as accounts
from safar.accounts.services import require
from safar.cases.models import AuthorityApplicant, AuthorityApplication, Enrolment, EnrolmentMember
from safar.cases.services.deadlines import event_happened
from safar.cases.services.records import enrolment_to_change, happened
from safar.cases.types import AnswerGiven, DecisionAnswer
from safar.kernel.identifiers import new_reference
from safar.kernel.text import clean_lines, clean_text
from safar.people import queries as people
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor


def submit_to_authority(
    *, by: Actor, at: datetime, enrolment_id: UUID, authority_id: int, member_ids: Sequence[UUID]
) -> UUID:
    """Put some members before an authority. The database copies the fields the programme declares, and no others.

    Each of them has consented to this authority receiving their data; whoever has not is named in the refusal.
    """
    require(by, "cases.submit_to_authority")
    enrolment = enrolment_to_change(by, enrolment_id)
    rows = list(
        EnrolmentMember.objects.filter(enrolment=enrolment, member_id__in=set(member_ids), member__left_at=None)
        .select_related("member")
        .order_by("member__position")
    )
    if not rows or len(rows) != len(set(member_ids)):
        raise Refused("cases_no_such_member", field="members")
    with database_refusals():
        application = AuthorityApplication.objects.create(
            enrolment=enrolment,
            authority_id=authority_id,
            reference=new_reference(),
            host_country=enrolment.case.host_country,
            return_country=enrolment.case.return_country,
            programme=enrolment.programme_code,
            submitted_at=at,
            state_since=at,
            submitted_by_id=by.user_id,
        )
        for row in rows:
            _add(application, row)
        happened(by=by, at=at, case=enrolment.case, code="submitted_to_authority", params={"members": len(rows)})
    return application.id


def submit_again(*, by: Actor, at: datetime, application_id: UUID) -> None:
    """The authority asked for more: send the same people's declared fields as they stand on the file now."""
    require(by, "cases.submit_to_authority")
    application = _ours(by, application_id)
    with database_refusals(), connection.cursor() as cursor:
        cursor.execute("SELECT cases_submit_again(%s, %s)", [application_id, at])
        happened(by=by, at=at, case=application.enrolment.case, code="submitted_again")


def take_back_application(*, by: Actor, at: datetime, application_id: UUID) -> None:
    """The person takes the application back; the authority is told that it was withdrawn, and only that."""
    require(by, "cases.submit_to_authority")
    application = _ours(by, application_id)
    with database_refusals(), connection.cursor() as cursor:
        cursor.execute("SELECT cases_take_back_application(%s, %s)", [application_id, at])
        happened(by=by, at=at, case=application.enrolment.case, code="application_taken_back")


def answer_as_authority(*, by: Actor, at: datetime, application_id: UUID, given: AnswerGiven) -> None:
    """The authority's own answer to its own application; it becomes a decision on the case.

    The database writes the decision, the event and the task. Periods that wait for a decision are then counted by the
    program itself: the authority reaches no case.
    """
    require(by, "cases.decide_as_authority")
    reasons = [clean_lines(reason) for reason in given.reasons]
    if given.answer == DecisionAnswer.REFUSED and not (reasons and given.remedy.strip() and given.remedy_until):
        raise Refused("cases_authorityanswer_refusal_whole", field="reasons")
    if given.answer == DecisionAnswer.MORE_ASKED and not given.asks.strip():
        raise Refused("cases_authorityanswer_asks_something", field="asks")
    with database_refusals(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT cases_authority_answer(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                uuid4(), application_id, str(given.answer), reasons, clean_lines(given.remedy), given.remedy_until,
                clean_lines(given.asks), given.decided_on, clean_text(given.reference),
            ],
        )  # fmt: skip
        row = cursor.fetchone()
    if row is not None and given.answer != DecisionAnswer.MORE_ASKED:
        _count_periods(row[0], at, given.decided_on, refused=given.answer == DecisionAnswer.REFUSED)


def _count_periods(enrolment_id: UUID, at: datetime, on: date, *, refused: bool) -> None:
    system = accounts.the_system()
    with acting_as(system):
        enrolment = Enrolment.objects.select_related("case").get(id=enrolment_id)
        case = enrolment.case
        event_happened(by=system, at=at, case=case, event="decision_made", on=on, enrolment=enrolment)
        if refused:
            event_happened(by=system, at=at, case=case, event="refusal_told", enrolment=enrolment)


def _add(application: AuthorityApplication, row: EnrolmentMember) -> None:
    try:
        with database_refusals():
            AuthorityApplicant.objects.create(application=application, enrolment_member=row)
    except Refused as refusal:
        known = people.people_in([row.member.person_id])
        name = known[row.member.person_id].display_name if row.member.person_id in known else ""
        raise Refused(refusal.code, field="members", **{**refusal.params, "name": name}) from refusal


def _ours(by: Actor, application_id: UUID) -> AuthorityApplication:
    application = AuthorityApplication.objects.select_related("enrolment__case").filter(id=application_id).first()
    if application is None:
        raise Refused("cases_no_such_application_here")
    application.enrolment = enrolment_to_change(by, application.enrolment_id)
    return application
