"""The counselling sheet: one page, kept as typed, and everything in it or nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safar.accounts.types import OfficeRef
from safar.consent import queries, services
from safar.consent.models import AsylumPosition, Presence, Session
from safar.consent.types import PackGiven
from safar.plumbing.scope import acting_as
from tests.conftest import ActorMaker
from tests.consent.desk import Desk, Party, moment_answers, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, actor: ActorMaker, office_lisbon: OfficeRef) -> Desk:
    """A desk in Lisbon."""
    return Desk(client, actor, office_lisbon)


def prefix(party: Party, name: str) -> str:
    """What the names of one traveller's answers begin with."""
    return f"t{party[name].hex}-"


def filled(desk: Desk, party: Party, *names: str, **more: Any) -> dict[str, Any]:
    """A sheet filled in whole, for these adults."""
    answers: dict[str, Any] = {
        **moment_answers("held_at", desk.now - timedelta(hours=30)),
        "minutes": "70",
        "counsellor": str(desk.counsellor.user_id),
        "purpose": "first",
        "place_kind": "office",
        "place": "room 2",
        "language": "en",
        "no_interpreter_needed": "on",
        "nobody_else": "on",
        "options_explained": "A residence permit; asylum",
    }
    with acting_as(desk.counsellor):
        journey = queries.journey_file([party.journey])[party.journey]
    for name in names:
        theirs = {
            "was_there": "on",
            "alone": "yes",
            "decision": "yes",
            "topics": list(journey.required_topics),
            "manner": "text",
            "understood": "on",
            "consequences_told": "on",
            "steps": list(journey.irreversible_steps),
            "no_signs": "on",
            "asylum": "none",
        }
        answers |= {prefix(party, name) + key: value for key, value in theirs.items()}
    return {**answers, **more}


def test_a_whole_sheet_is_put_on_file_with_everything_said_in_it(desk: Desk) -> None:
    party = desk.single()
    desk.sit_down()
    answer = desk.post("session", party.journey, **filled(desk, party, "joao"))
    assert answer.status_code == 302, words(answer)
    with acting_as(desk.counsellor):
        session = queries.sessions_of([party.journey])[party.journey][0]
        assert session.minutes == 70
        assert session.recorded_at - session.held_at > timedelta(hours=29)
        assert session.people[0].alone
        waits = queries.what_a_permit_waits_for([party["joao"]], desk.now)[party["joao"]]
    assert {wait.code for wait in waits} == {"v1_no_declaration"}
    assert desk.file(party).travellers[0].screen_result == "green"


def test_a_talk_can_be_written_down_for_the_colleague_who_held_it(desk: Desk) -> None:
    party = desk.single()
    desk.sit_down(number=2)
    assert desk.post("session", party.journey, **filled(desk, party, "joao")).status_code == 302
    with acting_as(desk.counsellor):
        assert Session.objects.get().counsellor_id == desk.counsellor.user_id


def test_what_they_have_and_owe_is_kept_with_the_talk(desk: Desk) -> None:
    party = desk.single()
    desk.sit_down()
    said = {
        prefix(party, "joao") + name: value
        for name, value in {
            "travel_document": "embassy",
            "debts": "rent of two months",
            "lodging": "a hostel until May",
        }.items()
    }
    desk.post("session", party.journey, **filled(desk, party, "joao", **said))
    with acting_as(desk.counsellor):
        part = queries.sessions_of([party.journey])[party.journey][0].people[0]
    assert (part.travel_document, part.debts, part.lodging) == ("embassy", "rent of two months", "a hostel until May")


def test_the_page_opens_with_each_traveller_and_what_has_to_be_covered(desk: Desk) -> None:
    party = desk.family()
    desk.sit_down()
    page = words(desk.get("session", party.journey))
    for name in ("Rita Lima", "Paulo Lima", "Bia Lima"):
        assert name in page
    assert "What else is possible besides returning" in page
    assert page.count('name="t') > 20


def test_wrong_answers_lose_nothing_typed_and_say_what_to_do(desk: Desk) -> None:
    party = desk.single()
    desk.sit_down()
    wrong = filled(desk, party, "joao", minutes="an hour", held_at_0="31/02/2026", motive="My mother is ill")
    del wrong["nobody_else"]
    answer = desk.post("session", party.journey, **wrong)
    assert answer.status_code == 422
    page = words(answer)
    assert "Write the minutes as a whole number" in page
    assert "Say who else could see or hear" in page
    assert "My mother is ill" in page
    assert "31/02/2026" in page
    with acting_as(desk.counsellor):
        assert not Session.objects.exists()


def test_a_refusal_by_the_service_is_shown_and_nothing_is_half_kept(desk: Desk) -> None:
    party = desk.single()
    desk.sit_down()
    ahead = filled(desk, party, "joao", **moment_answers("held_at", desk.now + timedelta(days=2)))
    answer = desk.post("session", party.journey, **ahead)
    assert answer.status_code == 422
    assert "lies in the future" in words(answer)
    assert "room 2" in words(answer)
    with acting_as(desk.counsellor):
        assert not Session.objects.exists()
    protection = desk.actor("protection_officer", desk.office)
    with acting_as(protection):
        assert not AsylumPosition.objects.exists()


