"""The pages of advisories: look first, issue, tell each person in their language, lift, explain."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from safar.accounts.types import OfficeRef
from safar.consent import queries, services
from safar.consent.types import DeclarationGiven
from safar.people.services import set_safe_contact
from safar.people.types import Channel, ContactGiven
from safar.plumbing.scope import acting_as
from tests.conftest import ActorMaker
from tests.consent.desk import Desk, moment_answers, words


@pytest.fixture
def desk(db: None, client: Client, actor: ActorMaker, office_lisbon: OfficeRef) -> Desk:
    """A protection officer's desk in Lisbon."""
    made = Desk(client, actor, office_lisbon)
    made.sit_down("protection_officer")
    return made


def asked(**differs: Any) -> dict[str, Any]:
    """The form filled in: a halt for Recife."""
    return {
        "level": "halt", "country": "BR", "areas": "Recife\nRecifé", "until_on": "", "reason": "Floods.",
        "source": "UN OCHA", "words_en": "The roads are gone.", "words_pt": "As estradas desapareceram.",
        "words_fa_af": "", **differs,
    }  # fmt: skip


def issued(desk: Desk, **differs: Any) -> Any:
    """Issue it through the page; gives the advisory."""
    answer = desk.post("advisory_new", issue="1", **asked(**differs))
    assert answer.status_code == 302, words(answer)
    with acting_as(desk.counsellor):
        return queries.advisories()[0]


def test_v18_looking_first_says_how_many_and_holds_nobody(desk: Desk) -> None:
    party = desk.ready()
    page = words(desk.post("advisory_new", preview="1", **asked()))
    assert "Whom it concerns now" in page
    assert "Lisbon" in page
    assert "Issue it and hold them all" in page
    assert desk.state(party, "joao") == "in_force"


def test_v18_a_halt_is_issued_told_lifted_and_explained(desk: Desk) -> None:
    party = desk.ready()
    line = issued(desk)
    assert desk.state(party, "joao") == "held"
    page = words(desk.get("advisory", line.id))
    assert "João Sá" in page
    assert "with a permit, not yet gone" in page
    assert "Tell them" in page
    with acting_as(desk.counsellor):
        set_safe_contact(
            by=desk.counsellor, at=desk.now, person_id=party.persons["joao"],
            contact=ContactGiven(Channel.PHONE, "+351 900 000 001", neutral_words="It is about the library"),
        )  # fmt: skip
        (telling,) = queries.tellings()
    desk.sit_down("counsellor")
    page = words(desk.get("tell", telling.id))
    assert "for now nobody leaves for there through us" in page
    assert "The roads are gone." in page
    assert "It is about the library" in page
    assert "900 000 001" not in page
    assert "never leave one" in page
    answers = {f"told-{name}": text for name, text in moment_answers("told_at", desk.now).items()}
    answer = desk.post(
        "tell", telling.id, act="told", **answers, **{"told-language": "en", "told-channel": "phone", "told-said": "Ok"}
    )
    assert answer.status_code == 302, words(answer)
    assert "Everybody of your offices whom it concerns was told." in words(desk.get("advisory", line.id))
    desk.sit_down("protection_officer")
    answer = desk.act("advisory", line.id, "lift", reason="The water fell.", words_en="The roads are open again.")
    assert answer.status_code == 302, words(answer)
    assert desk.state(party, "joao") == "in_force"
    page = words(desk.get("advisory", line.id))
    assert "Explain its end" in page
    assert "ended" in page


def test_v18_a_language_without_words_needs_translation(desk: Desk) -> None:
    desk.ready()
    line = issued(desk, words_en="")
    assert "needs translation" in words(desk.get("advisory", line.id))
    desk.act("advisory", line.id, "word", why="issued", language="en", text="The roads are gone.")
    assert "needs translation" not in words(desk.get("advisory", line.id))


