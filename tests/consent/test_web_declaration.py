"""Signing at the desk: what is missing is said first, nobody signs for another, the permit follows or says why not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from safar.accounts.types import OfficeRef
from safar.consent import queries, services
from safar.consent.types import PackGiven, ScreenAnswers
from safar.plumbing.scope import acting_as
from tests.conftest import ActorMaker
from tests.consent.desk import Desk, Party, moment_answers, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, actor: ActorMaker, office_lisbon: OfficeRef) -> Desk:
    """A desk in Lisbon."""
    return Desk(client, actor, office_lisbon)


def signed(desk: Desk, session: UUID, **more: Any) -> dict[str, Any]:
    """A declaration as it is typed."""
    return {
        **moment_answers("signed_at", desk.now - timedelta(hours=4)),
        "session": str(session),
        "place": "room 2",
        "no_interpreter_needed": "on",
        "manner": "signature",
        "witness_name": "Lia Costa",
        "witness_relation": "other_organisation",
        "nobody_else": "on",
        "reading_aloud_answer": "declined",
        "copy_answer": "taken",
        **more,
    }


def test_a_declaration_in_good_order_brings_the_permit_into_force(desk: Desk) -> None:
    party = desk.single()
    session = desk.talk(party, "joao")
    desk.sit_down()
    page = words(desk.get("declaration", party["joao"]))
    assert "I declare" in page or "I want" in page or "return" in page
    answer = desk.post("declaration", party["joao"], **signed(desk, session))
    assert answer.status_code == 302, words(answer)
    assert desk.state(party, "joao") == "in_force"
    outcome = words(desk.client.get(answer["Location"]))
    assert "The permit is in force until" in outcome
    assert "The declaration is on file and the permit is in force." in outcome


def test_what_the_permit_waits_for_is_said_before_anything_is_signed(desk: Desk) -> None:
    party = desk.single()
    desk.sit_down()
    page = words(desk.get("declaration", party["joao"]))
    assert "No counselling session is on file" in page
    assert "A declaration rests on a talk" in page
    assert reverse("consent:session", args=[party.journey]) in page


def test_who_may_not_clear_it_reads_the_sentence_without_a_way_there(desk: Desk) -> None:
    party = desk.single()
    desk.sit_down("programme_manager")
    page = words(desk.get("journey", party.journey))
    assert "No counselling session is on file" in page
    assert reverse("consent:session", args=[party.journey]) not in page
    desk.sit_down()
    assert reverse("consent:session", args=[party.journey]) in words(desk.get("journey", party.journey))


def test_signing_too_early_is_on_file_without_a_permit_and_says_until_when(desk: Desk) -> None:
    party = desk.single()
    session = desk.talk(party, "joao", hours_ago=6)
    desk.sit_down()
    answer = desk.post("declaration", party["joao"], **signed(desk, session))
    assert answer.status_code == 302
    assert desk.state(party, "joao") == ""
    outcome = words(desk.client.get(answer["Location"]))
    assert "At least 24 hours must pass" in outcome
    assert "There is no permit yet" in outcome


def test_a_renewal_that_lacks_something_does_not_say_that_there_is_no_permit(desk: Desk) -> None:
    party = desk.ready()
    session = desk.talk(party, "joao", hours_ago=3, again=True, screen=ScreenAnswers(removal_date=True))
    desk.sit_down()
    answer = desk.post(
        "declaration",
        party["joao"],
        **signed(desk, session, **moment_answers("signed_at", desk.now - timedelta(hours=1))),
    )
    assert answer.status_code == 302, words(answer)
    assert desk.state(party, "joao") == "in_force"
    outcome = words(desk.client.get(answer["Location"]))
    assert "It does not renew the permit" in outcome
    assert "There is no permit yet" not in outcome


def test_wrong_answers_keep_what_was_typed(desk: Desk) -> None:
    party = desk.single()
    session = desk.talk(party, "joao")
    desk.sit_down()
    wrong = signed(desk, session, interpreter_name="Omid", shortened_by_person="on", copy_answer="")
    answer = desk.post("declaration", party["joao"], **wrong)
    assert answer.status_code == 422
    page = words(answer)
    assert "Name the interpreter, or tick that none was needed" in page
    assert "Write why they want to sign earlier" in page
    assert 'value="Lia Costa"' in page
    assert desk.state(party, "joao") == ""


def test_a_refusal_is_shown_with_everything_still_there(desk: Desk) -> None:
    party = desk.single()
    session = desk.talk(party, "joao")
    desk.sit_down()
    ahead = signed(desk, session, **moment_answers("signed_at", desk.now + timedelta(days=3)))
    answer = desk.post("declaration", party["joao"], **ahead)
    assert answer.status_code == 422
    assert "lies in the future" in words(answer)
    assert 'value="Lia Costa"' in words(answer)


def test_in_a_family_the_page_asks_who_and_offers_adults_only(desk: Desk) -> None:
    party = desk.family()
    desk.sit_down()
    page = words(desk.get("declaration", party.journey))
    assert "Who declares?" in page
    assert "Rita Lima" in page
    assert "Bia Lima" not in page
    moved = desk.get("declaration", party["bia"])
    assert moved["Location"] == reverse("consent:child", args=[party["bia"]])


def test_a_child_travels_on_both_parents_who_name_it(desk: Desk) -> None:
    party = desk.family()
    session = desk.talk(party, "rita", "paulo")
    desk.sit_down()
    waits = words(desk.get("child", party["bia"]))
    assert "What the child’s permit waits for" in waits
    for name in ("rita", "paulo"):
        answer = desk.post("declaration", party[name], **signed(desk, session, children=[str(party["bia"])]))
        assert answer.status_code == 302
        assert desk.state(party, name) == "in_force"
    assert desk.act("child", party["bia"], "permit").status_code == 302
    assert desk.state(party, "bia") == "in_force"


def test_a_parent_who_disagrees_keeps_the_child_here(desk: Desk) -> None:
    party = desk.family()
    session = desk.talk(party, "rita", "paulo")
    desk.sign(party, "rita", session, children=(party["bia"],))
    desk.sit_down()
    answer = desk.act(
        "child", party["bia"], "consent",
        kind="dissent", given_by=str(party.persons["paulo"]), **moment_answers("given_at", desk.now),
    )  # fmt: skip
    assert answer.status_code == 302, words(answer)
    page = words(desk.get("child", party["bia"]))
    assert "the other parent does not consent" in page.lower()
    assert "A holder of parental responsibility disagrees" in page
    desk.act("child", party["bia"], "permit")
    assert desk.state(party, "bia") == ""


def test_a_consent_without_its_paper_is_asked_for_again(desk: Desk) -> None:
    party = desk.family()
    desk.sit_down()
    answer = desk.act(
        "child", party["bia"], "consent",
        kind="parent_consent", given_by_name="Tia Lima", **moment_answers("given_at", desk.now),
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Name the paper that shows it" in words(answer)
    assert 'value="Tia Lima"' in words(answer)


def test_when_the_way_is_clear_the_permit_is_made_without_signing_again(desk: Desk) -> None:
    party = desk.single()
    session = desk.talk(party, "joao")
    with acting_as(desk.counsellor):
        hold = services.raise_hold(by=desk.counsellor, at=desk.now, traveller_id=party["joao"], reason="wait")
    desk.sign(party, "joao", session)
    assert desk.state(party, "joao") != "in_force"
    desk.sit_down("protection_officer")
    released = desk.act("release", hold, "release", note="spoke", **moment_answers("spoke_alone_at", desk.now))
    assert released.status_code == 302, words(released)
    desk.sit_down()
    desk.act("permit", party["joao"], "again")
    assert desk.state(party, "joao") == "in_force"


def test_the_declaration_on_paper_is_kept_by_nobody_and_names_nobody(desk: Desk) -> None:
    party = desk.ready()
    with acting_as(desk.counsellor):
        line = queries.declarations_of([party["joao"]])[party["joao"]][0]
    desk.sit_down()
    paper = desk.get("declaration_pdf", line.id)
    assert paper.content.startswith(b"%PDF")
    assert paper["Cache-Control"] == "no-store"
    assert "Sa" not in paper["Content-Disposition"]


def test_the_code_on_the_paper_leads_to_the_record_for_those_who_may_see_it(
    desk: Desk, office_tehran: OfficeRef
) -> None:
    party = desk.ready()
    with acting_as(desk.counsellor):
        line = queries.declarations_of([party["joao"]])[party["joao"]][0]
    desk.sit_down("movement_officer")
    page = words(desk.client.get(f"/q/{line.id}/"))
    assert "permit in force" in page
    desk.sit_down(office=office_tehran)
    assert desk.client.get(f"/q/{line.id}/").status_code == 404
    assert desk.get("declaration_pdf", line.id).status_code == 404


def test_only_who_may_declare_sees_the_form(desk: Desk) -> None:
    party = desk.single()
    desk.sit_down("reintegration_officer")
    assert desk.get("declaration", party["joao"]).status_code == 403
    assert desk.get("permit", party["joao"]).status_code == 200
    desk.client.logout()
    assert reverse("account_login") in desk.get("declaration", party["joao"])["Location"]


def test_packs_and_papers_to_print(desk: Desk) -> None:
    party: Party = desk.single()
    desk.sit_down()
    assert "Português" in words(desk.get("packs"))
    with acting_as(desk.counsellor):
        pack = next(pack for pack in queries.packs() if pack.language == "en")
    assert "You decide, and nobody else" in words(desk.get("pack", pack.id))
    assert desk.get("pack_pdf", pack.id).content.startswith(b"%PDF")
    assert desk.get("blank_sheet", party.journey).content.startswith(b"%PDF")
    assert desk.get("pack", party.journey).status_code == 404


def test_a_talk_and_a_declaration_to_sign_are_printed(desk: Desk, office_tehran: OfficeRef) -> None:
    party = desk.family()
    session = desk.talk(party, "rita")
    with acting_as(desk.counsellor):
        part = queries.sessions_of([party.journey])[party.journey][0].people[0]
    desk.sit_down()
    assert reverse("consent:session_pdf", args=[part.id]) in words(desk.get("session_record", session))
    assert desk.get("session_pdf", part.id).content.startswith(b"%PDF")
    assert desk.get("declaration_to_sign", party["rita"], language="pt").content.startswith(b"%PDF")
    assert desk.get("declaration_to_sign", party["bia"]).status_code == 404
    desk.sit_down(office=office_tehran)
    assert desk.get("session_pdf", part.id).status_code == 404
    assert desk.get("declaration_to_sign", party["rita"]).status_code == 404


def test_a_draft_is_approved_by_a_named_reader_only(desk: Desk) -> None:
    manager = desk.actor("programme_manager", desk.office)
    with acting_as(manager):
        given = PackGiven("arvore-vi", "en", "## New {#asylum_and_appeal}\n\nWords", ("asylum_and_appeal",))
        draft = services.publish_pack(by=manager, at=desk.now, given=given)
    desk.sit_down()
    assert "Approve this text" not in words(desk.get("pack", draft))
    assert desk.act("pack", draft, "approve", reader_name="Somebody").status_code == 403
    desk.sit_down("programme_manager")
    assert desk.act("pack", draft, "approve", reader_name="").status_code == 422
    assert desk.act("pack", draft, "approve", reader_name="Ana Reis").status_code == 302
    assert "approved by Ana Reis" in words(desk.get("pack", draft))
