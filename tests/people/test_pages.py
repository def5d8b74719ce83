"""The pages about people, as staff use them: nothing typed is lost, nothing is shown to who may not see it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from safar.accounts.models import User
from safar.accounts.types import OfficeRef
from safar.people.queries import people_in
from safar.people.services import correct_person
from safar.people.types import (
    Channel,
    ContactGiven,
    DocumentGiven,
    DocumentKind,
    LanguageGiven,
    NationalityGiven,
    PersonId,
    Sex,
)
from safar.people.types import Panel as PanelShown
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.conftest import ActorMaker
from tests.people.conftest import Registrar, details

pytestmark = pytest.mark.django_db
SignIn = Callable[[Actor], Client]
CONSENT = {"agreed": "on", "consent_language": "fa-af"}
SHORT = {
    "name": "فرید احمدی",
    "latin": "Farid Ahmadi",
    "sex": "male",
    "birth": "1365",
    "nationality": "AF",
    "nationality_standing": "claimed",
    "language": "fa-af",
    "needs_interpreter": "on",
    "document_kind": "passport",
    "document_number": "P123456",
    "document_country": "AF",
    "contact_number": "+98 912 000 0217",
}


@pytest.fixture
def signed_in() -> SignIn:
    """A browser in which a member of staff is signed in."""

    def sign_in(who: Actor) -> Client:
        User.objects.filter(id=who.user_id or 0).update(must_change_password=False)
        client = Client()
        client.force_login(User.objects.get(id=who.user_id or 0))
        return client

    return sign_in


@pytest.fixture
def person_id(counsellor: Actor, register: Registrar) -> PersonId:
    """Somebody on file in Lisbon, with a passport and a number."""
    with acting_as(counsellor):
        return register(
            counsellor,
            documents=[DocumentGiven(DocumentKind.PASSPORT, "P123456", "AF")],
            contacts=[ContactGiven(Channel.PHONE, "+98 912 000 0217", neutral_words="from the shop")],
        )


def consent_step() -> dict[str, str]:
    """The consent as its page sends it, on the day of the test."""
    return {**CONSENT, "consent_on": f"{timezone.localdate():%d/%m/%Y}"}


def test_registering_takes_consent_then_the_short_form(signed_in: SignIn, counsellor: Actor) -> None:
    """The consent is not ticked beforehand; without it nothing personal is asked."""
    client = signed_in(counsellor)
    first = client.get(reverse("people:register")).content.decode()
    assert "checked" not in first
    assert 'name="birth"' not in first
    refused = client.post(reverse("people:register"), {**consent_step(), "agreed": "", "step": "consent"})
    assert "Without consent nobody is registered" in refused.content.decode()
    second = client.post(reverse("people:register"), {**consent_step(), "step": "consent"}).content.decode()
    assert 'name="birth"' in second
    moment = re.search(r'name="consent_at" value="([^"]+)"', second)
    assert moment is not None
    sent = {**consent_step(), **SHORT, "consent_at": moment[1], "step": "details"}
    answer = client.post(reverse("people:register"), sent)
    assert answer.status_code == 302, answer.content.decode()
    page = client.get(answer["Location"]).content.decode()
    assert "فرید احمدی" in page
    assert "Farid Ahmadi" in page
    assert "912" not in page


def test_nothing_typed_is_lost_when_something_is_wrong(signed_in: SignIn, counsellor: Actor) -> None:
    """Each mistake has its sentence, the rest stays as typed."""
    sent = {**consent_step(), **SHORT, "birth": "31/02/1986", "latin": "Fa\u202erid", "step": "details"}
    page = signed_in(counsellor).post(reverse("people:register"), sent).content.decode()
    assert "has no day 31" in page
    assert "U+202E" in page
    for typed in ("فرید احمدی", "31/02/1986", "P123456", "+98 912 000 0217"):
        assert typed in page


def test_likely_matches_are_shown_before_a_new_person_is_made(
    signed_in: SignIn, counsellor: Actor, person_id: PersonId
) -> None:
    """With reasons; somebody else is said so, one by one; then they are registered."""
    client = signed_in(counsellor)
    sent = {**consent_step(), **SHORT, "name": "Farid Ahmady", "latin": "", "birth": "1980", "document_number": ""}
    sent["document_kind"] = ""
    page = client.post(reverse("people:register"), {**sent, "step": "details"}).content.decode()
    assert str(person_id) in page
    assert "a name that sounds alike" in page
    again = client.post(reverse("people:register"), {**sent, "step": "create"})
    assert "may be the same person" in again.content.decode()
    made = client.post(reverse("people:register"), {**sent, "step": "create", "seen": str(person_id)})
    assert made.status_code == 302


def test_another_office_learns_only_that_somebody_is_known(
    signed_in: SignIn, stranger: Actor, person_id: PersonId
) -> None:
    """The name of the office, and no name of a person."""
    sent = {**consent_step(), **SHORT, "name": "Somebody", "latin": "", "step": "details"}
    page = signed_in(stranger).post(reverse("people:register"), sent).content.decode()
    assert "Lisbon: the same document number" in page
    assert "فرید" not in page
    assert str(person_id) not in page


def test_d9_who_may_not_see_gets_what_nobody_gets(signed_in: SignIn, stranger: Actor, person_id: PersonId) -> None:
    """Same status, same page, whether the person exists or not."""
    client = signed_in(stranger)
    for name in ("person", "print", "history", "correct", "add_document", "relate"):
        hidden = client.get(reverse(f"people:{name}", args=[person_id]))
        absent = client.get(reverse(f"people:{name}", args=[uuid4()]))
        assert (hidden.status_code, absent.status_code) == (404, 404)
        assert hidden.content == absent.content


def test_roles_see_what_they_may_do(
    signed_in: SignIn, actor: ActorMaker, office_lisbon: OfficeRef, person_id: PersonId
) -> None:
    """A movement officer reads and keeps documents; an administrator sees no file at all."""
    mover = signed_in(actor("movement_officer", office_lisbon))
    page = mover.get(reverse("people:person", args=[person_id])).content.decode()
    assert reverse("people:add_document", args=[person_id]) in page
    assert reverse("people:correct", args=[person_id]) not in page
    assert mover.get(reverse("people:correct", args=[person_id])).status_code == 403
    administrator = signed_in(actor("administrator", office_lisbon))
    assert administrator.get(reverse("people:person", args=[person_id])).status_code == 403
    assert Client().get(reverse("people:person", args=[person_id])).status_code == 302


def test_d12_opening_a_file_and_showing_a_number_are_written_down(
    signed_in: SignIn, counsellor: Actor, person_id: PersonId, actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    """The number is masked until asked for, and that it was asked for is in the log."""
    client = signed_in(counsellor)
    client.get(reverse("people:person", args=[person_id]))
    shown = client.post(reverse("people:show_number", args=[person_id])).content.decode()
    assert "+98 912 000 0217" in shown
    assert "from the shop" in shown
    from safar.accounts.models import AccessEntry

    with acting_as(actor("data_protection_officer", office_lisbon)):
        pages = list(AccessEntry.objects.filter(subject_ids__contains=[person_id]).values_list("page", flat=True))
    assert {"person", "number shown"} <= set(pages)


def test_d3_a_conflict_shows_both_sides_and_loses_nothing(
    signed_in: SignIn, counsellor: Actor, person_id: PersonId
) -> None:
    """Somebody saved while this one was writing; saving again then means having seen it."""
    client = signed_in(counsellor)
    address = reverse("people:correct", args=[person_id])
    assert 'name="version" value="1"' in client.get(address).content.decode()
    with acting_as(counsellor):
        correct_person(
            by=counsellor,
            at=timezone.now(),
            person_id=person_id,
            version=1,
            details=details(residence_place="Mashhad"),
        )
    sent = {"version": "1", "sex": "other", "birth": "04/03/1980", "nationality": "AF", "language": "fa-af",
            "nationality_standing": "claimed", "needs_interpreter": "on", "residence_place": "Herat"}  # fmt: skip
    answer = client.post(address, sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mashhad" in page
    assert "Herat" in page
    assert 'name="version" value="2"' in page
    assert client.post(address, {**sent, "version": "2"}).status_code == 302
    with acting_as(counsellor):
        assert people_in([person_id])[person_id].sex == Sex.OTHER


ACTS: list[tuple[str, dict[str, Any], str]] = [
    ("add_name", {"text": "نور", "kind": "alias"}, "نور"),
    ("birth", {"decision": "doubt", "note": "Looks 15."}, "age doubted"),
    ("add_document", {"kind": "hoviat", "number": "H 9", "holder": "us", "receipt": "R-77"}, "R-77"),
    ("add_contact", {"channel": "whatsapp", "contact_number": "+351 910 000 111"}, "WhatsApp"),
    ("add_consent", {"purpose": "carrier", "recipient": "Mahan Air", "language": "fa-af", "agreed": "on"}, "Mahan Air"),
    ("set_up_household", {"label": "Ahmadi", "from_on": "01/01/2016"}, "Household"),
    ("death", {"died_on": "01/01/2016"}, "deceased"),
]


@pytest.mark.parametrize(("name", "sent", "shown"), ACTS, ids=[name for name, _sent, _shown in ACTS])
def test_each_act_is_asked_done_and_shown(
    name: str, sent: dict[str, Any], shown: str, signed_in: SignIn, counsellor: Actor, person_id: PersonId
) -> None:
    """The form opens, an empty one is answered with sentences, a filled one is saved and seen on the file."""
    client = signed_in(counsellor)
    address = reverse(f"people:{name}", args=[person_id])
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 200
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.content.decode()
    assert shown in client.get(answer["Location"]).content.decode()


def test_documents_pass_on_contacts_end_consents_are_taken_back(
    signed_in: SignIn, counsellor: Actor, person_id: PersonId
) -> None:
    """From the links of the person's page."""
    client = signed_in(counsellor)
    home = reverse("people:person", args=[person_id])

    def follow(part: str, sent: dict[str, str]) -> str:
        page = client.get(home).content.decode()
        link = re.search(rf'href="({home}/[^"]*{part})"', page)
        assert link is not None, part
        assert client.get(link[1]).status_code == 200
        answer = client.post(link[1], sent)
        assert answer.status_code == 302, answer.content.decode()
        return client.get(home).content.decode()

    assert "With us" in follow("/move", {"holder": "us", "receipt": "R-5"})
    assert "R-5" in client.get(reverse("people:papers")).content.decode()
    assert "No safe way" in follow("/end", {})
    assert "taken back on" in follow("/withdraw", {})
    assert "Do nothing more with this file" in client.get(home).content.decode()