def test_somebody_in_hearing_is_kept_apart_from_somebody_in_sight(desk: Desk) -> None:
    party = desk.single()
    desk.sit_down()
    seen = filled(desk, party, "joao", in_sight=["police", "family"], in_hearing=["family"])
    del seen["nobody_else"]
    assert desk.post("session", party.journey, **seen).status_code == 302
    with acting_as(desk.counsellor):
        kept = {row.kind: (row.in_sight, row.in_hearing) for row in Presence.objects.all()}
    assert kept == {"police": (True, False), "family": (True, True)}


def test_an_unfinished_sheet_is_kept_as_typed_and_only_its_writer_sees_it(desk: Desk) -> None:
    party = desk.single()
    desk.sit_down()
    half = {"held_at_0": "soon", "motive": "Misses the sea", prefix(party, "joao") + "decision": "considering"}
    assert desk.post("session", party.journey, keep="1", **half).status_code == 302
    page = words(desk.get("session", party.journey))
    assert "Misses the sea" in page
    assert 'value="soon"' in page
    assert 'class="wrong-because"' not in page
    desk.sit_down(number=2)
    assert "Misses the sea" not in words(desk.get("session", party.journey))
    desk.sit_down()
    desk.post("session", party.journey, afresh="1")
    assert "Misses the sea" not in words(desk.get("session", party.journey))


def test_a_kept_draft_goes_when_the_talk_is_put_on_file(desk: Desk) -> None:
    party = desk.single()
    desk.sit_down()
    desk.post("session", party.journey, keep="1", motive="Misses the sea")
    assert desk.post("session", party.journey, **filled(desk, party, "joao")).status_code == 302
    assert "Misses the sea" not in words(desk.get("session", party.journey))


def test_the_script_that_saves_while_typing_reaches_the_same_draft(desk: Desk) -> None:
    party = desk.single()
    desk.sit_down()
    page = words(desk.get("session", party.journey))
    address = reverse("plumbing:draft", args=["counselling-sheet", party.journey])
    assert f'data-draft-url="{address}"' in page
    assert desk.client.post(address, {"motive": "Misses the sea"}).status_code == 200
    assert "Misses the sea" in words(desk.get("session", party.journey))


def test_who_cannot_read_is_asked_three_questions(desk: Desk) -> None:
    person = desk.person("Ana Cruz", "Ana Cruz", desk.now.date().replace(year=1970))
    party = desk.party({"ana": person}, cannot_read=frozenset({person}))
    desk.sit_down()
    assert "own_words_3" in words(desk.get("session", party.journey))
    answer = desk.post("session", party.journey, **filled(desk, party, "ana"))
    assert "They cannot read: the pack has to be read aloud" in words(answer)


def test_the_three_questions_are_those_of_the_pack_that_was_read(desk: Desk) -> None:
    person = desk.person("Ana Cruz", "Ana Cruz", desk.now.date().replace(year=1970))
    party = desk.party({"ana": person}, cannot_read=frozenset({person}))
    asked = ["Who meets you at home?", "Until when may you say no?", "Who sees your data?"]
    body = "\n".join(["## Questions {#questions}", "", *(f"{n}. {one}" for n, one in enumerate(asked, 1))])
    manager = desk.actor("programme_manager", desk.office)
    with acting_as(manager):
        given = PackGiven("arvore-vi", "en", body, ("right_to_withdraw",), "original")
        pack = services.publish_pack(by=manager, at=desk.now - timedelta(hours=1), given=given)
        services.approve_pack(by=manager, at=desk.now - timedelta(hours=1), pack_id=pack, reader_name="Ana Reis")
    desk.sit_down()
    page = words(desk.get("session", party.journey))
    for question in asked:
        assert question in page


def test_a_child_is_asked_about_asylum_in_its_own_right_but_not_screened(desk: Desk) -> None:
    party = desk.family()
    desk.sit_down()
    page = words(desk.get("session", party.journey))
    assert prefix(party, "bia") + "asylum" in page
    assert prefix(party, "bia") + "red" not in page


def test_somebody_of_another_office_finds_nothing_there(desk: Desk, office_tehran: OfficeRef) -> None:
    party = desk.single()
    desk.sit_down(office=office_tehran)
    for page in ("session", "journey", "permit", "declaration", "withdraw", "screen", "position"):
        elsewhere = desk.get(page, party.journey)
        nowhere = desk.get(page, desk.version)
        assert elsewhere.status_code == nowhere.status_code == 404
        assert elsewhere.content == nowhere.content


def test_a_movement_officer_holds_no_talks_and_nobody_is_sent_to_sign_in(desk: Desk) -> None:
    party = desk.single()
    desk.sit_down("movement_officer")
    assert desk.get("session", party.journey).status_code == 403
    desk.client.logout()
    answer = desk.get("session", party.journey)
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


def test_a_held_talk_reads_with_when_it_was_held_and_when_it_was_written_down(desk: Desk) -> None:
    party = desk.single()
    session = desk.talk(party, "joao")
    desk.sit_down()
    page = words(desk.get("session_record", session))
    assert "Written down" in page
    assert "70 minutes" in page
    assert "Joao Sa" in page


def test_a_bigger_family_asks_no_more_questions_of_the_database(desk: Desk) -> None:
    small, large = desk.single(), desk.family()
    desk.sit_down()
    desk.get("session", small.journey)

    with CaptureQueriesContext(connection) as first:
        desk.get("session", small.journey)
    with CaptureQueriesContext(connection) as second:
        desk.get("session", large.journey)
    assert len(first) == len(second)
