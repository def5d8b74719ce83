"""D18: an authority reads and answers its own named applications, fields it decides on, every opening logged."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from safar.accounts.queries import readings
from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.cases import queries, services
from safar.cases.types import AnswerGiven, DecisionAnswer
from safar.people.services import withdraw_data_consent
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.cases.ground import DECIDED, LEAVES, OPENED, SIGNED, CaseStory
from tests.cases.outside import approved, authority_office, consent_to, official, refused, submitted
from tests.conftest import ActorMaker
from tests.consent.raw import run


@pytest.fixture
def sef(db: None, organisation: OfficeRef) -> OfficeRef:
    """The authority that decides in Portugal."""
    return authority_office(organisation)


@pytest.fixture
def clerk(actor: ActorMaker, sef: OfficeRef) -> Actor:
    """Somebody who works there."""
    return official(actor, sef)


def test_d18_only_the_declared_fields_are_sent(story: CaseStory, sef: OfficeRef, clerk: Actor) -> None:
    story.enrolled()
    story.passports()
    story.position(
        story.travellers[0], status="open_claim", advice="taken", advice_on=OPENED.date(), advice_by="Council"
    )
    application = submitted(story, sef)
    with acting_as(clerk):
        opened = queries.application_for_authority(application)
    assert opened is not None
    person = opened.people[0]
    assert person.name.startswith("Maryam")
    assert person.document_number.startswith("P")
    assert (person.own_name, person.role) == ("", ""), "ARVoRe declares neither"
    told = repr(opened).lower()
    assert "claim" not in told
    assert "asylum" not in told
    assert "goiânia" not in told, "the country is declared, the place is not"


def test_d18_what_is_sent_is_copied_by_the_database(story: CaseStory, sef: OfficeRef) -> None:
    story.enrolled()
    application = submitted(story, sef)
    insert = (
        "INSERT INTO cases_authorityapplicant (id, application_id, enrolment_member_id, round, position, name,"
        " own_name, sex, nationality, document_kind, document_number, role)"
        " VALUES (%s, %s, %s, 9, 0, 'open asylum claim', 'x', 'x', 'x', 'x', 'x', 'x')"
    )
    with acting_as(story.by):
        assert run(insert, uuid4(), application, story.standing[0]) == "cases_applicant_once_a_round"
        assert run("UPDATE cases_authorityapplicant SET name = 'claim'") == "42501"
        assert run("UPDATE cases_authorityapplication SET state = 'approved'") == "42501"


def test_d18_nobody_is_submitted_without_their_consent(
    story: CaseStory, sef: OfficeRef, owner: psycopg.Connection
) -> None:
    story.enrolled()

    def submit() -> UUID:
        return services.submit_to_authority(
            by=story.by, at=SIGNED, enrolment_id=story.enrolment_id, authority_id=sef.id, member_ids=story.member_ids
        )

    with acting_as(story.by):
        with pytest.raises(Refused, match="has not consented") as refusal:
            submit()
        assert refusal.value.code == "d18_no_consent"
    consent_to(story, story.people[0], "Another authority")
    with acting_as(story.by), pytest.raises(Refused, match="has not consented"):
        submit()
    with _Without(owner, "cases_consents_to_authority"), acting_as(story.by):
        assert submit(), "taken out, nobody noticed"


def test_d18_an_office_of_ours_is_no_authority(story: CaseStory, office_tehran: OfficeRef, sef: OfficeRef) -> None:
    story.enrolled()
    consent_to(story, story.people[0], office_tehran.name)
    with acting_as(story.by), pytest.raises(Refused) as refusal:
        services.submit_to_authority(
            by=story.by, at=SIGNED, enrolment_id=story.enrolment_id, authority_id=office_tehran.id,
            member_ids=story.member_ids,
        )  # fmt: skip
    assert refusal.value.code == "d18_no_authority"
    with acting_as(story.by):
        moved = run("UPDATE cases_case SET offered_to_id = %s WHERE id = %s", sef.id, story.case_id)
    assert moved == "d18_authority_holds_no_files", "offering it the case would open the whole file"


def test_d18_nobody_of_ours_is_posted_at_an_authority(actor: ActorMaker, sef: OfficeRef) -> None:
    with pytest.raises(Refused) as refusal:
        actor("programme_manager", sef)
    assert refusal.value.code == "d18_role_at_authority"


def test_d18_the_answer_becomes_a_decision_on_the_case(story: CaseStory, sef: OfficeRef, clerk: Actor) -> None:
    story.enrolled()
    application = submitted(story, sef)
    with acting_as(clerk):
        assert [row.id for row in queries.applications_for_authority(answered=False)] == [application]
        services.answer_as_authority(by=clerk, at=DECIDED, application_id=application, given=refused())
        assert queries.applications_for_authority(answered=False) == []
        assert [row.state for row in queries.applications_for_authority(answered=True)] == ["refused"]
    file = story.file()
    (decision,) = file.enrolments[0].decisions
    assert (decision.kind, decision.answer, decision.decided_by) == ("authority", "refused", sef.name)
    assert decision.remedy_until == DECIDED.date() + timedelta(days=30)
    assert "authority_answered_refused" in {task.code for task in file.tasks}
    with acting_as(clerk), pytest.raises(Refused, match="answered already"):
        services.answer_as_authority(by=clerk, at=DECIDED, application_id=application, given=approved())


def test_d18_a_refusal_is_whole_or_none(story: CaseStory, sef: OfficeRef, clerk: Actor) -> None:
    story.enrolled()
    application = submitted(story, sef)
    bare = AnswerGiven(DecisionAnswer.REFUSED, DECIDED.date(), reasons=("No.",))
    with acting_as(clerk):
        with pytest.raises(Refused, match="names its reasons"):
            services.answer_as_authority(by=clerk, at=DECIDED, application_id=application, given=bare)
        call = "SELECT cases_authority_answer(%s, %s, 'refused', '{No}', '', NULL, '', '2016-05-01', '')"
        assert run(call, uuid4(), application) is not None, "the database asks for the same"


def test_d18_more_is_asked_and_sent_again(story: CaseStory, sef: OfficeRef, clerk: Actor) -> None:
    story.enrolled()
    application = submitted(story, sef)
    more = AnswerGiven(DecisionAnswer.MORE_ASKED, DECIDED.date(), asks="The number of the passport.")
    with acting_as(clerk):
        services.answer_as_authority(by=clerk, at=DECIDED, application_id=application, given=more)
    story.passports()
    with acting_as(story.by):
        services.submit_again(by=story.by, at=DECIDED, application_id=application)
    with acting_as(clerk):
        opened = queries.application_for_authority(application)
    assert opened is not None
    assert opened.can_answer
    assert opened.people[0].document_number.startswith("P")


def test_d18_another_authority_sees_nothing(
    story: CaseStory, sef: OfficeRef, actor: ActorMaker, organisation: OfficeRef
) -> None:
    story.enrolled()
    application = submitted(story, sef)
    other = official(actor, authority_office(organisation, "POL", "Police"))
    for by in (other, story.ground.stranger, story.ground.manager):
        with acting_as(by):
            assert queries.application_for_authority(application) is None
            assert queries.applications_for_authority(answered=False) == []
            with pytest.raises((Refused, NotAllowed)):
                services.answer_as_authority(by=by, at=DECIDED, application_id=application, given=approved())
            with connection.cursor() as cursor:
                cursor.execute("SELECT cases_authority_open(%s)", [application])
                assert cursor.fetchone() == (None,)


TABLES = (
    "people_person", "people_name", "people_document", "cases_case", "cases_member", "cases_enrolment", "cases_note",
    "cases_decision", "cases_task", "cases_authorityapplication", "cases_authorityapplicant", "cases_authorityanswer",
    "consent_journey", "consent_traveller", "consent_session", "consent_declaration", "consent_asylumposition",
    "consent_screen", "consent_withdrawal", "cases_borderlist", "cases_borderlistrow", "cases_consularrequest",
    "cases_itinerary", "accounts_accessentry",
)  # fmt: skip


def test_d18_by_raw_sql_an_authority_reads_no_table(story: CaseStory, sef: OfficeRef, clerk: Actor) -> None:
    story.enrolled()
    submitted(story, sef)
    story.told(story.travellers[0])
    assert clerk.offices == frozenset()
    with acting_as(clerk), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,), table
        for statement in ("SELECT * FROM consent_chainsalt", "INSERT INTO cases_authorityanswer (id) VALUES (NULL)"):
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(statement)


def test_d18_every_opening_is_written_down_for_the_office_whose_file_it_is(
    story: CaseStory, sef: OfficeRef, clerk: Actor, actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    story.enrolled()
    application = submitted(story, sef)
    with acting_as(clerk), connection.cursor() as cursor:
        cursor.execute("SELECT cases_authority_open(%s)", [application])
        cursor.execute("SELECT * FROM cases_authority_list(false)")
    officer = actor("data_protection_officer", office_lisbon)
    with acting_as(officer):
        kinds = [(line.kind, line.user_id, line.files) for line in readings(OPENED, clerk.user_id)]
    assert sorted(kinds) == [("application", clerk.user_id, 1), ("list", clerk.user_id, 1)]


def test_v7_a_withdrawn_application_says_only_that(story: CaseStory, sef: OfficeRef, clerk: Actor) -> None:
    story.enrolled()
    story.declare_all()
    application = submitted(story, sef)
    story.withdraw(story.travellers[0])
    with acting_as(clerk):
        opened = queries.application_for_authority(application)
        assert queries.applications_for_authority(answered=False) == []
        assert queries.applications_for_authority(answered=True) == [], "no list of who withdrew"
        with pytest.raises(Refused):
            services.answer_as_authority(by=clerk, at=DECIDED, application_id=application, given=approved())
    assert opened is not None
    assert (opened.state, opened.people, opened.submitted_at, opened.programme) == ("withdrawn", (), None, "")


def test_v7_of_two_applicants_only_who_withdrew_disappears(story: CaseStory, sef: OfficeRef, clerk: Actor) -> None:
    from tests.cases.ground import GROWN

    story.enrolled((GROWN, GROWN))
    story.declare_all()
    application = submitted(story, sef)
    story.withdraw(story.travellers[0])
    with acting_as(clerk):
        opened = queries.application_for_authority(application)
    assert opened is not None
    assert (opened.state, len(opened.people)) == ("waiting", 1)


def test_d4_who_takes_the_consent_back_is_no_longer_shown(story: CaseStory, sef: OfficeRef, clerk: Actor) -> None:
    story.enrolled()
    consent = consent_to(story, story.people[0])
    with acting_as(story.by):
        application = services.submit_to_authority(
            by=story.by, at=SIGNED, enrolment_id=story.enrolment_id, authority_id=sef.id, member_ids=story.member_ids
        )
        withdraw_data_consent(by=story.by, at=DECIDED, consent_id=consent)
    with acting_as(clerk):
        opened = queries.application_for_authority(application)
    assert opened is not None
    assert opened.state == "withdrawn"


def test_d18_four_people(story: CaseStory, sef: OfficeRef, actor: ActorMaker, office_lisbon: OfficeRef) -> None:
    story.enrolled()
    consent_to(story, story.people[0])
    asked = {"enrolment_id": story.enrolment_id, "authority_id": sef.id, "member_ids": story.member_ids}
    with acting_as(story.ground.stranger), pytest.raises(Refused, match="no such enrolment"):
        services.submit_to_authority(by=story.ground.stranger, at=SIGNED, **asked)  # type: ignore[arg-type]
    wrong = actor("reintegration_officer", office_lisbon)
    with acting_as(wrong), pytest.raises(NotAllowed):
        services.submit_to_authority(by=wrong, at=SIGNED, **asked)  # type: ignore[arg-type]
    with acting_as(story.by):
        assert services.submit_to_authority(by=story.by, at=SIGNED, **asked)  # type: ignore[arg-type]
    assert LEAVES > SIGNED


class _Without:
    """Within, a question of the database is answered yes, whatever it asks."""

    def __init__(self, owner: psycopg.Connection, rule: str) -> None:
        self.owner, self.rule = owner, rule

    def __enter__(self) -> None:
        found = self.owner.execute(
            "SELECT pg_get_functiondef(p.oid), pg_get_function_arguments(p.oid) FROM pg_proc p WHERE proname = %s",
            [self.rule],
        ).fetchone()
        assert found is not None
        self.definition, arguments = found
        self.owner.execute(
            f"CREATE OR REPLACE FUNCTION {self.rule}({arguments}) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true'"
        )

    def __exit__(self, *_error: object) -> None:
        self.owner.execute(self.definition)