def test_v18_bad_input_keeps_what_was_typed(desk: Desk) -> None:
    answer = desk.post("advisory_new", issue="1", **asked(words_en="", words_pt="", until_on="01/01/2001"))
    assert answer.status_code == 422
    page = words(answer)
    assert "UN OCHA" in page
    assert "Write in at least one language" in page
    assert "That day is over" in page


def test_v18_whoever_was_not_asked_is_asked_alone(desk: Desk) -> None:
    party = desk.ready()
    issued(desk, profiles=["journalists"])
    desk.sit_down("counsellor")
    assert "names some kinds of people" in words(desk.get("permit", party["joao"]))
    assert "Does an advisory concern" in words(desk.get("profile", party["joao"]))
    assert desk.post("profile", party["joao"], journalists="yes").status_code == 302
    assert desk.state(party, "joao") == "held"


def test_v18_a_counsellor_may_not_issue_and_a_stranger_sees_nobody(desk: Desk, office_tehran: OfficeRef) -> None:
    desk.ready()
    line = issued(desk)
    with acting_as(desk.counsellor):
        (telling,) = queries.tellings()
    desk.sit_down("counsellor")
    assert desk.get("advisory_new").status_code == 403
    assert "Issue an advisory" not in words(desk.get("advisories"))
    desk.sit_down("counsellor", office_tehran)
    assert "João" not in words(desk.get("advisory", line.id))
    assert desk.get("tell", telling.id).status_code == 404


def test_v21_the_register_and_everything_through_one_of_them(desk: Desk, actor: ActorMaker) -> None:
    desk.sit_down("counsellor")
    answer = desk.post(
        "interpreter_new", name="Omid Karimi", of_age="on", speaks=["fa-af", "en"], reads=["en"], gender="male"
    )
    assert answer.status_code == 302, words(answer)
    with acting_as(desk.counsellor):
        (line,) = queries.interpreters()
    assert "Omid Karimi" in words(desk.get("interpreters"))
    party = desk.single()
    session = desk.talk(party, "joao")
    with acting_as(desk.counsellor):
        signed = desk.now - timedelta(hours=5)
        outcome = services.sign_declaration(
            by=desk.counsellor, at=signed,
            given=DeclarationGiven(
                party["joao"], session, signed, "en", "room 2", "Lia Costa", "other_organisation", copy_answer="taken",
                reading_aloud_answer="declined", interpreter_id=line.id,
            ),
        )  # fmt: skip
    assert outcome.permit_id, outcome.refusals
    desk.sit_down("protection_officer")
    answers = {f"unfit-{name}": text for name, text in moment_answers("unfit_from", signed).items()}
    answer = desk.post("interpreter", line.id, act="unfit", **answers, **{"unfit-reason": "left words out"})
    assert answer.status_code == 302, words(answer)
    assert desk.state(party, "joao") == "held"
    page = words(desk.get("through", line.id))
    assert "João Sá" in page
    assert "one person to be asked again" in page
    assert "Declaration" in page
    desk.sit_down("counsellor")
    page = words(desk.get("interpreters_for", party["joao"]))
    assert "found unfit" in page
    assert (
        desk.act("interpreters_for", party["joao"], "between", interpreter=str(line.id), what="refuses").status_code
        == 302
    )


def test_v21_a_child_or_an_officer_is_not_entered(desk: Desk) -> None:
    answer = desk.post("interpreter_new", name="Omid Karimi", of_authority="on", speaks=["fa-af"], born_in="x")
    assert answer.status_code == 422
    page = words(answer)
    assert "A child never interprets" in page
    assert "Nobody of an authority" in page
    assert "Omid Karimi" in page


def test_v21_the_wrong_role_and_nobody(desk: Desk, client: Client) -> None:
    desk.sit_down("data_protection_officer")
    assert desk.get("interpreters").status_code == 403
    assert desk.get("advisories").status_code == 403
    client.logout()
    assert client.get(reverse("consent:interpreters")).status_code == 302
