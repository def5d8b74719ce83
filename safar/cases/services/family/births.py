"""A child is born into a case: before the journey, or while its mother is on the way."""

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from safar.accounts.services import require
from safar.cases.models import Case, EnrolmentMember, Member
from safar.cases.services.family.members import member_to_change, traveller_id_of
from safar.cases.services.family.recording import changing
from safar.cases.services.moving import write_move
from safar.cases.services.opening import add_member
from safar.cases.services.records import members_of, open_case_to_change
from safar.cases.services.tasks import add_task
from safar.cases.types import AddPerson, ChangeGateCode, FamilyChangeKind, ForWhom, MemberRole, TaskAsked
from safar.consent import services as consent_services
from safar.people import queries as people
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor


def birth_in_case(*, by: Actor, at: datetime, case_id: UUID, person_id: UUID, born_on: date) -> UUID:
    """A child born into the case, already registered, joins it; entitlements are counted again.

    Its papers, and when its mother may travel, are settled before either goes on. It asks nobody else again, but the
    parent it is to travel with renews the declaration to name it (V16).
    """
    require(by, "cases.change_members")
    if born_on > localdate(at):
        raise Refused("cases_day_in_future", field="born_on")
    case = open_case_to_change(by, case_id)
    with changing(by=by, at=at, case=case, kind=FamilyChangeKind.BIRTH) as change:
        baby = add_member(by=by, at=at, case_id=case_id, joining=AddPerson(person_id, MemberRole.CHILD, "born"))
        change.settle(ChangeGateCode.NEWBORN_PAPERS, baby)
        change.settle(ChangeGateCode.FIT_AFTER_BIRTH, *_mothers(case, person_id))
        _paper_tasks(by, at, case, baby)
    return baby


def birth_on_the_way(
    *, by: Actor, at: datetime, mother_id: UUID, person_id: UUID, born_at: datetime, place: str = ""
) -> UUID:
    """A child was born after its mother departed: it needs no permit of ours to arrive, and stands where she stands.

    `mother_id` is the mother's member; the child is registered and she is on file as its parent. The receiver is told,
    and the papers of the birth are followed up.
    """
    require(by, "cases.change_members")
    case, mother = member_to_change(by, mother_id)
    if born_at > at:
        raise Refused("cases_day_in_future", field="born_at")
    with changing(by=by, at=at, case=case, kind=FamilyChangeKind.BIRTH_ON_THE_WAY, reason=place) as change:
        baby_id = add_member(
            by=by, at=at, case_id=case.id, joining=AddPerson(person_id, MemberRole.CHILD, "born_on_the_way")
        )
        baby = Member.objects.get(id=baby_id)
        consent_services.record_family_change(
            by=by, at=at, traveller_id=traveller_id_of(baby), kind="born_on_the_way",
            happened_at=born_at, other_person_id=mother.person_id,
        )  # fmt: skip
        _stand_with_mother(by, born_at, baby, mother)
        change.settle(ChangeGateCode.NEWBORN_PAPERS, baby_id)
        _paper_tasks(by, at, case, baby_id)
        for code, whom in (("tell_receiver_of_birth", ForWhom.PARTNER), ("see_mother_and_child", ForWhom.MEDICAL)):
            add_task(by=by, at=at, case_id=case.id, asked=TaskAsked(code, whom, member_id=mother_id))
    return baby_id


def _mothers(case: Case, baby: UUID) -> list[UUID]:
    parents = {
        fact.person_id
        for fact in people.relations_of([baby]).get(baby, [])
        if fact.kind == "parent" and not fact.until_on
    }
    persons = people.people_in(parents)
    women = {person_id for person_id, person in persons.items() if person.sex != "male"}
    return [member.id for member in members_of(case) if member.person_id in women]


def _paper_tasks(by: Actor, at: datetime, case: Case, baby: UUID) -> None:
    for code in ("register_birth", "papers_for_newborn"):
        add_task(by=by, at=at, case_id=case.id, asked=TaskAsked(code, ForWhom.ME, member_id=baby))


def _stand_with_mother(by: Actor, at: datetime, baby: Member, mother: Member) -> None:
    for row in EnrolmentMember.objects.filter(member=baby).exclude(phase="closed"):
        hers = EnrolmentMember.objects.filter(member=mother, enrolment_id=row.enrolment_id).first()
        if hers is not None and hers.stage != row.stage:
            write_move(
                by=by, at=at, enrolment_member_id=row.id, code="born_on_the_way", old_stage=row.stage,
                new_stage=hers.stage,
            )  # fmt: skip
