"""A module plugs in by its `module.py`: a withdrawal by raw SQL frees its seat; without it the program still runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.utils import DatabaseError

from safar.cases import gates, queries, services
from safar.plumbing.scope import acting_as
from tests.cases.ground import LEAVES, SIGNED, CaseStory
from tests.example_module.models import Booking, Bus
from tests.example_module.module import OFFER


@pytest.fixture
def bus(story: CaseStory) -> Bus:
    """A bus with two seats."""
    with acting_as(story.by):
        return Bus.objects.create(leaves_at=LEAVES, seats=2)


@pytest.fixture
def unplugged() -> Iterator[None]:
    """The program without the module."""
    services.unplug(OFFER.name)
    yield
    services.plug_in(OFFER)


def book(story: CaseStory, bus: Bus, seat: int = 1) -> Booking:
    """A seat for the leading member of the story's case."""
    from safar.consent import queries as consent

    with acting_as(story.by):
        permit = consent.permits_of([story.travellers[0]])[story.travellers[0]][0]
        return Booking.objects.create(
            bus=bus, case_id=story.case_id, member_id=story.member_ids[0], seat=seat, permit_id=permit.id
        )


def withdraw_by_raw_sql(story: CaseStory) -> None:
    """The withdrawal as any code could write it, as the application role."""
    with acting_as(story.by), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO consent_withdrawal (id, traveller_id, said_at, recorded_at, late, channel, by_traveller_self,"
            " consequences_told) VALUES (%s, %s, %s, now(), false, 'telephone', true, true)",
            [uuid4(), story.travellers[0], SIGNED + timedelta(days=1)],
        )


def another(story: CaseStory) -> CaseStory:
    """A second case on the same ground."""
    other = CaseStory(story.ground)
    other.enrolled()
    other.passports()
    other.declare_all()
    return other


def test_raw_sql_withdraws_and_the_booking_is_released(story: CaseStory, bus: Bus) -> None:
    story.enrolled()
    story.declare_all()
    booking = book(story, bus)
    withdraw_by_raw_sql(story)
    with acting_as(story.by):
        booking.refresh_from_db()
    assert booking.permit_state == "withdrawn"
    codes = {task.code for task in story.file().tasks}
    assert {"tell_carrier", "tell_receiver", "tell_authority", "stop_cash"} <= codes


def test_a_freed_seat_is_taken_by_another(story: CaseStory, bus: Bus) -> None:
    story.enrolled()
    story.declare_all()
    other = another(story)
    book(story, bus)
    with pytest.raises(DatabaseError, match="example_module_seat_taken_once"):
        book(other, bus)
    withdraw_by_raw_sql(story)
    assert book(other, bus).permit_state == "in_force"


def test_nobody_without_a_permit_is_booked(story: CaseStory, bus: Bus) -> None:
    story.enrolled()
    story.declare_all()
    withdraw_by_raw_sql(story)
    with pytest.raises(DatabaseError):
        book(story, bus)


def test_the_gate_and_the_panel_of_the_module_are_asked(story: CaseStory, bus: Bus) -> None:
    story.enrolled()
    story.declare_all()
    assert queries.gate_sentences()["seat_booked"]
    book(story, bus)
    assert story.file().panels["Bus"] == (("Seat", "1"),)


def test_every_gate_the_programmes_may_name_is_answered(story: CaseStory) -> None:
    from safar.programmes.gates import CORE_GATES

    assert set(CORE_GATES) <= set(queries.gate_sentences())


def test_a_gate_is_offered_once(story: CaseStory) -> None:
    with pytest.raises(ValueError, match="twice"):
        gates.offer(OFFER.gates[0])
    with pytest.raises(ValueError, match="twice"):
        services.plug_in(OFFER)


def test_without_the_module_the_program_still_runs(story: CaseStory, unplugged: None) -> None:
    story.enrolled()
    file = story.file()
    assert "Bus" not in file.panels
    assert "seat_booked" not in queries.gate_sentences()


def test_a_gate_whose_module_was_taken_out_stays_closed_and_says_so(story: CaseStory, unplugged: None) -> None:
    from safar.cases.contexts import contexts_of

    story.enrolled()
    with acting_as(story.by):
        contexts = contexts_of(story.standing, LEAVES)
        answer = gates.answers(["seat_booked"], contexts)["seat_booked"][story.standing[0]]
    assert not answer.ok
    assert "seat_booked" in answer.sentence
