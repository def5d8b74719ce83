"""Ways around the permit that were tried with raw SQL as the application's role, each of which is closed."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection

from safar.consent import services
from safar.consent.models import Declaration, Departure, Permit, Screen, Traveller
from safar.consent.types import DeclarationOutcome, ScreenAnswers
from safar.people.services import record_death
from safar.plumbing.scope import acting_as
from tests.consent import raw
from tests.consent.flaws import clear, measures
from tests.consent.ground import LEAVES, SIGNED, SMALL, TALK, Story
from tests.consent.seats import seats, take
from tests.taking_out import without

__all__ = ["seats"]
LONG_AGO = datetime(1900, 1, 1)  # noqa: DTZ001 - the database reads it in its own zone, as whoever tries this would
A_DAY = timedelta(days=1)


def _signed(story: Story, traveller: UUID) -> UUID:
    with acting_as(story.by):
        return Declaration.objects.filter(traveller_id=traveller).latest("signed_at").id


def _family(story: Story) -> tuple[UUID, UUID, UUID]:
    """A parent and a child who may both go, and the child's permit."""
    parent, child = story.person(), story.person(SMALL)
    story.parent_of(parent, child)
    grown, small = story.journey([parent, child])
    story.declared(grown, children=(small,))
    story.position(small)
    story.consents(small, kind="sole_paper")
    with acting_as(story.by):
        permit = services.issue_child_permit(by=story.by, at=SIGNED, child_id=small).permit_id
    assert permit is not None
    story.asked(grown)
    story.asked(small)
    return grown, small, permit


