"""V6, V8, V13, V17 and V20: screens, doubts, steps that cannot be undone, reports of death, and what is late."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import psycopg
import pytest

from safar.accounts.services import NotAllowed
from safar.consent import queries, services
from safar.consent.models import FailedStep, IrreversibleStep, Screen
from safar.consent.types import PresenceGiven, ScreenAnswers
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.consent import raw
from tests.consent.flaws import clear
from tests.consent.ground import LEAVES, SIGNED, TALK, Story
from tests.taking_out import without


def _state(story: Story, traveller: UUID) -> str:
    with acting_as(story.by):
        return queries.permits_of([traveller])[traveller][0].state


def _done(story: Story, traveller: UUID, at: object = LEAVES) -> None:
    with acting_as(story.by):
        services.complete_step(
            by=story.by, at=LEAVES, traveller_id=traveller, code=story.ground.steps[0], done_at=at  # type: ignore[arg-type]
        )  # fmt: skip


def test_v6_a_red_screen_holds_until_a_protection_officer_has_spoken_alone(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    second = story.talk(traveller, SIGNED + timedelta(days=1), person={"screen": ScreenAnswers(someone_answers=True)})
    assert second
    assert _state(story, traveller) == "held"
    with acting_as(story.ground.protection):
        ((screen, who, _held_at),) = queries.screens_open([story.by.office_id or 0])
    assert who == traveller
    with acting_as(story.by), pytest.raises(NotAllowed):
        services.clear_screen(by=story.by, at=LEAVES, screen_id=screen, spoke_at=LEAVES)
    clear(story, traveller, SIGNED + timedelta(days=2))
    assert _state(story, traveller) == "in_force"


def test_v6_the_counsellor_of_the_session_never_clears_it(story: Story) -> None:
    officer = story.ground.protection
    traveller = story.single()
    story.talk(traveller, session={"counsellor_id": officer.user_id}, person={"screen": ScreenAnswers(threat=True)})
    with acting_as(officer):
        screen = Screen.objects.get().id
        with pytest.raises(Refused) as refused:
            services.clear_screen(by=officer, at=SIGNED, screen_id=screen, spoke_at=SIGNED)
        assert refused.value.code == "v6_not_the_counsellor"
        insert = (
            "INSERT INTO consent_screenclearance (id, screen_id, officer_id,"
            " spoke_at, alone, outcome, note, recorded_at)"
            " VALUES (gen_random_uuid(), %s, %s, %s, true, 'cleared', '', now())"
        )
    with acting_as(story.ground.colleague) as colleague:
        assert raw.run(insert, screen, colleague.user_id, SIGNED) == "v6_protection_officer"


def test_d8_a_counsellor_sees_what_a_screen_came_to_and_not_its_signs(story: Story) -> None:
    traveller = story.single()
    story.talk(traveller, person={"screen": ScreenAnswers(trafficking_signs=True)})
    with acting_as(story.by):
        assert not Screen.objects.exists()
        assert queries.journey_file([story.journey_id])[story.journey_id].travellers[0].screen_result == "red"
    with acting_as(story.ground.protection):
        assert Screen.objects.get().trafficking_signs
    with acting_as(story.ground.stranger):
        assert queries.screen_results([traveller]) == {}


def test_v7_an_authority_found_to_have_heard_voids_what_was_declared(story: Story) -> None:
    traveller = story.single()
    session = story.told(traveller)
    assert story.sign(traveller, session).permit_id
    with acting_as(story.by):
        services.add_presence(by=story.by, at=SIGNED, session_id=session, given=PresenceGiven("origin_state"))
    assert _state(story, traveller) == "lapsed"


def test_v8_a_doubt_holds_until_it_is_settled_and_never_by_a_hospital(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    day = (SIGNED + timedelta(days=1)).date()
    with acting_as(story.by):
        doubt = services.record_capacity_doubt(
            by=story.by, at=SIGNED, traveller_id=traveller, raised_on=day, source="a nurse"
        )
    assert _state(story, traveller) == "held"
    with acting_as(story.by):
        with pytest.raises(Refused) as refused:
            services.settle_capacity_doubt(
                by=story.by, at=SIGNED, doubt_id=doubt, settled_by="assessment", settler_kind="hospital",
                settled_on=day, can_decide=True,
            )  # fmt: skip
        assert refused.value.code == "v8_never_hospital_or_insurer"
        services.settle_capacity_doubt(
            by=story.by, at=SIGNED, doubt_id=doubt, settled_by="assessment", settler_kind="psychologist",
            settled_on=day, can_decide=True,
        )  # fmt: skip
    assert _state(story, traveller) == "in_force"


def test_v13_a_protection_officer_of_another_office_decides(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    with acting_as(story.by):
        doubt = services.raise_refoulement_doubt(
            by=story.by, at=SIGNED, traveller_id=traveller, note="a feud in the village"
        )
    assert _state(story, traveller) == "held"
    own, elsewhere = story.ground.protection, story.ground.protection_elsewhere
    with acting_as(own):
        assert queries.refoulement_doubts_open() == []
        with pytest.raises(Refused) as refused:
            services.decide_refoulement(by=own, at=SIGNED, doubt_id=doubt, decision="may_go")
        assert refused.value.code == "v13_outside_the_office"
    with acting_as(elsewhere):
        assert [row.doubt_id for row in queries.refoulement_doubts_open()] == [doubt]
        services.decide_refoulement(
            by=elsewhere, at=SIGNED, doubt_id=doubt, decision="declined", reason_for_person="The feud is not over."
        )
    with acting_as(story.by):
        waits = queries.what_a_permit_waits_for([traveller], LEAVES)[traveller]
    assert [refusal.code for refusal in waits] == ["v13_declined"]


def test_v13_who_has_no_protection_class_reads_no_claim(story: Story) -> None:
    from safar.consent.models import AsylumPosition

    traveller = story.single()
    story.position(traveller, status="open_claim", advice="taken", advice_on=TALK.date())
    with acting_as(story.by):
        assert not AsylumPosition.objects.exists()
    with acting_as(story.ground.protection):
        assert AsylumPosition.objects.get().status == "open_claim"


def test_v17_steps_come_last_and_make_a_protection_task_when_the_journey_fails(
    story: Story, owner: psycopg.Connection
) -> None:
    traveller = story.single()
    story.told(traveller)
    update = "UPDATE consent_irreversiblestep SET done_at = %s WHERE traveller_id = %s"
    with acting_as(story.by):
        assert raw.run(update, LEAVES, traveller) == "v17_no_permit"
    story.sign(traveller, _session(story, traveller))
    with pytest.raises(Refused) as refused:
        _done(story, traveller)
    assert refused.value.code == "v17_before_confirmation"
    with without(owner, "consent_v17_order"), acting_as(story.by):
        assert raw.run(f"{update} AND code = %s", LEAVES, traveller, story.ground.steps[-1]) is None
    story.ask(traveller, "before", LEAVES - timedelta(hours=40))
    if len(story.ground.steps) > 1:
        _done(story, traveller)
    with acting_as(story.by):
        assert raw.run(update, LEAVES, traveller) == "v17_done_already"
    story.withdraw(traveller, LEAVES)
    with acting_as(story.by):
        done = set(IrreversibleStep.objects.filter(done_at__isnull=False).values_list("id", flat=True))
        assert set(FailedStep.objects.values_list("step_id", flat=True)) == done


def _session(story: Story, traveller: UUID) -> UUID:
    with acting_as(story.by):
        return queries.sessions_of([story.journey_id])[story.journey_id][0].id


def test_v17_only_the_programmes_own_steps(story: Story) -> None:
    traveller = story.single()
    with acting_as(story.by), pytest.raises(Refused) as refused:
        services.acknowledge_step(by=story.by, at=TALK, traveller_id=traveller, code="sell_the_house")
    assert refused.value.code == "v17_not_listed"


def test_v20_a_report_of_death_freezes_and_its_refutation_frees(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    with acting_as(story.by):
        report = services.report_death(by=story.by, at=SIGNED, traveller_id=traveller, source="a cousin")
        assert queries.journey_file([story.journey_id])[story.journey_id].travellers[0].is_frozen
    assert _state(story, traveller) == "held", "frozen, and nothing is closed"
    with acting_as(story.by):
        services.answer_death(by=story.by, at=SIGNED + timedelta(days=1), report_id=report, confirmed=False)
    assert _state(story, traveller) == "in_force"


def test_v20_a_confirmed_death_ends_the_permit_and_asks_the_others_again(story: Story) -> None:
    one, other = story.journey([story.person(), story.person()])
    story.declared(one)
    story.declared(other)
    with acting_as(story.by):
        report = services.report_death(by=story.by, at=SIGNED, traveller_id=one, source="a cousin")
        services.answer_death(
            by=story.by, at=SIGNED + timedelta(days=1), report_id=report, confirmed=True, paper="certificate"
        )
        waits = queries.what_ticketing_waits_for([other], SIGNED + timedelta(days=2))[other]
    assert _state(story, one) == "lapsed"
    assert [refusal.code for refusal in waits] == ["v1_ask_again"]


def test_v20_not_reached_since_never_absconded(story: Story) -> None:
    traveller = story.single()
    with acting_as(story.by):
        first = services.record_not_reached(by=story.by, at=TALK, traveller_id=traveller, since=TALK)
        again = services.record_not_reached(by=story.by, at=SIGNED, traveller_id=traveller, since=SIGNED)
        services.record_reached(by=story.by, at=LEAVES, traveller_id=traveller)
        with pytest.raises(Refused):
            services.record_reached(by=story.by, at=LEAVES, traveller_id=traveller)
    assert first == again


def test_what_is_written_down_late_is_reviewed_and_the_future_is_refused(story: Story) -> None:
    from django.utils import timezone

    traveller = story.single()
    session = story.told(traveller)
    with acting_as(story.by):
        (line,) = queries.sessions_of([story.journey_id])[story.journey_id]
        assert line.late
        assert line.recorded_at > line.held_at + timedelta(days=7)
    with acting_as(story.ground.manager):
        office = story.by.office_id or 0
        entry = next(entry for entry in queries.late_entries([office]) if entry.row_id == session)
        services.review_late_entry(by=story.ground.manager, at=LEAVES, entry_id=entry.id, note="paper seen")
        assert entry.id not in {one.id for one in queries.late_entries([office])}
    with pytest.raises(Refused) as refused:
        story.talk(traveller, timezone.now() + timedelta(hours=1))
    assert refused.value.code == "consent_not_in_the_future"


def test_imported_history_is_history(story: Story) -> None:
    from dataclasses import replace

    traveller = story.single()
    session = story.told(traveller)
    story.by = replace(story.by, channel="import")
    with acting_as(story.by):
        services.record_past_declaration(
            by=story.by, at=TALK, traveller_id=traveller, signed_on=TALK.date(), source="the old list"
        )
        waits = queries.what_a_permit_waits_for([traveller], SIGNED)[traveller]
    assert [refusal.code for refusal in waits] == ["v1_no_declaration"]
    with pytest.raises(Refused) as refused:
        story.sign(traveller, session)
    assert refused.value.code == "consent_history_is_history"


def test_the_sweep_lapses_what_is_past_its_day(story: Story) -> None:
    from safar.accounts.queries import the_system

    traveller = story.single()
    story.declared(traveller)
    system = the_system()
    with acting_as(system):
        assert services.lapse_permits(by=system, at=SIGNED + timedelta(days=89)) == 0
        assert services.lapse_permits(by=system, at=SIGNED + timedelta(days=90)) == 1
    assert _state(story, traveller) == "lapsed"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consent_permit SET state = 'used'",
        "UPDATE consent_permit SET lapses_at = lapses_at + interval '1 year'",
        "INSERT INTO consent_permit (id, traveller_id, made_at, state) SELECT"
        " gen_random_uuid(), traveller_id, made_at, 'used'"
        " FROM consent_permit",
        "UPDATE consent_journey SET reflection_hours = 0",
        "UPDATE consent_journey SET required_topics = '{}'",
        "UPDATE consent_journey SET office_id = 0",
        "UPDATE consent_traveller SET ask_again_since = NULL",
        "UPDATE consent_traveller SET person_id = person_id",
        "UPDATE consent_screen SET result = 'green'",
        "SELECT consent_journey_offices(gen_random_uuid(), 1, 1, 1)",
        "SELECT consent_lock(gen_random_uuid())",
        "SELECT consent_release_by_source(gen_random_uuid(), now(), 1)",
        "ALTER TABLE consent_permit DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "SET ROLE safar_owner",
        "DROP TRIGGER b_made ON consent_permit",
        "CREATE OR REPLACE FUNCTION consent_v2(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal"
        " LANGUAGE sql AS 'SELECT NULL::text, NULL::jsonb WHERE false'",
    ],
)
def test_the_application_has_no_right_to(statement: str, story: Story) -> None:
    story.declared(story.single())
    with acting_as(story.ground.protection):
        assert raw.run(statement) == "42501"