def test_another_person_is_found_then_related_and_joins_the_household(
    signed_in: SignIn, counsellor: Actor, register: Registrar, person_id: PersonId
) -> None:
    """The search is sent, never part of an address; who is found is chosen."""
    with acting_as(counsellor):
        zahra = register(counsellor, "زهرا کریمی", latin="Zahra Karimi")
    client = signed_in(counsellor)
    address = reverse("people:relate", args=[person_id])
    found = client.post(address, {"search": "zahra", "kind": "spouse"}).content.decode()
    assert str(zahra) in found
    assert "Choose who it is." in found
    nobody = client.post(address, {"search": "xyzzy", "kind": "spouse"}).content.decode()
    assert "Nobody is found by this" in nobody
    sent = {"search": "zahra", "other": str(zahra), "kind": "spouse", "violence_feared": "on", "note": "Alone."}
    assert client.post(address, sent).status_code == 302
    page = client.get(reverse("people:person", args=[zahra])).content.decode()
    assert "spouse of" in page
    assert "violence is feared" not in page
    client.post(reverse("people:set_up_household", args=[person_id]), {"label": "A", "from_on": "01/01/2016"})
    join = {"search": "zahra", "other": str(zahra), "place": "wife", "from_on": "01/01/2016"}
    assert client.post(reverse("people:join_household", args=[person_id]), join).status_code == 302
    leave = client.post(reverse("people:leave_household", args=[zahra]), {"until_on": "01/02/2016"})
    assert leave.status_code == 302