def test_v1_changing_the_destination_back_revives_no_declaration(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    change = "UPDATE consent_journey SET return_place = %s WHERE id = %s"
    with acting_as(story.by):
        assert raw.run(change, "Belém", story.journey_id) is None
        assert raw.run(change, "Goiânia", story.journey_id) is None
        assert raw.permit(traveller, _signed(story, traveller), SIGNED + A_DAY) == "v1_ask_again"


def test_v1_who_was_struck_and_put_back_declares_anew_whatever_day_is_stated(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    struck = "UPDATE consent_traveller SET going = %s, struck_reason = 'x', struck_at = %s WHERE id = %s"
    with acting_as(story.by):
        assert raw.run(struck, "struck", LONG_AGO, traveller) is None
        assert raw.run(struck, "going", LONG_AGO, traveller) is None
        assert raw.permit(traveller, _signed(story, traveller), SIGNED + A_DAY) == "v1_ask_again"


@pytest.mark.parametrize("change", ["struck", "withdrawn"])
def test_v1_a_change_stated_long_ago_still_asks_the_others_again(change: str, story: Story) -> None:
    one, other = story.journey([story.person(), story.person()])
    permit = story.declared(one)
    story.declared(other)
    story.asked(one)
    with acting_as(story.by):
        if change == "struck":
            going = "UPDATE consent_traveller SET going = 'stays', struck_reason = 'x', struck_at = %s WHERE id = %s"
            assert raw.run(going, LONG_AGO, other) is None
        else:
            assert raw.run(
                "INSERT INTO consent_withdrawal (id, traveller_id, said_at, recorded_at, late, channel,"
                " by_traveller_self, consequences_told) VALUES (%s, %s, %s, now(), false, 'raw', true, false)",
                uuid4(), other, LONG_AGO,
            ) is None  # fmt: skip
        assert raw.departure(one, permit, LEAVES) == "v1_ask_again"


def test_v1_a_declaration_written_down_after_the_other_withdrew_is_asked_again(story: Story) -> None:
    one, other = story.journey([story.person(), story.person()])
    session = story.told(one)
    story.declared(other)
    story.withdraw(other, SIGNED + A_DAY)
    assert {refusal.code for refusal in story.sign(one, session).refusals} == {"v1_ask_again"}
    assert story.sign(one, session, SIGNED + 2 * A_DAY).permit_id is not None


@pytest.mark.parametrize("zone", ["<WEEK>167:00", "<AAA>0<BBB>-167,J130/0,J300/0"])
def test_v1_an_invented_time_zone_stretches_no_day(zone: str, story: Story) -> None:
    traveller = story.single()
    outcome = _held_back(story, traveller)
    with acting_as(story.by):
        assert raw.run("SELECT set_config('timezone', %s, true)", zone) is None
        at = SIGNED + timedelta(days=90, hours=1)
        assert raw.permit(traveller, outcome.declaration_id, at) == "v1_lapsed"
        assert raw.permit(traveller, outcome.declaration_id, SIGNED + A_DAY) is None
        assert Permit.objects.get(traveller_id=traveller).lapses_at == SIGNED + timedelta(days=90)


def _held_back(story: Story, traveller: UUID) -> DeclarationOutcome:
    """A declaration for which no permit was made at once, and nothing stands against one now."""
    session = story.told(traveller)
    with acting_as(story.by):
        hold = services.raise_hold(by=story.by, at=SIGNED, traveller_id=traveller, reason="wait")
    outcome = story.sign(traveller, session)
    with acting_as(story.ground.protection):
        services.release_hold(by=story.ground.protection, at=SIGNED, hold_id=hold)
    return outcome


@pytest.mark.parametrize("moment", ["infinity", "-infinity"])
@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO consent_asylumposition (id, traveller_id, status, advice, wishes_origin_contact, stated_at,"
        " recorded_at) VALUES (gen_random_uuid(), %s, 'none', '', false, %s, now())",
        "INSERT INTO consent_irreversiblestep (id, traveller_id, code, explained_at, acknowledged_at, recorded_at)"
        " VALUES (gen_random_uuid(), %s, 'x', %s, now(), now())",
        "INSERT INTO consent_withdrawal (id, traveller_id, said_at, recorded_at, late, channel, by_traveller_self,"
        " consequences_told) VALUES (gen_random_uuid(), %s, %s, now(), false, 'raw', true, false)",
    ],
)
def test_a_stated_moment_is_never_endless(sql: str, moment: str, story: Story) -> None:
    traveller = story.single()
    with acting_as(story.by):
        assert raw.run(sql, traveller, moment) == "consent_not_in_the_future"


def test_v10_nobody_is_born_on_no_day(story: Story) -> None:
    person = story.person(SMALL)
    with acting_as(story.by):
        born = "UPDATE people_person SET birth_earliest = '-infinity', birth_latest = '-infinity' WHERE id = %s"
        assert raw.run(born, person) == "people_birth_on_a_day"


@pytest.mark.parametrize("name", ["Counsellor-Lis-1", " counsellor-lis-1 ", "Interpreter One", "   "])
def test_v1_the_witness_is_neither_counsellor_nor_interpreter(name: str, story: Story) -> None:
    traveller = story.single()
    session = story.told(traveller)
    text = _copy_of(story, "SELECT id FROM consent_declarationtext LIMIT 1")
    pack = _copy_of(story, "SELECT id FROM consent_informationpack LIMIT 1")
    with acting_as(story.by):
        person = Traveller.objects.get(id=traveller).person_id
        assert raw.run(
            "INSERT INTO consent_declaration (id, traveller_id, session_id, text_id, pack_id, signed_by_id, language,"
            " interpreter_name, no_interpreter_needed, manner, place, witness_name, witness_relation, signed_at,"
            " recorded_at, late, copy_answer, reading_aloud_answer, shortened_by_person, shortened_reason,"
            " legal_advice_offered, basis, return_country, return_place, promised_digest)"
            " VALUES (%s, %s, %s, %s, %s, %s, 'pt', 'Interpreter One', false, 'signature', 'Lisboa', %s, 'lawyer', %s,"
            " now(), false, 'taken', 'taken', false, '', false, '', '', '', '')",
            uuid4(), traveller, session, text, pack, person, name, SIGNED,
        ) == "v1_witness"  # fmt: skip


def _copy_of(story: Story, sql: str) -> UUID:
    with acting_as(story.by), connection.cursor() as cursor:
        cursor.execute(sql)
        found: UUID = cursor.fetchone()[0]
        return found


def test_v3_the_words_signed_are_in_the_language_of_the_declaration(story: Story) -> None:
    traveller = story.single()
    session = story.told(traveller)
    text = _copy_of(story, "SELECT id FROM consent_declarationtext WHERE language = 'pt'")
    pack = _copy_of(story, "SELECT id FROM consent_informationpack WHERE language = 'pt'")
    with pytest.raises(Exception, match="declaration text"):
        story.sign(traveller, session, language="fa", text_id=text, pack_id=pack)


@pytest.mark.parametrize("table", ["consent_declarationtext", "consent_informationpack"])
def test_v3_words_approved_after_they_were_used_were_a_draft(table: str, story: Story) -> None:
    traveller = story.single()
    with acting_as(story.ground.manager):
        assert raw.run(f"UPDATE {table} SET approved_at = %s", SIGNED + A_DAY) is None
    codes = {refusal.code for refusal in story.sign(traveller, story.told(traveller)).refusals}
    assert codes == {"v1_text_draft" if table == "consent_declarationtext" else "v3_pack_draft"}


def test_v2_the_second_officer_has_a_post_and_never_counselled_the_person(story: Story) -> None:
    traveller = story.single()
    colleague = story.ground.colleague
    story.talk(traveller, TALK - 3 * A_DAY, session={"counsellor_id": colleague.user_id}, person={"topics": ()})
    session = story.told(traveller)
    assert _shortened(story, traveller, session, colleague.user_id) == set()
    with acting_as(story.by):
        services.record_detention(by=story.by, at=TALK, traveller_id=traveller, in_detention=True)
    measures(story, traveller, TALK)
    assert _shortened(story, traveller, session, colleague.user_id) == {"v2_second_officer"}
    assert _shortened(story, traveller, session, story.ground.manager.user_id) == set()
    with acting_as(story.by):
        ended = "UPDATE accounts_posting SET until_on = '2011-01-01' WHERE user_id = %s"
        assert raw.run(ended, story.ground.manager.user_id) is None
    assert _shortened(story, traveller, session, story.ground.manager.user_id) == {"v2_second_officer"}


def test_v6_who_cleared_a_red_screen_is_not_the_counsellor_of_the_declaration(story: Story) -> None:
    traveller = story.single()
    story.told(traveller, person={"screen": ScreenAnswers(threat=True)})
    clear(story, traveller, TALK + A_DAY)
    again = story.talk(traveller, TALK + A_DAY, session={"counsellor_id": story.ground.protection.user_id})
    refusals = story.sign(traveller, again, SIGNED + 2 * A_DAY).refusals
    assert {refusal.code for refusal in refusals} == {"v6_red"}


def test_v6_what_the_protection_officer_found_last_counts(story: Story) -> None:
    traveller = story.single()
    session = story.told(traveller, person={"screen": ScreenAnswers(threat=True)})
    clear(story, traveller, TALK + A_DAY)
    permit = story.sign(traveller, session).permit_id
    assert permit is not None
    by = story.ground.protection
    with acting_as(by):
        screen = Screen.objects.get(session_person__traveller_id=traveller)
        services.clear_screen(by=by, at=LEAVES, screen_id=screen.id, spoke_at=SIGNED + A_DAY, outcome="stays_held")
        assert Permit.objects.get(id=permit).state == "held"
        with connection.cursor() as cursor:
            cursor.execute("SELECT consent_resume(%s, NULL), consent_resume(%s, %s)", [traveller, traveller, LEAVES])
            assert cursor.fetchone() == (None, None)


def test_v6_the_second_confirmation_is_taken_by_somebody_who_held_a_post(story: Story, seats: str) -> None:
    traveller = story.single()
    session = story.told(traveller, person={"screen": ScreenAnswers(destitution=True)})
    measures(story, traveller, TALK)
    permit = story.sign(traveller, session).permit_id
    with acting_as(story.ground.colleague) as by:
        services.record_amber_measure(by=by, at=SIGNED, traveller_id=traveller, measure="second_confirmation")
        assert raw.run("UPDATE accounts_posting SET until_on = '2011-01-01' WHERE user_id = %s", by.user_id) is None
        assert take(seats, permit, 1) == "v6_second_confirmation"


def test_v13_a_doubt_decided_otherwise_later_holds_again(story: Story) -> None:
    traveller = story.single()
    permit = story.declared(traveller)
    with acting_as(story.by):
        doubt = services.raise_refoulement_doubt(by=story.by, at=SIGNED, traveller_id=traveller, note="x")
    by = story.ground.protection_elsewhere
    for hours, decision, state in ((1, "may_go", "in_force"), (2, "declined", "held")):
        with acting_as(by):
            at = SIGNED + timedelta(hours=hours)
            services.decide_refoulement(by=by, at=at, doubt_id=doubt, decision=decision, reason_for_person="x")
        with acting_as(story.by):
            assert Permit.objects.get(id=permit).state == state
    with acting_as(story.by):
        assert raw.run(
            "INSERT INTO consent_holdrelease (id, hold_id, released_at, recorded_at, note)"
            " SELECT gen_random_uuid(), h.id, %s, now(), '' FROM consent_hold h WHERE h.source_id = %s AND NOT EXISTS"
            " (SELECT 1 FROM consent_holdrelease r WHERE r.hold_id = h.id)", LEAVES, doubt,
        ) == "v13_undecided"  # fmt: skip


def test_v4_nobody_has_been_reached_alone_in_the_future(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    with acting_as(story.by):
        services.message_from_other(
            by=story.by, at=SIGNED + A_DAY, traveller_id=traveller, said_by="a cousin", channel="telephone"
        )
        assert raw.run(
            "INSERT INTO consent_holdrelease (id, hold_id, released_at, spoke_alone_at, recorded_at, note)"
            " SELECT gen_random_uuid(), id, %s, %s, now(), '' FROM consent_hold", SIGNED, SIGNED + 2 * A_DAY,
        ) == "consent_not_in_the_future"  # fmt: skip


def test_v20_who_has_died_by_the_file_neither_leaves_nor_keeps_a_permit_in_force(story: Story, seats: str) -> None:
    traveller = story.single()
    permit = story.declared(traveller)
    story.asked(traveller)
    with acting_as(story.by):
        assert take(seats, permit, 1) is None
        person = Traveller.objects.get(id=traveller).person_id
        record_death(by=story.by, at=SIGNED + A_DAY, person_id=person, died_on=SIGNED.date())
        assert Permit.objects.get(id=permit).state == "held"
        assert take(seats, permit, 2, "held") is not None
        assert raw.departure(traveller, permit, LEAVES) == "v1_permit_not_in_force"


def test_v20_no_permit_is_made_for_who_has_died_by_the_file(story: Story) -> None:
    traveller = story.single()
    with acting_as(story.by):
        person = Traveller.objects.get(id=traveller).person_id
        record_death(by=story.by, at=SIGNED, person_id=person, died_on=TALK.date())
    refusals = story.sign(traveller, story.told(traveller)).refusals
    assert {refusal.code for refusal in refusals} == {"v20_death_reported"}


def test_v9_a_child_does_not_leave_while_its_parent_stays(story: Story, owner: psycopg.Connection) -> None:
    grown, small, permit = _family(story)
    with acting_as(story.by):
        assert raw.departure(small, permit, LEAVES) == "v9_parent_not_departed"
        with without(owner, "consent_v9_leaving"):
            assert raw.departure(small, permit, LEAVES) is None, "taken out, nobody noticed"
    story.leave(grown, LEAVES + timedelta(minutes=1))
    with acting_as(story.by):
        assert not Departure.objects.exclude(traveller_id__in=[grown, small]).exists()


def test_v9_a_child_leaves_with_its_parent_and_not_a_week_later(story: Story) -> None:
    grown, small, permit = _family(story)
    story.leave(grown)
    late = LEAVES + timedelta(days=7)
    story.asked(small, late)
    with acting_as(story.by):
        assert raw.departure(small, permit, late) == "v9_parent_not_departed"
        assert raw.departure(small, permit, LEAVES + timedelta(hours=1)) is None


def test_v16_a_child_does_not_consent_in_place_of_the_other_parent(story: Story) -> None:
    parent, child = story.person(), story.person(SMALL)
    story.parent_of(parent, child)
    grown, small = story.journey([parent, child])
    story.declared(grown, children=(small,))
    story.position(small)
    story.consents(small, child)
    with acting_as(story.by):
        assert raw.permit(small, None, SIGNED) == "v16_other_parent"


def test_v16_responsibility_that_ends_one_day_counts_until_then(story: Story) -> None:
    father, mother, child = story.person(), story.person(), story.person(SMALL)
    story.parent_of(father, child)
    story.parent_of(mother, child)
    grown, small = story.journey([father, child])
    story.declared(grown, children=(small,))
    story.position(small)
    story.consents(small, story.person())
    with acting_as(story.by):
        ends = "UPDATE people_relation SET until_on = %s WHERE person_id = %s"
        assert raw.run(ends, LEAVES.date(), mother) is None
        assert raw.permit(small, None, SIGNED) == "v16_other_parent"
        assert raw.run(ends, TALK.date(), mother) is None
        assert raw.permit(small, None, SIGNED) is None


def _shortened(story: Story, traveller: UUID, session: UUID, officer: int | None) -> set[str]:
    outcome = story.sign(
        traveller, session, TALK + timedelta(hours=3), shortened_by_person=True, shortened_reason="my mother is ill",
        legal_advice_offered=True, second_officer_id=officer,
    )  # fmt: skip
    return {refusal.code for refusal in outcome.refusals}
