"""One case becomes two, or two become one: rows go with their people, nothing is copied and nothing is lost."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection

from safar.accounts.services import require
from safar.cases.models import Case, CaseLink, Enrolment, Member, Task
from safar.cases.services.family.members import let_one_lead
from safar.cases.services.family.recording import changing
from safar.cases.services.opening import take_places
from safar.cases.services.records import happened, members_of, need_words, open_case_to_change, open_enrolments
from safar.cases.types import CaseStatus, FamilyChangeKind, OpenedCase
from safar.consent import queries as consent
from safar.kernel.identifiers import new_reference
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor

MERGED = "merged"


def split_case(
    *, by: Actor, at: datetime, case_id: UUID, member_ids: Sequence[UUID], reason: str, new_journey: bool = False
) -> OpenedCase:
    """Give some members a case of their own: what is theirs goes along, nothing is copied and nothing is lost.

    With `new_journey` they travel apart: what they said goes along to a journey of their own, and everybody whose
    company changes is asked again.
    """
    require(by, "cases.change_members")
    case = open_case_to_change(by, case_id)
    need_words(reason, "reason")
    with changing(by=by, at=at, case=case, kind=FamilyChangeKind.SPLIT, reason=reason) as change:
        opened = give_own_case(by=by, at=at, case=case, member_ids=member_ids, reason=reason, apart=new_journey)
        change.cases.append(opened.case_id)
    return opened


def give_own_case(
    *, by: Actor, at: datetime, case: Case, member_ids: Sequence[UUID], reason: str, apart: bool
) -> OpenedCase:
    """The move itself, inside a change that tells of it."""
    movers = members_of(case, member_ids)
    if not movers or len(movers) == len(members_of(case)):
        raise Refused("cases_split_leaves_both", field="member_ids")
    if apart and _somebody_left(case, movers):
        raise Refused("cases_split_after_departure")
    fresh = _fresh_case(by, at, case, keeps_journey=not apart)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT cases_split(%s, %s, %s, %s, %s, %s)",
            [case.id, fresh.id, [member.id for member in movers], apart, at, reason],
        )
    fresh.refresh_from_db()
    moved = members_of(fresh)
    let_one_lead(moved)
    let_one_lead(members_of(case))
    happened(by=by, at=at, case=case, code="split", params={"into": fresh.reference}, reason=reason)
    happened(by=by, at=at, case=fresh, code="split_from", params={"from": case.reference}, reason=reason)
    for enrolment in open_enrolments(case.id, fresh.id):
        take_places(enrolment, at)
    return OpenedCase(fresh.id, fresh.reference, {member.person_id: member.id for member in moved})


def merge_cases(*, by: Actor, at: datetime, case_id: UUID, into_case_id: UUID, reason: str) -> UUID:
    """Make one case of two: those of `case_id` who have not departed go into the other with all that is theirs.

    Nobody's permit rests on more than V1 allows: everybody whose company changes is asked again alone, and other terms
    lapse a permit. Gives the link, by which the merge can be undone while nothing new has rested on it.
    """
    require(by, "cases.change_members")
    gone, kept = open_case_to_change(by, case_id), open_case_to_change(by, into_case_id)
    need_words(reason, "reason")
    with changing(
        by=by, at=at, case=kept, kind=FamilyChangeKind.MERGE, reason=reason, with_cases=[gone.id]
    ):  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute("SELECT cases_merge(%s, %s, %s, %s)", [gone.id, kept.id, at, reason])
            link_id: UUID = cursor.fetchone()[0]
        let_one_lead(members_of(gone))
        happened(by=by, at=at, case=kept, code="merged_from", params={"from": gone.reference}, reason=reason)
        happened(by=by, at=at, case=gone, code="merged_into", params={"into": kept.reference}, reason=reason)
        for enrolment in open_enrolments(kept.id):
            take_places(enrolment, at)
        if not members_of(gone):
            _close_empty(by, at, gone, kept)
    return link_id


def undo_merge(*, by: Actor, at: datetime, link_id: UUID, reason: str) -> UUID:
    """Undo a merge on which nothing new has rested; everybody whose company changes is asked again. Gives the case
    that is open again."""
    require(by, "cases.change_members")
    link = CaseLink.objects.filter(id=link_id, kind="merge", undone_at=None).first()
    if link is None:
        raise Refused("cases_no_such_link")
    kept = open_case_to_change(by, link.into_case_id)
    need_words(reason, "reason")
    with changing(
        by=by, at=at, case=kept, kind=FamilyChangeKind.MERGE_UNDONE, reason=reason, with_cases=[link.from_case_id]
    ):  # fmt: skip
        back = Case.objects.get(id=link.from_case_id)
        _open_again(back, link)
        with connection.cursor() as cursor:
            cursor.execute("SELECT cases_undo_merge(%s, %s, %s)", [link.id, at, reason])
        let_one_lead(members_of(back))
        let_one_lead(members_of(kept))
        happened(by=by, at=at, case=kept, code="merge_undone", params={"other": back.reference}, reason=reason)
        happened(by=by, at=at, case=back, code="merge_undone", params={"other": kept.reference}, reason=reason)
        for enrolment in open_enrolments(kept.id, back.id):
            take_places(enrolment, at)
    return back.id


def _somebody_left(case: Case, movers: Sequence[Member]) -> bool:
    lines = consent.travellers_in([member.traveller_id for member in movers if member.traveller_id is not None])
    return any(line.departed_at is not None for line in lines.values())


def _fresh_case(by: Actor, at: datetime, case: Case, keeps_journey: bool) -> Case:
    return Case.objects.create(
        reference=new_reference(),
        office_id=case.office_id,
        journey_id=case.journey_id if keeps_journey else None,
        household_id=None,
        split_from=case,
        alias=case.alias,
        began=case.began,
        host_country=case.host_country,
        return_country=case.return_country,
        return_place=case.return_place,
        assigned_to_id=case.assigned_to_id or by.user_id,
        opened_at=at,
    )


def _close_empty(by: Actor, at: datetime, gone: Case, kept: Case) -> None:
    """Nobody is in it any more: it stays as the place where things happened."""
    Task.objects.filter(case=gone, done_at=None).update(done_at=at, done_by_id=by.user_id, outcome=MERGED)
    Enrolment.objects.filter(case=gone, closed_at=None).update(closed_at=at)
    Case.objects.filter(id=gone.id).update(
        status=CaseStatus.CLOSED, closed_at=at, closure_reason=MERGED, status_reason=kept.reference
    )


def _open_again(back: Case, link: CaseLink) -> None:
    if back.status != CaseStatus.CLOSED:
        return
    Case.objects.filter(id=back.id).update(status=CaseStatus.OPEN, closed_at=None, closure_reason="", status_reason="")
    Task.objects.filter(case=back, outcome=MERGED, done_at=link.linked_at).update(
        done_at=None, done_by_id=None, outcome=""
    )