def test_a_nameless_enquiry_and_the_registration_it_leads_to(signed_in: SignIn, counsellor: Actor) -> None:
    """One screen; it is counted; who asked may be registered from it once."""
    client = signed_in(counsellor)
    page = client.get(reverse("people:add_enquiry")).content.decode()
    assert 'name="name"' not in page
    today = f"{timezone.localdate():%d/%m/%Y}"
    sent = {"topic": "return", "on": today, "channel": "office", "sex": "unknown", "language": "ur"}
    assert client.post(reverse("people:add_enquiry"), {**sent, "on": "01/01/2199"}).status_code == 200
    assert client.post(reverse("people:add_enquiry"), sent).status_code == 302
    listed = client.get(reverse("people:enquiries")).content.decode()
    link = re.search(r'href="(/enquiries/[^"]+/register)"', listed)
    assert link is not None
    made = client.post(link[1], {**consent_step(), **SHORT, "step": "details"})
    assert made.status_code == 302
    assert "led to a registration" in client.get(reverse("people:enquiries")).content.decode()


def test_the_pages_are_whole_in_dari_and_portuguese(signed_in: SignIn, counsellor: Actor, person_id: PersonId) -> None:
    """Every page about people renders, in the direction of its language."""
    for code, direction in (("fa-af", "rtl"), ("pt", "ltr")):
        User.objects.filter(id=counsellor.user_id or 0).update(language=code)
        client = signed_in(counsellor)
        for name in ("register", "enquiries", "add_enquiry", "papers", "questions"):
            assert f'dir="{direction}"' in client.get(reverse(f"people:{name}")).content.decode()
        for name in ("person", "print", "history", "correct", "relate", "add_contact"):
            answer = client.get(reverse(f"people:{name}", args=[person_id]))
            assert f'lang="{code}" dir="{direction}"' in answer.content.decode()


