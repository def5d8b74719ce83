"""V9, V16: what falls away holds at once, who is feared is never reached, and only the named carer signs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from safar.accounts.services import NotAllowed
from safar.consent import queries, services
from safar.consent.models import ChildNote, Permit
from safar.consent.types import BestInterestGiven
from safar.people.services import end_guardianship, raise_concern
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.consent import raw
from tests.consent.flaws import family
from tests.consent.ground import LEAVES, SIGNED, TALK, Story
from tests.consent.lonely import ARRIVED, Lonely, feared_father, lonely
from tests.taking_out import without

LATER = SIGNED + timedelta(days=2)


def test_v9_with_everything_there_the_permit_rests_on_the_panels_decision(story: Story) -> None:
    child = lonely(story)
    permit = child.permitted()
    with acting_as(story.by):
        row = Permit.objects.get(id=permit)
        assert (row.best_interest_id, row.rests_on_id, row.declaration_id) == (child.decision, None, None)
        assert queries.what_children_miss([child.traveller], SIGNED) == {child.traveller: []}


def test_v9_the_list_names_every_missing_thing_and_by_when(story: Story) -> None:
    child = lonely(story)
    with acting_as(story.by):
        missing = queries.what_children_miss([child.traveller], SIGNED)[child.traveller]
        waiting = queries.children_waiting(SIGNED)
    assert {(item.refusal.code, item.needed_for) for item in missing} == {
        ("v9_no_decision", "permit"), ("v9_no_view", "permit"), ("v9_guardian", "permit"), ("v9_carer", "permit"),
        ("v9_pick_up", "departure"), ("v9_escort", "departure"),
    }  # fmt: skip
    assert [one.traveller_id for one in waiting] == [child.traveller]
    with acting_as(story.ground.stranger):
        assert queries.children_waiting(SIGNED) == []
        assert queries.what_children_miss([child.traveller], SIGNED) == {}


@pytest.mark.parametrize(
    "fall",
    [
        lambda child: child.accept(LATER, accepts=False),
        lambda child: child.agree(LATER, agrees=False),
        lambda child: child.view(LATER, wish="does_not_want"),
        lambda child: child.decide(LATER.date(), outcome="stay"),
        lambda child: child.decide(LATER.date(), panel=(("Ana Reis", ""),)),
        lambda child: child.verify(LATER.date(), suitable=False),
        lambda child: child.name_carer(LATER, name="Somebody new"),
        lambda child: _revoke(child),
        lambda child: _end_guardian(child),
    ],
    ids=["acceptance", "guardian-no", "child-no", "panel", "panel-of-one", "home", "carer", "revoked", "guardian-ends"],
)
def test_v9_what_falls_away_holds_the_permit_at_once(story: Story, fall: object) -> None:
    child = lonely(story)
    child.permitted()
    fall(child)  # type: ignore[operator]
    assert child.state() == "held"
    by = story.ground.protection
    with acting_as(by):
        (hold,) = queries.journey_file([story.journey_id])[story.journey_id].travellers[0].holds
        assert hold.kind == "child_procedure"
        with pytest.raises(Refused) as refused:
            services.release_hold(by=by, at=LATER, hold_id=hold.id)
    assert refused.value.code.startswith("v9_")


def _revoke(child: Lonely) -> None:
    by = child.story.ground.protection
    assert child.decision
    with acting_as(by):
        services.revoke_best_interest(by=by, at=LATER, decision_id=child.decision, because="New facts.")


def _end_guardian(child: Lonely) -> None:
    by = child.story.by
    assert child.guardianship
    with acting_as(by):
        end_guardianship(
            by=by, at=LATER, guardianship_id=child.guardianship, ended_on=LATER.date(), because="The court ended it."
        )


def test_v9_the_hold_ends_when_the_thing_is_there_again(story: Story) -> None:
    child = lonely(story)
    child.permitted()
    child.accept(LATER, accepts=False)
    child.accept(LATER + timedelta(hours=1))
    by = story.ground.protection
    with acting_as(by):
        (hold,) = queries.journey_file([story.journey_id])[story.journey_id].travellers[0].holds
        assert services.release_hold(by=by, at=LATER + timedelta(hours=2), hold_id=hold.id).permit_id
    assert child.state() == "in_force"


def test_v9_the_caretaker_holds_when_the_guardians_paper_runs_out(story: Story) -> None:
    child = lonely(story)
    child.prepare("guardian", "agreed")
    child.guard(until_on=LATER.date())
    child.agree()
    assert child.permit()[0]
    by = story.ground.protection
    with acting_as(by):
        assert services.review_children(by=by, at=LATER) == 0
        assert services.review_children(by=by, at=LATER + timedelta(days=1)) == 1
    assert child.state() == "held"


def _ready_to_leave(story: Story, *leave_out: str) -> tuple[Lonely, UUID]:
    child = lonely(story)
    child.prepare(*leave_out)
    permit, refusals = child.permit()
    assert permit, refusals
    story.asked(child.traveller)
    return child, permit


@pytest.mark.parametrize(("left_out", "code"), [("pick_up", "v9_pick_up"), ("escort", "v9_escort")])
def test_v9_departs_only_with_pick_up_and_escort(
    story: Story, owner: psycopg.Connection, left_out: str, code: str
) -> None:
    child, permit = _ready_to_leave(story, left_out)
    with acting_as(story.by):
        waits = queries.what_a_departure_waits_for([child.traveller], LEAVES)[child.traveller]
        assert [refusal.code for refusal in waits] == [code]
        assert raw.departure(child.traveller, permit, LEAVES) == code
        with without(owner, "consent_v9_departing"):
            assert raw.departure(child.traveller, permit, LEAVES) is None


def test_v9_an_escort_or_pick_up_taken_back_no_longer_counts(story: Story) -> None:
    child, permit = _ready_to_leave(story)
    child.escort(LATER, goes=False)
    with acting_as(story.by):
        assert raw.departure(child.traveller, permit, LEAVES) == "v9_escort"
    child.escort(LATER + timedelta(hours=1))
    child.pick_up(LATER, confirmed=False)
    with acting_as(story.by):
        assert raw.departure(child.traveller, permit, LEAVES) == "v9_pick_up"


def test_v9_only_the_named_carer_signs_and_nobody_is_met_before(story: Story) -> None:
    child, _permit = _ready_to_leave(story)
    with pytest.raises(Refused) as early:
        child.hand_over()
    assert early.value.code == "v9_hand_over_after_journey"
    story.leave(child.traveller)
    by = story.ground.movement
    with acting_as(by), pytest.raises(Refused) as unmet:
        services.record_arrival(by=by, at=ARRIVED, traveller_id=child.traveller, outcome="met", arrived_at=ARRIVED)
    assert unmet.value.code == "v9_not_handed_over"
    with pytest.raises(Refused) as other:
        child.hand_over(signed_by="Senhor Outro")
    assert other.value.code == "v9_hand_over_to_carer_only"
    child.hand_over(outcome="somebody_else", signed_by="", identity_seen="")
    child.hand_over(happened_at=ARRIVED + timedelta(hours=3))
    with pytest.raises(Refused) as twice:
        child.hand_over()
    assert twice.value.code == "v9_handed_over_once"
    with acting_as(by):
        services.record_arrival(by=by, at=ARRIVED, traveller_id=child.traveller, outcome="met", arrived_at=ARRIVED)


def test_v9_a_carer_who_took_it_back_on_the_way_gets_no_child(story: Story) -> None:
    child, _permit = _ready_to_leave(story)
    story.leave(child.traveller)
    child.accept(LEAVES + timedelta(hours=1), accepts=False)
    with pytest.raises(Refused) as refused:
        child.hand_over()
    assert refused.value.code == "v9_hand_over_to_carer_only"


def test_v9_raw_sql_changes_no_decision(story: Story) -> None:
    child = lonely(story)
    child.prepare()
    child.decide(panel=(("Ana Reis", ""),))
    assert child.decision
    with acting_as(story.by):
        assert raw.run("UPDATE consent_bestinterest SET outcome = 'return'") == "42501"
        assert raw.run("UPDATE consent_permit SET best_interest_id = NULL") == "42501"
        assert raw.run(
            "INSERT INTO consent_bestinterest (id, decided_on, outcome, together, paper, recorded_by_id, recorded_at)"
            " VALUES (%s, %s, 'return', true, '', %s, now())",
            uuid4(), TALK.date(), story.by.user_id,
        ) == "v9_protection_officer"  # fmt: skip
        assert raw.permit(child.traveller, None, SIGNED) == "v9_panel_of_one"


def test_v9_too_young_is_said_of_the_small_only(story: Story) -> None:
    child = lonely(story)
    with pytest.raises(Refused) as refused:
        child.view(wish="too_young")
    assert refused.value.code == "v9_old_enough_to_say"


def test_v9_who_may(story: Story) -> None:
    child = lonely(story)
    given = BestInterestGiven(
        (child.traveller,), TALK.date(), "return", (("A", ""), ("B", "")), reasons="He is safe there."
    )
    with acting_as(story.by), pytest.raises(NotAllowed):
        services.decide_best_interest(by=story.by, at=TALK, given=given)
    elsewhere = story.ground.protection_elsewhere
    with acting_as(elsewhere), pytest.raises(Refused) as refused:
        services.decide_best_interest(by=elsewhere, at=TALK, given=given)
    assert refused.value.code == "consent_unknown"
    by = story.ground.protection
    with acting_as(by):
        services.decide_best_interest(by=by, at=TALK, given=given)
        assert ChildNote.objects.get().text == "He is safe there."
    with acting_as(story.by):
        assert not ChildNote.objects.exists(), "why a panel decided is for the protection class"
        assert queries.child_files([child.traveller])[child.traveller].decisions[0].panel == ("A", "B")
    with acting_as(story.ground.stranger):
        assert queries.child_files([child.traveller])[child.traveller].decisions == ()


def test_v16_nobody_who_is_feared_is_ever_reached(story: Story) -> None:
    child = lonely(story)
    father = feared_father(story, child.person)
    story.consents(child.traveller, kind="dissent", parent=father)
    tries: list[Callable[[], object]] = [
        lambda: child.guard(guardian=father, guardian_name=""),
        lambda: child.guard(guardian_name="tarek violento"),
        lambda: child.name_carer(person=father, name="the father"),
        lambda: child.name_carer(name=" Tarek Violento "),
        lambda: child.escort(person=father),
        lambda: story.consents(child.traveller, parent=father),
        lambda: _search(story, child.traveller, father),
    ]
    for attempt in tries:
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code in ("v16_no_contact", "people_no_contact")
    with acting_as(story.by):
        sql = (
            "INSERT INTO consent_carer (id, child_id, person_id, name, relation, place, reached_by, named_at,"
            " recorded_by_id, recorded_at) VALUES (%s, %s, %s, 'x', '', 'y', '', %s, %s, now())"
        )
        assert raw.run(sql, uuid4(), child.traveller, father, TALK, story.by.user_id) == "v16_no_contact"


def _search(story: Story, child: UUID, parent: UUID) -> None:
    with acting_as(story.by):
        services.record_parent_search(
            by=story.by, at=TALK, child_id=child, searched_on=TALK.date(), way="his last number", parent=parent
        )


def test_v16_fear_that_comes_later_holds_the_child_of_the_feared(story: Story) -> None:
    grown, small, parent, child = family(story)
    story.consents(small, kind="sole_paper")
    with acting_as(story.by):
        assert services.issue_child_permit(by=story.by, at=SIGNED, child_id=small).permit_id
        from safar.people.queries import relations_of

        (relation,) = relations_of([child])[child]
        raise_concern(by=story.by, at=SIGNED, relation_id=relation.id, note="The boy told the teacher.")
    assert Lonely(story, child, small).state() == "held"
    assert grown != parent


def test_v16_a_no_after_the_permit_holds_it_and_a_court_or_panel_lets_it_go_on(story: Story) -> None:
    _grown, small, _parent, child = family(story)
    story.consents(small, kind="sole_paper")
    with acting_as(story.by):
        assert services.issue_child_permit(by=story.by, at=SIGNED, child_id=small).permit_id
    one = Lonely(story, child, small)
    story.consents(small, kind="dissent", given_by_name="the father", given_at=LATER)
    assert one.state() == "held"
    by = story.ground.protection
    with acting_as(by):
        holds = queries.holds_open(sorted(by.offices))
        hold = next(hold for hold in holds if hold.kind == "parental_dissent")
        with pytest.raises(Refused) as refused:
            services.release_hold(by=by, at=LATER, hold_id=hold.id)
        assert refused.value.code == "v16_dispute"
    story.consents(small, kind="court_decision", given_at=LATER + timedelta(days=1), paper="order 5/2016")
    assert one.state() == "in_force"
    story.consents(small, kind="dissent", given_by_name="the father", given_at=LATER + timedelta(days=2))
    assert one.state() == "held"
    one.decide((LATER + timedelta(days=3)).date())
    assert one.state() == "in_force"


def test_v16_untraceable_takes_a_search_and_a_paper(story: Story) -> None:
    _grown, small, _parent, child = family(story)
    father = story.person(name="Jorge Longe")
    story.parent_of(father, child)
    with pytest.raises(Refused) as refused:
        story.consents(small, kind="untraceable", parent=father, paper="order 9/2016")
    assert refused.value.code == "v16_search_first"
    _search(story, small, father)
    with pytest.raises(Refused) as refused:
        story.consents(small, kind="untraceable", parent=father, paper="our own note", court=" ")
    assert refused.value.code == "v16_untraceable_paper"
    story.consents(small, kind="untraceable", parent=father, paper="order 9/2016", court="Lisbon family court")
    with acting_as(story.by):
        assert services.issue_child_permit(by=story.by, at=SIGNED, child_id=small).permit_id


def test_v16_a_panel_that_is_taken_back_stands_for_no_parent_who_cannot_be_found(story: Story) -> None:
    _grown, small, _parent, child = family(story)
    father = story.person(name="Jorge Longe")
    story.parent_of(father, child)
    _search(story, small, father)
    one = Lonely(story, child, small)
    one.decide(TALK.date())
    story.consents(small, kind="untraceable", parent=father, paper="the panel’s minutes")
    _revoke(one)
    with acting_as(story.by):
        assert raw.permit(small, None, SIGNED) == "v16_other_parent"


def test_v9_mother_and_baby_rest_on_one_decision_and_leave_together(story: Story) -> None:
    mother, baby = story.person(date(2000, 1, 1)), story.person(date(2016, 1, 1))
    story.parent_of(mother, baby)
    young, small = story.journey([mother, baby])
    one, other = Lonely(story, mother, young), Lonely(story, baby, small)
    one.prepare("decision")
    other.prepare("decision", "view")
    other.view(wish="too_young")
    one.decide(children=(young, small))
    assert one.permit()[0]
    story.asked(young)
    with acting_as(story.by):
        permit = Permit.objects.get(traveller_id=young).id
        assert raw.departure(young, permit, LEAVES) == "v9_parted", "the baby holds no permit yet"
    assert other.permit()[0]
    story.leave(young)
    story.leave(small)


def test_v9_when_the_young_mother_withdraws_the_baby_waits(story: Story) -> None:
    mother, baby = story.person(date(2000, 1, 1)), story.person(date(2016, 1, 1))
    story.parent_of(mother, baby)
    young, small = story.journey([mother, baby])
    one, other = Lonely(story, mother, young), Lonely(story, baby, small)
    one.prepare("decision")
    other.prepare("decision", "view")
    other.view(wish="too_young")
    one.decide(children=(young, small))
    assert one.permit()[0]
    assert other.permit()[0]
    story.withdraw(young)
    assert (one.state(), other.state()) == ("withdrawn", "held")


def test_v9_a_child_escorted_by_its_uncle_waits_when_he_withdraws(story: Story) -> None:
    uncle, child = story.person(), story.person(date(2004, 1, 1))
    grown, small = story.journey([uncle, child])
    story.declared(grown)
    one = Lonely(story, child, small)
    one.prepare("escort")
    one.escort(person=uncle)
    assert one.permit()[0]
    story.withdraw(grown)
    assert one.state() == "held"


def test_v9_who_comes_of_age_declares_for_themselves_and_keeps_the_seat(story: Story) -> None:
    person = story.person(SIGNED.date().replace(year=SIGNED.year - 18) + timedelta(days=3))
    (traveller,) = story.journey([person])
    one = Lonely(story, person, traveller)
    permit = one.permitted()
    birthday = SIGNED + timedelta(days=3)
    with acting_as(story.by):
        waits = queries.what_ticketing_waits_for([traveller], birthday)[traveller]
        assert "v1_no_declaration" in {refusal.code for refusal in waits}, "refused before any round was made"
    by = story.ground.protection
    with acting_as(by):
        assert services.review_children(by=by, at=birthday) == 1
    assert one.state() == "held"
    session = story.told(traveller, at=birthday)
    outcome = story.sign(traveller, session, birthday + timedelta(days=2))
    assert outcome.permit_id == permit, outcome.refusals
    with acting_as(story.by):
        row = Permit.objects.get(id=permit)
        assert (row.state, row.best_interest_id, row.declaration_id) == ("in_force", None, outcome.declaration_id)
