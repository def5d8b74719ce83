"""What was given in cases that the reader may read: the programme and the things handed over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from safar.cases.models import Case, DueItem, Enrolment
from safar.cases.queries.headings import in_reader_language
from safar.programmes import queries as programmes


@dataclass
class GivenInCase:
    """One case in scope: its reference, its programmes by name and what was handed over."""

    reference: str
    programmes: list[str] = field(default_factory=list)
    things: list[str] = field(default_factory=list)


def given_in_cases(case_ids: Collection[UUID]) -> dict[UUID, GivenInCase]:
    """What each of these cases gave, where the reader may read it; three questions to the database for any number."""
    found = {
        id_: GivenInCase(text) for id_, text in Case.objects.filter(id__in=case_ids).values_list("id", "reference")
    }
    enrolments = list(Enrolment.objects.filter(case_id__in=found).order_by("enrolled_at"))
    versions = programmes.published_by_ids({one.programme_version_id for one in enrolments})
    for enrolment in enrolments:
        name = in_reader_language(versions[enrolment.programme_version_id].programme.names)
        if name not in found[enrolment.case_id].programmes:
            found[enrolment.case_id].programmes.append(name)
    things = DueItem.objects.filter(enrolment__in=enrolments, handed_over_on__isnull=False).select_related("enrolment")
    for item in things.order_by("handed_over_on", "line"):
        name = in_reader_language(item.names)
        if name not in found[item.enrolment.case_id].things:
            found[item.enrolment.case_id].things.append(name)
    return found