def test_other_contexts_show_a_panel(
    signed_in: SignIn, counsellor: Actor, person_id: PersonId, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What they offer stands on the page, with its one thing to do."""
    panel = PanelShown("Cases", (), "Open a case", "/somewhere")
    monkeypatch.setattr("safar.people.panels._MAKERS", [lambda actor, person: panel, lambda actor, person: None])
    page = signed_in(counsellor).get(reverse("people:person", args=[person_id])).content.decode()
    assert 'href="/somewhere"' in page
    assert "Open a case" in page


def test_no_address_or_title_names_anybody(
    signed_in: SignIn, counsellor: Actor, person_id: PersonId, owner: psycopg.Connection
) -> None:
    """Titles stand in the browser's history on shared desks."""
    client = signed_in(counsellor)
    for name in ("person", "print", "history", "correct"):
        page = client.get(reverse(f"people:{name}", args=[person_id])).content.decode()
        title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
        assert title is not None
        assert "Farid" not in title[1]
        assert "فرید" not in title[1]


def test_a_correction_keeps_what_the_form_has_no_place_for(
    signed_in: SignIn, counsellor: Actor, person_id: PersonId
) -> None:
    """A fourth language and a third nationality survive a correction of something else."""
    with acting_as(counsellor):
        many = details(
            nationalities=tuple(NationalityGiven(code) for code in ("AF", "IR", "PK")),
            languages=tuple(LanguageGiven(code, is_preferred=code == "ps") for code in ("fa-af", "ps", "ur", "en")),
        )
        correct_person(by=counsellor, at=timezone.now(), person_id=person_id, version=1, details=many)
    client = signed_in(counsellor)
    address = reverse("people:correct", args=[person_id])
    page = client.get(address).content.decode()
    sent = {"version": "2", "sex": "male", "birth": "04/03/1980", "language": "ps", "second_language": "fa-af",
            "third_language": "ur", "nationality": "AF", "second_nationality": "IR"}  # fmt: skip
    assert re.search(r'<option value="ps" selected>', page)
    assert client.post(address, sent).status_code == 302
    with acting_as(counsellor):
        person = people_in([person_id])[person_id]
    assert {given.language for given in person.languages} == {"fa-af", "ps", "ur", "en"}
    assert {given.country for given in person.nationalities} == {"AF", "IR", "PK"}


def test_a_family_is_registered_member_by_member_with_relation_and_household(
    signed_in: SignIn, counsellor: Actor, person_id: PersonId
) -> None:
    """What families share stands in the form; each has a consent of their own; a wrong relation keeps nothing."""
    client = signed_in(counsellor)
    address = reverse("people:register_relative", args=[person_id])
    look = {**consent_step(), "step": "look", "name": "زهرا کریمی", "birth": "1984"}
    third = client.post(address, look).content.decode()
    assert re.search(r'<option value="AF" selected>', third)
    assert "زهرا کریمی" in third
    shared = {**consent_step(), "language": "fa-af", "nationality": "AF", "shares_household": "on", "step": "create"}
    wife = {**shared, "name": "زهرا کریمی", "sex": "female", "birth": "1984", "is_the": "spouse"}
    made = client.post(address, wife)
    assert made.status_code == 302, made.content.decode()
    zahra = made["Location"].rsplit("/", 1)[1]
    son = {**shared, "name": "امید", "sex": "male", "birth": "1950", "is_the": "child", "also_child_of": zahra}
    son |= {"with_responsibility": "on", "by_guardian": "on"}
    refused = client.post(address, son).content.decode()
    assert "A parent cannot be younger than the child." in refused
    assert "امید" in refused
    assert client.post(address, {**son, "birth": "2010"}).status_code == 302
    page = client.get(reverse("people:person", args=[person_id])).content.decode()
    for shown in ("spouse of", "parent of", "parental responsibility", "Household"):
        assert shown in page
    assert page.count("امید") >= 2
