"""V18: one halt holds everyone it concerns, each is told in their language, and its end is explained too."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from safar.accounts.services import NotAllowed
from safar.consent import queries, services
from safar.consent.models import Hold, TravellerProfile
from safar.consent.types import AdvisoryGiven, ToldGiven
from safar.kernel.dates import exact_day
from safar.people.services import register_person
from safar.people.types import ConsentGiven, LanguageGiven, NameGiven, PersonDetails, Sex
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.consent import raw
from tests.consent.ground import BEFORE, GROWN, LEAVES, SIGNED, SMALL, TALK, Story
from tests.taking_out import without

HALTED = SIGNED + timedelta(days=1)
LIFTED = SIGNED + timedelta(days=3)


def issue(story: Story, at: datetime = HALTED, by: Actor | None = None, **differs: Any) -> UUID:
    """A halt for Goiânia, unless said otherwise."""
    who = by or story.ground.protection
    words = (("en", "Nobody leaves for Goiânia now."), ("pt", "Ninguém parte agora para Goiânia."))
    given = AdvisoryGiven("BR", "halt", "Floods.", "UN OCHA", areas=("Goiania",), words=words)
    with acting_as(who):
        return services.issue_advisory(by=who, at=at, given=AdvisoryGiven(**{**given.__dict__, **differs}))


def lift(story: Story, advisory: UUID, at: datetime = LIFTED, by: Actor | None = None) -> None:
    """The protection officer who issued it lifts it."""
    who = by or story.ground.protection
    with acting_as(who):
        services.lift_advisory(
            by=who, at=at, advisory_id=advisory, reason="The water fell.", words=(("pt", "A água baixou."),)
        )


def state(story: Story, traveller: UUID) -> str:
    """Where the permit stands."""
    with acting_as(story.by):
        return queries.permits_of([traveller])[traveller][0].state


def to_tell(story: Story, by: Actor | None = None, **chosen: Any) -> list[Any]:
    """The list as somebody reads it."""
    with acting_as(by or story.by):
        return queries.tellings(**chosen)


def tell(story: Story, telling: UUID, at: datetime, language: str = "pt") -> None:
    """The counsellor tells them by telephone."""
    with acting_as(story.by):
        services.tell_advisory(
            by=story.by, at=at, telling_id=telling, given=ToldGiven(at, language, "phone", "I will wait.")
        )


def codes(story: Story, traveller: UUID, at: datetime) -> set[str]:
    """What a permit would wait for."""
    with acting_as(story.by):
        return {refusal.code for refusal in queries.what_a_permit_waits_for([traveller], at)[traveller]}


def speaker(story: Story, *languages: str) -> UUID:
    """Somebody grown whose languages are on file; they need an interpreter."""
    with acting_as(story.by):
        return register_person(
            by=story.by, at=BEFORE, consent=ConsentGiven(BEFORE, "pt"), names=[NameGiven(f"Latif {uuid4().hex[:6]}")],
            details=PersonDetails(
                sex=Sex.MALE, birth=exact_day(GROWN), languages=tuple(LanguageGiven(code) for code in languages)
            ),
        )  # fmt: skip


def test_v18_a_halt_holds_and_its_end_lets_go(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    advisory = issue(story)
    assert state(story, traveller) == "held"
    assert codes(story, traveller, HALTED) == {"v18_halt"}
    lift(story, advisory)
    assert state(story, traveller) == "in_force"
    story.asked(traveller)
    story.leave(traveller)


def test_v18_one_action_holds_in_every_office_and_each_sees_its_own(story: Story) -> None:
    here = story.single()
    story.declared(here)
    elsewhere = Story(story.ground)
    elsewhere.by = story.ground.stranger
    there = elsewhere.single()
    elsewhere.declared(there)
    issue(story)
    assert state(story, here) == "held"
    assert state(elsewhere, there) == "held"
    assert [line.traveller_id for line in to_tell(story)] == [here]
    assert [line.traveller_id for line in to_tell(story, by=story.ground.stranger)] == [there]


def test_v18_the_moving_come_first_then_who_is_to_leave_then_the_rest(story: Story) -> None:
    told_only, soon, moving = story.single(), story.single(), story.single()
    for traveller in (soon, moving):
        story.declared(traveller)
    story.asked(moving)
    story.leave(moving)
    issue(story, LEAVES + timedelta(hours=3))
    assert [line.traveller_id for line in to_tell(story)] == [moving, soon, told_only]
    assert [line.standing for line in to_tell(story)] == ["moving", "soon", "rest"]
    assert state(story, moving) == "used"


def test_v18_who_has_arrived_or_withdrawn_is_left_in_peace(story: Story) -> None:
    withdrew, arrived = story.single(), story.single()
    for traveller in (withdrew, arrived):
        story.declared(traveller)
    story.withdraw(withdrew)
    story.asked(arrived)
    story.leave(arrived)
    with acting_as(story.by):
        services.record_arrival(
            by=story.by, at=LEAVES + timedelta(days=1), traveller_id=arrived, outcome="met",
            arrived_at=LEAVES + timedelta(days=1),
        )  # fmt: skip
    issue(story, LEAVES + timedelta(days=2))
    assert to_tell(story) == []


@pytest.mark.parametrize(
    ("areas", "held"),
    [
        ((), True),
        (("goiania",), True),
        (("Goiás", "GOIÂNIA"), True),
        (("Belém",), False),
        (("Goi",), False),
    ],
)
def test_v18_an_area_is_compared_by_its_words(areas: tuple[str, ...], held: bool, story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    issue(story, areas=areas)
    assert (state(story, traveller) == "held") is held


def test_v18_a_place_code_holds_the_places_within_it_and_an_unknown_place_may_be_there(story: Story) -> None:
    within, beside, unknown = (story.single(return_place=place) for place in ("BR5208 Goiânia", "BR1500", ""))
    for traveller in (within, beside, unknown):
        story.declared(traveller)
    issue(story, areas=("BR52",))
    assert [state(story, one) for one in (within, beside, unknown)] == ["held", "in_force", "held"]


def test_v18_a_halt_for_children_leaves_a_man_alone_free(story: Story) -> None:
    man = story.single()
    story.declared(man)
    parent, child = story.person(), story.person(SMALL)
    story.parent_of(parent, child)
    grown, small = story.journey([parent, child])
    story.declared(grown, children=(small,))
    story.position(small)
    story.consents(small, kind="sole_paper")
    with acting_as(story.by):
        assert services.issue_child_permit(by=story.by, at=SIGNED, child_id=small).permit_id
    issue(story, profiles=("children",))
    assert [state(story, one) for one in (man, grown, small)] == ["in_force", "in_force", "held"]


def test_v18_whoever_was_never_asked_whether_it_fits_waits_to_be_asked(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    issue(story, profiles=("journalists",))
    assert state(story, traveller) == "in_force"
    assert codes(story, traveller, HALTED) == {"v18_not_asked"}
    with acting_as(story.by):
        assert queries.to_ask([traveller])[traveller]
        services.note_profile(by=story.by, at=HALTED, traveller_id=traveller, profile="journalists", fits=False)
        assert not TravellerProfile.objects.exists(), "a counsellor writes it and does not read it"
    assert codes(story, traveller, HALTED) == set()
    with acting_as(story.by):
        later = HALTED + timedelta(hours=1)
        services.note_profile(by=story.by, at=later, traveller_id=traveller, profile="journalists", fits=True)
    assert state(story, traveller) == "held"


def test_v18_a_caution_is_told_before_a_declaration_counts(story: Story) -> None:
    traveller = story.single()
    issue(story, TALK - timedelta(days=1), level="caution")
    outcome = story.sign(traveller, story.told(traveller))
    assert [refusal.code for refusal in outcome.refusals] == ["v18_not_told"]
    (telling,) = to_tell(story)
    tell(story, telling.id, SIGNED + timedelta(hours=1))
    assert codes(story, traveller, SIGNED + timedelta(hours=2)) == {"v18_not_told"}, "told only after signing"
    again = SIGNED + timedelta(days=2)
    assert story.sign(traveller, story.talk(traveller, SIGNED + timedelta(hours=3)), again).permit_id


def test_v18_a_permit_older_than_a_caution_stands_once_they_are_told(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    issue(story, level="caution")
    assert codes(story, traveller, HALTED) == {"v18_not_told"}
    tell(story, to_tell(story)[0].id, HALTED + timedelta(hours=2))
    assert codes(story, traveller, HALTED + timedelta(hours=3)) == set()


def test_v18_information_is_told_and_refuses_nothing(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    issue(story, level="information")
    assert codes(story, traveller, HALTED) == set()
    assert len(to_tell(story)) == 1


def test_v18_its_end_is_explained_to_those_it_held(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    advisory = issue(story)
    tell(story, to_tell(story)[0].id, HALTED + timedelta(hours=1))
    lift(story, advisory)
    (waiting,) = to_tell(story, open_only=True)
    assert (waiting.why, waiting.traveller_id) == ("lifted", traveller)
    with acting_as(story.by):
        assert queries.words_of([advisory])[advisory, "lifted"] == {"pt": "A água baixou."}
    tell(story, waiting.id, LIFTED + timedelta(hours=1))
    assert to_tell(story, open_only=True) == []


def test_v18_another_place_lets_go_and_a_place_within_holds(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    issue(story)
    with acting_as(story.by):
        services.change_destination(
            by=story.by, at=HALTED, journey_id=story.journey_id, return_country="BR", return_place="Belém"
        )
        assert queries.journey_file([story.journey_id])[story.journey_id].travellers[0].holds == ()
        services.change_destination(
            by=story.by, at=HALTED, journey_id=story.journey_id, return_country="BR", return_place="Goiânia"
        )
        (hold,) = queries.journey_file([story.journey_id])[story.journey_id].travellers[0].holds
    assert hold.kind == "advisory"


def test_v18_whoever_joins_after_the_halt_is_held_too(story: Story) -> None:
    issue(story)
    traveller = story.single()
    with acting_as(story.by):
        assert [line.kind for line in queries.holds_open(sorted(story.by.offices))] == ["advisory"]
    outcome = story.sign(traveller, story.told(traveller))
    assert {refusal.code for refusal in outcome.refusals} == {"v18_halt"}


def test_v18_an_advisory_ends_on_its_last_day_by_itself(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    issue(story, areas=(), until_at=HALTED + timedelta(days=2))
    assert codes(story, traveller, HALTED) >= {"v18_halt"} or state(story, traveller) == "in_force"
    with acting_as(story.ground.protection):
        services.end_advisories(by=story.ground.protection, at=HALTED + timedelta(days=2))
    assert state(story, traveller) == "in_force"
    assert codes(story, traveller, HALTED + timedelta(days=2)) == set()


def test_v18_other_holds_outlive_the_halt(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    advisory = issue(story)
    with acting_as(story.by):
        services.raise_hold(by=story.by, at=HALTED, traveller_id=traveller, reason="something else")
    lift(story, advisory)
    assert state(story, traveller) == "held"


def test_v18_only_the_issuing_office_or_one_above_lifts(story: Story) -> None:
    story.declared(story.single())
    advisory = issue(story, by=story.ground.protection_elsewhere)
    with pytest.raises(Refused) as refused:
        lift(story, advisory)
    assert refused.value.code == "v18_lifted_by"
    lift(story, advisory, by=story.ground.protection_elsewhere)


def test_v18_a_counsellor_issues_and_lifts_nothing(story: Story) -> None:
    with pytest.raises(NotAllowed):
        issue(story, by=story.by)
    advisory = issue(story)
    with pytest.raises(NotAllowed):
        lift(story, advisory, by=story.by)
    with acting_as(story.by):
        me = story.by.user_id
        assert raw.run(
            "INSERT INTO consent_advisorylifting (id, advisory_id, lifted_at, lifted_by_id, reason, recorded_at)"
            " VALUES (%s, %s, %s, %s, 'x', now())", uuid4(), advisory, LIFTED, me,
        ) == "v18_lifted_by"  # fmt: skip
        assert raw.run(
            "INSERT INTO consent_advisory (id, country, areas, profiles, level, from_at, source, reason, office_id,"
            " issued_by_id, issued_at, recorded_at)"
            " VALUES (%s, 'BR', '{}', '{}', 'halt', %s, 'x', 'x', %s, %s, %s, now())",
            uuid4(), HALTED, story.by.office_id, me, HALTED,
        ) == "v18_issued_by"  # fmt: skip


def test_v18_raw_sql_does_not_get_around_a_halt(story: Story) -> None:
    traveller = story.single()
    permit = story.declared(traveller)
    advisory = issue(story)
    story.asked(traveller)
    other = story.single()
    with acting_as(story.by):
        outcome = None
        hold = Hold.objects.get(traveller_id=traveller)
        assert raw.run("UPDATE consent_permit SET state = 'in_force' WHERE id = %s", permit) == "42501"
        assert raw.departure(traveller, permit, LEAVES) == "v1_permit_not_in_force"
        assert raw.run(
            "INSERT INTO consent_holdrelease (id, hold_id, released_at, recorded_at, note)"
            " VALUES (%s, %s, %s, now(), '')",
            uuid4(), hold.id, HALTED - timedelta(days=9),
        ) == "v18_lift_it"  # fmt: skip
        assert raw.run("DELETE FROM consent_advisory WHERE id = %s", advisory) == "42501"
        assert raw.run("UPDATE consent_advisory SET country = 'AR' WHERE id = %s", advisory) == "42501"
        assert raw.run(
            "INSERT INTO consent_advisorytelling (id, advisory_id, traveller_id, why, first_to_last, arose_at, due_at,"
            " recorded_at) VALUES (%s, %s, %s, 'lifted', 'rest', now(), now(), now())", uuid4(), advisory, traveller,
        ) == "42501"  # fmt: skip
        assert raw.run("SELECT consent_end_advisory(%s, now(), NULL)", advisory) == "42501"
        assert outcome is None
    declared = story.sign(other, story.told(other))
    with acting_as(story.by):
        assert raw.permit(other, declared.declaration_id, SIGNED) == "v18_halt", "also when dated before the halt"


def test_v18_told_in_a_language_they_understand(story: Story) -> None:
    (traveller,) = story.journey([speaker(story, "fa-af")])
    issue(story)
    (telling,) = to_tell(story)
    with pytest.raises(Refused) as refused:
        tell(story, telling.id, HALTED + timedelta(hours=1), language="en")
    assert refused.value.code == "v18_told_in_a_language"
    tell(story, telling.id, HALTED + timedelta(hours=1), language="fa")
    assert to_tell(story, traveller_ids=[traveller], open_only=True) == []


def test_v18_the_preview_counts_every_office_for_whoever_may_issue_and_nobody_else(story: Story) -> None:
    story.declared(story.single())
    elsewhere = Story(story.ground)
    elsewhere.by = story.ground.stranger
    elsewhere.single()
    by = story.ground.protection
    with acting_as(by):
        found = services.preview_advisory(by=by, at=HALTED, country="BR", areas=("Goiânia",), profiles=())
    assert {(line.office_id, line.standing, line.people) for line in found} == {
        (story.by.office_id, "soon", 1), (story.ground.stranger.office_id, "rest", 1),
    }  # fmt: skip
    with acting_as(story.by):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM consent_advisory_reach('BR', '{}', '{}')")
            assert cursor.fetchall() == []


def test_v18_taken_out_a_departure_into_a_caution_goes_unnoticed(story: Story, owner: psycopg.Connection) -> None:
    traveller = story.single()
    permit = story.declared(traveller)
    issue(story, level="caution")
    story.asked(traveller)
    with acting_as(story.by):
        assert raw.departure(traveller, permit, LEAVES) == "v18_not_told"
        with without(owner, "consent_v18"):
            assert raw.departure(traveller, permit, LEAVES) is None, "taken out, nobody noticed"
