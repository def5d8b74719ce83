"""Looks for earlier help of the people in an enrolment, for the programmes that exclude who was helped before."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from safar.accounts.queries import offices_by_id
from safar.accounts.services import require
from safar.cases.models import Enrolment, Member
from safar.cases.queries.helped import given_in_cases
from safar.cases.types import EarlierHelp, HelpedBefore, SameAs
from safar.people import queries as people
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from safar.programmes import queries as programmes

CERTAIN_FIRST = (SameAs.RECORD, SameAs.DOCUMENT, SameAs.NAME)


def look_for_earlier_help(*, by: Actor, at: datetime, enrolment_id: UUID) -> HelpedBefore:
    """Whether anybody of this enrolment was helped before, certain or likely; it decides nothing (D21).

    Help counts when somebody travelled with us or received something after coming home; withdrawing never does (V5).
    The database answers across offices and writes down for each of them that it was asked about (D9); a restricted
    person answers as absent. Refused with `cases_no_such_enrolment` where the enrolment is out of sight.
    """
    require(by, "cases.open")
    enrolment = Enrolment.objects.filter(id=enrolment_id).first()
    if enrolment is None:
        raise Refused("cases_no_such_enrolment")
    if not programmes.published_by_id(enrolment.programme_version_id).programme.helped_before_excludes:
        return HelpedBefore(is_asked=False)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT member_id, because, helped_at, helped_on, case_id FROM cases_helped_before(%s, %s)",
            [enrolment_id, at],
        )
        rows = cursor.fetchall()
    persons = dict(Member.objects.filter(id__in={row[0] for row in rows}).values_list("id", "person_id"))
    called = people.people_in(persons.values())
    offices = offices_by_id({row[2] for row in rows})
    in_sight = given_in_cases({row[4] for row in rows if row[4]})
    found = []
    for member_id, because, office_id, on, case_id in rows:
        case = in_sight.get(case_id)
        found.append(
            EarlierHelp(
                member_id=member_id,
                name=called[persons[member_id]].display_name,
                because=SameAs(because),
                office=offices[office_id].name,
                on=on,
                case_id=case_id if case else None,
                reference=case.reference if case else "",
                programme=" · ".join(case.programmes) if case else "",
                given=tuple(case.things) if case else (),
            )
        )
    found.sort(key=lambda one: (CERTAIN_FIRST.index(one.because), -one.on.toordinal(), one.name))
    return HelpedBefore(is_asked=True, found=tuple(found))
