"""Ways around the hard cases through the tables of cases that were tried with raw SQL; each is closed."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from safar.accounts.types import OfficeRef
from safar.cases.models import Case, TravelDocumentApplication
from safar.consent import queries as consent
from safar.consent import services as consent_services
from safar.consent.models import Hold
from safar.people.services import relate_people
from safar.people.services.families import raise_concern
from safar.people.types import RelationKind
from safar.plumbing.scope import acting_as
from tests.cases.ground import ARRIVED, DECIDED, GROWN, LEAVES, OPENED, SIGNED, TALK, CaseStory
from tests.cases.outside import border
from tests.cases.test_holes import ITINERARY, _permit
from tests.conftest import ActorMaker
from tests.consent.raw import run

CLAIM = {"status": "open_claim", "advice": "taken", "advice_on": TALK.date(), "advice_by": "Council"}
RELEASE = "INSERT INTO cases_borderrelease (id, list_id, by_id, released_at) VALUES (%s, %s, %s, %s)"


def test_v13_a_list_made_before_the_claim_is_not_released_after_it(story: CaseStory) -> None:
    story.enrolled()
    story.until_ticket()
    story.itinerary()
    made = border(story, "entry", "BR")
    movement, manager = story.ground.movement, story.ground.manager
    with acting_as(movement):
        assert run(RELEASE, uuid4(), made, movement.user_id, LEAVES - timedelta(hours=20)) is None
    story.position(story.travellers[0], LEAVES - timedelta(hours=19), **CLAIM)
    with acting_as(manager):
        for moment in (LEAVES - timedelta(hours=1), LEAVES - timedelta(days=1)):
            assert run(RELEASE, uuid4(), made, manager.user_id, moment) == "d7a_open_claim"


def test_v13_no_application_is_dated_before_the_claim_or_turned_toward_the_origin(story: CaseStory) -> None:
    story.enrolled()
    story.position(story.travellers[0], DECIDED, **CLAIM)
    insert = (
        "INSERT INTO cases_traveldocumentapplication (id, case_id, member_id, document_kind, country, authority,"
        " wish_paper, opened_at, state, state_since, recorded_at)"
        " VALUES (%s, %s, %s, 'laissez_passer', %s, 'x', '', %s, 'nationality_claimed', %s, now())"
    )
    with acting_as(story.by):
        row = (story.case_id, story.member_ids[0])
        assert run(insert, uuid4(), *row, "BR", OPENED, OPENED) == "d7a_open_claim"
        assert run(insert, uuid4(), *row, "PT", OPENED, OPENED) is None
        assert TravelDocumentApplication.objects.count() == 1
        assert run("UPDATE cases_traveldocumentapplication SET country = 'BR'") == "42501"


def test_v16_whoever_is_feared_does_not_wait_at_arrivals(story: CaseStory) -> None:
    story.enrolled([GROWN, GROWN])
    story.until_ticket()
    his, hers = story.people
    with acting_as(story.by):
        relation = relate_people(by=story.by, at=OPENED, person_id=his, other_id=hers, kind=RelationKind.SPOUSE)
        raise_concern(by=story.by, at=OPENED, relation_id=relation, note="She is afraid.")
        from safar.people.queries import people_in

        name = people_in([his])[his].name
        sql = ITINERARY.replace("'', '', '', ''", "'', '', '', %s")
        row = (story.case_id, story.member_ids[1], _permit(story, 1), LEAVES, ARRIVED)
        assert run(sql, uuid4(), *row, f"her husband, {name}") == "v16_no_contact"
        assert run(sql, uuid4(), *row, "her sister") is None


@pytest.mark.parametrize("role", ["competent_authority", "auditor", "airport_assistant"])
def test_d20_who_reads_from_outside_opens_no_file(
    story: CaseStory, role: str, actor: ActorMaker, office_lisbon: OfficeRef, organisation: OfficeRef
) -> None:
    from tests.cases.outside import authority_office

    story.enrolled()
    with acting_as(story.by):
        reference = Case.objects.get().reference
    office = authority_office(organisation) if role == "competent_authority" else office_lisbon
    by = actor(role, office)
    with acting_as(by):
        assert run(
            "SELECT cases_break_glass(%s, 'to save a life', %s, 4)", reference, story.ground.manager.user_id
        ) == "accounts_glass_no_post"  # fmt: skip


def test_d20_through_an_opened_file_nothing_is_released_or_settled(story: CaseStory) -> None:
    story.enrolled()
    story.declare_all()
    traveller, person = story.travellers[0], story.people[0]
    with acting_as(story.by):
        reference = Case.objects.get().reference
        consent_services.record_capacity_doubt(
            by=story.by, at=SIGNED, traveller_id=traveller, raised_on=SIGNED.date(), source="x", about="return"
        )
        doubted = Hold.objects.get().source_id
        hold = consent_services.raise_hold(by=story.by, at=SIGNED, traveller_id=traveller, reason="wait")
    stranger = story.ground.protection_elsewhere
    with acting_as(stranger):
        assert run(
            "SELECT cases_break_glass(%s, 'to save a life', %s, 4)", reference, story.ground.manager.user_id
        ) is None  # fmt: skip
        assert Hold.objects.filter(id=hold).exists(), "it is read"
        settle = (
            "INSERT INTO consent_capacitydoubtsettled (id, doubt_id, settled_by, settler_kind, settled_on, can_decide,"
            " note, result, settler_name, sent_by, paper, recorded_at)"
            " VALUES (%s, %s, 'assessment', 'psychologist', %s, true, '', '', '', '', '', now())"
        )
        assert run(settle, uuid4(), doubted, SIGNED.date()) == "42501"
        release = (
            "INSERT INTO consent_holdrelease (id, hold_id, released_at, released_by_id, note, recorded_at)"
            " VALUES (%s, %s, %s, %s, '', now())"
        )
        assert run(release, uuid4(), hold, SIGNED, stranger.user_id) == "42501"
        court = (
            "INSERT INTO consent_parentalconsent (id, child_id, kind, given_by_name, given_at, paper, recorded_at)"
            " VALUES (%s, %s, 'court_decision', '', %s, 'order', now())"
        )
        assert run(court, uuid4(), traveller, SIGNED) == "42501"
        run("UPDATE consent_traveller SET going = 'struck', struck_reason = 'x', struck_at = %s", SIGNED)
        assert consent.travellers_in([traveller])[traveller].going == "going"
        contact = (
            "INSERT INTO people_safecontact (id, person_id, channel, number, number_key, hours, who_may_answer,"
            " neutral_words, may_leave_message, note, since)"
            " VALUES (%s, %s, 'phone', '1', '1', '', '', '', true, '', now())"
        )
        assert run(contact, uuid4(), person) == "42501"
        run("UPDATE people_person SET sex = 'other' WHERE id = %s", person)
    with acting_as(story.by):
        from safar.people.models import Person

        assert Person.objects.get(id=person).sex != "other"
