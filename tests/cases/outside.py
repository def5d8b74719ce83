"""An authority, a border and an auditor beside the ground of the case stories."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from safar.accounts import queries as accounts
from safar.accounts import services as account_services
from safar.accounts.types import OfficeRef
from safar.cases import queries, services
from safar.cases.types import AnswerGiven, BorderListGiven, DecisionAnswer
from safar.people.services import record_data_consent
from safar.people.types import ConsentGiven, Purpose
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.cases.ground import DECIDED, LEAVES, OPENED, SIGNED, CaseStory
from tests.conftest import SETUP, START, ActorMaker

SEF = "Serviço de Estrangeiros"
SECRETS = ("asylum", "open_claim", "goiânia", "feud", "red")


def authority_office(parent: OfficeRef, code: str = "SEF", name: str = SEF) -> OfficeRef:
    """An authority of Portugal."""
    found = [office for office in accounts.offices() if office.code == code]
    if found:
        return found[0]
    with acting_as(SETUP):
        return account_services.add_office(
            by=SETUP, at=START, code=code, name=name, kind="authority", country="PT", parent_id=parent.id
        )


def official(actor: ActorMaker, office: OfficeRef) -> Actor:
    """Somebody who works at an authority."""
    return actor("competent_authority", office)


def consent_to(story: CaseStory, person: UUID, recipient: str = SEF) -> UUID:
    """The person agrees that this authority receives their data."""
    with acting_as(story.by):
        return record_data_consent(
            by=story.by, at=SIGNED, person_id=person,
            consent=ConsentGiven(OPENED, "pt", purpose=Purpose.COMPETENT_AUTHORITY, recipient=recipient),
        )  # fmt: skip


def submitted(story: CaseStory, office: OfficeRef, members: list[UUID] | None = None) -> UUID:
    """Everybody agrees and is put before the authority."""
    for person in story.people:
        consent_to(story, person, office.name)
    with acting_as(story.by):
        return services.submit_to_authority(
            by=story.by, at=SIGNED, enrolment_id=story.enrolment_id, authority_id=office.id,
            member_ids=members or story.member_ids,
        )  # fmt: skip


def approved() -> AnswerGiven:
    """A plain yes."""
    return AnswerGiven(DecisionAnswer.APPROVED, DECIDED.date(), reference="SEF 77")


def refused() -> AnswerGiven:
    """A whole refusal."""
    return AnswerGiven(
        DecisionAnswer.REFUSED, DECIDED.date(), reasons=("A criminal case is open.",), remedy="Complain to the court.",
        remedy_until=DECIDED.date() + timedelta(days=30),
    )  # fmt: skip


def border(story: CaseStory, side: str = "exit", country: str = "PT") -> UUID:
    """A list for the story's movement, prepared by the movement officer."""
    by = story.ground.movement
    with acting_as(by):
        ahead = queries.movements_ahead(by=by, at=LEAVES - timedelta(days=1))
        made, _left_out = services.prepare_border_list(
            by=by, at=LEAVES - timedelta(days=1), itinerary_id=ahead[0].itinerary_id,
            given=BorderListGiven("Border police", side, country, "Lisbon airport"),
        )  # fmt: skip
    return made


def released(story: CaseStory, list_id: UUID) -> None:
    """Both colleagues release it."""
    for by in (story.ground.movement, story.ground.manager):
        with acting_as(by):
            services.release_border_list(by=by, at=LEAVES - timedelta(hours=20), list_id=list_id)


def day(moment: datetime) -> date:
    """The day of a moment."""
    return moment.date()
