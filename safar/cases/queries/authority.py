"""Applications to an authority: as it reads its own, and as the case shows what was sent."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from safar.accounts import queries as accounts
from safar.accounts.types import OfficeKind, OfficeRef
from safar.cases.models import AuthorityAnswer, AuthorityApplicant, AuthorityApplication
from safar.cases.types import AnswerLine, ApplicantLine, ApplicationFile, ApplicationRow, SubmissionLine
from safar.people import queries as persons


def applications_for_authority(*, answered: bool) -> list[ApplicationRow]:
    """The reader's authority's own list: what waits for it, or what it answered. The opening is written down."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, reference, name, people, state, submitted_at, state_since FROM cases_authority_list(%s)",
            [answered],
        )
        return [ApplicationRow(*row) for row in cursor.fetchall()]


def application_for_authority(application_id: UUID) -> ApplicationFile | None:
    """One application of the reader's own authority; None for every other. The opening is written down."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_authority_open(%s)::text", [application_id])
        row = cursor.fetchone()
    return _file(json.loads(row[0])) if row and row[0] else None


def submissions_of(case_ids: Iterable[UUID]) -> dict[UUID, list[SubmissionLine]]:
    """What was put before an authority for each case, the latest first, with exactly what was sent."""
    ids = list(case_ids)
    found: dict[UUID, list[SubmissionLine]] = {case_id: [] for case_id in ids}
    rows = AuthorityApplication.objects.filter(enrolment__case_id__in=ids).select_related("enrolment")
    chosen = list(rows.order_by("-submitted_at"))
    people: dict[UUID, list[ApplicantLine]] = {}
    sent = list(
        AuthorityApplicant.objects.filter(application__in=chosen)
        .select_related("enrolment_member__member")
        .order_by("-round", "position")
    )
    known = persons.people_in([one.enrolment_member.member.person_id for one in sent])
    for one in sent:
        person = known.get(one.enrolment_member.member.person_id)
        line = _applicant(one.__dict__)
        # D10: what the authority was shown is on file; inside, an alias stays an alias.
        if person is not None and person.is_alias:
            line = replace(line, name=person.name, own_name="", document_number="")
        people.setdefault(one.application_id, []).append(line)
    answers: dict[UUID, list[AnswerLine]] = {}
    for answer in AuthorityAnswer.objects.filter(application__in=chosen).order_by("-recorded_at"):
        answers.setdefault(answer.application_id, []).append(_answer(answer.__dict__))
    offices = accounts.offices_by_id([row.authority_id for row in chosen])
    names = accounts.names_of([row.submitted_by_id for row in chosen if row.submitted_by_id is not None])
    for row in chosen:
        found[row.enrolment.case_id].append(
            SubmissionLine(
                id=row.id,
                reference=row.reference,
                authority=offices[row.authority_id].name,
                state=row.state,
                state_since=row.state_since,
                submitted_at=row.submitted_at,
                submitted_by=names.get(row.submitted_by_id or 0, ""),
                people=tuple(people.get(row.id, ())),
                answers=tuple(answers.get(row.id, ())),
            )
        )
    return found


def authorities_in(country: str) -> list[OfficeRef]:
    """The authorities of a country to which an application can go."""
    return [
        office for office in accounts.offices() if office.kind == OfficeKind.AUTHORITY and office.country == country
    ]


def _file(told: Mapping[str, Any]) -> ApplicationFile:
    submitted = told.get("submitted_at")
    return ApplicationFile(
        id=UUID(told["id"]),
        reference=told["reference"],
        state=told["state"],
        programme=told.get("programme", ""),
        host_country=told.get("host_country", ""),
        return_country=told.get("return_country", ""),
        submitted_at=datetime.fromisoformat(submitted) if submitted else None,
        office=told.get("office", ""),
        people=tuple(_applicant(person) for person in told.get("people", ())),
        answers=tuple(_answer(answer) for answer in told.get("answers", ())),
    )


def _applicant(told: Mapping[str, Any]) -> ApplicantLine:
    return ApplicantLine(
        name=told["name"],
        own_name=told["own_name"],
        sex=told["sex"],
        birth_earliest=_day(told["birth_earliest"]),
        birth_latest=_day(told["birth_latest"]),
        nationality=told["nationality"],
        document_kind=told["document_kind"],
        document_number=told["document_number"],
        document_until=_day(told["document_until"]),
        role=told["role"],
    )


def _answer(told: Mapping[str, Any]) -> AnswerLine:
    decided = _day(told["decided_on"])
    return AnswerLine(
        answer=told["answer"],
        reasons=tuple(told["reasons"]),
        remedy=told["remedy"],
        remedy_until=_day(told["remedy_until"]),
        asks=told["asks"],
        decided_on=decided or date.min,
        reference=told["reference"],
    )


def _day(told: date | str | None) -> date | None:
    return date.fromisoformat(told) if isinstance(told, str) else told
