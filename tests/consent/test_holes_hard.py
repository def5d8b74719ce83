"""Ways around the rules for children, families, holds and interpreters that were tried with raw SQL; each is closed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from safar.consent import queries, services
from safar.consent.models import Confirmation, Hold, HoldRelease, Interpreter, Permit, Screen
from safar.consent.types import AdvisoryGiven, InterpreterGiven, ScreenAnswers
from safar.people.models import RelationConcern
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.consent import papers, raw
from tests.consent.flaws import family
from tests.consent.ground import LEAVES, SIGNED, SMALL, TALK, Story
from tests.consent.lonely import ARRIVED, Lonely, feared_father, lonely
from tests.consent.test_v21_interpreters import enter, found_unfit

A_DAY = timedelta(days=1)
LATER = SIGNED + 2 * A_DAY
RELEASE = (
    "INSERT INTO consent_holdrelease (id, hold_id, released_at, released_by_id, note, recorded_at)"
    " VALUES (gen_random_uuid(), %s, %s, %s, '', now())"
)


def _state(story: Story, traveller: UUID) -> str:
    with acting_as(story.by):
        return Permit.objects.get(traveller_id=traveller).state


def _hold(story: Story, traveller: UUID, kind: str) -> UUID:
    with acting_as(story.by):
        return Hold.objects.get(traveller_id=traveller, kind=kind).id


def _doubted(story: Story, traveller: UUID) -> None:
    with acting_as(story.by):
        services.record_capacity_doubt(
            by=story.by, at=LATER, traveller_id=traveller, raised_on=LATER.date(), source="the counsellor",
            about="return",
        )  # fmt: skip


def test_v16_a_fear_is_neither_moved_nor_lifted_by_rewriting_rows(story: Story) -> None:
    child = lonely(story)
    father = feared_father(story, child.person)
    stranger = story.person()
    carer = (
        "INSERT INTO consent_carer (id, child_id, person_id, name, relation, place, reached_by, named_at,"
        " recorded_by_id, recorded_at) VALUES (%s, %s, %s, 'x', '', 'y', '', %s, %s, now())"
    )
    with acting_as(story.by):
        assert raw.run("UPDATE people_relation SET person_id = %s WHERE person_id = %s", stranger, father) == "42501"
        assert (
            raw.run("UPDATE people_relation SET other_id = %s WHERE other_id = %s", stranger, child.person) == "42501"
        )
        assert raw.run("UPDATE people_relation SET kind = 'sibling'") == "42501"
        assert raw.run("UPDATE people_relationconcern SET relation_id = relation_id") == "42501"
        assert raw.run("UPDATE people_relation SET until_on = %s", TALK.date()) is None, (
            "a relation ends, a fear does not"
        )
        assert raw.run(carer, uuid4(), child.traveller, father, TALK, story.by.user_id) == "v16_no_contact"


def test_v16_a_fear_is_lifted_by_a_protection_officer_once(story: Story) -> None:
    child = lonely(story)
    feared_father(story, child.person)
    protection = story.ground.protection
    with acting_as(protection):
        concern = RelationConcern.objects.get()
        assert raw.run("UPDATE people_relationconcern SET lifted_at = %s", TALK) is None
        assert raw.run("UPDATE people_relationconcern SET lifted_at = NULL") == "people_concern_lifted_once"
        assert RelationConcern.objects.get(id=concern.id).lifted_at == TALK


def test_v16_a_counsellor_who_states_the_class_lifts_no_fear(story: Story) -> None:
    child = lonely(story)
    feared_father(story, child.person)
    with acting_as(story.by):
        assert raw.run("SELECT set_config('safar.classes', '{general,protection}', true)") is None
        assert raw.run("UPDATE people_relationconcern SET lifted_at = %s", TALK) == "people_concern_by_protection"


@pytest.mark.parametrize("written", ["Tarek  Violento", "Violento, Tarek", "Sr. Tárek Violento (father)"])
def test_v16_a_feared_name_written_otherwise_is_still_that_name(story: Story, written: str) -> None:
    child = lonely(story)
    feared_father(story, child.person)
    carer = (
        "INSERT INTO consent_carer (id, child_id, name, relation, place, reached_by, named_at, recorded_by_id,"
        " recorded_at) VALUES (%s, %s, %s, '', 'y', '', %s, %s, now())"
    )
    with acting_as(story.by):
        assert raw.run(carer, uuid4(), child.traveller, written, TALK, story.by.user_id) == "v16_no_contact"


def test_v9_a_hold_is_not_released_at_a_moment_before_it_arose(story: Story) -> None:
    child = lonely(story)
    child.permitted()
    child.accept(LATER, accepts=False)
    by = story.ground.protection
    hold = _hold(story, child.traveller, "child_procedure")
    with acting_as(by):
        assert raw.run(RELEASE, hold, SIGNED, by.user_id) == "v9_carer_not_accepting"
    assert child.state() == "held"


def test_v8_a_doubt_is_not_released_at_a_moment_before_it_was_raised(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    _doubted(story, traveller)
    hold = _hold(story, traveller, "capacity_doubt")
    with acting_as(story.by):
        assert raw.run(RELEASE, hold, SIGNED, story.by.user_id) == "v8_capacity_doubt"
    assert _state(story, traveller) == "held"


@pytest.mark.parametrize("cause", ["recovery", "doubt"])
def test_v6_v8_no_permit_is_made_at_a_moment_before_what_holds_the_person(story: Story, cause: str) -> None:
    traveller = story.single()
    outcome = story.sign(traveller, story.talk(traveller))
    assert outcome.permit_id is None, "no position is on file yet"
    if cause == "recovery":
        with acting_as(story.by):
            assert raw.run(
                "INSERT INTO consent_recoveryperiod (id, traveller_id, started_at, until_at, begun_by_id, recorded_at)"
                " VALUES (%s, %s, %s, %s, %s, now())",
                uuid4(), traveller, LATER, LATER + 40 * A_DAY, story.by.user_id,
            ) is None  # fmt: skip
    else:
        _doubted(story, traveller)
    story.position(traveller)
    story.acknowledge(traveller)
    with acting_as(story.by):
        wanted = {"recovery": "v6_recovery_time", "doubt": "v4_held"}[cause]
        assert raw.permit(traveller, outcome.declaration_id, SIGNED) == wanted


def test_v9_a_childs_no_counts_however_it_was_heard(story: Story) -> None:
    child = lonely(story)
    child.permitted()
    with acting_as(story.by):
        assert raw.run(
            "INSERT INTO consent_childview (id, child_id, heard_at, heard_by, alone, fits_age, wish, recorded_by_id,"
            " recorded_at) VALUES (%s, %s, %s, 'the teacher', false, true, 'does_not_want', %s, now())",
            uuid4(), child.traveller, LATER, story.by.user_id,
        ) is None  # fmt: skip
    assert child.state() == "held"


@pytest.mark.parametrize("second", ["Reis, Ana", "Aná Reis", "Ana\u00a0Reis", "Ana Reis."])
def test_v9_one_name_written_twice_is_no_panel(story: Story, second: str) -> None:
    child = lonely(story)
    child.prepare("decision")
    child.decide(SIGNED.date(), panel=(("Ana Reis", ""), (second, "")))
    with acting_as(story.by):
        assert raw.permit(child.traveller, None, SIGNED) == "v9_panel_of_one"


def test_v9_what_a_panel_decided_for_one_place_does_not_count_for_another(story: Story) -> None:
    child = lonely(story)
    child.permitted()
    with acting_as(story.by):
        assert raw.run("UPDATE consent_journey SET return_place = 'Belém' WHERE id = %s", story.journey_id) is None
        assert raw.permit(child.traveller, None, LATER) == "v9_no_decision"
    child.decide(LATER.date())
    with acting_as(story.by):
        assert raw.permit(child.traveller, None, LATER) is None


def test_v16_when_one_of_two_travelling_parents_withdraws_the_child_waits(story: Story) -> None:
    mother, father, child = story.person(), story.person(), story.person(SMALL)
    story.parent_of(mother, child)
    story.parent_of(father, child)
    her, him, small = story.journey([mother, father, child])
    story.declared(her, children=(small,))
    story.declared(him, children=(small,))
    story.position(small)
    with acting_as(story.by):
        assert services.issue_child_permit(by=story.by, at=SIGNED, child_id=small).permit_id
        rests = Permit.objects.get(traveller_id=small).rests_on_id
        other = Permit.objects.exclude(id=str(rests)).exclude(traveller_id=small).get().traveller_id
    story.withdraw(other)
    assert _state(story, small) == "held"


def test_v16_a_no_on_the_day_of_the_panel_and_after_it_is_not_answered_by_it(story: Story) -> None:
    _grown, small, _parent, child = family(story)
    one = Lonely(story, child, small)
    one.decide(SIGNED.date())
    with acting_as(story.by):
        assert services.issue_child_permit(by=story.by, at=SIGNED, child_id=small).permit_id
    story.consents(small, kind="dissent", given_by_name="the father", given_at=SIGNED + timedelta(hours=2))
    assert one.state() == "held"


def test_v16_a_best_interest_decision_is_a_panels_and_no_word_of_one_hand(story: Story) -> None:
    _grown, small, _parent, _child = family(story)
    story.consents(small, kind="best_interest_decision")
    with acting_as(story.by):
        assert raw.permit(small, None, SIGNED) == "v16_other_parent"


def test_v9_the_carer_is_not_exchanged_on_the_way(story: Story) -> None:
    child = lonely(story)
    child.permitted()
    story.asked(child.traveller)
    story.leave(child.traveller)
    child.name_carer(SIGNED + timedelta(hours=1), name="Senhor Outro")
    child.verify(SIGNED.date())
    child.accept(SIGNED + timedelta(hours=2))
    assert child.carer
    hand_over = (
        "INSERT INTO consent_handover (id, child_id, carer_id, outcome, happened_at, at_place, handed_by, signed_by,"
        " identity_seen, recorded_by_id, recorded_at) VALUES (%s, %s, %s, 'handed_over', %s, 'x', 'Luís Pinto',"
        " 'Senhor Outro', 'RG 9', %s, now())"
    )
    values = (child.traveller, child.carer, ARRIVED, story.by.user_id)
    with acting_as(story.by):
        assert raw.run(hand_over, uuid4(), *values) == "v9_hand_over_to_carer_only"
    child.decide(LEAVES.date())
    with acting_as(story.by):
        assert raw.run(hand_over, uuid4(), *values) is None


def test_v19_a_removal_ends_the_permit_of_the_persons_other_journey(story: Story) -> None:
    person = story.person()
    (first,) = story.journey([person])
    (second,) = story.journey([person])
    story.declared(second)
    with acting_as(story.by):
        assert raw.run(
            "INSERT INTO consent_removal (id, traveller_id, removed_at, authority, place, told_by, account,"
            " recorded_by_id, recorded_at) VALUES (%s, %s, %s, 'the police', '', 'his brother', '', %s, now())",
            uuid4(), first, LATER, story.by.user_id,
        ) is None  # fmt: skip
    assert _state(story, second) == "lapsed"


def test_v18_a_place_written_with_loose_accents_is_the_same_place(owner: psycopg.Connection) -> None:
    for written in ("Goia\u0302nia", "GOIÂNIA", "goiania", "Aparecida de Goia\u0302nia"):
        row = owner.execute("SELECT consent_place_within(%s, ARRAY['Goiânia'])", [written]).fetchone()
        assert row == (True,), written
    assert owner.execute("SELECT consent_place_within('Belém', ARRAY['Goiânia'])").fetchone() == (False,)


def test_v21_what_was_told_through_an_unfit_interpreter_is_not_heard_by_one_more_short_talk(story: Story) -> None:
    traveller, interpreter = story.single(), enter(story)
    through = {"no_interpreter_needed": False, "interpreter_id": interpreter}
    story.told(traveller, session=through)
    last = story.talk(traveller, SIGNED - timedelta(hours=1), person={"topics": story.ground.topics[:1]})
    assert story.sign(traveller, last, SIGNED).permit_id
    found_unfit(story, interpreter)
    assert _state(story, traveller) == "held"


def test_v21_a_paper_is_not_laid_in_the_name_of_another(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    traveller, unfit, fit = story.single(), enter(story, "Nasrin Rahimi"), enter(story, "Omid Karimi")
    found_unfit(story, unfit)
    on_paper: dict[str, Any] = {"no_interpreter_needed": False, "interpreter_name": "Nasrin Rahimi"}
    paper = papers.enter(story, papers.given(traveller, story.told(traveller), **on_paper))
    papers.check(story, paper, papers.reading(interpreter_name="Nasrin Rahimi"))
    monkeypatch.setattr("safar.consent.services.transcribing.interpreter_named", lambda *_args: (fit, "Nasrin Rahimi"))
    outcome = papers.reach(story, paper)
    assert outcome.permit_id is None
    assert {refusal.code for refusal in outcome.refusals} == {"v21_not_in_register"}


def test_v21_the_number_that_is_stated_writes_the_name(story: Story) -> None:
    traveller, fit = story.single(), enter(story, "Omid Karimi")
    story.told(traveller)
    with acting_as(story.by):
        assert raw.run(
            "INSERT INTO consent_confirmation (id, traveller_id, which, answer, asked_at, recorded_at, late, place,"
            " alone, interpreter_id, interpreter_name, asked_by_id) VALUES (%s, %s, 'before', 'still_yes', %s, now(),"
            " false, 'x', true, %s, 'Nasrin Rahimi', %s)", uuid4(), traveller, LATER, fit, story.by.user_id,
        ) is None  # fmt: skip
        assert Confirmation.objects.get(traveller_id=traveller).interpreter_name == "Omid Karimi"


@pytest.mark.parametrize("again", ["Nasrin Rahimi", "Rahimi, Nasrin", "NASRIN  RAHIMI"])
def test_v21_one_found_unfit_does_not_come_back_under_another_number(story: Story, again: str) -> None:
    unfit = enter(story, "Nasrin Rahimi", telephone="+351 912 000 111")
    with acting_as(story.by):
        number = Interpreter.objects.get(id=unfit).number
    found_unfit(story, unfit)
    with pytest.raises(Refused) as refused:
        enter(story, again, telephone="+351 912 000 222")
    assert (refused.value.code, refused.value.params["number"]) == ("v21_unfit_under_another_number", number)
    enter(story, "Nasrin Karimi")
    protection = story.ground.protection
    with acting_as(protection):
        assert services.register_interpreter(by=protection, at=LATER, given=InterpreterGiven(again))


def test_v21_the_same_person_found_unfit_is_entered_again_by_nobody(story: Story) -> None:
    person = story.person()
    found_unfit(story, enter(story, "Nasrin Rahimi", person_id=person))
    protection = story.ground.protection
    with acting_as(protection), pytest.raises(Refused) as refused:
        services.register_interpreter(
            by=protection, at=LATER, given=InterpreterGiven("N. Ahmadi", person_id=person)
        )  # fmt: skip
    assert refused.value.code == "v21_unfit_under_another_number"


def test_v21_once_the_finding_is_taken_back_a_namesake_is_entered_as_before(story: Story) -> None:
    unfit = enter(story, "Nasrin Rahimi")
    found_unfit(story, unfit)
    protection = story.ground.protection
    with acting_as(protection):
        services.take_back_finding(by=protection, at=LATER, interpreter_id=unfit, reason="a mistake")
    assert enter(story, "Nasrin Rahimi")


def test_v18_v21_v6_nobody_signs_in_the_name_of_a_protection_officer(story: Story) -> None:
    traveller, interpreter = story.single(), enter(story)
    story.declared(traveller)
    officer, by = story.ground.protection, story.by
    with acting_as(by):
        hold = services.raise_hold(by=by, at=SIGNED, traveller_id=traveller, reason="wait")
        assert raw.run(
            "INSERT INTO consent_advisory (id, country, areas, profiles, level, from_at, source, reason, office_id,"
            " issued_by_id, issued_at, recorded_at) VALUES (%s, 'BR', '{}', '{}', 'halt', %s, 'x', 'x', %s, %s, %s,"
            " now())", uuid4(), LATER, by.office_id, officer.user_id, LATER,
        ) == "v18_issued_by"  # fmt: skip
        assert raw.run(
            "INSERT INTO consent_interpreterfinding (id, interpreter_id, unfit, unfit_from, found_at, found_by_id,"
            " reason, recorded_at) VALUES (%s, %s, true, %s, %s, %s, 'x', now())",
            uuid4(), interpreter, TALK, LATER, officer.user_id,
        ) == "v21_found_by"  # fmt: skip
        assert raw.run(RELEASE, hold, LATER, officer.user_id) == "v6_protection_officer"
    assert _state(story, traveller) == "held"
    with acting_as(officer):
        assert raw.run(RELEASE, hold, LATER, by.user_id) is None
        assert HoldRelease.objects.get(hold_id=hold).released_by_id == officer.user_id


def test_v18_a_halt_is_not_lifted_in_the_name_of_who_issued_it(story: Story) -> None:
    officer = story.ground.protection
    given = AdvisoryGiven("BR", "halt", "Floods.", "UN OCHA", words=(("en", "Nobody leaves now."),))
    with acting_as(officer):
        advisory = services.issue_advisory(by=officer, at=LATER, given=given)
    with acting_as(story.by):
        assert raw.run(
            "INSERT INTO consent_advisorylifting (id, advisory_id, lifted_at, lifted_by_id, reason, recorded_at)"
            " VALUES (%s, %s, %s, %s, 'x', now())", uuid4(), advisory, LATER, officer.user_id,
        ) == "v18_lifted_by"  # fmt: skip


def test_v6_a_red_screen_is_not_cleared_in_the_name_of_a_protection_officer(story: Story) -> None:
    traveller = story.single()
    story.talk(traveller, TALK, person={"screen": ScreenAnswers(threat=True)})
    clear = (
        "INSERT INTO consent_screenclearance (id, screen_id, officer_id, spoke_at, alone, outcome, note, recorded_at)"
        " VALUES (gen_random_uuid(), %s, %s, %s, true, 'cleared', '', now())"
    )
    with acting_as(story.ground.protection):
        screen = Screen.objects.get(result="red").id
    with acting_as(story.ground.colleague):
        assert raw.run(clear, screen, story.ground.protection.user_id, LATER) == "v6_protection_officer"


def test_v4_a_child_who_said_no_is_not_revived_by_another_childs_declaration(story: Story) -> None:
    one, other = story.journey([story.person(SMALL), story.person(SMALL)])
    story.withdraw(one, at=SIGNED + timedelta(hours=1))
    session = story.told(other)
    story.sign(other, session, at=SIGNED + timedelta(days=1), children=(one,))
    with acting_as(story.by):
        waits = {wait.code for wait in queries.what_a_permit_waits_for([one], SIGNED + timedelta(days=2))[one]}
    assert "v4_withdrawn" in waits
