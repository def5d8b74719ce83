"""Puts members before the gates: their facts for a check, and the gates' answers gathered into lines to read."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from safar.cases.models import EnrolmentMember
from safar.cases.types import GateAnswer, GateLine, MemberContext
from safar.people import queries as people
from safar.programmes import queries as programmes


def contexts_of(enrolment_member_ids: Sequence[UUID], at: datetime) -> list[MemberContext]:
    """The members as gates see them, in the order of the case; a fixed number of queries for any number of members."""
    rows = list(
        EnrolmentMember.objects.filter(id__in=enrolment_member_ids)
        .select_related("member", "enrolment", "enrolment__case")
        .order_by("member__position", "member__recorded_at")
    )
    persons = people.people_called([row.member.person_id for row in rows])
    versions = programmes.published_by_ids({row.enrolment.programme_version_id for row in rows})
    return [
        MemberContext(
            enrolment_member_id=row.id,
            member_id=row.member_id,
            person_id=row.member.person_id,
            traveller_id=row.member.traveller_id,
            case_id=row.enrolment.case_id,
            enrolment_id=row.enrolment_id,
            journey_id=row.enrolment.case.journey_id,
            office_id=row.enrolment.case.office_id,
            offered_to_id=row.enrolment.case.offered_to_id,
            sent_from_id=row.enrolment.case.sent_from_id,
            began=row.enrolment.case.began,
            role=row.member.role,
            stage=row.stage,
            name=persons[row.member.person_id].display_name if row.member.person_id in persons else "—",
            programme=versions[row.enrolment.programme_version_id].programme,
            at=at,
        )
        for row in rows
    ]


def gate_lines(found: Mapping[str, Mapping[UUID, GateAnswer]], contexts: Sequence[MemberContext]) -> list[GateLine]:
    """The answers as lines, members with the same answer on one line; what is held comes first, what is met last."""
    names = {context.enrolment_member_id: context.name for context in contexts}
    gathered: dict[tuple[str, GateAnswer], list[str]] = {}
    for code, by_member in found.items():
        for member_id, answer in by_member.items():
            if member_id in names:
                gathered.setdefault((code, answer), []).append(names[member_id])
    lines = [
        GateLine(
            code=code,
            state="met" if answer.ok else "held" if answer.stopped else "waits",
            sentence=answer.sentence,
            why=answer.why,
            members=tuple(members),
            since=answer.since,
            due=answer.due,
            clear_with=answer.clear_with,
        )
        for (code, answer), members in gathered.items()
    ]
    return sorted(lines, key=lambda line: ("held", "waits", "met").index(line.state))
