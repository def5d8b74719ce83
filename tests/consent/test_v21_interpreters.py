"""V21: neither family, child nor the authority's; what was said through one found unfit is listed and asked again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from safar.accounts.services import NotAllowed
from safar.consent import queries, services
from safar.consent.types import InterpreterGiven
from safar.people.services import relate_people
from safar.people.types import RelationKind
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.consent import raw
from tests.consent.ground import BEFORE, LEAVES, SIGNED, TALK, Story
from tests.consent.test_v18_advisories import codes, speaker, state
from tests.taking_out import without

FOUND = SIGNED + timedelta(days=2)


def enter(story: Story, name: str = "Omid Karimi", **given: Any) -> UUID:
    """Somebody in the register of Lisbon."""
    with acting_as(story.by):
        return services.register_interpreter(by=story.by, at=BEFORE, given=InterpreterGiven(name, **given))


def number(story: Story, interpreter: UUID) -> int:
    """The number they are known by."""
    with acting_as(story.by):
        return queries.interpreters([interpreter])[0].number


def declared_through(story: Story, traveller: UUID, interpreter: UUID) -> Any:
    """Told without an interpreter, and signed through this one."""
    return story.sign(traveller, story.told(traveller), no_interpreter_needed=False, interpreter_id=interpreter)


def found_unfit(story: Story, interpreter: UUID, **differs: Any) -> None:
    """The protection officer finds them unfit from the day of the talk."""
    by = story.ground.protection
    with acting_as(by):
        services.find_unfit(
            by=by, at=FOUND, interpreter_id=interpreter, **{"unfit_from": TALK, "reason": "left words out", **differs}
        )


def test_v21_an_interpreter_of_the_register_is_no_hindrance(story: Story) -> None:
    traveller = story.single()
    assert declared_through(story, traveller, enter(story)).permit_id


def test_v21_whoever_is_named_only_is_entered_into_the_register_at_once(story: Story) -> None:
    traveller = story.single()
    outcome = story.sign(traveller, story.told(traveller), no_interpreter_needed=False, interpreter_name="Omid  Karimi")
    assert outcome.permit_id
    with acting_as(story.by):
        (line,) = queries.interpreters()
        assert (line.name, line.one_off, line.number) == ("Omid Karimi", True, 1)
    story.ask(traveller, "before", SIGNED + timedelta(days=1), interpreter_name="omid karimi")
    with acting_as(story.by):
        assert len(queries.interpreters()) == 1


def test_v21_a_number_names_the_one_who_has_it_and_no_other(story: Story) -> None:
    traveller, interpreter = story.single(), enter(story)
    session = story.told(traveller)
    with pytest.raises(Refused) as refused:
        story.sign(traveller, session, no_interpreter_needed=False, interpreter_name="۹")
    assert refused.value.code == "v21_no_such_number"
    assert story.sign(traveller, session, no_interpreter_needed=False, interpreter_name="۱").permit_id
    with acting_as(story.by):
        lines, _elsewhere = queries.through_interpreter(interpreter, BEFORE)
    assert [line.kind for line in lines] == ["declaration"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"of_age": False}, "v21_interpreter_child"),
        ({"born_in": 2000}, "v21_interpreter_child"),
        ({"of_authority": True}, "v21_interpreter_authority"),
    ],
)
def test_v21_neither_a_child_nor_the_authoritys(
    given: dict[str, Any], code: str, story: Story, owner: psycopg.Connection
) -> None:
    traveller = story.single()
    outcome = declared_through(story, traveller, enter(story, **given))
    assert [refusal.code for refusal in outcome.refusals] == [code]
    with acting_as(story.by):
        assert raw.permit(traveller, outcome.declaration_id, SIGNED) == code
        with without(owner, "consent_v21"):
            assert raw.permit(traveller, outcome.declaration_id, SIGNED) is None, "taken out, nobody noticed"


def test_v21_neither_family(story: Story) -> None:
    mother, aunt = story.person(), story.person()
    with acting_as(story.by):
        relate_people(by=story.by, at=BEFORE, person_id=aunt, other_id=mother, kind=RelationKind.SIBLING)
    traveller = story.journey([mother])[0]
    outcome = declared_through(story, traveller, enter(story, person_id=aunt))
    assert [refusal.code for refusal in outcome.refusals] == ["v21_interpreter_family"]


def test_v21_a_noted_conflict_stands_against_the_whole_journey(story: Story) -> None:
    one, other = story.person(), story.person()
    travellers = story.journey([one, other])
    interpreter = enter(story)
    with acting_as(story.by):
        services.note_conflict(by=story.by, at=BEFORE, interpreter_id=interpreter, kind="personal", person_id=one)
    outcome = declared_through(story, travellers[1], interpreter)
    assert [refusal.code for refusal in outcome.refusals] == ["v21_interpreter_conflict"]


def test_v21_the_person_refuses_one_without_a_reason_and_may_accept_them_again(story: Story) -> None:
    traveller, interpreter = story.single(), enter(story)
    with acting_as(story.by):
        services.refuse_interpreter(by=story.by, at=TALK, traveller_id=traveller, interpreter_id=interpreter)
        assert queries.refused_by(traveller) == {interpreter}
    outcome = declared_through(story, traveller, interpreter)
    assert [refusal.code for refusal in outcome.refusals] == ["v21_refused_by_person"]
    with acting_as(story.by):
        services.refuse_interpreter(
            by=story.by, at=TALK + timedelta(hours=1), traveller_id=traveller, interpreter_id=interpreter, refuses=False
        )
        assert services.issue_permit(by=story.by, at=SIGNED, traveller_id=traveller).permit_id


def test_v21_a_yes_through_family_is_not_written_down_and_a_no_always_is(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    officer = enter(story, of_authority=True)
    with pytest.raises(Refused) as refused:
        story.ask(traveller, "before", FOUND, interpreter_id=officer)
    assert refused.value.code == "v21_interpreter_authority"
    story.ask(traveller, "before", FOUND, answer="no", interpreter_id=officer)
    assert state(story, traveller) == "withdrawn"


def test_v21_everything_through_an_unfit_interpreter_is_listed_and_asked_again(story: Story) -> None:
    interpreter, other = enter(story), enter(story, "Laila Noor")
    declared, talked, neither = story.single(), story.single(), story.single()
    declared_through(story, declared, interpreter)
    session = story.told(talked, session={"no_interpreter_needed": False, "interpreter_id": interpreter})
    story.sign(talked, session)
    story.declared(neither)
    found_unfit(story, interpreter)
    assert [state(story, one) for one in (declared, talked, neither)] == ["held", "held", "in_force"]
    assert codes(story, declared, FOUND) == {"v21_unfit"}
    with acting_as(story.by):
        lines, elsewhere = queries.through_interpreter(interpreter, BEFORE)
        assert {(line.kind, line.traveller_id, line.waits) for line in lines} == {
            ("declaration", declared, True), ("session", talked, True),
        }  # fmt: skip
        assert elsewhere == 0
    story.ask(declared, "before", FOUND + timedelta(hours=1), interpreter_id=other)
    assert state(story, declared) == "in_force"
    again = story.talk(talked, FOUND + timedelta(hours=2))
    assert story.sign(talked, again, FOUND + timedelta(days=2)).permit_id
    assert state(story, talked) == "in_force"


def test_v21_asking_again_through_the_same_or_not_alone_ends_nothing(story: Story) -> None:
    interpreter, traveller = enter(story), story.single()
    declared_through(story, traveller, interpreter)
    found_unfit(story, interpreter)
    with pytest.raises(Refused) as refused:
        story.ask(traveller, "before", FOUND + timedelta(hours=1), interpreter_id=interpreter)
    assert refused.value.code == "v21_unfit"
    story.ask(traveller, "before", FOUND + timedelta(hours=1), alone=False, interpreter_id=enter(story, "Laila Noor"))
    assert state(story, traveller) == "held"
    with acting_as(story.by):
        (hold,) = queries.holds_open(sorted(story.by.offices))
        assert raw.run(
            "INSERT INTO consent_holdrelease (id, hold_id, released_at, recorded_at, note)"
            " VALUES (%s, %s, %s, now(), '')",
            uuid4(), hold.id, FOUND,
        ) == "v21_ask_through_another"  # fmt: skip


def test_v21_a_finding_taken_back_lets_everyone_go(story: Story) -> None:
    interpreter, traveller = enter(story), story.single()
    declared_through(story, traveller, interpreter)
    found_unfit(story, interpreter)
    by = story.ground.protection
    with acting_as(by):
        services.take_back_finding(
            by=by, at=FOUND + timedelta(hours=2), interpreter_id=interpreter, reason="it was somebody else"
        )
    assert state(story, traveller) == "in_force"


def test_v21_the_yes_at_the_door_through_an_unfit_interpreter_is_asked_again(story: Story) -> None:
    interpreter, traveller = enter(story), story.single()
    story.declared(traveller)
    story.ask(traveller, "before", LEAVES - timedelta(hours=30), interpreter_id=interpreter)
    story.ask(traveller, "at_departure", LEAVES - timedelta(hours=2))
    by = story.ground.protection
    with acting_as(by):
        services.find_unfit(
            by=by, at=LEAVES - timedelta(hours=1), interpreter_id=interpreter, unfit_from=TALK, reason="x"
        )
    assert state(story, traveller) == "held"
    with pytest.raises(Refused):
        story.leave(traveller)


def test_v21_nobody_is_booked_twice_and_each_office_sees_whom_it_may_book(story: Story) -> None:
    interpreter = enter(story)
    begins = LEAVES + timedelta(days=3650)
    with acting_as(story.by):
        services.book_interpreter_time(
            by=story.by, at=TALK, interpreter_id=interpreter, starts_at=begins, ends_at=begins + timedelta(hours=1)
        )
        with pytest.raises(Refused) as refused:
            services.book_interpreter_time(
                by=story.by, at=TALK, interpreter_id=interpreter, starts_at=begins + timedelta(minutes=59),
                ends_at=begins + timedelta(hours=2),
            )  # fmt: skip
        assert refused.value.code == "v21_booked_already"
        services.book_interpreter_time(
            by=story.by, at=TALK, interpreter_id=interpreter, starts_at=begins + timedelta(hours=1),
            ends_at=begins + timedelta(hours=2),
        )  # fmt: skip
    stranger = story.ground.stranger
    with acting_as(stranger):
        assert queries.interpreters() == []
    with acting_as(story.by):
        assert stranger.office_id is not None
        services.share_interpreter(by=story.by, at=TALK, interpreter_id=interpreter, office_id=stranger.office_id)
    with acting_as(stranger):
        assert [line.id for line in queries.interpreters()] == [interpreter]
        with pytest.raises(Refused) as refused:
            services.book_interpreter_time(
                by=stranger, at=TALK, interpreter_id=interpreter, starts_at=begins, ends_at=begins + timedelta(hours=1)
            )
        assert refused.value.code == "v21_booked_already"


def test_v21_numbers_follow_each_other_and_are_nobodys_to_choose(story: Story) -> None:
    assert [number(story, enter(story, name)) for name in ("A B", "C D")] == [1, 2]
    with acting_as(story.by):
        assert raw.run("UPDATE consent_interpreter SET number = 9") == "42501"
        assert raw.run("UPDATE consent_interpreter SET of_age = true") == "42501"
        assert raw.run("DELETE FROM consent_interpreterfinding") == "42501"


def test_v21_a_counsellor_finds_nobody_unfit(story: Story) -> None:
    interpreter = enter(story)
    with acting_as(story.by):
        with pytest.raises(NotAllowed):
            services.find_unfit(by=story.by, at=FOUND, interpreter_id=interpreter, unfit_from=TALK, reason="x")
        assert raw.run(
            "INSERT INTO consent_interpreterfinding (id, interpreter_id, unfit, unfit_from, found_at, found_by_id,"
            " reason, recorded_at) VALUES (%s, %s, true, %s, %s, %s, 'x', now())",
            uuid4(), interpreter, TALK, FOUND, story.by.user_id,
        ) == "v21_found_by"  # fmt: skip


def test_v3_a_language_nobody_understands_does_not_count(story: Story) -> None:
    (traveller,) = story.journey([speaker(story, "fa-af", "ps")])
    outcome = story.sign(traveller, story.told(traveller))
    assert {refusal.code for refusal in outcome.refusals} == {"v3_language_not_understood"}


@pytest.mark.parametrize(
    ("spoken", "counts"), [((("fa", True), ("pt", True)), True), ((("ar", True),), False), ((), True)]
)
def test_v3_an_interpreter_makes_it_understood_in_a_language_of_theirs(
    spoken: tuple[tuple[str, bool], ...], counts: bool, story: Story
) -> None:
    (traveller,) = story.journey([speaker(story, "fa-af")])
    interpreter = enter(story, languages=spoken)
    through: dict[str, Any] = {"no_interpreter_needed": False, "interpreter_id": interpreter}
    outcome = story.sign(traveller, story.told(traveller, session=through), **through)
    assert bool(outcome.permit_id) is counts
    assert {refusal.code for refusal in outcome.refusals} == (set() if counts else {"v3_language_not_understood"})
